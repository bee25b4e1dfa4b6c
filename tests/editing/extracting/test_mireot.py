"""MIREOT: the hierarchy with annotations, worked out by hand."""

import pytest
from smallontology import ontology, said, term

from doidkit.editing.extracting import Extraction, Intermediates, mireot
from doidkit.errors import InputError

GIVEN = ontology(
    """
Declaration(Class(:A)) Declaration(Class(:B)) Declaration(Class(:C)) Declaration(Class(:D))
Declaration(ObjectProperty(:p)) Declaration(ObjectProperty(:q))
Declaration(AnnotationProperty(:label))
SubClassOf(:A :B) SubClassOf(:B :C) SubClassOf(:C :D) SubClassOf(:X :B)
SubClassOf(:A ObjectSomeValuesFrom(:p :X))
SubObjectPropertyOf(:p :q)
AnnotationAssertion(:label :A "a") AnnotationAssertion(:label :B "b")
AnnotationAssertion(:label :C "c") AnnotationAssertion(:label :X "x")
AnnotationAssertion(:label :label "label")
ClassAssertion(:X :A)
""",
    header="<http://example.org/o> <http://example.org/o/1>",
)
LABEL = {
    "Declaration(AnnotationProperty(:label))",
    'AnnotationAssertion(:label :label "label")',
}


def declared(*names: str) -> set[str]:
    return {f"Declaration(Class(:{name}))" for name in names}


def test_from_below_up_to_a_term() -> None:
    found = mireot(GIVEN, lower=term("A"), upper=term("C"))
    assert said(found) == LABEL | declared("A", "B", "C") | {
        "SubClassOf(:A :B)",
        "SubClassOf(:B :C)",
        'AnnotationAssertion(:label :A "a")',
        'AnnotationAssertion(:label :B "b")',
        'AnnotationAssertion(:label :C "c")',
    }
    assert (found.iri, found.version) == (GIVEN.iri, GIVEN.version)


def test_without_an_upper_term_up_to_the_top() -> None:
    found = said(mireot(GIVEN, lower=term("C", "p")))
    assert "SubClassOf(:D owl:Thing)" in found
    assert "SubObjectPropertyOf(:q owl:topObjectProperty)" in found


def test_all_below_a_branch() -> None:
    found = mireot(GIVEN, branches=term("B", "q"))
    assert {each for each in said(found) if each.startswith("Sub")} == {
        "SubClassOf(:A :B)",
        "SubClassOf(:X :B)",
        # ROBOT 1.9.8 goes up from an object property and says that what it finds is below it.
        "SubObjectPropertyOf(:p :q)",
    }
    assert (found.iri, found.version) == ("", "")


def test_without_intermediates() -> None:
    none = Extraction(intermediates=Intermediates.NONE)
    assert {
        each
        for each in said(mireot(GIVEN, lower=term("A"), upper=term("D"), options=none))
        if "label" not in each
    } == declared("A", "D") | {"SubClassOf(:A :D)"}
    below = said(mireot(GIVEN, branches=term("C"), options=none))
    assert {each for each in below if "label" not in each} == declared("A", "C", "X") | {
        "SubClassOf(:A :C)",
        "SubClassOf(:X :C)",
    }
    assert 'AnnotationAssertion(:label :X "x")' in below


def test_intermediates_that_branch() -> None:
    minimal = Extraction(intermediates=Intermediates.MINIMAL)
    found = said(mireot(GIVEN, lower=term("A", "X"), upper=term("D"), options=minimal))
    assert {each for each in found if each.startswith("SubClassOf")} == {
        "SubClassOf(:A :B)",
        "SubClassOf(:X :B)",
        "SubClassOf(:B :D)",
    }


def test_a_circle_is_one_and_inverses_count() -> None:
    given = ontology("""
SubClassOf(:A :B) EquivalentClasses(:B :C) SubClassOf(:C :D)
EquivalentClasses(:A ObjectIntersectionOf(:G ObjectSomeValuesFrom(:p :D)))
InverseObjectProperties(:p :i) SubObjectPropertyOf(:i :j) InverseObjectProperties(:j :k)
""")
    found = said(mireot(given, lower=term("A", "p"), upper=term("D", "G", "k")))
    assert {each for each in found if each.startswith("Sub")} == {
        "SubClassOf(:A :B)",
        "SubClassOf(:A :C)",
        "SubClassOf(:A :G)",
        "SubClassOf(:B :D)",
        "SubClassOf(:C :D)",
        "SubObjectPropertyOf(:p :k)",
    }


def test_terms_say_where_they_come_from() -> None:
    asked = Extraction(annotate_with_source=True, sources={"<http://example.org/A>": "<a:b>"})
    found = mireot(GIVEN, lower=term("A"), upper=term("B"), options=asked).axioms
    defined = {axiom[2:] for axiom in found if "isDefinedBy" in str(axiom[1])}
    assert defined == {
        (*term("A"), "<a:b>"),
        (*term("B"), "<http://example.org.owl>"),
    }


def test_a_class_is_preferred_to_an_individual_of_its_name() -> None:
    assert "NamedIndividual" not in "".join(said(mireot(GIVEN, lower=term("A"))))


@pytest.mark.parametrize(
    ("terms", "hint"),
    [({}, "Either lower terms or branches"), ({"upper": "A", "branches": "B"}, "need lower ones")],
)
def test_where_nothing_is_to_be_done(terms: dict[str, str], hint: str) -> None:
    with pytest.raises(InputError, match=hint):
        mireot(GIVEN, **{name: term(value) for name, value in terms.items()})  # type: ignore[arg-type]
