"""How the terms of an ontology are related, as its axioms say it: nothing is inferred."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from doidkit.editing.selecting.objects import Thing, is_entity
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.owl.operands import operand_kinds

_BELOW = {
    "SubClassOf": "C",
    "SubObjectPropertyOf": "O",
    "SubDataPropertyOf": "D",
    "SubAnnotationPropertyOf": "A",
}
_SAME = {
    "EquivalentClasses": "C",
    "EquivalentObjectProperties": "O",
    "EquivalentDataProperties": "D",
}
_SIDES = {
    f"{kind}Property{side}": (letter, side)
    for kind, letter in (("Object", "O"), ("Data", "D"), ("Annotation", "A"))
    for side in ("Domain", "Range")
}

Related = Mapping[Thing, Iterable[Thing]]


class Relations:
    """What is said of each term: what is above and below it, the same, its types, its sides.

    ``above`` and ``below`` have direct statements, of one axiom each; a chain is below nothing.
    """

    def __init__(self, axioms: Iterable[Call]) -> None:
        self.above: defaultdict[Thing, set[Thing]] = defaultdict(set)
        self.below: defaultdict[Thing, set[Thing]] = defaultdict(set)
        self.same: defaultdict[Thing, set[Thing]] = defaultdict(set)
        self.types: defaultdict[Thing, set[Thing]] = defaultdict(set)
        self.instances: defaultdict[Thing, set[Thing]] = defaultdict(set)
        self.domains: defaultdict[Thing, set[Thing]] = defaultdict(set)
        self.ranges: defaultdict[Thing, set[Thing]] = defaultdict(set)
        for axiom in axioms:
            kind = str(axiom[0])
            if kind != "AnnotationAssertion" and kind != "Declaration":
                self._add(kind, operands(axiom))

    def _add(self, kind: str, parts: Call) -> None:
        if kind in _BELOW:
            one, other = (as_thing(part, _BELOW[kind]) for part in parts)
            self.above[one].add(other)
            self.below[other].add(one)
        elif kind in _SAME:
            things = [as_thing(part, _SAME[kind]) for part in parts]
            for thing in things:
                self.same[thing].update(each for each in things if each != thing)
        elif kind == "ClassAssertion":
            type_, individual = as_thing(parts[0], "C"), as_thing(parts[1], "I")
            self.types[individual].add(type_)
            self.instances[type_].add(individual)
        elif kind in _SIDES:
            letter, side = _SIDES[kind]
            sides = self.domains if side == "Domain" else self.ranges
            # The domain of an annotation property is an IRI, not a class.
            if letter != "A":
                other_kind = operand_kinds(kind, parts)[-1]
                sides[as_thing(parts[0], letter)].add(as_thing(parts[1], other_kind))

    def parents(self, thing: Thing) -> Iterator[Thing]:
        """Yield what a term is directly below, but neither itself nor what is the same as it."""
        same = self.same.get(thing, ())
        return (each for each in self.above.get(thing, ()) if each not in same and each != thing)


def as_thing(part: Node, letter: str) -> Thing:
    """Return an operand of an axiom as what it is about."""
    return (letter, part) if isinstance(part, str) and part[:1] == "<" else part


def closure(related: Related, things: Iterable[Thing]) -> set[Thing]:
    """Return all that is related to terms over any number of steps; expressions end a path."""
    found: set[Thing] = set()
    waiting = [thing for thing in things if is_entity(thing)]
    while waiting:
        for other in related.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                if is_entity(other):
                    waiting.append(other)
    return found
