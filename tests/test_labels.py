"""One label for a term, whatever names it and wherever it is asked for."""

import random
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from apart import apart
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

import doidkit
from doidkit.labels import PREDICATES, Labels, asked
from doidkit.prefixes import expand
from doidkit.reasoning import saturate
from doidkit.sparql.embedded import StoreSource
from doidkit.validation import Engine

TERM = NamedNode("http://e/T")
LABEL, PREFERRED, NAME, TITLE = PREDICATES
COMMENT = NamedNode(expand("rdfs:comment"))
CASES = [
    ([(LABEL, Literal("zebra", language="en")), (LABEL, Literal("Apfel", language="de"))], "zebra"),
    ([(LABEL, Literal("zebra")), (LABEL, Literal("Apfel", language="de"))], "zebra"),
    ([(LABEL, Literal("b", language="en-GB")), (LABEL, Literal("a", language="enm"))], "b"),
    ([(LABEL, Literal("b")), (LABEL, Literal("a", language="EN"))], "a"),
    ([(LABEL, Literal("Apfel", language="de")), (PREFERRED, Literal("apple"))], "Apfel"),
    ([(PREFERRED, Literal("b")), (NAME, Literal("a")), (TITLE, Literal("0"))], "b"),
    ([(TITLE, Literal("t")), (COMMENT, Literal("c"))], "t"),
    ([(LABEL, Literal(" ")), (PREFERRED, Literal("p"))], "p"),
    ([(LABEL, NamedNode("http://e/no-text")), (COMMENT, Literal("c"))], None),
]


@pytest.mark.parametrize(("said", "best"), CASES)
def test_the_best_label_whatever_comes_first(
    said: list[tuple[NamedNode, Literal]], best: str | None
) -> None:
    for order in permutations(said):
        labels = Labels()
        for predicate, text in order:
            labels.add(TERM, predicate, text)
        assert labels.get(TERM) == best
        source = StoreSource()
        source.extend(Quad(TERM, predicate, text) for predicate, text in order)
        assert asked([TERM], source.select).get(TERM) == best


@given(
    st.lists(
        st.tuples(
            st.sampled_from(PREDICATES),
            st.sampled_from(["a", "b", "c"]),
            st.sampled_from([None, "en", "en-US", "de", "fr"]),
        ),
        min_size=1,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_data_does_not_matter(
    said: list[tuple[NamedNode, str, str | None]], chance: random.Random
) -> None:
    def best() -> str | None:
        labels = Labels()
        for predicate, text, language in said:
            labels.add(TERM, predicate, Literal(text, language=language))
        return labels.get(TERM)

    first = best()
    chance.shuffle(said)
    assert best() == first


def test_labels_are_asked_for_in_parts_however_many() -> None:
    source = StoreSource()
    nodes = [NamedNode(f"http://e/{number}") for number in range(1203)]
    source.extend(Quad(node, LABEL, Literal(node.value)) for node in nodes)
    assert asked(nodes, source.select) == {node: node.value for node in nodes}


TWO_NAMED = """\
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix e: <http://e/> .
e:T a owl:Class ; rdfs:label "zebra"@en , "Apfel"@de ; skos:prefLabel "Aal" ; rdfs:subClassOf e:U .
e:U a owl:Class ; rdfs:label "u" ; rdfs:subClassOf e:T .
"""
SHAPE = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://e/S> a sh:NodeShape ; sh:targetNode <http://e/T> ;
  sh:property [ sh:path skos:definition ; sh:minCount 1 ] .
"""


def test_every_part_of_a_report_names_a_class_alike(write: Callable[..., Path]) -> None:
    path, shapes = write("a.ttl", TWO_NAMED), write("shapes.ttl", SHAPE)
    ontology = doidkit.load(path)
    saturated = apart(saturate, ontology.store)
    named = {
        "check": {
            f.label for f in doidkit.check(path, profile="obo", reason=False) if f.focus == TERM
        },
        "check, a store": {
            f.label for f in doidkit.check(source=ontology, profile="obo") if f.focus == TERM
        },
        "shapes": {f.label for f in doidkit.validate(path, shapes=shapes)},
        "pySHACL": {f.label for f in doidkit.validate(path, shapes=shapes, engine=Engine.PYSHACL)},
        "cycles": {t.label for c in doidkit.reason(path, reasoner="none").cycles for t in c}
        - {"u"},
        "rustdl": {t.label for c in saturated.cycles for t in c} - {"u"},
        "term": {ontology.term("http://e/T").label},
        "search": {match.term.label for match in ontology.search("Apfel")},
    }
    assert named == {key: {"zebra"} for key in named}
