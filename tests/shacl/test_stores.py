"""The same report from real stores as from memory: Oxigraph, Fuseki and Virtuoso.

Virtuoso 7 gets much of SPARQL wrong, so it shows the plan's other ways.
"""

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
import servers
from shared import SHARED, needs

import doidkit
from doidkit import bundled
from doidkit.model import Report
from doidkit.syntax.reading import quads
from doidkit.validation import Engine

Write = Callable[[str, str | bytes], Path]
ROOT = Path(__file__).parents[2]
SLIM = SHARED / "data" / "doid-infectious-slim-2026-07-31.owl.gz"
pytestmark = pytest.mark.server
GRAPH = "urn:data"


@dataclass(frozen=True)
class Store:
    """A running server: where it is pushed to, and where it is asked."""

    kind: str
    url: str
    query: str

    def put(self, path: Path) -> None:
        doidkit.push(path, self.url, graph=GRAPH if self.kind == "virtuoso" else None)


@pytest.fixture(scope="module", params=["oxigraph", "fuseki", "virtuoso"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    kind = request.param
    if kind == "fuseki" and not servers.jar("FUSEKI_JAR"):
        pytest.skip("FUSEKI_JAR names no Fuseki server, or there is no Java")
    if kind == "virtuoso" and shutil.which("virtuoso-t") is None:
        pytest.skip("virtuoso-t is not installed (Debian: virtuoso-opensource-7-bin)")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "127.0.0.1")
        patch.setenv("NETRC", os.devnull)
        with getattr(servers, kind)(tmp_path_factory.mktemp(kind)) as server:
            for name, value in zip(("USER", "PASSWORD"), server.account or (), strict=False):
                patch.setenv(f"DOIDKIT_ENDPOINT_{name}", value)
            path = f"/sparql?default-graph-uri={GRAPH}" if kind == "virtuoso" else "/query"
            yield Store(kind, server.url, server.url + path)


def seen(report: Report) -> Counter[tuple]:
    """Return a report's findings, blank nodes all alike: each store has its own labels."""
    parts = ("check", "severity", "message", "focus", "path", "value", "component")
    return Counter(
        tuple(re.sub(r"_:\w+", "_:", str(getattr(each, part))) for part in parts) for each in report
    )


def test_the_bundled_shapes_on_the_bundled_data(store: Store, write: Write) -> None:
    triples = [quad.triple for path in bundled.ontology_files() for quad in quads(path)]
    triples += [quad.triple for path in bundled.mapping_files() for quad in quads(path)]
    store.put(write("bundled.nt", ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)))
    here, there = doidkit.validate(), doidkit.validate(endpoint=store.query)
    assert seen(there) == seen(here)
    assert len(here) > 50
    assert bool(there.notes) == (store.kind == "virtuoso")


DATA = """
@prefix : <http://e/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:D rdfs:subClassOf :C .
:a a :C ; :p :b , :c , 1 ; :q "é" . :b a :C , :D ; :p :c . :c a :C ; :q "long" , "word"@en .
:e a :D ; :p true , "x"@en , [ :p :a ] ; :day "2020-02-29"^^xsd:date . :f :p :f .
"""
SHAPES = """
@prefix : <http://e/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:In a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:in ( :a :b ) .
:Count a sh:PropertyShape ; sh:targetClass :C ; sh:path :p ; sh:maxCount 2 .
:Kind a sh:PropertyShape ; sh:targetSubjectsOf :p ; sh:path :p ; sh:nodeKind sh:IRI .
:Some a sh:PropertyShape ; sh:targetClass :C ; sh:path [ sh:oneOrMorePath :p ] ; sh:minCount 1 .
:Back a sh:PropertyShape ; sh:targetObjectsOf :p ; sh:path [ sh:inversePath :p ] ; sh:maxCount 1 .
:Text a sh:PropertyShape ; sh:targetClass :C ; sh:path :q ; sh:pattern "^.$" ; sh:maxLength 1 .
:True a sh:PropertyShape ; sh:targetNode :a , :e ; sh:path :p ; sh:hasValue true .
:Closed a sh:NodeShape ; sh:targetClass :D ; sh:closed true ; sh:ignoredProperties ( :q ) .
:Either a sh:NodeShape ; sh:targetClass :C ; sh:xone (
    [ sh:property [ sh:path :q ; sh:minCount 1 ] ]
    [ sh:property [ sh:path :p ; sh:minCount 1 ] ] ) .
:Qualified a sh:PropertyShape ; sh:targetClass :C ; sh:path :p ; sh:qualifiedMinCount 1 ;
    sh:qualifiedValueShape [ sh:class :C ; sh:not [ sh:nodeKind sh:Literal ] ] .
:Day a sh:PropertyShape ; sh:targetSubjectsOf :day ; sh:path :day ;
    sh:maxExclusive "2020-02-29"^^xsd:date ; sh:datatype xsd:string .
:Mixed a sh:NodeShape ; sh:targetNode :a , "text" , 12 ; sh:targetClass :D ; sh:minLength 3 .
"""


def test_all_kinds_of_constraints(store: Store, write: Write) -> None:
    data, shapes = write("d.ttl", DATA), write("s.ttl", SHAPES)
    store.put(data)
    there = doidkit.validate(shapes=shapes, endpoint=store.query)
    here = doidkit.validate(data, shapes=shapes)
    assert seen(there) == seen(here)
    assert len(here) == len(doidkit.validate(data, shapes=shapes, engine=Engine.PYSHACL)) == 30


@needs("data/doid-infectious-slim-2026-07-31.owl.gz")
def test_seventeen_shapes_on_a_part_of_the_disease_ontology(store: Store, write: Write) -> None:
    shapes = ROOT / "benchmarks" / "shapes" / "release.ttl"
    found = list(quads(SLIM))
    data = write("slim.nt", ox.serialize(found, format=ox.RdfFormat.N_TRIPLES))
    store.put(data)
    here = doidkit.validate(data, shapes=shapes)
    there = doidkit.validate(shapes=shapes, endpoint=store.query)
    assert seen(there) == seen(here)
    assert len({each.check for each in here}) > 3
