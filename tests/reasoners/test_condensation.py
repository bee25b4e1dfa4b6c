"""Circles made one class change no answer: beside HermiT on all axioms, and by hand."""

import pyoxigraph as ox
import pytest
from apart import in_a_copy
from hypothesis import given, settings
from hypothesis import strategies as st

from doidkit.reasoners import condensation, rustdl
from doidkit.reasoners.taxonomy import Taxonomy

PREFIXES = """
@prefix : <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
NAMES = "ABCDE"
DECLARED = " . ".join(f":{name} a owl:Class" for name in NAMES) + " . :p a owl:ObjectProperty ."


def triples(text: str) -> list[ox.Triple]:
    return [q.triple for q in ox.parse(PREFIXES + DECLARED + text, ox.RdfFormat.TURTLE)]


def named(*names: str) -> tuple[str, ...]:
    return tuple(f"http://example.org/{name}" for name in names)


def ring(size: int) -> str:
    return "".join(f":r{i} rdfs:subClassOf :r{(i + 1) % size} . " for i in range(size))


def test_a_ring_is_one_class_and_each_of_it_equivalent() -> None:
    found = condensation.condensed(triples(ring(3) + ":A rdfs:subClassOf :r2 ."))
    assert found.circles == {named("r0")[0]: named("r0", "r1", "r2")}
    pairs = [(t.subject.value, t.object.value) for t in found.triples if "sub" in str(t.predicate)]
    assert pairs == [named("A", "r0")]
    assert found.expanded(Taxonomy(None)).equivalent == (named("r0", "r1", "r2"),)


@pytest.mark.parametrize(
    "text",
    [
        ":A a :E . ",  # an individual, too
        ":A :p :C . ",
        ":C a owl:Restriction ; owl:onProperty :p ; owl:hasValue :A . ",
        ":C owl:oneOf ( :A ) . ",
        ":A a owl:ObjectProperty . ",
        ":A owl:disjointWith :B . ",
        "[] a owl:AllDisjointClasses ; owl:members ( :A :C :B ) . ",
        ":C owl:equivalentClass [ owl:intersectionOf ( :A :B ) ] . ",
    ],
)
def test_what_is_more_than_a_class_is_left_alone(text: str) -> None:
    stated = triples(":A rdfs:subClassOf :B . :B rdfs:subClassOf :A . " + text)
    assert condensation.condensed(stated).circles == {}


LINK = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(["rdfs:subClassOf", "owl:equivalentClass", "owl:disjointWith"]),
    st.one_of(
        st.sampled_from([f":{name}" for name in NAMES]),
        st.builds(
            "[ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :{} ]".format,
            st.sampled_from(NAMES),
        ),
        st.builds(
            "[ a owl:Class ; owl:intersectionOf ( :{} :{} ) ]".format,
            st.sampled_from(NAMES),
            st.sampled_from(NAMES),
        ),
    ),
).filter(lambda link: not (link[1] == "owl:disjointWith" and link[2] == f":{link[0]}"))


@in_a_copy
@given(st.lists(LINK, max_size=9))
@settings(max_examples=150)
def test_the_answer_is_the_one_without_condensing(links: list[tuple[str, str, str]]) -> None:
    stated = triples("".join(f":{a} {p} {b} . " for a, p, b in links))
    whole = rustdl.saturate_as_it_is(stated)
    assert rustdl.saturate(stated) == whole


@in_a_copy
def test_a_thousand_classes_in_a_circle() -> None:
    found = rustdl.saturate(triples(ring(1000)), timeout=60)
    assert [len(group) for group in found.equivalent] == [1000]
