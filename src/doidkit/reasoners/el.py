"""What ELK makes of an ontology: OWL 2 EL and some more, the other axioms left out.

Each axiom with a constructor that ELK does not index is ignored as a whole. Others it takes for
less than they mean: a union is a class that its parts are below, a complement one that shares
nothing with what it is of, an individual a class. What then follows by saturation is what ELK
finds. Source: ELK 0.6, its ElkAxiomConverterImpl and ElkPolarityExpressionConverterImpl, read;
Kazakov, Kroetzsch, Simancik, The Incredible ELK (JAR 53, 2014), for the rules.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from doidkit.reasoners.locality import NO_LOGIC
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node, owl

_NEW = "urn:doidkit:el:"
_THING, _NOTHING = owl("Thing"), owl("Nothing")
_BOTH, _SOME, _UNION = "ObjectIntersectionOf", "ObjectSomeValuesFrom", "ObjectUnionOf"
# What ELK knows of properties, which saturation takes as it is.
_ROLES = {"SubObjectPropertyOf", "EquivalentObjectProperties", "TransitiveObjectProperty"} | {
    "ReflexiveObjectProperty",
    "ObjectPropertyRange",
}
_POSITIVE, _NEGATIVE = 1, -1


@dataclass(frozen=True, slots=True)
class Profile:
    """What ELK takes of an ontology.

    ``axioms`` say what it makes of them, ``individuals`` are the classes that stand for some.
    ``beyond`` has the constructors that it does not follow, each with the number of axioms that
    are ignored, or taken for less than they mean, for its sake.
    """

    axioms: Sequence[Call]
    individuals: frozenset[str]
    beyond: Mapping[str, int]


class _Unknown(ValueError):
    """A constructor that ELK does not index."""


def profile(axioms: Iterable[Call]) -> Profile:
    """Return what ELK takes of some axioms."""
    made = _Made()
    for axiom in axioms:
        if axiom[0] == "Declaration":
            made.axioms.append(axiom)  # what is said of owl:Thing holds for it
        elif axiom[0] not in NO_LOGIC:
            made.add((axiom[0], *operands(axiom)))
    return Profile(
        [*dict.fromkeys(made.axioms)], frozenset(made.individuals.values()), dict(made.beyond)
    )


def is_new(iri: str) -> bool:
    """Return True for a class that stands for an expression or an individual."""
    return iri.startswith(_NEW)


@dataclass
class _Made:
    axioms: list[Call] = field(default_factory=list)
    individuals: dict[str, str] = field(default_factory=dict)
    beyond: Counter[str] = field(default_factory=Counter)
    _names: dict[Node, str] = field(default_factory=dict)
    _less: set[str] = field(default_factory=set)

    def add(self, axiom: Call) -> None:
        """Add an axiom, or count what it is ignored for."""
        self._less, before = set(), len(self.axioms)
        try:
            self._add(axiom[0], axiom[1:])
        except _Unknown as reason:
            del self.axioms[before:]
            self._less = {str(reason)}
        self.beyond.update(self._less)

    def _add(self, kind: str, parts: Call) -> None:
        if kind == "SubClassOf":
            self._below(parts[0], parts[1])
        elif kind == "EquivalentClasses":
            for one, other in zip(parts, (*parts[1:], parts[0]), strict=True):
                self._below(one, other)
        elif kind in ("DisjointClasses", "DisjointUnion"):
            self._disjoint(kind, parts)
        elif kind == "ObjectPropertyDomain":
            self._below((_SOME, parts[0], _THING), parts[1])
        elif kind in _ROLES:
            self._role(kind, parts)
        else:
            self._assertion(kind, parts)

    def _disjoint(self, kind: str, parts: Call) -> None:
        members = parts[1:] if kind == "DisjointUnion" else parts
        named = [self._node(part, _NEGATIVE) for part in members]
        self._apart(named)
        if kind == "DisjointUnion":
            self._less.add(kind)  # that nothing else is in the class it does not follow
            self.axioms += [("SubClassOf", part, parts[0]) for part in named]

    def _apart(self, named: Sequence[Node]) -> None:
        pairs = combinations(named, 2)
        self.axioms += [("SubClassOf", (_BOTH, *pair), _NOTHING) for pair in pairs]

    def _role(self, kind: str, parts: Call) -> None:
        first = parts[0]
        chain = first[1:] if not isinstance(first, str) and "Chain" in first[0] else (first,)
        for each in (*chain, *(parts[1:] if kind != "ObjectPropertyRange" else ())):
            self._property(each)
        if kind == "ObjectPropertyRange":
            parts = (first, self._node(parts[1], _POSITIVE))
        self.axioms.append((kind, *parts))

    def _assertion(self, kind: str, parts: Call) -> None:
        if kind == "ClassAssertion":
            self._below(self._individual(parts[1]), parts[0])
        elif kind == "ObjectPropertyAssertion":
            relation = (_SOME, self._property(parts[0]), self._individual(parts[2]))
            self.axioms.append(("SubClassOf", self._individual(parts[1]), relation))
        elif kind == "SameIndividual":
            self.axioms.append(("EquivalentClasses", *map(self._individual, parts)))
        elif kind == "DifferentIndividuals":
            self._apart([self._individual(part) for part in parts])
        else:
            raise _Unknown(kind)

    def _below(self, sub: Node, sup: Node) -> None:
        below, above = self._node(sub, _NEGATIVE), self._node(sup, _POSITIVE)
        self.axioms.append(("SubClassOf", below, above))

    def _node(self, node: Node, place: int) -> Node:
        """Return what ELK takes for an expression."""
        if isinstance(node, str):
            return node
        kind, parts = node[0], node[1:]
        if kind == _BOTH:
            return (kind, *(self._node(part, place) for part in parts))
        if kind == _SOME:
            return (kind, self._property(parts[0]), self._node(parts[1], place))
        if kind == "ObjectHasSelf":
            if place == _NEGATIVE:
                self._less.add(kind)
            return (kind, self._property(parts[0]))
        if kind == "ObjectHasValue":
            if place == _POSITIVE:
                self._less.add(kind)
            return (_SOME, self._property(parts[0]), self._individual(parts[1]))
        if kind in (_UNION, "ObjectOneOf"):
            return self._union(node, place)
        if kind == "ObjectComplementOf":
            self._less.add(kind)
            return self._complement(node, place)
        if kind == "DataHasValue":
            self._less.add(kind)
            return self._name(node)
        raise _Unknown(kind)

    def _union(self, node: Call, place: int) -> Node:
        parts: list[Node]
        if node[0] == "ObjectOneOf":
            parts = [self._individual(part) for part in dict.fromkeys(node[1:])]
        else:
            parts = [self._node(part, place) for part in dict.fromkeys(node[1:])]
        if node[0] == "ObjectOneOf" or (place == _POSITIVE and len(parts) > 1):
            self._less.add(node[0])
        if len(parts) == 1:
            return parts[0]
        name = self._name((_UNION, *parts))
        self.axioms += [("SubClassOf", part, name) for part in parts]
        return name

    def _complement(self, node: Call, place: int) -> str:
        of = self._node(node[1], -place)
        name = self._name((node[0], of))
        self.axioms.append(("SubClassOf", (_BOTH, of, name), _NOTHING))
        return name

    def _name(self, node: Node) -> str:
        return self._names.setdefault(node, f"<{_NEW}{len(self._names)}>")

    def _individual(self, term: str) -> str:
        if term[:2] == "_:":
            raise _Unknown("AnonymousIndividual")
        return self.individuals.setdefault(term, f"<{_NEW}individual:{len(self.individuals)}>")

    def _property(self, node: Node) -> str:
        if isinstance(node, str):
            return node
        raise _Unknown(node[0])
