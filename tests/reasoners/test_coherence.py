"""What is refused as nothing of use follows, and the axioms that are at fault."""

import pytest

from doidkit.reasoners.classifying import classifier
from doidkit.reasoners.coherence import (
    IncoherentError,
    InconsistentError,
    checked,
    probes,
    why,
)
from doidkit.reasoners.naming import Names
from doidkit.reasoners.taxonomy import Taxonomy
from doidkit.syntax.owl.expressions import Call

A, B, C, D, P = (f"<http://e/{name}>" for name in "ABCDp")
APART = ("DisjointClasses", B, C)
EMPTY = [APART, ("SubClassOf", A, B), ("SubClassOf", A, C)]


def classified(given: list[Call]) -> Taxonomy:
    looked = probes([P])
    asked = [("SubClassOf", f"<{iri}>", node) for iri, node in looked.items()]
    return checked(classifier("elk")([*given, *asked]), looked, Names())


def test_a_class_that_nothing_belongs_to() -> None:
    with pytest.raises(IncoherentError, match="belong to http://e/A; correct") as found:
        classified(EMPTY)
    assert found.value.iris == ("http://e/A",)


def test_a_property_that_nothing_has() -> None:
    given = [APART, ("ObjectPropertyDomain", P, B), ("ObjectPropertyDomain", P, C)]
    with pytest.raises(IncoherentError, match="have http://e/p") as found:
        classified(given)
    assert found.value.what == "property"


def test_a_contradiction() -> None:
    with pytest.raises(InconsistentError):
        classified([*EMPTY, ("ClassAssertion", A, "<http://e/i>")])


def test_probes_are_not_told_of() -> None:
    given = [("SubClassOf", A, B), ("ObjectPropertyDomain", P, B)]
    assert classified(given).subclasses == (("http://e/A", "http://e/B"),)


def test_why_has_the_axioms_at_fault_and_what_is_said_of_their_names() -> None:
    label = ("AnnotationAssertion", "<http://e/label>", A, '"a"')
    other = ("AnnotationAssertion", "<http://e/label>", D, '"d"')
    found = why([*EMPTY, ("SubClassOf", D, B), label, other], ["http://e/A"])
    assert {*EMPTY, label, ("Declaration", ("Class", A))} <= {*found}
    assert ("SubClassOf", D, B) not in found
    assert other not in found
