"""Profiles of OWL 2: the golden files are what ROBOT 1.9.8 (OWLAPI 4.5.29) says of the inputs.

What can be told only where a file says which kind of property a name is, is tested by hand: RDF
has one name for each.
"""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from doidkit import documents
from doidkit.documents import Document
from doidkit.measuring.profiles import Kind, Profile, profile
from doidkit.syntax.owl.expressions import Call

GOLDEN = Path(__file__).parents[1] / "golden" / "profiles"
A, B, P, Q, R = (f"<http://e/{name}>" for name in "ABpqr")
DECLARED = {
    *(("Declaration", ("Class", name)) for name in (A, B)),
    *(("Declaration", ("ObjectProperty", name)) for name in (P, Q, R)),
}


@pytest.mark.parametrize("wanted", [*Profile])
@pytest.mark.parametrize("name", ["one", "other"])
def test_the_same_as_owlapi(name: str, wanted: Profile) -> None:
    found = str(profile(documents.read(GOLDEN / f"{name}.ofn"), wanted))
    theirs = (GOLDEN / f"{name}-{wanted}.txt").read_text()
    # Its order is that of a hash table.
    assert Counter(found.splitlines()) == Counter(theirs.splitlines())


def kinds(wanted: Profile, *axioms: Call) -> set[Kind]:
    found = profile(Document("<http://e/>", axioms=frozenset({*DECLARED, *axioms})), wanted)
    return {each.kind for each in found.violations}


def test_what_is_in_a_profile_says_so() -> None:
    found = profile(Document(axioms=frozenset({*DECLARED, ("SubClassOf", A, B)})), Profile.EL)
    assert found.fits
    assert str(found) == "OWL 2 EL Profile Report: [Ontology and imports closure in profile]\n"


def test_what_nothing_declares() -> None:
    assert kinds(Profile.DL, ("SubClassOf", A, "<http://e/C>")) == {Kind.UNDECLARED_CLASS}
    assert kinds(Profile.DL, ("FunctionalObjectProperty", "<http://e/s>")) == {
        Kind.UNDECLARED_OBJECT_PROPERTY
    }
    imported = Document(axioms=frozenset({("Declaration", ("Class", "<http://e/C>"))}))
    given = Document(axioms=frozenset({*DECLARED, ("SubClassOf", A, "<http://e/C>")}))
    assert not profile(given, Profile.DL).fits
    assert profile(replace(given, imported=(imported,)), Profile.DL).fits


def test_properties_of_two_kinds() -> None:
    assert kinds(Profile.DL, ("Declaration", ("DataProperty", P))) == {Kind.PUNNING}
    assert kinds(Profile.DL, ("Declaration", ("Class", P))) == set()


def test_a_chain_must_not_go_in_a_circle() -> None:
    def chain(one: str, other: str, end: str) -> Call:
        return ("SubObjectPropertyOf", ("ObjectPropertyChain", one, other), end)

    circle = {Kind.CYCLE_IN_CHAIN}
    assert kinds(Profile.DL, chain(P, Q, R)) == set()
    assert kinds(Profile.DL, chain(P, P, P), chain(P, Q, P), chain(Q, P, P)) == set()
    assert kinds(Profile.DL, chain(P, Q, R), chain(R, P, Q)) == circle
    assert kinds(Profile.DL, chain(P, Q, R), ("SubObjectPropertyOf", R, Q)) == circle
    assert kinds(Profile.DL, chain(P, Q, R), ("SubObjectPropertyOf", Q, R)) == set()


def test_a_property_above_a_chain_is_not_simple() -> None:
    once = ("FunctionalObjectProperty", R)
    below = ("SubObjectPropertyOf", P, R)
    assert kinds(Profile.DL, once, below) == set()
    assert kinds(Profile.DL, once, below, ("TransitiveObjectProperty", P)) == {Kind.FUNCTIONAL}
    turned = ("InverseObjectProperties", R, P)
    assert kinds(Profile.DL, once, turned, ("TransitiveObjectProperty", P)) == {Kind.FUNCTIONAL}


def test_what_is_no_owl_is_in_no_profile_but_full(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text(
        "@prefix : <http://e/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "<http://e/> a owl:Ontology . :A a owl:Class ; owl:equivalentClass _:b .\n"
        "_:b a owl:Class ; owl:intersectionOf ( :A ) .\n"
    )
    read = documents.read(path)
    assert [each.kind for each in profile(read, Profile.DL).violations] == [Kind.OPERANDS]
    assert profile(read, Profile.FULL).fits
