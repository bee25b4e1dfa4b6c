"""rustdl beside HermiT on the same axioms: what it finds is so, and in OWL 2 EL it finds all."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from doidkit.reasoners import hermit, rustdl
from doidkit.reasoners.taxonomy import logic, stored_logic
from doidkit.syntax.reading import quads

PREFIXES = """
@prefix ex: <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:A a owl:Class . ex:B a owl:Class . ex:C a owl:Class . ex:p a owl:ObjectProperty .
"""
SOME = "[ a owl:Restriction ; owl:onProperty ex:p ; owl:someValuesFrom {} ]"
BOTH = "[ a owl:Class ; owl:intersectionOf ( ex:B ex:C ) ]"


def triples(text: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(PREFIXES + text, ox.RdfFormat.TURTLE)]


CASES = {
    "disjoint superclasses": "ex:B owl:disjointWith ex:C . ex:A rdfs:subClassOf ex:B, ex:C .",
    "all disjoint": "[] a owl:AllDisjointClasses ; owl:members ( ex:B ex:C ) . "
    "ex:A rdfs:subClassOf ex:B, ex:C .",
    "a filler of nothing": "ex:B owl:disjointWith ex:C . ex:A rdfs:subClassOf "
    + SOME.format(BOTH)
    + " .",
    "the domain": "ex:p rdfs:domain ex:B . ex:B owl:disjointWith ex:C . ex:A rdfs:subClassOf ex:C, "
    + SOME.format("ex:A")
    + " .",
    "two definitions alike": f"ex:A owl:equivalentClass {BOTH} . "
    f"ex:D a owl:Class ; owl:equivalentClass {BOTH} .",
    "a cycle": "ex:A rdfs:subClassOf ex:B . ex:B rdfs:subClassOf ex:A .",
    "nothing": "ex:A rdfs:subClassOf ex:B .",
}


@pytest.mark.usefixtures("java")
@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_the_same_as_hermit(text: str) -> None:
    quick, thorough = rustdl.saturate(triples(text)), hermit.classify(triples(text))
    assert quick.unsatisfiable == thorough.unsatisfiable
    assert quick.equivalent == thorough.equivalent
    assert quick.consistent is None


def test_what_saturation_cannot_see_is_left_open() -> None:
    contradiction = "ex:A owl:disjointWith ex:B . ex:i a ex:A, ex:B ."
    assert rustdl.saturate(triples(contradiction)).consistent is None


def test_a_store_has_the_same_logic(shared: Path) -> None:
    found = [*quads(shared / "data" / "doid-infectious-slim-2026-07-31.owl.gz")]
    store = ox.Store()
    store.bulk_extend(found)
    kept = [*logic(quad.triple for quad in found)]
    assert sorted(map(str, stored_logic(store))) == sorted({*map(str, kept)})
    assert len(kept) > 500
