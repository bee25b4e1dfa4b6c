import subprocess
import sys
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store
from rdflib import RDFS, Graph, Literal, URIRef

from doidkit.ontology import load
from doidkit.ontology.rdflibgraph import graph_over

ANIMALS = Path(__file__).parents[1] / "examples" / "animals.ttl"
WHALE = URIRef("http://example.org/Whale")


def test_the_graph_reads_and_writes_the_same_store() -> None:
    ontology = load(ANIMALS)
    before = len(ontology)
    assert len(ontology.graph) == before
    ontology.graph.add((WHALE, RDFS.comment, Literal("big")))
    assert len(ontology) == before + 1
    assert ontology.source.ask("ASK { ?s rdfs:comment 'big' }")


def test_strings_are_plain_however_they_are_written() -> None:
    store = Store()
    store.load(
        b'<http://e/a> <http://e/p> "x"^^<http://www.w3.org/2001/XMLSchema#string> .',
        RdfFormat.TURTLE,
    )
    graph = graph_over(store)
    assert list(graph.objects()) == [Literal("x")]
    assert [row.o for row in graph.query("SELECT ?o { ?s ?p ?o }")] == [Literal("x")]
    assert (URIRef("http://e/a"), URIRef("http://e/p"), Literal("x")) in graph


def test_well_known_prefixes_are_bound() -> None:
    rows = list(load(ANIMALS).graph.query("SELECT ?d { ?s IAO:0000115 ?d }"))
    assert rows == [(Literal('A large "sea" mammal.'),)]


def test_named_graphs_stay_outside() -> None:
    store = Store()
    store.load(b'<http://e/s> <http://e/p> "o" <http://e/g> .', RdfFormat.N_QUADS)
    assert len(graph_over(store)) == 0
    assert isinstance(next(iter(store)), Quad)


def test_rdflibs_global_state_is_untouched() -> None:
    code = (
        "import rdflib\n"
        "before = dict(rdflib.plugin._plugins)\n"
        "import doidkit.ontology.rdflibgraph\n"
        "assert dict(rdflib.plugin._plugins) == before\n"
        "assert type(rdflib.Graph().store).__name__ == 'Memory'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert isinstance(Graph(), Graph)
