"""Relaxing, reducing and materialising a document; what they mean is tested with ``reasoners``."""

from doidkit.documents import Document
from doidkit.editing.inferring import materialize, reduce, relax
from doidkit.editing.inferring.asserting import INFERRED
from doidkit.reasoners.classifying import classifier
from doidkit.syntax.owl.expressions import Call

A, B, C, D, R, S = (f"<http://e/{name}>" for name in "ABCDrs")
NOTE = ("Annotation", "<http://e/source>", '"x"')


def some(relation: str, name: str) -> Call:
    return ("ObjectSomeValuesFrom", relation, name)


def test_own_definitions_are_relaxed_not_imported_ones() -> None:
    definition = ("EquivalentClasses", A, ("ObjectIntersectionOf", B, some(R, C)))
    base = Document(axioms=frozenset({("EquivalentClasses", D, some(R, B))}))
    given = Document(axioms=frozenset({definition, ("EquivalentClasses", B, C)}), imported=(base,))
    found = relax(given)
    assert found.axioms - given.axioms == {("SubClassOf", A, B), ("SubClassOf", A, some(R, C))}
    assert found.imported == (base,)
    named = relax(given, exclude_named_classes=False)
    assert named.axioms - found.axioms == {("SubClassOf", B, C), ("SubClassOf", C, B)}


def test_what_an_import_says_makes_own_axioms_superfluous() -> None:
    base = Document(axioms=frozenset({("SubClassOf", B, C)}))
    own = frozenset({("SubClassOf", A, B), ("SubClassOf", A, C)})
    found = reduce(Document(axioms=own, imported=(base,)))
    assert found.axioms == {("SubClassOf", A, B)}
    assert found.imported == (base,)
    assert reduce(Document(axioms=own)).axioms == own


def test_what_reduce_keeps() -> None:
    given = Document(
        axioms=frozenset(
            {
                ("SubClassOf", A, B),
                ("SubClassOf", B, C),
                ("SubClassOf", NOTE, A, C),
                ("SubClassOf", A, some(S, D)),
                ("SubClassOf", A, some(R, D)),
                ("SubObjectPropertyOf", S, R),
            }
        )
    )
    assert given.axioms - reduce(given).axioms == {("SubClassOf", NOTE, A, C)}
    assert reduce(given, preserve_annotated_axioms=True) == given
    both = reduce(given, include_subproperties=True)
    assert ("SubClassOf", A, some(R, D)) not in both.axioms
    names = reduce(given, include_subproperties=True, named_classes_only=True)
    assert ("SubClassOf", A, some(R, D)) in names.axioms


def test_superclasses_of_own_classes_are_materialised() -> None:
    base = Document(axioms=frozenset({("SubClassOf", B, some(R, C)), ("SubClassOf", C, D)}))
    given = Document(axioms=frozenset({("SubClassOf", A, B)}), imported=(base,))
    # What is right above A is B, whose own superclasses are another ontology's.
    assert materialize(given).axioms == given.axioms
    merged = given.with_axioms(given.everything)
    defined = merged.with_axioms({*merged.axioms, ("EquivalentClasses", D, some(S, D))})
    found = materialize(defined, [R])
    assert found.axioms - defined.axioms == set()
    assert materialize(defined, [S]).axioms > defined.axioms


def test_the_entailments_are_kept_and_a_new_ontology_has_them_alone() -> None:
    given = Document(
        axioms=frozenset(
            {
                ("SubClassOf", A, some(R, B)),
                ("SubClassOf", B, some(R, C)),
                ("EquivalentClasses", D, some(R, B)),
                ("TransitiveObjectProperty", R),
            }
        )
    )
    found = materialize(given)
    classify = classifier("rustdl")
    assert classify([*found.axioms]) == classify([*given.axioms])
    alone = materialize(given, only=True, annotate=True)
    assert alone.axioms
    assert {(axiom[0], *axiom[2:]) for axiom in alone.axioms} == found.axioms - given.axioms
    assert {axiom[1] for axiom in alone.axioms} == {INFERRED}
