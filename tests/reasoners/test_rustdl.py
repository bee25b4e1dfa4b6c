"""rustdl beside HermiT on the same axioms: what it finds is so, and in OWL 2 EL it finds all."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from apart import apart

from doidkit.errors import EngineError
from doidkit.reasoners import hermit, rustdl
from doidkit.reasoners.taxonomy import Taxonomy, logic, stored_logic
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
    quick, thorough = apart(rustdl.saturate, triples(text)), hermit.classify(triples(text))
    assert quick.unsatisfiable == thorough.unsatisfiable
    assert quick.equivalent == thorough.equivalent
    assert quick.consistent is None


def closure(found: Taxonomy) -> tuple[object, ...]:
    """Return all that a taxonomy says, whichever class stands for its group."""
    above: dict[str, set[str]] = {}
    for child, parent in found.subclasses:
        above.setdefault(child, set()).add(parent)
    for group in found.equivalent:
        for iri in group:
            above.setdefault(iri, set()).update(set(group) - {iri})
    pairs = set()
    for start in above:
        waiting, seen = [start], set()
        while waiting:
            new = above.get(waiting.pop(), set()) - seen
            seen |= new
            waiting += new
        pairs |= {(start, end) for end in seen if end != start}
    return (found.consistent, pairs, found.equivalent, found.unsatisfiable)


MORE = {
    "a union": "ex:A rdfs:subClassOf [ a owl:Class ; owl:unionOf ( ex:B ex:C ) ] . "
    "ex:B rdfs:subClassOf ex:D . ex:C rdfs:subClassOf ex:D . ex:D a owl:Class .",
    "a contradiction": "ex:A owl:disjointWith ex:B . ex:i a ex:A, ex:B .",
    "a value that nobody may have": "ex:A rdfs:subClassOf [ a owl:Restriction ; "
    "owl:onProperty ex:p ; owl:allValuesFrom ex:B ] , [ a owl:Restriction ; "
    "owl:onProperty ex:p ; owl:someValuesFrom ex:C ] . ex:B owl:disjointWith ex:C .",
    "a cardinality": "ex:p a owl:FunctionalProperty . ex:B owl:disjointWith ex:C . "
    f"ex:A rdfs:subClassOf {SOME.format('ex:B')} , {SOME.format('ex:C')} .",
    "an inverse": "ex:q a owl:ObjectProperty ; owl:inverseOf ex:p ; rdfs:range ex:C . "
    f"ex:A rdfs:subClassOf {SOME.format('ex:B')} .",
}


@pytest.mark.usefixtures("java")
@pytest.mark.parametrize("text", (CASES | MORE).values(), ids=CASES | MORE)
def test_classified_as_hermit_does(text: str) -> None:
    assert closure(apart(rustdl.classify, triples(text))) == closure(hermit.classify(triples(text)))


@pytest.mark.slow
def test_the_logic_of_the_disease_ontology_as_hermit_has_it(shared: Path, java: None) -> None:
    path = shared / "data" / "do-logical-2026-07-31.owl.gz"
    given = [quad.triple for quad in quads(path)]
    ours = closure(apart(rustdl.classify, given))
    assert ours == closure(hermit.classify(given))
    assert len(ours[1]) == 152_034  # strict pairs of named classes, by HermiT through owlready2


def test_what_would_be_left_out_is_no_answer() -> None:
    key = "ex:A owl:hasKey ( ex:p ) ."
    with pytest.raises(EngineError, match=r"would leave out axioms \(1 HasKey"):
        apart(rustdl.classify, triples(key))


def test_what_saturation_cannot_see_is_left_open() -> None:
    contradiction = "ex:A owl:disjointWith ex:B . ex:i a ex:A, ex:B ."
    assert apart(rustdl.saturate, triples(contradiction)).consistent is None


def test_a_store_has_the_same_logic(shared: Path) -> None:
    found = [*quads(shared / "data" / "doid-infectious-slim-2026-07-31.owl.gz")]
    store = ox.Store()
    store.bulk_extend(found)
    kept = [*logic(quad.triple for quad in found)]
    assert sorted(map(str, stored_logic(store))) == sorted({*map(str, kept)})
    assert len(kept) > 500


def test_it_is_not_used_where_copies_are_made() -> None:
    with pytest.raises(RuntimeError, match="only in a copy"):
        rustdl.classify(triples("ex:A rdfs:subClassOf ex:B ."))


WAITING = """
import os, signal, rustdl
text = b"Prefix(:=<http://e/>) Ontology(EquivalentClasses(:A ObjectUnionOf(:B :C)))"
rustdl.classify_bytes(text, format="ofn")
pid = os.fork()
if not pid:
    signal.alarm(3)
    rustdl.classify_bytes(text, format="ofn")
    os._exit(0)
print(os.waitpid(pid, 0)[1])
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_copy_of_a_process_that_has_used_it_waits_for_ever() -> None:
    """The day that this fails, ``rustdl._alone`` may go."""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", WAITING], capture_output=True)
    assert int(done.stdout) == signal.SIGALRM


# What rustdl misses of complements and cardinalities: classes that HermiT finds below another
# one, or empty.
MISSED = {
    "a complement": (
        "ex:A rdfs:subClassOf ex:B . ex:B owl:disjointWith ex:C . "
        "ex:X a owl:Class ; owl:equivalentClass [ a owl:Class ; owl:complementOf ex:C ] .",
        ("http://example.org/B", "http://example.org/X"),
    ),
}


@pytest.mark.java
@pytest.mark.parametrize("name", MISSED)
def test_what_rustdl_would_miss_is_left_to_hermit(name: str) -> None:
    text, pair = MISSED[name]
    with pytest.raises(EngineError, match="may not find all that follows from"):
        apart(rustdl.classify, triples(text))
    assert pair in hermit.classify(triples(text)).subclasses


@pytest.mark.parametrize("name", MISSED)
def test_the_day_rustdl_misses_no_more(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text, (child, parent) = MISSED[name]
    monkeypatch.setattr(rustdl, "unsettled", lambda _: "")
    found = apart(rustdl.classify, triples(text))
    assert parent not in found.above().get(child, frozenset()), "take the guard out"
