"""Axioms read as they are stated are those that their RDF says."""

import random
from pathlib import Path

import pytest
from shared import required

from doidkit.syntax import owlreading
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.ofn.writer import notes, operands
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.owl.from_rdf import axioms
from doidkit.syntax.reading import quads

_HEAD = """Prefix(:=<http://example.org/>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
Ontology(<http://example.org/o> <http://example.org/o/1>
Annotation(Annotation(rdfs:comment "nested") rdfs:comment "of the ontology"@EN)
"""
_AXIOMS = [
    "Declaration(Class(:A))",
    'Declaration(Annotation(rdfs:comment "why") Class(:B))',
    "Declaration(ObjectProperty(:r))",
    "Declaration(DataProperty(:d))",
    "Declaration(AnnotationProperty(:p))",
    "Declaration(NamedIndividual(:i))",
    'AnnotationAssertion(:p :A "tab\there")',
    'AnnotationAssertion(:p :A "bell\x07 and\nline")',
    'AnnotationAssertion(:p :A "an \\"escape\\" and a \\\\")',
    'AnnotationAssertion(:p :A "language"@EN-gb)',
    'AnnotationAssertion(:p :A "a string"^^xsd:string)',
    'AnnotationAssertion(:p :A "7"^^xsd:integer)',
    'AnnotationAssertion(:p :A "tail@"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#PlainLiteral>)',
    "AnnotationAssertion(:p :A <http://example.org/value>)",
    'AnnotationAssertion(:p :A "\U0001f9b4 et \u00e9")',
    'AnnotationAssertion(Annotation(:p "b") Annotation(:p "a"@EN) :p :A "annotated twice")',
    'AnnotationAssertion(Annotation(Annotation(:p "z") :p "b") :p :A "nested")',
    'AnnotationAssertion(:p _:x "of a blank node")',
    "AnnotationAssertion(:p :A _:x)",
    "SubClassOf(:A :B)",
    'SubClassOf(Annotation(:p "1"^^xsd:integer) :A :B)',
    "SubClassOf(:A ObjectSomeValuesFrom(:r ObjectIntersectionOf(:B :A)))",
    "SubClassOf(:A ObjectMinCardinality(2 ObjectInverseOf(:r) :B))",
    "SubClassOf(:A DataSomeValuesFrom(:d DatatypeRestriction(xsd:integer "
    'xsd:minInclusive "1"^^xsd:integer)))',
    "EquivalentClasses(:B :A ObjectUnionOf(:A :B))",
    "DisjointClasses(:B :A)",
    "DisjointUnion(:A :B ObjectComplementOf(:B))",
    "HasKey(:A (:r) (:d))",
    "SubObjectPropertyOf(ObjectPropertyChain(:r :r) :r)",
    "InverseObjectProperties(:r :r)",
    "SubAnnotationPropertyOf(:p :p)",
    "ClassAssertion(:A :i)",
    "ClassAssertion(:A _:x)",
    'DataPropertyAssertion(:d :i "1"^^xsd:integer)',
    "NegativeObjectPropertyAssertion(:r :i :i)",
    "DLSafeRule(Body(ClassAtom(:A Variable(<urn:swrl#x>))) "
    "Head(ClassAtom(:B Variable(<urn:swrl#x>))))",
]


def _in_rdf(found: set[Call]) -> set[Call]:
    """Return axioms as a graph has them.

    An axiom with annotations and without is one triple, a blank node's label means nothing.
    """
    annotated = {(axiom[0], *operands(axiom)) for axiom in found if notes(axiom)}
    return {_unlabelled(axiom) for axiom in found - annotated}


def _unlabelled(node: Node) -> Node:
    if isinstance(node, tuple):
        return tuple(map(_unlabelled, node))
    return "_:" if node[:2] == "_:" else node


def _both(path: Path) -> None:
    stated = owlreading.read(path)
    said = axioms(quads(path))
    implied = {axiom for axiom in said.axioms - stated.axioms if axiom[0] == "Declaration"}
    assert _in_rdf(stated.axioms) == _in_rdf(said.axioms - implied)
    assert stated.header == said.header
    text = path.read_text()
    for axiom in implied:
        kind, iri = axiom[-1]
        assert f"Declaration({kind}({iri}" not in text


@pytest.mark.parametrize("seed", range(5))
def test_every_kind_of_axiom_in_any_order(tmp_path: Path, seed: int) -> None:
    lines = [*_AXIOMS]
    random.Random(seed).shuffle(lines)
    path = tmp_path / "all.ofn"
    path.write_text(_HEAD + "\n".join(lines) + "\n)\n")
    _both(path)


@pytest.mark.parametrize("number", range(len(_AXIOMS)))
def test_each_axiom_alone(tmp_path: Path, number: int) -> None:
    declarations = [line for line in _AXIOMS if line.startswith("Declaration(")]
    path = tmp_path / "one.ofn"
    path.write_text(_HEAD + "\n".join(dict.fromkeys([*declarations, _AXIOMS[number]])) + "\n)\n")
    _both(path)


@pytest.mark.parametrize("name", ["uvula.ofn", "cl_module.ofn", "uo_mole_subset.ofn"])
def test_robots_examples(name: str) -> None:
    _both(required("robot") / "examples" / name)


def test_an_undeclared_property_is_not_declared_by_its_use(tmp_path: Path) -> None:
    path = tmp_path / "few.ofn"
    path.write_text("Ontology(SubClassOf(<a:A> ObjectSomeValuesFrom(<a:r> <a:B>)))")
    found: Call = ("SubClassOf", "<a:A>", ("ObjectSomeValuesFrom", "<a:r>", "<a:B>"))
    assert owlreading.read(path).axioms == {found}
    assert owlreading.read(path).format is GraphFormat.OFN
