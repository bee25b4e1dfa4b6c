"""Subset: some terms, and what is inferred between them."""

import pytest
from smallontology import ontology, said, term

from doidkit.editing.extracting import Extraction, NoTerms, subset_of
from doidkit.errors import EngineError

GIVEN = ontology(
    """
SubClassOf(:A :X) SubClassOf(:X ObjectSomeValuesFrom(:part :Y)) SubClassOf(:Y :B)
SubClassOf(:B ObjectSomeValuesFrom(:part :C)) SubClassOf(:Y :D) SubClassOf(:D :C)
SubClassOf(:E :X) SubClassOf(:X :F)
TransitiveObjectProperty(:part)
AnnotationAssertion(:label :A "a") AnnotationAssertion(:label :X "x")
AnnotationAssertion(:label :label "label")
""",
    header="<http://example.org/o> Import(<http://example.org/i>)",
)


def test_what_holds_between_the_terms_is_stated_once() -> None:
    found = subset_of(GIVEN, term("A", "B", "C", "F", "part"))
    assert said(found) == {
        # :A is a part of something in :C, too, but that follows
        "SubClassOf(:A ObjectSomeValuesFrom(:part :B))",
        "SubClassOf(:B ObjectSomeValuesFrom(:part :C))",
        "SubClassOf(:A :F)",
        "TransitiveObjectProperty(:part)",
        'AnnotationAssertion(:label :A "a")',
        'AnnotationAssertion(:label :label "label")',
    }
    assert (found.iri, found.imports) == (GIVEN.iri, GIVEN.imports)


def test_without_a_property_only_names_are_related() -> None:
    found = said(subset_of(GIVEN, term("A", "E", "F", "C")))
    assert {each for each in found if each.startswith("Sub")} == {
        "SubClassOf(:A :F)",
        "SubClassOf(:E :F)",
    }


def test_terms_that_are_not_there() -> None:
    with pytest.raises(NoTerms):
        subset_of(GIVEN, term("Z"))
    assert subset_of(GIVEN, term("Z"), options=Extraction(force=True)).axioms == frozenset()


def test_from_a_contradiction_nothing_is_made() -> None:
    empty = ontology("SubClassOf(:A :B) SubClassOf(:A :C) DisjointClasses(:B :C)")
    with pytest.raises(EngineError, match="nothing can belong to"):
        subset_of(empty, term("A", "B"))
