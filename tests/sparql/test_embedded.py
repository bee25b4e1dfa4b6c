import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from doidkit.errors import InputError, QueryError, SyntaxFault
from doidkit.sparql.embedded import StoreSource
from doidkit.syntax.formats import GraphFormat

ANIMALS = Path(__file__).parents[1] / "examples" / "animals.ttl"
ONE = "<http://e/s> <http://e/p> 'o' ."
SYNTAXES = {
    "a.ttl": ONE,
    "a.nt": ONE.replace("'", '"'),
    "a.nq": ONE.replace("'", '"').replace(" .", " <http://e/g> ."),
    "a.trig": f"<http://e/g> {{ {ONE} }}",
    "a.jsonld": '{"@id": "http://e/s", "http://e/p": "o"}',
    "a.rdf": '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
    '<r:Description r:about="http://e/s"><e:p>o</e:p></r:Description></r:RDF>',
}


@pytest.mark.parametrize("name", SYNTAXES)
@pytest.mark.parametrize("compressed", [False, True], ids=["plain", "gzip"])
def test_each_syntax_loads(name: str, compressed: bool, write: Callable[..., Path]) -> None:
    data = SYNTAXES[name].encode()
    path = write(name + ".gz", gzip.compress(data)) if compressed else write(name, data)
    source = StoreSource.of([path])
    found = source.select("SELECT ?s ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }")
    assert found.rows == ((NamedNode("http://e/s"), Literal("o")),)


def test_a_format_can_be_given(write: Callable[..., Path]) -> None:
    source = StoreSource()
    source.load(write("data.txt", ONE), format=GraphFormat.TURTLE)
    assert len(source.store) == 1


def test_truncated_turtle_is_located(write: Callable[..., Path]) -> None:
    path = write("cut.ttl", '@prefix e: <http://e/> .\ne:a e:b "x" .\ne:a e:b "un')
    with pytest.raises(SyntaxFault, match=r"cut\.ttl:3:9: Unexpected end of file") as caught:
        StoreSource.of([path])
    assert (caught.value.line, caught.value.column) == (3, 9)


def test_broken_xml_json_and_missing_files_are_input_errors(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    for name, text in (("a.rdf", "<a><b></a>"), ("a.jsonld", '{"@id":'), ("a.nt", "<a> <b> .")):
        with pytest.raises(SyntaxFault, match=name):
            StoreSource.of([write(name, text)])
    with pytest.raises(SyntaxFault, match="does not fetch"):
        StoreSource.of([write("c.jsonld", '{"@context": "http://example.org/c", "@id": "urn:a"}')])
    with pytest.raises(InputError, match="no such file"):
        StoreSource.of([tmp_path / "none.ttl"])
    with pytest.raises(InputError, match="is a folder"):
        StoreSource.of([tmp_path])
    with pytest.raises(InputError, match="names no format"):
        StoreSource.of([write("a.docx", "")])


def test_blank_nodes_of_two_files_stay_apart(write: Callable[..., Path]) -> None:
    paths = [write(name, f"_:a <http://e/p> '{name}' .") for name in ("1.ttl", "2.ttl")]
    source = StoreSource.of(paths)
    (row,) = source.select("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }")
    assert row == (Literal(2),)


def test_blank_nodes_in_answers_are_named_by_their_order(write: Callable[..., Path]) -> None:
    source = StoreSource.of([write("a.ttl", "[] <http://e/p> [ <http://e/q> 1 ] .")])
    (row,) = source.select("SELECT ?a ?b ?a2 { ?a <http://e/p> ?b . ?a2 <http://e/p> ?b }")
    assert row == (BlankNode("b0"), BlankNode("b1"), BlankNode("b0"))


def test_constructed_triples_are_the_same_each_time() -> None:
    query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
    first, second = (StoreSource.of([ANIMALS]).construct(query) for _ in range(2))
    assert first == second
    assert len(first) == 30


def test_the_wrong_form_is_refused() -> None:
    source = StoreSource()
    with pytest.raises(QueryError, match="SELECT query is needed"):
        source.select("ASK {}")
    with pytest.raises(QueryError, match="ASK query is needed"):
        source.ask("SELECT * {}")
    with pytest.raises(QueryError, match="CONSTRUCT or DESCRIBE"):
        source.construct("ASK {}")


def test_a_syntax_error_says_where_in_the_query_as_written() -> None:
    with pytest.raises(QueryError, match="line 2, column 16, at its end") as caught:
        StoreSource().answer("SELECT ?s\nWHERE { ?s ?p }", bindings={"s": Literal("a\nb")})
    assert "\n" not in str(caught.value)


def test_a_literal_where_a_term_is_needed_is_explained() -> None:
    with pytest.raises(QueryError, match="give an IRI or CURIE"):
        StoreSource().ask("ASK { ?s $x ?o }", bindings={"x": Literal("a")})


def test_queries_cannot_write() -> None:
    with pytest.raises(QueryError, match="only reads"):
        StoreSource().answer("DELETE WHERE { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT { ?s ?p ?o }", 'column 16, near "?o }" (expected DISTINCT)'),
        ("SELECT ?s { ?s ?p ", "at its end (expected "),
        ("SELECT ?s { ?s ?p ?o", "at its end (expected "),
        ("SELECT ?s ?o { ?s ?p ?o } GROUP BY ?s", "a variable that is unbound); correct"),
        ("SELECT (?s AS ?s) { ?s ?p ?o }", "(The SELECT overrides an existing variable"),
        ("SELECT ?s { BIND(1 AS ?s) BIND(2 AS ?s) }", "column 42, at its end; correct it there"),
    ],
)
def test_what_a_parser_expects_is_passed_on(query: str, told: str) -> None:
    with pytest.raises(QueryError) as caught:
        StoreSource().answer(query)
    assert told in str(caught.value)
    assert "expected expected" not in str(caught.value)
