import tempfile
from pathlib import Path

import owlready2
import pyoxigraph as ox
import pytest

from doidkit.errors import EngineError
from doidkit.reasoners import hermit
from doidkit.reasoners.taxonomy import Taxonomy, logic

PREFIXES = """
@prefix ex: <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:A a owl:Class . ex:B a owl:Class . ex:C a owl:Class . ex:p a owl:ObjectProperty .
"""


def triples(text: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(PREFIXES + text, ox.RdfFormat.TURTLE)]


def iri(name: str) -> str:
    return "http://example.org/" + name


@pytest.mark.usefixtures("java")
class TestWithJava:
    def test_what_follows_from_a_definition_is_found(self) -> None:
        found = hermit.classify(
            triples(
                "ex:A owl:equivalentClass [ a owl:Restriction ; owl:onProperty ex:p ; "
                "owl:someValuesFrom ex:C ] . "
                "ex:B rdfs:subClassOf [ a owl:Restriction ; owl:onProperty ex:p ; "
                "owl:someValuesFrom ex:C ] ."
            )
        )
        assert found == Taxonomy(True, subclasses=((iri("B"), iri("A")),))

    def test_a_class_that_nothing_can_belong_to(self) -> None:
        found = hermit.classify(
            triples("ex:A owl:disjointWith ex:B . ex:C rdfs:subClassOf ex:A, ex:B .")
        )
        assert found == Taxonomy(True, unsatisfiable=(iri("C"),))

    def test_a_contradiction_about_an_individual(self) -> None:
        found = hermit.classify(triples("ex:A owl:disjointWith ex:B . ex:i a ex:A, ex:B ."))
        assert found == Taxonomy(False)

    def test_a_cycle_makes_its_classes_equivalent(self) -> None:
        cycle = (
            "ex:A rdfs:subClassOf ex:B . ex:B rdfs:subClassOf ex:C . ex:C rdfs:subClassOf ex:A ."
        )
        found = hermit.classify(triples(cycle))
        assert found.equivalent == ((iri("A"), iri("B"), iri("C")),)

    def test_iris_beyond_ascii_come_back_whatever_the_locale(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LC_ALL", "C")
        found = hermit.classify(triples("ex:Ménière a owl:Class ; rdfs:subClassOf ex:A ."))
        assert found.subclasses == ((iri("Ménière"), iri("A")),)

    def test_no_ontology_at_all_is_consistent(self) -> None:
        assert hermit.classify([]) == Taxonomy(True)

    def test_quarantined_and_annotated_statements_are_not_asserted(self) -> None:
        found = hermit.classify(
            triples(
                "[] a rdf:Statement ; rdf:subject ex:A ; rdf:predicate rdfs:subClassOf ; "
                "rdf:object ex:B . "
                "[] a owl:Axiom ; owl:annotatedSource ex:B ; owl:annotatedProperty "
                'rdfs:subClassOf ; owl:annotatedTarget ex:C ; rdfs:comment "no" .'
            )
        )
        assert found.subclasses == ()

    def test_an_import_is_not_followed(self) -> None:
        found = hermit.classify(
            triples("ex:o a owl:Ontology ; owl:imports <file:///nowhere/at/all> .")
        )
        assert found.consistent

    def test_a_datatype_outside_owl_is_named(self) -> None:
        with pytest.raises(EngineError, match="XMLSchema#date is not one of OWL 2's"):
            hermit.classify(
                triples("ex:d a owl:DatatypeProperty ; rdfs:range xsd:date . ex:i ex:d 1 .")
            )

    def test_too_little_memory_is_one_sentence(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(owlready2, "JAVA_MEMORY", 1)
        with pytest.raises(EngineError, match="HermiT cannot classify"):
            hermit.classify(triples(""))

    def test_owlready2_is_left_alone_and_no_file_stays(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        before = owlready2_state()
        hermit.classify(triples("ex:A rdfs:subClassOf ex:B ."))
        hermit.classify(triples("ex:A owl:disjointWith ex:B . ex:i a ex:A, ex:B ."))
        assert owlready2_state() == before
        assert list(tmp_path.iterdir()) == []

    def test_a_module_that_an_ontology_names_is_not_imported(self, tmp_path: Path) -> None:
        found = hermit.classify(
            triples(
                "ex:o a owl:Ontology ; "
                "<http://www.lesfleursdunormal.fr/static/_downloads/owlready_ontology.owl"
                '#python_module> "this_module_would_fail" .'
            )
        )
        assert found.consistent


def owlready2_state() -> tuple[object, ...]:
    world = owlready2.default_world
    return len(world.graph), list(world.ontologies), owlready2.JAVA_EXE, owlready2.JAVA_MEMORY


def fake_java(folder: Path, script: str) -> Path:
    path = folder / "java"
    path.write_text("#!/bin/sh\n" + script)
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("name", ["no-such-java", "/nowhere/java"])
def test_without_java_one_sentence_says_what_to_do(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owlready2, "JAVA_EXE", name)
    with pytest.raises(EngineError, match=r"is not installed.*install a Java runtime") as caught:
        hermit.classify(triples(""))
    assert name in str(caught.value)


def test_a_hermit_that_never_ends_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owlready2, "JAVA_EXE", str(fake_java(tmp_path, "exec sleep 60")))
    with pytest.raises(EngineError, match=r"longer than 0\.2 seconds"):
        hermit.classify(triples(""), timeout=0.2)


@pytest.mark.parametrize(
    "script",
    [
        "echo 'It all went pear-shaped: no parser' >&2; exit 0",
        "echo 'Exception in thread \"main\" java.lang.OutOfMemoryError' >&2; exit 1",
        "exit 3",
    ],
)
def test_a_hermit_that_fails_is_never_taken_for_consistent(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owlready2, "JAVA_EXE", str(fake_java(tmp_path, script)))
    with pytest.raises(EngineError, match="HermiT cannot classify the ontology"):
        hermit.classify(triples(""))


def test_only_logic_is_handed_over() -> None:
    given = triples(
        "ex:note a owl:AnnotationProperty . "
        'ex:A rdfs:label "a" ; ex:note ex:B ; rdfs:subClassOf ex:B ; ex:p ex:C . '
        "ex:o owl:imports ex:other ."
    )
    kept = {(t.predicate.value.rpartition("#")[2]) for t in logic(given)}
    assert kept == {"type", "subClassOf", iri("p")}
