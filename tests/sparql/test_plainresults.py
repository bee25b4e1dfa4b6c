"""Results in XML as XML means them, and what pyoxigraph alone makes of them."""

from io import BytesIO

import pyoxigraph as ox
import pytest

from doidkit.errors import EngineError
from doidkit.sparql.answers import solutions, truth
from doidkit.sparql.plainresults import PlainResults

OPEN = '<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
XML = ox.QueryResultsFormat.XML


class Answer(BytesIO):
    """The body of an endpoint's answer."""

    headers: dict[str, str] = {}  # noqa: RUF012
    media_type = "application/sparql-results+xml"


def table(value: str, *, before: str = "") -> bytes:
    binding = f'<binding name="x">{value}</binding>'
    head = '<head><variable name="x"/></head>'
    body = f"<results><result>{binding}</result></results></sparql>"
    return f'<?xml version="1.0"?>{before}{OPEN}{head}{body}'.encode()


CASES = {
    "CDATA": (table("<literal>p<![CDATA[a<b]]>&amp;q</literal>"), "pa<b&q"),
    "a comment": (table("<literal>a<!-- c -->b</literal>"), "ab"),
    "an instruction": (table("<literal>a<?x y?>b</literal>"), "ab"),
    "an entity": (
        table("<literal>a&e;b</literal>", before='<!DOCTYPE sparql [<!ENTITY e "-">]>'),
        "a-b",
    ),
    "no language": (table('<literal xml:lang="">a</literal>'), "a"),
    "blanks at the edges": (table("<literal> a\n</literal>"), " a\n"),
    "nothing but blanks": (table("<literal> \t</literal>"), " \t"),
    "lines of Windows": (table("<literal>a\r\nb&#13;c</literal>"), "a\nb\rc"),
}


@pytest.mark.parametrize("case", CASES)
def test_texts_are_read_as_xml_means_them(case: str) -> None:
    data, text = CASES[case]
    _, rows = solutions("http://e/", Answer(data))  # type: ignore[arg-type]
    assert list(rows) == [(ox.Literal(text),)]


def test_an_iri_may_stand_in_cdata() -> None:
    _, rows = solutions("http://e/", Answer(table("<uri><![CDATA[http://e/?a&b]]></uri>")))  # type: ignore[arg-type]
    assert list(rows) == [(ox.NamedNode("http://e/?a&b"),)]


@pytest.mark.parametrize(
    ("said", "meant"), [("1", True), ("0", False), (" true ", True), ("false", False)]
)
def test_booleans_of_xml_schema(said: str, meant: bool) -> None:
    data = f"{OPEN}<head/><boolean>{said}</boolean></sparql>".encode()
    assert truth("http://e/", Answer(data)) is meant  # type: ignore[arg-type]


@pytest.mark.parametrize("case", CASES)
def test_pyoxigraph_does_not_read_them_so(case: str) -> None:
    """Where this fails, a new version reads what the module is for."""
    data, text = CASES[case]
    try:
        found = [tuple(row) for row in ox.parse_query_results(data, XML)]  # type: ignore[union-attr]
    except (SyntaxError, ValueError):
        return
    assert found != [(ox.Literal(text),)]


def test_whatever_the_pieces_the_answer_is_the_same() -> None:
    data = CASES["CDATA"][0]
    whole = PlainResults(BytesIO(data)).read()
    stream = PlainResults(BytesIO(data))
    assert b"".join(iter(lambda: stream.read(7), b"")) == whole


def test_elements_are_those_of_results_however_they_are_written() -> None:
    prefixed = (
        '<r:sparql xmlns:r="http://www.w3.org/2005/sparql-results#"><r:head><r:variable name="x"/>'
        '</r:head><r:results><r:result><r:binding name="x"><r:literal xml:lang="en">a</r:literal>'
        "</r:binding></r:result></r:results></r:sparql>"
    )
    _, rows = solutions("http://e/", Answer(prefixed.encode()))  # type: ignore[arg-type]
    assert list(rows) == [(ox.Literal("a", language="en"),)]
    other = table("<literal>a</literal>").replace(b"sparql-results#", b"other#")
    with pytest.raises(EngineError, match="is not SPARQL results"):
        solutions("http://e/", Answer(other))  # type: ignore[arg-type]
