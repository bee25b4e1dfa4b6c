"""Macros that are defined by construct."""

from collections.abc import Callable
from pathlib import Path

import pytest

from doidkit.documents import Document, read
from doidkit.editing.expanding import expanded
from doidkit.errors import InputError

E = "http://e/"
NEVER = f"<{E}never_part_of>"
MACROS = f"""@prefix : <{E}> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
:o a owl:Ontology . :A a owl:Class ; :never_part_of :B ; :beside :B . :B a owl:Class .
:part_of a owl:ObjectProperty .
:never_part_of a owl:AnnotationProperty ; <http://purl.obolibrary.org/obo/OMO_0002000> '''
PREFIX : <{E}> PREFIX owl: <http://www.w3.org/2002/07/owl#>
CONSTRUCT {{ ?a owl:disjointWith [ a owl:Restriction ; owl:onProperty :part_of ;
owl:someValuesFrom ?b ] ; :beside ?b }} WHERE {{ ?a :never_part_of ?b }}''' .
:beside a owl:AnnotationProperty ; <http://purl.obolibrary.org/obo/OMO_0002000> '''
PREFIX : <{E}> PREFIX owl: <http://www.w3.org/2002/07/owl#>
CONSTRUCT {{ ?b :beside ?a }} WHERE {{ ?a :beside ?b }}''' .
"""
DISJOINT = (
    "DisjointClasses",
    f"<{E}A>",
    ("ObjectSomeValuesFrom", f"<{E}part_of>", f"<{E}B>"),
)
BESIDE = ("AnnotationAssertion", f"<{E}beside>", f"<{E}B>", f"<{E}A>")


@pytest.fixture
def macros(write: Callable[[str, str], Path]) -> Document:
    return read(write("macros.ttl", MACROS))


def test_macros_say_axioms(macros: Document) -> None:
    assert expanded(macros).axioms - macros.axioms == {DISJOINT, BESIDE}
    assert macros.axioms < expanded(macros).axioms


def test_some_are_chosen(macros: Document) -> None:
    assert expanded(macros, only={NEVER}).axioms - macros.axioms == {DISJOINT}
    assert expanded(macros, without={NEVER}).axioms - macros.axioms == {BESIDE}
    assert expanded(macros, only={NEVER}, without={NEVER}) == macros
    assert expanded(macros, only={NEVER}, without={NEVER}, alone=True).axioms == set()


def test_axioms_say_what_they_are_from_and_may_stand_alone(macros: Document) -> None:
    found = expanded(macros, only={NEVER}, annotated=True, alone=True).axioms
    source = ("Annotation", "<http://purl.org/dc/terms/source>", NEVER)
    assert (DISJOINT[0], source, *DISJOINT[1:]) in found
    assert all(source in axiom for axiom in found)


def test_a_query_that_is_none_is_told_with_its_property(
    write: Callable[[str, str], Path],
) -> None:
    broken = read(write("b.ttl", MACROS.replace("WHERE { ?a :beside", "WERE { ?a :beside")))
    with pytest.raises(InputError, match=r"The query that defines http://e/beside cannot be used"):
        expanded(broken)
