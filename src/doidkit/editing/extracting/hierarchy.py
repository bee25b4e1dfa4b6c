"""The hierarchy that axioms state, as OWL API's structural reasoner reads it.

A class is below the names that it is stated to be below or the same as, alone or as a part of an
intersection; terms in a circle are one, with all that is above any of them; what is below
nothing is below owl:Thing, or the top property of its kind. Object properties stand where their
inverses do, data properties only where they are stated to.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import permutations

from doidkit.reasoners.cycles import cycles
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node, owl
from doidkit.syntax.owl.signature import Entity

TOP = {"C": owl("Thing"), "O": owl("topObjectProperty"), "D": owl("topDataProperty")}
AXIOM = {
    "C": "SubClassOf",
    "O": "SubObjectPropertyOf",
    "D": "SubDataPropertyOf",
    "A": "SubAnnotationPropertyOf",
}
_KIND = {axiom: kind for kind, axiom in AXIOM.items()}
_SAME = {"EquivalentClasses": "C", "EquivalentObjectProperties": "O"}

READ = frozenset((*_KIND, *_SAME, "InverseObjectProperties", "SymmetricObjectProperty"))
"""The kinds of axioms that make a hierarchy."""


class Hierarchy:
    """What is above and below each entity, directly."""

    def __init__(self, axioms: Iterable[Call]) -> None:
        self._above: defaultdict[Entity, set[str]] = defaultdict(set)
        self._below: defaultdict[Entity, set[str]] = defaultdict(set)
        for axiom in axioms:
            if axiom[0] in _KIND:
                self._put(_KIND[axiom[0]], *operands(axiom))
            elif axiom[0] in _SAME:
                self._liken(_SAME[axiom[0]], operands(axiom))
            elif axiom[0] == "InverseObjectProperties":
                one, other = operands(axiom)
                self._liken("O", (one, ("ObjectInverseOf", other)))
            elif axiom[0] == "SymmetricObjectProperty":
                (one,) = operands(axiom)
                self._liken("O", (one, ("ObjectInverseOf", one)))
        self._group: dict[Entity, tuple[str, ...]] = {}
        for kind in TOP:
            edges = [
                (name, up)
                for (letter, name), ups in self._above.items()
                if letter == kind
                for up in ups
            ]
            for group in cycles(edges):
                self._group.update({(kind, name): group for name in group})

    def _put(self, kind: str, one: Node, other: Node) -> None:
        if kind == "O":
            self._relate(one, other)
        elif isinstance(one, str):
            self._above[kind, one].update(_parts(other))
        if isinstance(one, str) and isinstance(other, str):
            self._below[kind, other].add(one)

    def _relate(self, one: Node, other: Node) -> None:
        """Put an object property below another, and its inverse below the other's inverse."""
        if one[0] != "ObjectPropertyChain":
            low, high = _property(one), _property(other)
            self._above["O", low].add(high)
            self._above["O", _inverse(low)].add(_inverse(high))

    def _liken(self, kind: str, parts: Call) -> None:
        for one, other in permutations(parts, 2):
            if kind == "O":
                self._relate(one, other)
            elif isinstance(one, str):
                self._above[kind, one].update(_parts(other))

    def above(self, entity: Entity) -> set[Entity]:
        """Return what is directly above an entity, the top where nothing else is."""
        kind, name = entity
        if kind == "A":
            return {(kind, up) for up in self._above.get(entity, ())}
        top = TOP.get(kind)
        if top is None or name == top:
            return set()
        group = self._group.get(entity, (name,))
        found = {up for each in group for up in self._above.get((kind, each), ())} - {*group}
        found = {same for up in found for same in self._group.get((kind, up), (up,))}
        return {(kind, up) for up in found or {top} if up[:1] == "<"}

    def below(self, entity: Entity) -> set[Entity]:
        """Return what is stated to be directly below an entity, by name."""
        return {(entity[0], name) for name in self._below.get(entity, ())}


def _property(node: Node) -> str:
    """Return an object property as one word: its name, or that with a sign for its inverse."""
    return node if isinstance(node, str) else _inverse(_property(node[1]))


def _inverse(word: str) -> str:
    return word[1:] if word[:1] == "^" else f"^{word}"


def _parts(node: Node) -> Iterator[str]:
    """Yield the names that an expression is one of, or an intersection of."""
    if isinstance(node, str):
        yield node
    elif node[0] == "ObjectIntersectionOf":
        for part in node[1:]:
            yield from _parts(part)


def below_axiom(one: Entity, other: Entity) -> Call:
    """Return the axiom that an entity is below another of its kind."""
    return (AXIOM[one[0]], one[1], other[1])
