"""--graph: named graphs of a store or an endpoint as the data; an empty default graph is told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from servers import oxigraph

from doidkit import Data
from doidkit.errors import InputError

Invoke = Callable[..., object]
Write = Callable[[str, str | bytes], Path]
PREFIXES = """
@prefix ex: <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
DATA = (
    PREFIXES
    + """
<urn:one> { ex:a a owl:Class ; rdfs:label "a" ; ex:p 1 . }
<urn:two> { ex:b a owl:Class ; rdfs:label "b" ; ex:p 2 ; rdfs:subClassOf ex:a . }
"""
)
SHAPES = PREFIXES + "ex:S a sh:NodeShape ; sh:targetClass owl:Class ; sh:nodeKind sh:Literal ."


@pytest.fixture(params=["store", "endpoint"])
def place(
    request: pytest.FixtureRequest, invoke: Invoke, write: Write, tmp_path: Path
) -> Iterator[tuple[str, str]]:
    """A store and an endpoint that have nothing in their default graphs."""
    data = write("data.trig", DATA)
    if request.param == "store":
        assert invoke("load", data, "--store", tmp_path / "store").code == 0
        yield "--store", str(tmp_path / "store")
        return
    with oxigraph(tmp_path) as server:
        for graph in ("urn:one", "urn:two"):
            done = invoke(
                *("push", write(f"{graph[4:]}.ttl", _alone(graph)), "--to", server.url),
                *("--graph", graph),
            )
            assert done.code == 0, done.err
        yield "--endpoint", f"{server.url}/query"


def _alone(graph: str) -> bytes:
    quads = ox.parse(DATA, ox.RdfFormat.TRIG)
    triples = [quad.triple for quad in quads if quad.graph_name == ox.NamedNode(graph)]
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE)


def test_the_graphs_named_are_the_data(
    invoke: Invoke, write: Write, place: tuple[str, str]
) -> None:
    shapes = write("shapes.ttl", SHAPES)
    validate = ("validate", *place, "--shapes", shapes)
    one = invoke(*validate, "--graph", "urn:one")
    assert (one.code, "http://example.org/a" in one.out) == (1, True)
    assert "http://example.org/b" not in one.out
    both = invoke(*validate, "--graph", "urn:one", "--graph", "urn:two")
    assert "http://example.org/a" in both.out
    assert "http://example.org/b" in both.out
    counted = ("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--format", "tsv")
    assert invoke(*counted, *place, "--graph", "urn:two").out.split() == ["?n", "4"]
    assert invoke(*counted, *place).out.split() == ["?n", "0"]
    assert "http://example.org/b" in invoke("search", "b", *place, "--graph", "urn:two").out
    assert "http://example.org/b" not in invoke("search", "a", *place, "--graph", "urn:one").out
    checked = invoke("check", *place, "--graph", "urn:two", "--fail-on", "never")
    assert checked.code == 0, checked.err
    assert "http://example.org/b" in checked.out


def test_what_is_not_there_is_told_with_what_is(
    invoke: Invoke, write: Write, place: tuple[str, str]
) -> None:
    shapes = write("shapes.ttl", SHAPES)
    for command in (("validate", "--shapes", shapes), ("check",)):
        outcome = invoke(*command, *place, "--graph", "urn:three")
        assert outcome.code == 2, outcome.out
        assert "there is nothing in <urn:three>" in outcome.err
        assert "<urn:one>, <urn:two>" in outcome.err


def test_an_empty_default_graph_does_not_conform(
    invoke: Invoke, write: Write, place: tuple[str, str]
) -> None:
    shapes = write("shapes.ttl", SHAPES)
    if place[0] == "--store":  # of a store all graphs are validated, as of files
        assert invoke("validate", "--shapes", shapes, *place).code == 1
        return
    for more in ((), ("--copy",)):
        outcome = invoke("validate", "--shapes", shapes, *place, *more)
        assert outcome.code == 2
        assert "the default graph is empty" in outcome.err
        assert "--graph, there are <urn:one>, <urn:two>" in outcome.err
    copied = invoke("validate", "--shapes", shapes, *place, "--copy", "--graph", "urn:two")
    assert (copied.code, "http://example.org/b" in copied.out) == (1, True)


def test_graphs_of_files_are_not_chosen(write: Write) -> None:
    with pytest.raises(InputError, match="Only a store or an endpoint"):
        Data(write("data.trig", DATA), graphs=["urn:one"])
    with pytest.raises(InputError, match="no IRI"):
        Data(store="x", graphs=["one"])


def test_a_store_is_converted_graph_by_graph(invoke: Invoke, write: Write, tmp_path: Path) -> None:
    invoke("load", write("data.trig", DATA), "--store", tmp_path / "store")
    outcome = invoke(
        *("convert", "--store", tmp_path / "store", "--graph", "urn:one", "--to", "ntriples")
    )
    found = sorted(ox.parse(outcome.out, ox.RdfFormat.N_TRIPLES), key=str)
    assert [quad.triple for quad in found] == sorted(
        (quad.triple for quad in ox.parse(_alone("urn:one"), ox.RdfFormat.TURTLE)), key=str
    )
