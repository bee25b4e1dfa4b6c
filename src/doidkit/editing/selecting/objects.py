"""What axioms are about: entities, class expressions and individuals without a name.

An entity is a pair of its kind's letter and its name, an expression a tuple, an individual
without a name its label. Which expressions count is as ROBOT has it: those at the top of an
axiom about classes, and all within one about an object property.
"""

from collections.abc import Iterable, Iterator, Set

from doidkit.syntax.ofn.writer import notes, operands
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.owl.operands import ENTITY_OF
from doidkit.syntax.owl.signature import Entity, signature, signatures

Thing = Entity | Call | str
"""An entity, a class expression, or the label of an individual."""

_ABOUT_CLASSES = frozenset(("SubClassOf", "EquivalentClasses", "DisjointClasses", "DisjointUnion"))
_ABOUT_INDIVIDUALS = frozenset(
    "SameIndividual DifferentIndividuals ObjectPropertyAssertion "
    "NegativeObjectPropertyAssertion".split()
)
_WITHOUT_EXPRESSIONS = frozenset(("AnnotationAssertion", "Declaration"))
_RELATING = frozenset("EquivalentObjectProperties DisjointObjectProperties".split()) | {
    "InverseObjectProperties"
}
_EXPRESSIONS_OF_PROPERTIES = frozenset(
    ("ObjectInverseOf", "ObjectPropertyChain", "Annotation", "Body", "Head")
)


def is_entity(thing: Thing) -> bool:
    """Return True for an entity, False for an expression or an individual without a name."""
    return isinstance(thing, tuple) and len(thing[0]) == 1


def is_anonymous(thing: Thing) -> bool:
    """Return True for a class expression or an individual without a name."""
    if isinstance(thing, str):
        return True
    return len(thing[0]) > 1 and thing[0] not in _EXPRESSIONS_OF_PROPERTIES


def names(things: Iterable[Thing]) -> set[str]:
    """Return the names of the entities among things."""
    return {str(thing[1]) for thing in things if is_entity(thing)}


def mentioned(axiom: Call, *, annotations: bool = True) -> set[Thing]:
    """Return what an axiom is about."""
    found: set[Thing] = {*signature(axiom, annotations=annotations)}
    kind = axiom[0]
    if kind in _WITHOUT_EXPRESSIONS:
        return found
    found.update(_expressions(str(kind), operands(axiom)))
    return found


def _expressions(kind: str, parts: Call) -> Iterator[Thing]:
    if kind in _ABOUT_CLASSES:
        yield from (part for part in parts if isinstance(part, tuple))
    elif kind == "ClassAssertion" or kind == "HasKey":
        yield from (part for part in parts[:1] if isinstance(part, tuple))
    elif kind in _ABOUT_INDIVIDUALS:
        yield from (part for part in parts if isinstance(part, str) and part[:2] == "_:")
    elif "ObjectProperty" in kind and kind not in _RELATING:
        for part in parts:
            yield from _nested(part)


def _nested(node: Node) -> Iterator[Call]:
    if isinstance(node, tuple):
        if node[0] not in _EXPRESSIONS_OF_PROPERTIES:
            yield node
        for part in node[1:]:
            yield from _nested(part)


def all_mentioned(axioms: Iterable[Call]) -> set[Thing]:
    """Return what axioms are about, all together."""
    given = [*axioms]
    found: set[Thing] = {*signatures(given)}
    for axiom in given:
        if axiom[0] not in _WITHOUT_EXPRESSIONS:
            found.update(_expressions(str(axiom[0]), operands(axiom)))
    return found


def still_mentioned(things: Set[Thing], gone: Iterable[Call], left: Set[Call]) -> set[Thing]:
    """Return things without the entities that only axioms mention which are gone."""
    doubtful = {
        entity
        for entity in signatures(gone)
        if ("Declaration", (ENTITY_OF[entity[0]], entity[1])) not in left
    }
    for axiom in left:
        if not doubtful:
            break
        doubtful -= signature(axiom)
    return {*things} - doubtful


def annotating(axiom: Call) -> Iterator[tuple[str, str]]:
    """Yield the property and the value of each annotation of an axiom."""
    if isinstance(axiom[1], str):
        return iter(())
    return ((note[-2], note[-1]) for note in notes(axiom))


def without_notes(axiom: Call) -> Call:
    """Return an axiom without its annotations."""
    return (axiom[0], *operands(axiom))
