"""Which axiom a section of a frame says, for reading and for writing."""

from typing import NamedTuple

CHARACTERISTICS = (
    "Functional InverseFunctional Reflexive Irreflexive Symmetric Asymmetric Transitive".split()
)


class Section(NamedTuple):
    """The axiom of a section, what an item of it is by letter, and whether the subject is first.

    Letters are as in ``owl.operands``; o is a chain of properties, "." an IRI.
    """

    axiom: str
    item: str
    first: bool = True


SECTIONS: dict[tuple[str, str], Section] = {
    ("Class", "EquivalentTo"): Section("EquivalentClasses", "C"),
    ("Class", "SubClassOf"): Section("SubClassOf", "C"),
    ("Class", "SuperClassOf"): Section("SubClassOf", "C", first=False),
    ("Class", "DisjointWith"): Section("DisjointClasses", "C"),
    ("Class", "Individuals"): Section("ClassAssertion", "I"),
    ("Datatype", "EquivalentTo"): Section("DatatypeDefinition", "R"),
    ("ObjectProperty", "EquivalentTo"): Section("EquivalentObjectProperties", "O"),
    ("ObjectProperty", "SubPropertyOf"): Section("SubObjectPropertyOf", "O"),
    ("ObjectProperty", "SuperPropertyOf"): Section("SubObjectPropertyOf", "O", first=False),
    ("ObjectProperty", "SubPropertyChain"): Section("SubObjectPropertyOf", "o", first=False),
    ("ObjectProperty", "DisjointWith"): Section("DisjointObjectProperties", "O"),
    ("ObjectProperty", "InverseOf"): Section("InverseObjectProperties", "O"),
    ("ObjectProperty", "Inverses"): Section("InverseObjectProperties", "O"),
    ("ObjectProperty", "Domain"): Section("ObjectPropertyDomain", "C"),
    ("ObjectProperty", "Range"): Section("ObjectPropertyRange", "C"),
    ("DataProperty", "EquivalentTo"): Section("EquivalentDataProperties", "D"),
    ("DataProperty", "SubPropertyOf"): Section("SubDataPropertyOf", "D"),
    ("DataProperty", "SuperPropertyOf"): Section("SubDataPropertyOf", "D", first=False),
    ("DataProperty", "DisjointWith"): Section("DisjointDataProperties", "D"),
    ("DataProperty", "Domain"): Section("DataPropertyDomain", "C"),
    ("DataProperty", "Range"): Section("DataPropertyRange", "R"),
    ("AnnotationProperty", "SubPropertyOf"): Section("SubAnnotationPropertyOf", "A"),
    ("AnnotationProperty", "SuperPropertyOf"): Section("SubAnnotationPropertyOf", "A", first=False),
    ("AnnotationProperty", "Domain"): Section("AnnotationPropertyDomain", "."),
    ("AnnotationProperty", "Range"): Section("AnnotationPropertyRange", "."),
    ("Individual", "Types"): Section("ClassAssertion", "C", first=False),
    ("Individual", "SameAs"): Section("SameIndividual", "I"),
    ("Individual", "DifferentFrom"): Section("DifferentIndividuals", "I"),
}
# Sections that are no row of the table: all of one is one axiom, or a word says which.
LISTED = {("Class", "DisjointUnionOf"), ("Class", "HasKey")}
WORDED = {
    ("ObjectProperty", "Characteristics"),
    ("DataProperty", "Characteristics"),
    ("Individual", "Facts"),
}
MISC = {
    "EquivalentClasses": ("EquivalentClasses",),
    "DisjointClasses": ("DisjointClasses",),
    "EquivalentProperties": ("EquivalentObjectProperties", "EquivalentDataProperties"),
    "DisjointProperties": ("DisjointObjectProperties", "DisjointDataProperties"),
    "SameIndividual": ("SameIndividual",),
    "DifferentIndividuals": ("DifferentIndividuals",),
}
"""A frame of its own: the axiom it says, of object properties or of data properties."""
KINDS = {
    "Class": ("C", "Class"),
    "ObjectProperty": ("O", "ObjectProperty"),
    "DataProperty": ("D", "DataProperty"),
    "AnnotationProperty": ("A", "AnnotationProperty"),
    "Datatype": ("R", "Datatype"),
    "Individual": ("I", "NamedIndividual"),
}
"""A frame of a term: its kind by letter, and as a declaration has it."""


def sections(frame: str) -> list[str]:
    """Return the sections that a frame may have."""
    own = [section for kind, section in (*SECTIONS, *sorted(LISTED | WORDED)) if kind == frame]
    return ["Annotations", *own]
