"""Manchester syntax: documents, single axioms, places, and what is refused.

Expectations are the grammar's (W3C Note, section 2) and what ROBOT 1.9.8 reads and writes.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doidkit.conversion import convert
from doidkit.errors import DoidkitNote, SyntaxFault
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.manchester import inline
from doidkit.syntax.manchester.vocabulary import UnknownName, Vocabulary
from doidkit.syntax.manchester.writer import axiom as told
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.owl.from_rdf import axioms
from doidkit.syntax.owlwriting import write as written
from doidkit.syntax.reading import quads

Write = Callable[[str, str], Path]
DATA = Path(__file__).parents[1] / "examples" / "owlsyntax"
OMN = GraphFormat.OMN
E = "http://e/"
INTEGER = "<http://www.w3.org/2001/XMLSchema#integer>"
HEAD = f"Prefix: : <{E}>\nOntology: <{E}o>\n"


def said(path: Path) -> set[Call]:
    return axioms(quads(path)).axioms


def functional(write: Write, *each: str) -> set[Call]:
    """Return axioms as another reader, of functional syntax, has them."""
    text = f"Prefix(:=<{E}>)\nOntology(<{E}o>\n" + "\n".join(each) + "\n)"
    return said(write("expected.ofn", text))


PAIRS = [
    # the W3C Note's own examples, section 2.4 and 2.5, with names of our own
    (
        "Class: :A\n SubClassOf: :d exactly 1, :d only xsd:integer[>= 0 , < 120]\nDataProperty: :d",
        "SubClassOf(:A DataExactCardinality(1 :d))",
        f'SubClassOf(:A DataAllValuesFrom(:d DatatypeRestriction(xsd:integer xsd:minInclusive "0"'
        f'^^{INTEGER} xsd:maxExclusive "120"^^{INTEGER})))',
    ),
    (
        "Class: :A\n EquivalentTo: :B that :r some :C and not (:r value :i) or {:i, :j}",
        "EquivalentClasses(:A ObjectUnionOf(ObjectIntersectionOf(:B ObjectSomeValuesFrom(:r :C) "
        "ObjectComplementOf(ObjectHasValue(:r :i))) ObjectOneOf(:i :j)))",
    ),
    (
        "Class: :A\n DisjointUnionOf: Annotations: rdfs:comment 'x' :B, :C".replace("'", '"'),
        'DisjointUnion(Annotation(rdfs:comment "x") :A :B :C)',
    ),
    (
        "ObjectProperty: :r\n Characteristics: Functional, Annotations: rdfs:label true Symmetric"
        "\n SubPropertyChain: :s o inverse :t\n InverseOf: :u",
        "FunctionalObjectProperty(:r)",
        'SymmetricObjectProperty(Annotation(rdfs:label "true"^^xsd:boolean) :r)',
        "SubObjectPropertyOf(ObjectPropertyChain(:s ObjectInverseOf(:t)) :r)",
        "InverseObjectProperties(:r :u)",
    ),
    (
        "Individual: :i\n Types: not :A\n Facts: :d 1.5f, not :r :j, :r _:b\nDataProperty: :d",
        "ClassAssertion(ObjectComplementOf(:A) :i)",
        'DataPropertyAssertion(:d :i "1.5"^^xsd:float)',
        "NegativeObjectPropertyAssertion(:r :i :j)",
        "ObjectPropertyAssertion(:r :i _:b)",
    ),
    (
        "Datatype: :t\n EquivalentTo: {1, 2}",
        f'DatatypeDefinition(:t DataOneOf("1"^^{INTEGER} "2"^^{INTEGER}))',
    ),
    (
        "EquivalentProperties: :d, :e\nDataProperty: :d\nDataProperty: :e",
        "EquivalentDataProperties(:d :e)",
    ),
    ("DifferentIndividuals: :i, :j, :k", "DifferentIndividuals(:i :j :k)"),
    (
        "Class: :A\n HasKey: :d, inverse :r\nDataProperty: :d",
        "HasKey(:A (ObjectInverseOf(:r)) (:d))",
    ),
    # what OWLAPI writes beyond the Note
    (
        "Class: :A and (:r some :B)\n SubClassOf: :C",
        "SubClassOf(ObjectIntersectionOf(:A ObjectSomeValuesFrom(:r :B)) :C)",
    ),
    (
        'Class:\n Annotations: rdfs:comment "x"\n :A',
        'Declaration(Annotation(rdfs:comment "x") Class(:A))',
    ),
    (
        "Class: :A\n SubClassOf:  inverse (:r) Self , (inverse(:r)) some :B",
        "SubClassOf(:A ObjectHasSelf(ObjectInverseOf(:r)))",
        "SubClassOf(:A ObjectSomeValuesFrom(ObjectInverseOf(:r) :B))",
    ),
    (
        "Rule: :A(?x), :r(?x, ?y), SameAs (?x, :i) -> (not :B)(?y), swrlb:greaterThan(?y, 5)",
        "DLSafeRule(Body(ClassAtom(:A Variable(<urn:swrl:var#x>)) ObjectPropertyAtom(:r Variable("
        "<urn:swrl:var#x>) Variable(<urn:swrl:var#y>)) SameIndividualAtom("
        "Variable(<urn:swrl:var#x>) :i)) Head(ClassAtom(ObjectComplementOf(:B) "
        "Variable(<urn:swrl:var#y>)) BuiltInAtom(<http://www.w3.org/2003/11/swrlb#greaterThan> "
        f'Variable(<urn:swrl:var#y>) "5"^^{INTEGER})))',
    ),
]


@pytest.mark.parametrize(("text", "meant"), [(text, meant) for text, *meant in PAIRS])
def test_a_frame_says_axioms(write: Write, text: str, meant: list[str]) -> None:
    found = said(write("a.omn", f"{HEAD}{text}\n"))
    expected = functional(write, *meant)

    def told(axioms: set[Call]) -> set[Call]:
        return {each for each in axioms if each[0] != "Declaration" or len(each) > 2}

    assert told(found) == told(expected) != set()


def test_the_header(write: Write) -> None:
    text = (
        f"Prefix: p: <{E}>\n# a comment\nOntology: p:o p:v # and one\n"
        ' Import: p:i\n Annotations: p:n "x"@en, Annotations: p:m "why" p:n p:A\n'
    )
    found = axioms(quads(write("a.omn", text)))
    assert found.header == [
        ("Ontology", f"<{E}o>", f"<{E}v>"),
        ("Import", f"<{E}i>"),
        ("Annotation", f"<{E}n>", '"x"@en'),
        ("Annotation", ("Annotation", f"<{E}m>", '"why"'), f"<{E}n>", f"<{E}A>"),
    ]


def test_names_without_a_prefix_and_keywords_as_names(write: Write) -> None:
    """`Class:` and `and` are words of the grammar, `Class:x` and `:and` are names."""
    text = (
        f"Prefix: : <{E}>\nPrefix: Class: <{E}c/>\nOntology:\n"
        "Class: A\n SubClassOf: Class:x or :and, some some integer\n"
    )
    path = write("a.omn", text)
    assert ("SubClassOf", f"<{E}A>", ("ObjectUnionOf", f"<{E}and>", f"<{E}c/x>")) in said(path)
    assert ("SubClassOf", f"<{E}A>", ("DataSomeValuesFrom", f"<{E}some>", INTEGER)) in said(path)


@pytest.mark.parametrize("path", sorted(DATA.glob("*.o*")), ids=lambda path: path.name)
def test_what_is_written_is_read_and_nothing_is_added_but_declarations(
    path: Path, tmp_path: Path
) -> None:
    document = written(quads(path), format=OMN)
    assert document.unfit == ()
    again = tmp_path / "again.omn"
    again.write_bytes(document.data)
    assert written(quads(again), format=OMN).data == document.data
    assert {each[0] for each in said(again) - said(path)} <= {"Declaration"}


UNSAYABLE = """
AnnotationAssertion(rdfs:comment :nobody "x")
TransitiveObjectProperty(ObjectInverseOf(:r))
ObjectPropertyDomain(ObjectInverseOf(:r) :A)
SubClassOf(:A DataSomeValuesFrom(:d :e xsd:string))
""".split("\n")[1:-1]


@pytest.mark.parametrize("axiom", UNSAYABLE)
def test_what_no_frame_can_say_is_told(write: Write, axiom: str) -> None:
    path = write("a.ofn", f"Prefix(:=<{E}>)\nOntology(<{E}o>\n{axiom}\nSubClassOf(:A :B)\n)")
    document = written(quads(path), format=OMN, declared={"": E})
    assert [each.partition("(")[0] for each in document.unfit] == [axiom.partition("(")[0]]
    assert b"SubClassOf:\n        :B" in document.data


FAULTS = [
    ("Class: :A\n SubClassOf: :B or ¶", "a class is expected here, where the text ends"),
    ("Class: :A\n SubClassOf: :B,\n¶Class: :C\n", 'a class is expected here, not "Class:"'),
    ("Class: :A\n SubClassOf: :B ¶:C\n", 'a section of the frame "Class:"'),
    ("Class: :A\n ¶SubPropertyOf: :B\n", 'a section of the frame "Class:"'),
    ("Class: :A\n SubClassOf: :r some ¶)\n", 'a class is expected here, not "\\)"'),
    ("Class: :A\n SubClassOf: :r min ¶x :B\n", "a number"),
    ("Class: :A\n SubClassOf: (:B ¶, :C)\n", '"\\)" is expected'),
    ("Class: :A\n SubClassOf: ¶q:B\n", 'prefix "q:" is not declared'),
    ("Class: :A\n SubClassOf: ¶'a label'\n", "is a label"),
    ('Class: :A\n SubClassOf: ¶"text"\n', "a class is expected"),
    ('Class: :A\n Annotations: rdfs:label ¶"no end\n', 'no " ends it'),
    ('Class: :A\n Annotations: rdfs:label "a¶\\n"\n', "may be escaped"),
    ("ObjectProperty: :r\n Characteristics: ¶Odd\n", "one of Functional"),
    ("ObjectProperty: :r\nClass: :A\n SubClassOf: :r value ¶5\n", "no literals"),
    ("DataProperty: :d\nClass: :A\n SubClassOf: :d some ¶(:r some :B)\n", "a data range is expec"),
    ("DisjointClasses: :A¶", "another member"),
    ("Rule: :A(?x) ¶:B(?x)\n", '"->" is expected'),
    ("¶Frame: :A\n", "a frame"),
]


@pytest.mark.parametrize(("fault", "reason"), FAULTS)
@pytest.mark.filterwarnings("ignore::doidkit.errors.DoidkitNote")
def test_an_error_has_its_place_and_what_was_expected(
    write: Write, fault: str, reason: str
) -> None:
    before, _, after = f"{HEAD}{fault}".partition("¶")
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    with pytest.raises(SyntaxFault, match=reason) as caught:
        list(quads(write("a.omn", before + after)))
    assert (caught.value.line, caught.value.column) == place


def test_a_cut_document_is_refused_or_told() -> None:
    """Only between two items can a cut be seen by nothing; the missing line end tells it then."""
    from doidkit.syntax.manchester.reader import statements

    text = convert([DATA / "axioms.ofn"], format=OMN).decode()
    whole = len(list(statements(text, "a.omn", {})))
    for at in range(0, len(text) - 1, 97):
        cut = text[:at]
        if cut.endswith("\n"):
            continue
        with pytest.warns(DoidkitNote, match="does not end with a line end") if cut else _quiet():
            try:
                assert len(list(statements(cut, "a.omn", {}))) <= whole
            except SyntaxFault:
                continue


class _quiet:
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


# single axioms

LABELS = {"muscle organ": "C", "uvular muscle": "C", "part of": "O", "jaw region": "C", "it's": "C"}


class Labelled(Vocabulary):
    """Names by label."""

    def label(self, text: str, _: object = ()) -> str:
        if text not in LABELS:
            raise UnknownName(f"no term has the label '{text}'")
        return f"<{E}{text.replace(' ', '_')}>"

    def kinds(self, term: str) -> set[str]:
        return {kind for label, kind in LABELS.items() if term == self.label(label)}


INLINE = [
    (
        "'uvular muscle' SubClassOf 'muscle organ' and 'part of' some 'jaw region'",
        "SubClassOf(:uvular_muscle ObjectIntersectionOf(:muscle_organ "
        "ObjectSomeValuesFrom(:part_of :jaw_region)))",
    ),
    ("'uvular muscle' EquivalentTo owl:Nothing", "EquivalentClasses(:uvular_muscle owl:Nothing)"),
    (
        "'part of' some 'it\\'s' SubClassOf: owl:Thing",
        "SubClassOf(ObjectSomeValuesFrom(:part_of :it's) owl:Thing)",
    ),
    (
        "'part of' o 'part of' SubPropertyOf 'part of'",
        "SubObjectPropertyOf(ObjectPropertyChain(:part_of :part_of) :part_of)",
    ),
    (
        "'part of' EquivalentTo inverse 'part of'",
        "EquivalentObjectProperties(:part_of ObjectInverseOf(:part_of))",
    ),
    ("'part of' Domain 'jaw region'", "ObjectPropertyDomain(:part_of :jaw_region)"),
    ("Transitive: 'part of'", "TransitiveObjectProperty(:part_of)"),
    (
        "DisjointClasses: 'it\\'s', 'jaw region', 'muscle organ'",
        "DisjointClasses(:it's :jaw_region :muscle_organ)",
    ),
    ("<http://e/i> Type 'jaw region'", "ClassAssertion(:jaw_region :i)"),
    (
        "<http://e/i> Facts not 'part of' <http://e/j>",
        "NegativeObjectPropertyAssertion(:part_of :i :j)",
    ),
]


@pytest.mark.parametrize(("text", "meant"), INLINE)
def test_an_axiom_with_labels(write: Write, text: str, meant: str) -> None:
    (expected,) = (each for each in functional(write, meant) if each[0] != "Declaration")
    found = inline.axiom(text, Labelled())
    assert sorted(map(str, found)) == sorted(map(str, expected))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("'no such' SubClassOf owl:Thing", "character 1: no term has the label 'no such'"),
        ("'jaw region'", "SubClassOf, EquivalentTo or another verb of an axiom is expected"),
        ("'jaw region' SubClassOf", "a class is expected here, where the text ends"),
        ("'jaw region' 'it\\'s' SubClassOf owl:Thing", "character 14: SubClassOf, and, or is exp"),
        ("'jaw region' SubClassOf 'it\\'s' owl:Thing", "the end of the text is expected here"),
    ],
)
def test_what_is_no_axiom_is_told_with_its_character(text: str, reason: str) -> None:
    with pytest.raises(inline.TextFault, match=re.escape(reason)):
        inline.axiom(text, Labelled())


_CLASSES = st.sampled_from([f"<{E}{name}>" for name in "ABC"])
_ROLES: st.SearchStrategy[Node] = st.sampled_from([f"<{E}r>", ("ObjectInverseOf", f"<{E}s>")])
_VALUES = st.sampled_from(['"x"', '"y\\"\\n"@en', f'"5"^^{INTEGER}'])
_RANGES: st.SearchStrategy[Node] = st.one_of(
    st.just(INTEGER),
    st.tuples(st.just("DataComplementOf"), st.just(INTEGER)),
    st.tuples(st.just("DataOneOf"), _VALUES),
)


def _larger(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    data, two = st.just(f"<{E}d>"), st.lists(inner, min_size=2, max_size=3, unique_by=str)
    return st.one_of(
        st.tuples(st.just("ObjectComplementOf"), inner),
        two.map(lambda parts: ("ObjectIntersectionOf", *parts)),
        two.map(lambda parts: ("ObjectUnionOf", *parts)),
        *(st.tuples(st.just(f"Object{name}ValuesFrom"), _ROLES, inner) for name in ("Some", "All")),
        st.tuples(st.just("ObjectMinCardinality"), st.just("2"), _ROLES, inner),
        st.tuples(st.just("ObjectMaxCardinality"), st.just("0"), _ROLES),
        st.tuples(st.just("ObjectHasValue"), _ROLES, st.just(f"<{E}i>")),
        st.tuples(st.just("DataSomeValuesFrom"), data, _RANGES),
        st.tuples(st.just("DataExactCardinality"), st.just("1"), data, _RANGES),
        st.tuples(st.just("DataHasValue"), data, _VALUES),
    )


@given(st.recursive(_CLASSES, _larger, max_leaves=6), st.recursive(_CLASSES, _larger, max_leaves=4))
@settings(max_examples=150, deadline=None)
def test_whatever_is_written_for_people_is_read_to_the_same(one: Node, other: Node) -> None:
    names = Vocabulary(declared={f"<{E}d>": {"D"}, f"<{E}r>": {"O"}, f"<{E}s>": {"O"}})
    for axiom in (("SubClassOf", one, other), ("EquivalentClasses", one, other)):
        text = told(axiom, lambda term: _manchester(term))
        assert inline.axiom(text, names) == axiom


def _manchester(term: str) -> str:
    return term.replace("\\n", "\n")
