import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    Triple,
    parse_query_results,
)

from doidkit.errors import QueryError
from doidkit.model import Solutions, Triples
from doidkit.rendering.answers import FORMATS, render

CALCINOSIS = NamedNode("http://purl.obolibrary.org/obo/DOID_182")
ANSWER = Solutions(
    ("term", "label", "n"),
    (
        (CALCINOSIS, Literal("calcinosis"), Literal("007", datatype=NamedNode("http://e/int"))),
        (BlankNode("b0"), Literal("a|b\n<i>", language="en"), None),
    ),
)
TRIPLES = Triples((Triple(CALCINOSIS, NamedNode("http://e/p"), Literal("x")),))


def text(answer: object, format: str | None = None, **options: object) -> str:
    return render(answer, format=format, **options).decode()


def test_a_piped_table_is_aligned_and_plain() -> None:
    assert text(ANSWER) == (
        "term      label         n\n"
        "--------  ------------  ---\n"
        "DOID:182  calcinosis    007\n"
        "_:b0      a|b <i> (en)\n"
    )


def test_a_terminal_table_fits_its_width() -> None:
    lines = text(ANSWER, width=40).splitlines()
    assert any("calcinosis" in line for line in lines)
    assert "\x1b[" in text(ANSWER, width=40)


def test_wide_characters_stay_aligned() -> None:
    rows = tuple((Literal(word), Literal("x")) for word in ("石灰沈着症", "a"))
    lines = text(Solutions(("w", "x"), rows)).splitlines()
    assert lines[2] == "石灰沈着症  x"
    assert lines[3] == "a           x"


def test_markdown_escapes() -> None:
    lines = text(ANSWER, "markdown").splitlines()
    assert lines[1] == "| --- | --- | --- |"
    assert lines[3] == "| \\_:b0 | a\\|b \\<i\\> (en) |  |"


def test_csv_is_rfc_4180() -> None:
    rows = list(csv.reader(io.StringIO(text(ANSWER, "csv"), newline="")))
    assert rows == [
        ["term", "label", "n"],
        [CALCINOSIS.value, "calcinosis", "007"],
        ["_:b0", "a|b\n<i>", ""],
    ]


def test_json_is_sparql_json() -> None:
    document = json.loads(text(ANSWER, "json"))
    assert document["head"]["vars"] == ["term", "label", "n"]
    first, second = document["results"]["bindings"]
    assert first["n"] == {"type": "literal", "value": "007", "datatype": "http://e/int"}
    assert second["label"] == {"type": "literal", "value": "a|b\n<i>", "xml:lang": "en"}
    assert "n" not in second


@pytest.mark.parametrize("name", ["json", "xml", "tsv"])
@given(st.text())
def test_terms_survive_the_w3c_formats(name: str, value: str) -> None:
    if name == "xml":  # XML 1.0 cannot hold most control characters, and reads CR as LF
        value = "".join(c for c in value if c == "\n" or (c.isprintable() and c < "\ufffe"))
    answer = Solutions(("x", "y"), ((Literal(value), CALCINOSIS),))
    format = getattr(QueryResultsFormat, name.upper())
    (row,) = parse_query_results(render(answer, format=name), format)
    assert tuple(row) == answer.rows[0]


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        (None, "true\n"),
        ("markdown", "true\n"),
        ("csv", "true\n"),
        ("json", '{"head":{},"boolean":true}\n'),
    ],
)
def test_ask(format: str | None, expected: str) -> None:
    assert text(True, format) == expected


def test_graphs() -> None:
    assert "@prefix DOID:" in text(TRIPLES)
    assert text(TRIPLES, "ntriples") == f'{CALCINOSIS} <http://e/p> "x" .\n'


def test_a_format_that_does_not_suit_is_one_sentence() -> None:
    with pytest.raises(QueryError, match="is triples, not csv; use turtle or ntriples"):
        render(TRIPLES, format="csv")
    with pytest.raises(QueryError, match="cannot be turtle; use table, csv"):
        render(ANSWER, format="turtle")


def test_an_empty_answer_has_its_headings_in_every_format() -> None:
    empty = Solutions(("term",), ())
    for format in FORMATS[:-2]:
        assert "term" in text(empty, format)


def test_every_result_ends_its_last_line() -> None:
    for format in FORMATS[:-2]:
        assert render(ANSWER, format=format).endswith(b"\n")
        assert render(False, format=format).endswith(b"\n")


def test_csv_keeps_what_a_spreadsheet_would_compute_unless_it_is_for_one() -> None:
    cells = ("=1+1", "+a", "-a", "@a", "-7", "a")
    answer = Solutions(("x",), tuple((Literal(cell),) for cell in cells))
    assert text(answer, "csv").splitlines()[1:] == list(cells)
    assert text(answer, "sheet").splitlines()[1:] == ["'=1+1", "'+a", "'-a", "'@a", "-7", "a"]
