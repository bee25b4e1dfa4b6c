"""What is inferred is stated as ROBOT states it; expectations are what ROBOT 1.9.8 wrote."""

from dataclasses import replace
from pathlib import Path

import pytest
from randomlogic import ontology

from doidkit import documents
from doidkit.documents import Document
from doidkit.editing import inferring
from doidkit.editing.inferring import (
    Asserting,
    EquivalentError,
    Equivalents,
    Generator,
    IncoherentError,
    InconsistentError,
    Tautologies,
)
from doidkit.reasoners.classifying import COMPLETE, TOLD, classifier
from doidkit.syntax.ofn import writer
from doidkit.syntax.owl.expressions import Call, owl

A, B, C, D, E, F, ONE = (f"<http://x.org/{name}>" for name in "ABCDEFi")
THING = owl("Thing")

GIVEN = """Prefix(:=<http://x.org/>)
Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Ontology(<http://x.org/o>
Declaration(Class(:A)) Declaration(Class(:B)) Declaration(Class(:C)) Declaration(Class(:D))
SubClassOf(:A :B) SubClassOf(:B :C) SubClassOf(:A :C)
SubClassOf(Annotation(rdfs:comment "note") :A :C)
EquivalentClasses(:D ObjectIntersectionOf(:B ObjectSomeValuesFrom(:p :C)))
EquivalentClasses(:E ObjectIntersectionOf(:B ObjectSomeValuesFrom(:p :C)))
SubClassOf(:A ObjectSomeValuesFrom(:q :B))
SubObjectPropertyOf(:q :p) SubObjectPropertyOf(:p :r) SubObjectPropertyOf(:q :r)
InverseObjectProperties(:p :s)
TransitiveObjectProperty(:p)
FunctionalObjectProperty(:t)
SubObjectPropertyOf(:u :t)
EquivalentObjectProperties(:u :v)
ObjectPropertyDomain(:p :B)
DisjointClasses(:F :B)
SubDataPropertyOf(:d :e)
FunctionalDataProperty(:e)
ClassAssertion(:A :i)
ClassAssertion(:F :k)
ObjectPropertyAssertion(:q :i :j)
DataPropertyAssertion(:d :i "1"^^xsd:integer)
)
"""
OF_ELK = {
    Generator.SUBCLASS: "A⊑D A⊑E B⊑C C⊑Thing D⊑B E⊑B F⊑Thing",
    Generator.EQUIVALENT_CLASS: "D≡E",
    Generator.CLASS_ASSERTION: "A∋i Thing∋j F∋k",
    Generator.SUB_OBJECT_PROPERTY: (
        "p⊑r q⊑p r⊑topObjectProperty s⊑topObjectProperty t⊑topObjectProperty u⊑t v⊑t"
    ),
    Generator.EQUIVALENT_OBJECT_PROPERTY: "u≡v",
    Generator.DISJOINT_CLASSES: "",
    Generator.PROPERTY_ASSERTION: "",
    Generator.INVERSE_OBJECT_PROPERTIES: "",
}
OF_HERMIT = {
    Generator.SUBCLASS: "A⊑D A⊑E B⊑C C⊑Thing D⊑B E⊑B F⊑Thing",
    Generator.CLASS_ASSERTION: "A∋i Thing∋j F∋k",
    Generator.DISJOINT_CLASSES: (
        "Nothing#A Nothing#B Nothing#C Nothing#D Nothing#E Nothing#F A#F B#F D#F E#F"
    ),
    Generator.PROPERTY_ASSERTION: "p(i,j) q(i,j) r(i,j) s(j,i)",
    Generator.OBJECT_PROPERTY_DOMAIN: "p->B q->B",
}
OF_PROPERTIES = {
    Generator.INVERSE_OBJECT_PROPERTIES: "p~s",
    Generator.OBJECT_PROPERTY_CHARACTERISTIC: "Transitive(p) Transitive(s)"
    # ROBOT's HermiT does not tell these three, which follow.
    " Functional(t) Functional(u) Functional(v)",
    Generator.PROPERTY_ASSERTION: "p(i,j) q(i,j) r(i,j) s(j,i) d(i,1) e(i,1)",
    Generator.SUB_DATA_PROPERTY: "d⊑e e⊑topDataProperty",
    Generator.DATA_PROPERTY_CHARACTERISTIC: "Functional(d) Functional(e)",
}
_SIGNS = {
    "SubClassOf": "⊑",
    "SubObjectPropertyOf": "⊑",
    "SubDataPropertyOf": "⊑",
    "EquivalentClasses": "≡",
    "EquivalentObjectProperties": "≡",
    "DisjointClasses": "#",
    "ClassAssertion": "∋",
    "InverseObjectProperties": "~",
    "ObjectPropertyDomain": "->",
}


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("given") / "given.ofn"
    path.write_text(GIVEN)
    return documents.read(path)


def short(axiom: Call) -> str:
    names = [
        part.rpartition('"')[0].strip('"') if part[:1] == '"' else part.strip("<>")
        for part in axiom[1:]
    ]
    names = [name.rpartition("#")[2].rpartition("/")[2] for name in names]
    if axiom[0] in _SIGNS:
        return _SIGNS[axiom[0]].join(names)
    if axiom[0].endswith("Assertion"):
        return f"{names[0]}({','.join(names[1:])})"
    kind = axiom[0].removesuffix("ObjectProperty").removesuffix("DataProperty")
    return f"{kind}({names[0]})"


@pytest.mark.parametrize(
    ("reasoner", "generator", "expected"),
    [
        *(("elk", kind, told) for kind, told in OF_ELK.items()),
        *((COMPLETE, kind, told) for kind, told in OF_HERMIT.items()),
        *((TOLD, kind, told) for kind, told in OF_PROPERTIES.items()),
    ],
)
def test_each_kind_of_axiom(
    given: Document, reasoner: str, generator: Generator, expected: str
) -> None:
    if reasoner == COMPLETE:  # rustdl has no data properties, and HermiT takes long to start
        given = given.with_axioms(each for each in given.axioms if "Data" not in each[0])
    found = inferring.reason(given, Asserting((generator,), only=True), reasoner=reasoner)
    assert {short(axiom) for axiom in found.axioms} == {*expected.split()}


def new(before: Document, after: Document) -> set[str]:
    return {short(axiom) for axiom in after.axioms - before.axioms}


def gone(before: Document, after: Document) -> set[Call]:
    return {*(before.axioms - after.axioms)}


def test_superclasses_that_are_not_right_above_go_but_for_annotated_ones(given: Document) -> None:
    found = inferring.reason(given)
    assert new(given, found) == {"A⊑D", "A⊑E", "D⊑B", "E⊑B", "C⊑Thing", "F⊑Thing"}
    assert gone(given, found) == {("SubClassOf", A, B), ("SubClassOf", A, C)}
    kept = inferring.reason(given, Asserting(redundant=True))
    assert gone(given, kept) == set()


def test_what_is_left_out(given: Document) -> None:
    assert "C⊑Thing" not in new(given, inferring.reason(given, Asserting(exclude_thing=True)))
    only = Asserting(only=True, exclude_duplicates=True)
    # With a new ontology ROBOT has nothing left to compare with; owl:Thing goes all the same.
    assert ("SubClassOf", B, C) in inferring.reason(given, only).axioms
    for kind in (Tautologies.STRUCTURAL, Tautologies.ALL):
        found = inferring.reason(given, Asserting(exclude_tautologies=kind))
        assert new(given, found) == {"A⊑D", "A⊑E", "D⊑B", "E⊑B"}
    external = inferring.reason(given, Asserting(exclude_external=True))
    assert "F⊑Thing" not in new(given, external)  # nothing declares F


def test_external_entities_are_those_that_the_ontology_does_not_declare() -> None:
    own = frozenset({("Declaration", ("Class", A)), ("SubClassOf", A, B)})
    base = Document(axioms=frozenset({("SubClassOf", B, C), ("Declaration", ("Class", B))}))
    both = Document(axioms=own, imported=(base,))
    found = inferring.reason(both, Asserting(exclude_external=True))
    assert new(both, found) == set()
    assert new(both, inferring.reason(both)) == {"B⊑C", "C⊑Thing"}


def test_inferred_axioms_are_marked(given: Document) -> None:
    note = inferring.asserting.INFERRED
    found = inferring.reason(given, Asserting(annotate=True))
    assert ("SubClassOf", note, A, D) in found.axioms
    # What was stated and is inferred is marked, too.
    assert ("SubClassOf", B, C) not in found.axioms
    assert ("SubClassOf", note, B, C) in found.axioms


def test_a_new_ontology_may_keep_what_is_said_of_terms() -> None:
    label = ("AnnotationAssertion", "<http://e/label>", A, '"a"')
    given = Document("<http://e/o>", axioms=frozenset({("SubClassOf", A, B), label}))
    bare = inferring.reason(given, Asserting(only=True))
    assert label not in bare.axioms
    assert (bare.iri, bare.imports) == ("<http://e/o>", ())
    told = inferring.reason(given, Asserting(only=True, annotations=True))
    assert told.axioms == bare.axioms | {label}


def test_all_that_is_above(given: Document) -> None:
    asked = Asserting(direct=False, redundant=True)
    found = new(given, inferring.reason(given, asked))
    assert {"A⊑D", "A⊑E", "A⊑Thing", "D⊑C", "E⊑Thing"} <= found


def test_equivalents_that_are_not_allowed(given: Document) -> None:
    with pytest.raises(EquivalentError, match=r"http://x\.org/D and http://x\.org/E") as found:
        inferring.reason(given, Asserting(equivalents=Equivalents.NONE))
    assert found.value.pairs == (("http://x.org/D", "http://x.org/E"),)
    only = Asserting(equivalents=Equivalents.ASSERTED_ONLY)
    with pytest.raises(EquivalentError):
        inferring.reason(given, only)
    stated = given.with_axioms(given.axioms | {("EquivalentClasses", D, E)})
    assert inferring.reason(stated, only).axioms >= {("EquivalentClasses", D, E)}


def test_in_a_circle_nothing_is_lost() -> None:
    """ROBOT drops all three links of this circle, and that the classes are one."""
    circle = [("SubClassOf", A, B), ("SubClassOf", B, C), ("SubClassOf", C, A)]
    given = Document(axioms=frozenset(circle))
    assert inferring.reason(given).axioms >= {*circle}
    beside = given.with_axioms({*circle, ("EquivalentClasses", A, B, C)})
    assert not inferring.reason(beside).axioms & {*circle}


def test_what_makes_it_of_no_use() -> None:
    apart = ("DisjointClasses", B, C)
    empty = frozenset({apart, ("SubClassOf", A, B), ("SubClassOf", A, C)})
    with pytest.raises(IncoherentError) as found:
        inferring.reason(Document(axioms=empty))
    assert found.value.iris == ("http://x.org/A",)
    with pytest.raises(InconsistentError):
        inferring.reason(Document(axioms=empty | {("ClassAssertion", A, ONE)}))


def test_the_stated_hierarchy_needs_no_reasoner(given: Document) -> None:
    found = inferring.reason(given, reasoner=TOLD)
    assert {"D⊑B", "E⊑B"} <= new(given, found)
    assert "A⊑D" not in new(given, found)


def test_the_entailments_stay_those_of_random_ontologies() -> None:
    for number in range(5):
        axioms = [axiom for axiom in ontology(number) if axiom[0] != "DisjointClasses"]
        given = Document(axioms=frozenset(axioms))
        after = inferring.reason(given, reasoner="rustdl")
        classify = classifier("rustdl")
        assert classify([*after.axioms]).above() == classify(axioms).above(), writer.body(axioms)


def test_the_examples_of_robot(shared: Path) -> None:
    """The output of ROBOT's first example is also one of its inputs, and stays as it is."""
    given = documents.read(shared / "robot/expected/reason-1/files/results/reasoned.owl")
    found = inferring.reason(given)
    assert found.axioms == given.axioms
    assert replace(found, axioms=given.axioms) == given
