"""Answers of endpoints: whole, odd but valid, or an error that says what is wrong."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from doidkit.errors import EngineError, QueryError
from doidkit.rendering.data import term_object
from doidkit.sparql.endpoint import EndpointSource
from doidkit.web import client

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))
from raw import Raw, raw, reply

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
RDF_XML = "application/rdf+xml"
ROWS = (
    b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:a"}},\n'
    b'{"s":{"type":"literal","value":"b"}}]}}\n'
)
ROWS_XML = (
    b'<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
    b'<head><variable name="s"/></head>\n<results>\n'
    b'<result><binding name="s"><uri>urn:a</uri></binding></result>\n'
    b'<result><binding name="s"><literal>b</literal></binding></result>\n</results>\n</sparql>\n'
)
TRUE = b'{"head":{},"boolean":true}\n'
TRUE_XML = (
    b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/>'
    b"<boolean>true</boolean></sparql>\n"
)
GRAPH_XML = (
    b'<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    b' xmlns:e="http://e/">\n<rdf:Description rdf:about="http://e/a">\n<e:p>x</e:p>\n'
    b'</rdf:Description>\n<rdf:Description rdf:about="http://e/b">\n<e:p>y</e:p>\n'
    b"</rdf:Description>\n</rdf:RDF>\n"
)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Raw]:
    monkeypatch.setattr(client, "PAUSES", ())
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("HOME", str(tmp_path))
    with raw() as found:
        yield found


def select(server: Raw) -> list:
    found = EndpointSource(server.url, timeout=20).select("SELECT ?s { ?s ?p ?o }")
    return [row[0] for row in found.rows]


def ask(server: Raw) -> bool:
    return EndpointSource(server.url, timeout=20).ask("ASK {}")


def construct(server: Raw) -> int:
    return len(EndpointSource(server.url, timeout=20).construct("CONSTRUCT WHERE { ?s ?p ?o }"))


CASES = [
    (JSON, ROWS, select, 2),
    (XML, ROWS_XML, select, 2),
    (JSON, TRUE, ask, None),
    (XML, TRUE_XML, ask, None),
    (RDF_XML, GRAPH_XML, construct, 2),
]


@pytest.mark.parametrize(("kind", "body", "asked", "number"), CASES)
def test_no_cut_answer_is_taken_for_whole(
    server: Raw, kind: str, body: bytes, asked: Callable, number: int | None
) -> None:
    """At any place: the length that is announced is that of what is sent."""
    server.answer = lambda _: reply(body, kind)
    found = asked(server)
    assert (found if isinstance(found, (bool, int)) else len(found)) == (number or True)
    end = len(body.rstrip())
    for cut in {*range(0, end, 7), *range(max(end - 30, 0), end)}:
        server.answer = lambda _, at=cut: reply(body[:at], kind)
        with pytest.raises(EngineError, match="not all of them"):
            asked(server)


LITERAL = b'{"type":"literal","value":"b"}'


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (b"", b"", "application/json"),
        (b"", b"", "Application/SPARQL-Results+JSON; charset=UTF-8"),
        (b'{"head"', b'\xef\xbb\xbf  \n{"head"', JSON),
        (b'{"vars":["s"]}', b'{"link":["http://e/m"],"vars":["s"]}', JSON),
        (b'{"bindings"', b'{"distinct":false,"ordered":true,"bindings"', JSON),
        (LITERAL, b'{"value":"b","type":"literal"}', JSON),
        (LITERAL, b'{"type":"literal","value":"b","xml:lang":"EN-us"}', JSON),
        (
            LITERAL,
            b'{"type":"typed-literal","value":"b",'
            b'"datatype":"http://www.w3.org/2001/XMLSchema#string"}',
            JSON,
        ),
        (LITERAL, b'{"type":"literal","value":"\\u0062"}', JSON),
        # Members that no specification has, and null for what is not there.
        (b'{"head"', b'{"took":[null,{"ms":1.5}],"head"', JSON),
        (b"]}}\n", b']},"warnings":null}\n', JSON),
        (LITERAL, b'{"type":"literal","value":"b","id":{"s":[1]}}', JSON),
        (LITERAL, b'{"type":"literal","value":"b","xml:lang":null,"datatype":null}', JSON),
        (LITERAL, b'{"type":"literal","value":"b","xml:lang":""}', JSON),
        (b'{"s":{"type":"literal"', b'{"t":null,"s":{"type":"literal"', JSON),
    ],
)
def test_odd_but_valid_json(server: Raw, old: bytes, new: bytes, kind: str) -> None:
    server.answer = lambda _: reply(ROWS.replace(old, new) if old else ROWS, kind)
    first, second = select(server)
    assert first == NamedNode("urn:a")
    assert second.value == "b"


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (b"", b"", "text/xml"),
        (b"", b"", "application/xml; charset=utf-8"),
        (b"<sparql", b'<?xml-stylesheet href="x.xsl"?><!-- here --><sparql', XML),
        (b"<results>", b'<results ordered="false" distinct="false">', XML),
        (b"<head>", b'<head><link href="m.rdf"/>', XML),
        (b"<result>", b"<result >\n ", XML),
        (b"<literal>b", b'<literal xml:lang="en">b', XML),
        (b"<literal>b", b"<literal>&#98;", XML),
    ],
)
def test_odd_but_valid_xml(server: Raw, old: bytes, new: bytes, kind: str) -> None:
    server.answer = lambda _: reply(ROWS_XML.replace(old, new) if old else ROWS_XML, kind)
    first, second = select(server)
    assert first == NamedNode("urn:a")
    assert second.value == "b"


def term(json_term: str) -> bytes:
    return ROWS.replace(LITERAL, json_term.encode())


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (
            term('{"type":"uri","value":"http://e/a b"}'),
            JSON,
            r"an IRI that is none, <http://e/a b> \(Invalid IRI code point ' '\)",
        ),
        (term('{"type":"uri","value":"rel"}'), JSON, "an IRI that is none, <rel>"),
        (term('{"value":"no iri","type":"uri"}'), JSON, "an IRI that is none, <no iri>"),
        (
            term('{"type":"literal","value":"x","xml:lang":"en_US"}'),
            JSON,
            'a language tag that is none, "en_US"',
        ),
        (term('{"type":"literal","value":"a\x01b"}'), JSON, r"control character U\+0001"),
        (
            term('{"type":"literal","value":"x","datatype":"no iri"}'),
            JSON,
            "an IRI that is none, <no iri>",
        ),
        (ROWS.replace(b'"b"', b'"\xe9"'), JSON, "a text that is not UTF-8"),
        (
            ROWS_XML.replace(b"<literal>", b'<literal datatype="no iri">'),
            XML,
            "an IRI that is none, <no iri>",
        ),
        (
            ROWS_XML.replace(b"urn:a", b"http://e/a b"),
            XML,
            "an IRI that is none, <http://e/a b>",
        ),
        (ROWS_XML.replace(b">b<", b">\x02<"), XML, r"control character U\+0002"),
        (
            ROWS_XML.replace(b"<literal>", b'<literal xml:lang="e_n">'),
            XML,
            'a language tag that is none, "e_n"',
        ),
    ],
)
def test_one_bad_term_is_named(server: Raw, body: bytes, kind: str, said: str) -> None:
    server.answer = lambda _: reply(body, kind)
    with pytest.raises(EngineError, match=said) as caught:
        select(server)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("kind", "line", "said"),
    [
        ("application/n-triples", "<http://e/a> <http://e/b> <http://e/c d> .", "<http://e/c d>"),
        ("text/turtle", '<http://e/a> <http://e/b> "x"@e-abcdefghijkl .', "language tag"),
        ("text/turtle", "<http://e/a> <http://e/b> <http://e/%zz> .", "<http://e/%zz>"),
    ],
)
def test_one_bad_term_of_a_graph_is_named(server: Raw, kind: str, line: str, said: str) -> None:
    server.answer = lambda _: reply(f"<urn:a> <urn:b> <urn:c> .\n{line}\n".encode(), kind)
    with pytest.raises(EngineError, match=said):
        construct(server)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<p>Welcome</p>", "text/html"),
        (b"", JSON),
        (b"", "text/plain"),
        (b"[]", JSON),
        (b'{"error":"no"}', JSON),
        (TRUE, JSON),
        (ROWS.replace(b'"results"', b'"boolean":true,"results"'), JSON),
        (ROWS.replace(b"]}}", b']},"boolean":true}'), JSON),
        (ROWS.replace(b"]}}", b'],"bindings":[]},"took":1}'), JSON),
        (ROWS.replace(b'"b"}', b'"b","lang":"en"}'), JSON),
        (ROWS.replace(b'"b"}', b'null,"x":1}'), JSON),
        (ROWS.replace(b'"b"}', b'1,"x":1}'), JSON),
        (ROWS.replace(b'"b"}', b'"b","xml:lang":"ar","its:dir":"up"}'), JSON),
        (ROWS.replace(b'{"s"', b'{"other"'), JSON),
        (ROWS.replace(b'{"head":{"vars":["s"]},', b"{"), JSON),
        (b"s\r\nurn:a\r\n", "text/csv"),
        (b"\x00\x01", "application/octet-stream"),
    ],
)
def test_what_is_no_answer_of_a_select(server: Raw, body: bytes, kind: str) -> None:
    server.answer = lambda _: reply(body, kind)
    with pytest.raises(EngineError, match="not SPARQL results"):
        select(server)


@pytest.mark.parametrize("number", ["1", "0"])
def test_virtuosos_answer_to_an_ask(server: Raw, number: str) -> None:
    value = {"type": "typed-literal", "value": number}
    value["datatype"] = "http://www.w3.org/2001/XMLSchema#integer"
    body = {"head": {"vars": ["__ASK_RETVAL"]}, "results": {"bindings": [{"__ASK_RETVAL": value}]}}
    server.answer = lambda _: reply(json.dumps(body).encode(), JSON, Server="Virtuoso/07.20")
    assert ask(server) is (number == "1")


def test_an_odd_answer_to_an_ask(server: Raw) -> None:
    for body in (b'{"head":{"vars":[]},"boolean":true}', b'{"took":1,"head":{},"boolean":true}'):
        server.answer = lambda _, body=body: reply(body, JSON)
        assert ask(server)


def test_rows_before_what_is_odd_come_once(server: Raw) -> None:
    row = b'{"s":{"type":"uri","value":"urn:%d"}}'
    many = b",".join(row % number for number in range(3000))
    odd = b',{"s":{"type":"literal","value":"b","x":1}}'
    body = b'{"head":{"vars":["s"]},"results":{"bindings":[' + many + odd + b"]}}"
    server.answer = lambda _: reply(body, JSON)
    found = select(server)
    assert [term.value for term in found] == [*(f"urn:{n}" for n in range(3000)), "b"]
    server.answer = lambda _: reply(body[:-1], JSON)
    with pytest.raises(EngineError, match="not all of them"):
        select(server)


def test_an_endpoints_own_words(server: Raw) -> None:
    """Whatever it says, in plain text and without control characters."""
    for status, error in ((400, QueryError), (500, EngineError), (413, EngineError)):
        server.answer = lambda _, s=status: reply(
            b"Heap\x1b[2J space exhausted", "text/plain", status=f"{s} No"
        )
        with pytest.raises(error, match=r"Heap \[2J space exhausted"):
            select(server)


def test_a_partial_answer_is_an_error_everywhere(server: Raw, invoke: Callable) -> None:
    for wrong in (
        reply(ROWS, status="206 Partial Content"),
        reply(ROWS, X_SQL_State="S1TAT", X_SQL_Message="RC...: Returning incomplete results"),
    ):
        server.answer = lambda _, answer=wrong: answer
        with pytest.raises(EngineError, match="only a part of the answer"):
            select(server)
        for words in (("query", "children"), ("check",), ("validate",)):
            outcome = invoke(*words, "--endpoint", server.url)
            assert outcome.code == 2, outcome
            assert "only a part of the answer" in outcome.err
    server.answer = lambda _: reply(ROWS, X_SPARQL_MaxRows="2")
    with pytest.raises(EngineError, match="its limit of 2 rows"):
        select(server)
    server.answer = lambda _: reply(ROWS, X_SPARQL_MaxRows="3")
    assert len(select(server)) == 2


def test_the_direction_of_a_literal(server: Raw) -> None:
    given = '{"type":"literal","value":"x","xml:lang":"ar","its:dir":"rtl"}'
    server.answer = lambda _: reply(term(given), JSON)
    found = select(server)[1]
    assert isinstance(found, Literal)
    assert str(found) == '"x"@ar--rtl'


def test_the_direction_of_a_literal_is_written(server: Raw) -> None:
    given = '{"type":"literal","value":"x","xml:lang":"ar","its:dir":"rtl"}'
    server.answer = lambda _: reply(term(given), JSON)
    assert term_object(select(server)[1]) == json.loads(given)


BOMB = (
    b'<!DOCTYPE sparql [<!ENTITY a "' + b"x" * 10_000 + b'"><!ENTITY b "' + b"&a;" * 1_000
    + b'"><!ENTITY c "' + b"&b;" * 1_000 + b'">]>'
)  # fmt: skip


def test_the_entities_of_an_answer_are_bounded(server: Raw) -> None:
    body = ROWS_XML.replace(b"<sparql", BOMB + b"<sparql", 1).replace(b">b<", b">&c;<")
    server.answer = lambda _: reply(body, XML)
    with pytest.raises(EngineError, match="not all of them"):
        select(server)
