"""The entities of axioms, as OWL API counts them."""

import pytest
from smallontology import BASE, ontology

from doidkit.syntax.owl.signature import signature

XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
PLAIN = "R http://www.w3.org/1999/02/22-rdf-syntax-ns#PlainLiteral"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Declaration(Class(:A))", "C:A"),
        ("Declaration(Annotation(:n :x) NamedIndividual(:A))", "I:A A:n"),
        ("SubClassOf(:A ObjectSomeValuesFrom(ObjectInverseOf(:p) :B))", "C:A C:B O:p"),
        ('SubClassOf(Annotation(Annotation(:n "x") :m :y) :A :B)', f"C:A C:B A:m A:n R{XSD}string"),
        ('AnnotationAssertion(:m :A "x"@en)', f"A:m {PLAIN.replace(' ', '')}"),
        ("AnnotationAssertion(:m :A :B)", "A:m"),
        ("AnnotationAssertion(:m _:x _:y)", "A:m"),
        ("ClassAssertion(:A _:x)", "C:A"),
        ("ObjectPropertyAssertion(:p :i :j)", "O:p I:i I:j"),
        (f'DataPropertyAssertion(:d :i "1"^^<{XSD}integer>)', f"D:d I:i R{XSD}integer"),
        ("SubClassOf(:A ObjectMinCardinality(1 :p))", f"C:A O:p C{OWL}Thing"),
        (
            "SubClassOf(:A DataMaxCardinality(1 :d))",
            "C:A D:d Rhttp://www.w3.org/2000/01/rdf-schema#Literal",
        ),
        ("SubClassOf(:A ObjectMinCardinality(1 :p :B))", "C:A O:p C:B"),
        ("SubClassOf(:A ObjectOneOf(:i))", "C:A I:i"),
        ('SubClassOf(:A DataSomeValuesFrom(:d DataOneOf("x")))', f"C:A D:d R{XSD}string"),
        ("HasKey(:A (:p) (:d))", "C:A O:p D:d"),
        ("SubObjectPropertyOf(ObjectPropertyChain(:p :q) :r)", "O:p O:q O:r"),
        ("SubAnnotationPropertyOf(:a :b)", "A:a A:b"),
        ("AnnotationPropertyDomain(:a :A)", "A:a"),
        (
            "DLSafeRule(Body(ClassAtom(:A Variable(:x))) "
            "Head(ObjectPropertyAtom(:p Variable(:x) :i)))",
            "C:A O:p I:i",
        ),
    ],
)
def test_signatures(text: str, found: str) -> None:
    (axiom,) = ontology(text).axioms
    assert signature(axiom) == {
        (each[0], f"<{each[1:].replace(':', BASE, 1) if each[1] == ':' else each[1:]}>")
        for each in found.split()
    }


def test_annotations_can_be_left_out() -> None:
    (axiom,) = ontology('SubClassOf(Annotation(:m "x") :A :B)').axioms
    assert {kind for kind, _ in signature(axiom, annotations=False)} == {"C"}
