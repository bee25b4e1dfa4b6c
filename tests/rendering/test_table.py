"""Tables on a terminal: identifiers whole, links and colours where there are any."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

import doidkit
from doidkit.model import RdfTerm, Solutions
from doidkit.queries import bundled_queries
from doidkit.rendering import table, terminal
from doidkit.rendering.terms import one_line, plain

_CODES = re.compile(r"\x1b\[[0-9;]*m")
IRI = "http://purl.obolibrary.org/obo/DOID_182"
LINK = re.compile(rf"\x1b]8;id=\d+;{IRI}\x1b\\(?:\x1b\[36m)?DOID:182(?:\x1b\[0m)?\x1b]8;;\x1b\\")


@pytest.fixture(autouse=True)
def xterm(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def bare(text: str) -> str:
    return _CODES.sub("", terminal.unlinked(text))


def whole(answer: Solutions, width: int) -> None:
    lines = bare(table.render(answer, width=width)).splitlines()
    assert max(map(len, lines), default=0) <= width
    for row in answer:
        for term in row:
            name = one_line(plain(term))
            if isinstance(term, NamedNode) and len(name) <= width // 2:
                assert any(name in line for line in lines), name


@pytest.mark.parametrize("width", [80, 100])
def test_the_identifiers_of_every_bundled_query_are_whole(
    width: int, request: pytest.FixtureRequest
) -> None:
    ontology = doidkit.load()
    for query in bundled_queries():
        if any(p.default is None and not p.optional for p in query.parameters):
            continue
        answer = doidkit.query(query.name, source=ontology)
        assert isinstance(answer, Solutions)
        whole(Solutions(answer.variables, answer.rows[:40]), width)


_TERMS: st.SearchStrategy[RdfTerm | None] = st.one_of(
    st.none(),
    st.from_regex(r"[0-9]{1,12}", fullmatch=True).map(
        lambda number: NamedNode(f"http://purl.obolibrary.org/obo/DOID_{number}")
    ),
    st.text("ab ,", max_size=60).map(Literal),
)


@given(st.lists(st.tuples(*[_TERMS] * 5), max_size=4), st.integers(60, 140))
def test_whatever_fits_is_whole_and_within_the_width(
    rows: list[tuple[RdfTerm | None, ...]], width: int
) -> None:
    whole(Solutions(tuple("abcde"), tuple(rows)), width)


def test_what_does_not_fit_is_listed() -> None:
    columns = tuple(f"column_{n}" for n in range(6))
    row = tuple(NamedNode(f"{IRI}{n}0000000000") for n in range(5))
    text = bare(table.render(Solutions(columns, ((*row, None),)), width=80))
    heading, *lines = text.splitlines()
    assert heading.startswith("1 ───")
    assert [line.split() for line in lines] == [
        [f"column_{n}", f"DOID:182{n}0000000000"] for n in range(5)
    ]


ANSWER = Solutions(("term",), ((NamedNode(IRI),),))


@pytest.mark.parametrize(
    ("variables", "colours", "links"),
    [
        ({}, True, True),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, True),  # as no-color.org says: set and not empty
        ({"TERM": "dumb"}, False, False),
        ({"TERM": "linux"}, False, False),
    ],
)
def test_colours_and_links_are_where_the_terminal_has_them(
    variables: dict[str, str], colours: bool, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    text = table.render(ANSWER, width=80)
    assert bool(LINK.search(text)) is links
    assert ("\x1b[36m" in text) is colours
    assert "DOID:182" in text


def test_a_pipe_gets_plain_text() -> None:
    assert table.render(ANSWER) == "term\n--------\nDOID:182\n"


@pytest.mark.parametrize("words", [("tree", "DOID:182"), ("search", "calcinosis")])
def test_trees_and_search_hits_are_the_same_with_links(
    words: tuple[str, ...], invoke: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = invoke(*words).out
    for module in ("tree", "search"):
        monkeypatch.setattr(f"doidkit.cli.{module}.terminal_width", lambda: 80)
    linked = invoke(*words).out
    assert LINK.search(linked)
    assert bare(linked) == piped
