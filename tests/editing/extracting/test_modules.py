"""Modules: they entail what the whole does, tried on random ontologies, and what else they have."""

import pytest
from apart import in_a_copy
from hypothesis import given, settings
from hypothesis import strategies as st
from randomlogic import names
from randomlogic import ontology as random_ontology
from smallontology import ontology, said, term

from doidkit.documents import Document
from doidkit.editing.extracting import (
    Extraction,
    Individuals,
    Intermediates,
    Method,
    NoTerms,
    module,
)
from doidkit.reasoners import rustdl
from doidkit.syntax.owl.expressions import Call

ANIMALS = ontology(
    """
Declaration(Class(:Cat)) Declaration(Class(:Animal)) Declaration(Class(:Kitten))
Declaration(Class(:Mouse)) Declaration(ObjectProperty(:eats)) Declaration(ObjectProperty(:likes))
Declaration(AnnotationProperty(:label))
SubClassOf(Annotation(:source "x") :Cat :Animal)
SubClassOf(:Kitten :Cat)
SubClassOf(:Mouse :Animal)
SubClassOf(:Cat ObjectSomeValuesFrom(:eats :Mouse))
SubObjectPropertyOf(:eats :likes)
AnnotationAssertion(:label :Cat "cat")
AnnotationAssertion(:label :Kitten "kitten")
AnnotationAssertion(:label :label "label")
AnnotationAssertion(:label :source "source")
ClassAssertion(:Kitten :tom)
ClassAssertion(:Mouse :jerry)
DifferentIndividuals(:tom :jerry)
AnnotationAssertion(:label :tom "Tom")
EquivalentClasses(:Toms ObjectOneOf(:tom))
""",
    header='<http://example.org/o> <http://example.org/o/1> Annotation(:label "animals")',
)


def entailed(axioms: list[Call], own: list[str]) -> set[tuple[str, str]] | str:
    """Return which classes are below which, as rustdl finds it."""
    iris = [name[1:-1] for name in own]
    found = rustdl.classified(axioms, iris)
    if found.inconsistent:
        return "everything"
    return {(one, up) for one in iris for up in iris if found.is_subclass(one, up)}


@in_a_copy
@settings(max_examples=25)
@given(st.integers(0, 10_000), st.sets(st.integers(0, 4), min_size=1, max_size=3))
@pytest.mark.parametrize("method", Method)
def test_a_module_entails_what_the_ontology_does_about_its_terms(
    method: Method, number: int, chosen: set[int]
) -> None:
    axioms = random_ontology(number)
    own = [names(number)[each] for each in sorted(chosen)]
    whole = Document(axioms=frozenset(axioms))
    part = module(whole, own, method, options=Extraction(force=True))
    assert part.axioms <= whole.axioms
    expected = entailed(axioms, own)
    assert entailed([*part.axioms], own) == expected


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.sets(st.integers(0, 4), min_size=1, max_size=3))
@pytest.mark.parametrize("method", Method)
def test_a_module_of_a_module_is_itself(method: Method, number: int, chosen: set[int]) -> None:
    own = [names(number)[each] for each in sorted(chosen)]
    force = Extraction(force=True)
    whole = Document(axioms=frozenset(random_ontology(number)))
    once = module(whole, own, method, options=force)
    assert module(once, own, method, options=force).axioms == once.axioms
    star = module(whole, own, Method.STAR, options=force)
    assert star.axioms <= once.axioms


CAT = {
    "Declaration(Class(:Cat))",
    "Declaration(Class(:Animal))",
    "Declaration(Class(:Mouse))",
    "Declaration(ObjectProperty(:eats))",
    'SubClassOf(Annotation(:source "x") :Cat :Animal)',
    "SubClassOf(:Mouse :Animal)",
    "SubClassOf(:Cat ObjectSomeValuesFrom(:eats :Mouse))",
    "SubObjectPropertyOf(:eats :likes)",
    "Declaration(ObjectProperty(:likes))",
    'AnnotationAssertion(:label :Cat "cat")',
    'AnnotationAssertion(:label :source "source")',
    # A set of individuals is neither empty nor all there is, so its definition stays.
    "EquivalentClasses(:Toms ObjectOneOf(:tom))",
    'AnnotationAssertion(:label :tom "Tom")',
}


def test_a_bottom_module_has_what_is_above() -> None:
    found = module(
        ANIMALS, term("Cat"), Method.BOT, options=Extraction(individuals=Individuals.EXCLUDE)
    )
    assert said(found) == CAT
    assert (found.iri, found.version, found.annotations) == (ANIMALS.iri, "", ())


def test_a_top_module_has_what_is_below() -> None:
    found = module(
        ANIMALS, term("Cat"), Method.TOP, options=Extraction(individuals=Individuals.EXCLUDE)
    )
    assert said(found) == {
        "Declaration(Class(:Cat))",
        "Declaration(Class(:Kitten))",
        "SubClassOf(:Kitten :Cat)",
        'AnnotationAssertion(:label :Cat "cat")',
        'AnnotationAssertion(:label :Kitten "kitten")',
        "EquivalentClasses(:Toms ObjectOneOf(:tom))",
        'AnnotationAssertion(:label :tom "Tom")',
    }


@pytest.mark.parametrize(
    ("individuals", "present"),
    [
        (Individuals.EXCLUDE, set()),
        (Individuals.MINIMAL, {"ClassAssertion(:Mouse :jerry)"}),
        (Individuals.DEFINITIONS, {"ClassAssertion(:Kitten :tom)"}),
        (Individuals.INCLUDE, {"ClassAssertion(:Mouse :jerry)", "ClassAssertion(:Kitten :tom)"}),
    ],
)
def test_individuals(individuals: Individuals, present: set[str]) -> None:
    found = module(ANIMALS, term("Cat"), Method.BOT, options=Extraction(individuals=individuals))
    assert {each for each in said(found) if each.startswith("ClassAssertion")} == present


def test_intermediates() -> None:
    line = ontology("""
SubClassOf(:A :B) SubClassOf(:B :C) SubClassOf(:C :D) SubClassOf(:D :E) SubClassOf(:X :C)
Declaration(Class(:A)) Declaration(Class(:E))
""")
    minimal = Extraction(intermediates=Intermediates.MINIMAL)
    assert said(module(line, term("A"), Method.BOT, options=minimal)) == {
        "Declaration(Class(:A))",
        "Declaration(Class(:E))",
        "SubClassOf(:A :E)",
    }
    none = Extraction(intermediates=Intermediates.NONE)
    assert said(module(line, term("A"), Method.BOT, options=none)) == {
        "Declaration(Class(:A))",
        "SubClassOf(:A :B)",
    }


def test_the_new_ontology_is_called_and_annotated_as_asked() -> None:
    asked = Extraction(iri="<http://example.org/new>", copy_annotations=True)
    found = module(ANIMALS, term("Cat"), options=asked)
    assert (found.iri, found.annotations) == ("<http://example.org/new>", ANIMALS.annotations)


def test_terms_say_where_they_come_from() -> None:
    given = ontology(
        """
SubClassOf(<http://purl.obolibrary.org/obo/GO_1> <http://purl.obolibrary.org/obo/CL_2>)
SubClassOf(<http://purl.obolibrary.org/obo/GO_1> <http://e.org/x.owl#Y>)
SubClassOf(<http://purl.obolibrary.org/obo/GO_1> :Known)
AnnotationAssertion(<http://www.w3.org/2000/01/rdf-schema#isDefinedBy> :Known :here)
"""
    )
    asked = Extraction(
        annotate_with_source=True,
        sources={"<http://purl.obolibrary.org/obo/CL_2>": "<http://example.org/cells>"},
    )
    found = module(given, ["<http://purl.obolibrary.org/obo/GO_1>"], Method.BOT, options=asked)
    defined = {axiom[2:] for axiom in found.axioms if "isDefinedBy" in str(axiom[1])}
    obo = "<http://purl.obolibrary.org/obo/"
    assert defined >= {
        (f"{obo}GO_1>", f"{obo}go.owl>"),
        (f"{obo}CL_2>", "<http://example.org/cells>"),
        ("<http://e.org/x.owl#Y>", "<http://e.org/x.owl>"),
        (*term("Known"), *term("here")),
    }


def test_imports_are_a_part_unless_they_are_excluded() -> None:
    other = Document(axioms=ontology("SubClassOf(:Animal :Thing)").axioms)
    importing = Document(axioms=ANIMALS.axioms, imported=(other,))
    with_imports = module(importing, term("Cat"), Method.BOT)
    assert "SubClassOf(:Animal :Thing)" in said(with_imports)
    alone = module(importing, term("Cat"), Method.BOT, options=Extraction(imports=False))
    assert "SubClassOf(:Animal :Thing)" not in said(alone)


def test_a_key_is_what_follows_for_its_class() -> None:
    # ROBOT 1.9.8 leaves keys out of all modules, and what follows from them.
    given = ontology("HasKey(:A (:r) ()) SubClassOf(:A :B) Declaration(Class(:A))")
    assert "HasKey(:A (:r) ())" in said(module(given, term("A"), Method.BOT))
    assert "HasKey(:A (:r) ())" not in said(module(given, term("B"), Method.BOT))


def test_an_ontology_without_the_terms_is_refused() -> None:
    with pytest.raises(NoTerms, match="none of the terms"):
        module(ANIMALS, term("Dog"))
    forced = module(ANIMALS, term("Dog"), Method.BOT, options=Extraction(force=True))
    assert "SubClassOf(:Kitten :Cat)" in said(forced)  # what the individuals need
