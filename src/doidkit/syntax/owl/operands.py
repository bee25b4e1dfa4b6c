"""What the operands of OWL's constructors are: in functional syntax their place says it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from doidkit.syntax.owl.expressions import Call, Node

ENTITY_OF = {
    "C": "Class",
    "O": "ObjectProperty",
    "D": "DataProperty",
    "A": "AnnotationProperty",
    "I": "NamedIndividual",
    "R": "Datatype",
}
# What the operands of a constructor are, by letter; the last one holds for all that follow,
# "." is an IRI or literal, "n" the cardinality.
_OPERANDS = {
    **dict.fromkeys(
        "SubClassOf EquivalentClasses DisjointClasses DisjointUnion HasKey ObjectIntersectionOf "
        "ObjectUnionOf ObjectComplementOf".split(),
        "C",
    ),
    **dict.fromkeys(
        "SubObjectPropertyOf EquivalentObjectProperties DisjointObjectProperties "
        "InverseObjectProperties ObjectInverseOf ObjectPropertyChain ObjectHasSelf "
        "FunctionalObjectProperty InverseFunctionalObjectProperty ReflexiveObjectProperty "
        "IrreflexiveObjectProperty SymmetricObjectProperty AsymmetricObjectProperty "
        "TransitiveObjectProperty".split(),
        "O",
    ),
    **dict.fromkeys(
        "ObjectPropertyDomain ObjectPropertyRange ObjectSomeValuesFrom ObjectAllValuesFrom".split(),
        "OC",
    ),
    **dict.fromkeys(
        "ObjectMinCardinality ObjectMaxCardinality ObjectExactCardinality".split(), "nOC"
    ),
    **dict.fromkeys("DataMinCardinality DataMaxCardinality DataExactCardinality".split(), "nDR"),
    **dict.fromkeys(
        "SubDataPropertyOf EquivalentDataProperties DisjointDataProperties "
        "FunctionalDataProperty".split(),
        "D",
    ),
    **dict.fromkeys("DataPropertyRange DataSomeValuesFrom DataAllValuesFrom".split(), "DR"),
    **dict.fromkeys(
        "ObjectPropertyAssertion NegativeObjectPropertyAssertion ObjectHasValue "
        "ObjectPropertyAtom".split(),
        "OI",
    ),
    **dict.fromkeys(
        "DataPropertyAssertion NegativeDataPropertyAssertion DataPropertyAtom".split(), "DI."
    ),
    **dict.fromkeys(
        "DatatypeDefinition DataIntersectionOf DataUnionOf DataComplementOf".split(), "R"
    ),
    **dict.fromkeys(
        "SameIndividual DifferentIndividuals ObjectOneOf SameIndividualAtom "
        "DifferentIndividualsAtom".split(),
        "I",
    ),
    **dict.fromkeys(("ClassAssertion", "ClassAtom"), "CI"),
    **dict.fromkeys(
        "Annotation AnnotationAssertion AnnotationPropertyDomain AnnotationPropertyRange".split(),
        "A.",
    ),
    "SubAnnotationPropertyOf": "A",
    "DataPropertyDomain": "DC",
    "DataHasValue": "D.",
    "DatatypeRestriction": "R.",
    "DataRangeAtom": "RI",
}


def operand_kinds(name: str, parts: Sequence[Any]) -> str:
    """Return the kinds of a constructor's operands without annotations, by letter.

    The last one holds for all that follow.
    """
    if name in ("DataSomeValuesFrom", "DataAllValuesFrom"):
        return "D" * (len(parts) - 1) + "R"
    return _OPERANDS.get(name, ".")


def used(node: Node) -> Iterator[tuple[str, str]]:
    """Yield the kind, by letter, and the name of each entity in an axiom or expression."""
    if isinstance(node, str):
        return
    name, *operands = node
    parts = [part for part in operands if not (isinstance(part, tuple) and part[0] == "Annotation")]
    if name == "HasKey":
        for kind, group in zip("OD", parts[1:], strict=False):
            yield from ((kind, part) for part in group[1:] if isinstance(part, str))
        parts = parts[:1]
    kinds = operand_kinds(name, parts)
    for place, part in enumerate(parts):
        if isinstance(part, tuple):
            yield from used(part)
        elif part[:1] == "<":
            yield kinds[min(place, len(kinds) - 1)], part


def mentioned(node: Node) -> Iterator[tuple[str, str]]:
    """Yield what ``used`` does, and the entities in annotations and the datatypes of literals."""
    yield from used(node)
    yield from _datatypes(node)
    for part in node[1:] if isinstance(node, tuple) else ():
        if isinstance(part, tuple) and part[0] == "Annotation":
            yield from mentioned(part)


def all_mentioned(axioms: Iterable[Call]) -> set[tuple[str, str]]:
    """Return what ``mentioned`` yields of all axioms, what they only declare apart."""
    annotating: set[str] = set()
    typed: set[str] = set()
    classes: set[str] = set()
    found: set[tuple[str, str]] = set()
    for axiom in axioms:
        name, size = axiom[0], len(axiom)
        if name == "AnnotationAssertion":
            annotating.add(axiom[-3])
            text = axiom[-1]
            if text[-1:] == ">" and text[:1] == '"':
                typed.add(text)
            for note in axiom[1:-3] if size > 4 else ():
                if len(note) == 3:
                    annotating.add(note[1])
                    typed.add(note[2])
                else:
                    found.update(mentioned(note))
        elif name == "SubClassOf" and size == 3 and axiom[1][0] == "<" == axiom[2][0]:
            classes.update(axiom[1:])
        elif name != "Declaration" or size > 2:
            found.update(mentioned(axiom))
    for text in typed:
        found.update(_datatypes_of(text))
    found.update(("A", each) for each in annotating)
    found.update(("C", each) for each in classes)
    return found


def _datatypes(node: Node) -> Iterator[tuple[str, str]]:
    if isinstance(node, tuple):
        for part in node[1:]:
            if not (isinstance(part, tuple) and part[0] == "Annotation"):
                yield from _datatypes(part)
    else:
        yield from _datatypes_of(node)


def _datatypes_of(term: str) -> Iterator[tuple[str, str]]:
    if term[:1] == '"' and term[-1:] == ">":
        yield "R", term[term.rindex("<") :]


_LETTERS = {name: letter for letter, name in ENTITY_OF.items()}


def signature(axioms: Iterable[Call]) -> Mapping[str, frozenset[str]]:
    """Return the names that axioms and declarations have, by their kind's letter.

    >>> sorted(signature([("SubClassOf", "<a>", "<b>")])["C"])
    ['<a>', '<b>']
    """
    found: dict[str, set[str]] = {letter: set() for letter in ENTITY_OF}
    for axiom in axioms:
        if axiom[0] == "Declaration":
            kind, name = axiom[-1]
            found[_LETTERS[kind]].add(name)
        else:
            for letter, name in used(axiom):
                found.setdefault(letter, set()).add(name)
    return {letter: frozenset(names) for letter, names in found.items()}
