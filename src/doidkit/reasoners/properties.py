"""The hierarchy of properties, as axioms state it: what follows for them without individuals.

An object property and its inverse are two roles; each axiom about properties is also one about
their inverses. Chains and restrictions say nothing of which property is below which one. Source:
OWL 2 Direct Semantics, tables 6 and 7; Horrocks, Kutz, Sattler, The Even More Irresistible SROIQ
(KR 2006), section 2, for the closure.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node, owl

Role = tuple[str, bool]
"""A property in N-Triples' form, and whether its inverse is meant."""

_BELOW = {"SubObjectPropertyOf", "SubDataPropertyOf"}
_SAME = {"EquivalentObjectProperties", "EquivalentDataProperties"}
_NONE: frozenset[Role] = frozenset()
TOP_OBJECT, TOP_DATA = owl("topObjectProperty"), owl("topDataProperty")


@dataclass(frozen=True, slots=True)
class Roles:
    """All roles that lie above each role that has any above it, or that it is equivalent to."""

    _above: Mapping[Role, Set[Role]]

    def above(self, role: Role) -> frozenset[Role]:
        """Return a role and all roles above it."""
        return frozenset(self._above.get(role, _NONE)) | {role}

    def over(self, name: str) -> frozenset[str]:
        """Return the other properties above one, without inverses."""
        return frozenset(up for up, turned in self.above((name, False)) if not turned) - {name}

    def same(self, one: Role, other: Role) -> bool:
        """Return whether two roles are equivalent."""
        return other in self.above(one) and one in self.above(other)


def roles(axioms: Iterable[Call], *, inverses: bool = True) -> Roles:
    """Return the hierarchy of properties that axioms state; ELK knows it without ``inverses``."""
    links: defaultdict[Role, set[Role]] = defaultdict(set)

    def link(one: Role | None, other: Role | None) -> None:
        if one is None or other is None:
            return
        if one[1] == other[1] or inverses:
            links[one].add(other)
            if inverses:
                links[turned(one)].add(turned(other))

    for axiom in axioms:
        kind, parts = axiom[0], [role(part) for part in _properties(axiom)]
        if kind in _BELOW:
            link(*parts)
        elif kind in _SAME:
            for one, other in zip(parts, (*parts[1:], parts[0]), strict=True):
                link(one, other)
        elif kind == "InverseObjectProperties" and parts[1] is not None:
            link(parts[0], turned(parts[1]))
            link(turned(parts[1]), parts[0])
        elif kind == "SymmetricObjectProperty" and parts[0] is not None:
            link(parts[0], turned(parts[0]))
    return Roles({start: _reached(start, links) for start in [*links]})


def role(node: Node) -> Role | None:
    """Return the role that a property expression is, None for a chain."""
    if isinstance(node, str):
        return node, False
    if node[0] == "ObjectInverseOf":
        inner = role(node[1])
        return inner and turned(inner)
    return None


def turned(one: Role) -> Role:
    """Return the inverse of a role."""
    return one[0], not one[1]


def _properties(axiom: Call) -> Call:
    known = axiom[0] in _BELOW | _SAME
    return operands(axiom) if known or axiom[0] in _INVERSE else ()


_INVERSE = {"InverseObjectProperties", "SymmetricObjectProperty"}


def _reached(start: Role, links: Mapping[Role, Set[Role]]) -> frozenset[Role]:
    found: set[Role] = set()
    waiting = [start]
    while waiting:
        new = links.get(waiting.pop(), _NONE) - found
        found |= new
        waiting += new
    return frozenset(found - {start})
