"""The numbers of an ontology: the golden file is what ROBOT 1.9.8 counts in the same input."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from doidkit import documents
from doidkit.documents import Context, Document
from doidkit.measuring.metrics import Level, measure
from doidkit.measuring.metrics.constructs import constructs, expressivity
from doidkit.rendering.metrics import FORMATS, render
from doidkit.syntax.owl.expressions import Call

GOLDEN = Path(__file__).parents[1] / "golden" / "metrics"
A, B, C, P = (f"<http://e/{name}>" for name in "ABCp")
# OWLAPI takes "x" for an rdf:PlainLiteral, here it is an xsd:string, as RDF 1.1 has it. It keeps
# each class's last count only, so that its most frequent one is any.
OTHERWISE = {"datatypes_builtin", "curie_map", "namespace_entity_count", "most_freq_concept"}


def test_the_same_as_robot() -> None:
    found = measure(documents.read(GOLDEN / "given.ofn"), Level.ALL)
    ours = json.loads(render(found, format="json"))["metrics"]
    theirs = json.loads((GOLDEN / "given.json").read_text())["metrics"]
    assert ours.keys() == theirs.keys()
    for name, value in theirs.items():
        if name.removesuffix("_incl") not in OTHERWISE:
            sort = sorted if isinstance(value, list) else lambda same: same
            assert sort(ours[name]) == sort(value), name


def test_imports_are_counted_apart() -> None:
    base = Document("<http://e/base>", axioms=frozenset({("SubClassOf", B, C)}))
    own = Document(
        "<http://e/own>", imports=("<http://e/base>",), axioms=frozenset({("SubClassOf", A, B)})
    )
    found = measure(replace(own, imported=(base,)), Level.ALL)
    assert (found.values["axiom_count"], found.values["axiom_count_incl"]) == (1, 2)
    assert (found.values["class_count"], found.values["class_count_incl"]) == (2, 3)
    assert found.lists["valid_imports"] == ("http://e/base",)
    assert found.values["ontology_iri"] == "http://e/own"


def test_namespaces_have_the_names_of_the_context() -> None:
    given = Document(axioms=frozenset({("SubClassOf", A, "<http://f/B>")}))
    found = measure(given, Level.EXTENDED, context=Context({"e": "http://e/"}))
    assert found.maps["namespace_entity_count"] == {"e": 1, "prefix_unknown": 1}
    assert found.maps["curie_map"] == {"e": "http://e/"}


def test_the_class_that_is_used_most() -> None:
    some = ("ObjectSomeValuesFrom", P, C)
    axioms = {("SubClassOf", A, B), ("SubClassOf", A, some), ("SubClassOf", B, some)}
    assert measure(Document(axioms=frozenset(axioms)), Level.ALL).values["most_freq_concept"] == (
        "http://e/C"
    )


def test_a_cycle_is_one_through_expressions_too() -> None:
    def cyclic(*axioms: Call) -> object:
        return measure(Document(axioms=frozenset(axioms)), Level.ALL).values["certain_cycle"]

    assert not cyclic(("SubClassOf", A, B), ("SubClassOf", B, C))
    assert cyclic(("SubClassOf", A, ("ObjectSomeValuesFrom", P, B)), ("EquivalentClasses", B, A))


def test_what_a_reasoner_tells() -> None:
    empty = {("DisjointClasses", B, C), ("SubClassOf", A, B), ("SubClassOf", A, C)}
    found = measure(Document(axioms=frozenset(empty)), reasoner="elk")
    assert (found.values["consistent"], found.values["unsatisfiable_class_count"]) == (True, 1)
    at_odds = frozenset(empty | {("ClassAssertion", A, "<http://e/i>")})
    found = measure(Document(axioms=at_odds), reasoner="elk")
    assert (found.values["consistent"], found.values["unsatisfiable_class_count"]) == (False, -1)
    assert "consistent" not in measure(Document(axioms=at_odds)).values


def test_constructs_that_others_cover_are_left_out() -> None:
    chain = ("SubObjectPropertyOf", ("ObjectPropertyChain", P, P), P)
    assert constructs([chain, ("TransitiveObjectProperty", P)]) == ["ROLE_REFLEXIVITY_CHAINS"]
    assert constructs([chain, ("SymmetricObjectProperty", P)]) == ["ROLE_COMPLEX", "ROLE_INVERSE"]
    least = ("ObjectMinCardinality", "1", P)
    assert constructs([("FunctionalObjectProperty", P), ("SubClassOf", A, least)]) == ["N"]
    assert expressivity(["CONCEPT_UNION", "FULL_EXISTENTIAL", "Q", "D"]) == "UEQ(D)"


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_has_every_metric(form: str) -> None:
    found = measure(Document("<http://e/o>", axioms=frozenset({("SubClassOf", A, B)})), Level.ALL)
    text = render(found, format=form)
    assert all(name in text for name in (*found.values, "axiom_type_count"))
    if form == "tsv":
        assert text.startswith("metric\tmetric_value\tmetric_type\n")
        assert "\naxiom_type_count\tSubClassOf 1\tmap_value\n" in text
        assert "\nowl2\ttrue\tsingle_value\n" in text
    if form == "yaml":
        assert text.startswith("metrics:\n  abox_axiom_count: 0\n")
        assert '\n  axiom_types:\n  - "SubClassOf"\n' in text
        assert "\n  valid_imports: []\n" in text
