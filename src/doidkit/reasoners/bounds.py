"""Unions of classes beside OWL 2 EL: what follows is between two ontologies of OWL 2 EL.

A class expression that may be chosen, as in ``A SubClassOf B or C``, is what saturation cannot
follow. The lower ontology says less: A is below a new class that stands for the union. The upper
one says more: A is below B and C. What follows from the lower one follows, what does not follow
from the upper one does not. Where both give a class the same superclasses it is settled; only the
others need a tableau. Source: Zhou, Cuenca Grau, Nenov, Kaminski, Horrocks, PAGOdA: Pay-As-You-Go
Ontology Query Answering Using a Datalog Reasoner (JAIR 54, 2015), section 4, for the bounds.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from doidkit.reasoners.unsettled import built_in
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node, owl

_NEW = "urn:doidkit:union:"
_THING = owl("Thing")
_UNION, _ALL, _SOME = "ObjectUnionOf", "ObjectIntersectionOf", "ObjectSomeValuesFrom"
# Axioms about properties that are the same in both; saturation is complete with them.
_ROLES = {"SubObjectPropertyOf", "EquivalentObjectProperties", "TransitiveObjectProperty"}
_SILENT = {"AnnotationAssertion", "SubAnnotationPropertyOf"} | {
    "AnnotationPropertyDomain",
    "AnnotationPropertyRange",
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """Two ontologies of OWL 2 EL around one: what each implies about named classes."""

    lower: Sequence[Call]
    upper: Sequence[Call]
    new: Set[str] = frozenset()
    """The classes that stand for unions in both."""

    @property
    def settled(self) -> bool:
        """True if the ontology has no choice in it, so that both are the same."""
        return self.lower == self.upper


def bounds(axioms: Iterable[Call]) -> Bounds | None:
    """Return the bounds of an ontology, None where it has more than OWL 2 EL and unions."""
    made = _Bounds()
    for axiom in axioms:
        if axiom[0] == "Declaration":
            made.both.append(axiom)  # what is said of owl:Thing holds for it
            continue
        if axiom[0] in _SILENT:
            continue
        if not _is_covered(axiom):
            return None
        made.add(axiom)
    return Bounds((*made.both, *made.low), (*made.both, *made.high), made.new())


def _is_covered(axiom: Call) -> bool:
    parts = operands(axiom)
    if built_in(axiom):
        return False
    if axiom[0] in _ROLES:
        return all(isinstance(part, str) or part[0] == "ObjectPropertyChain" for part in parts)
    if axiom[0] == "ObjectPropertyDomain":
        return isinstance(parts[0], str) and _is_plain(parts[1])
    return axiom[0] in ("SubClassOf", "EquivalentClasses", "DisjointClasses") and all(
        map(_is_plain, parts)
    )


def _is_plain(node: Node) -> bool:
    """Return True for a class expression of names, intersections, unions and "some"."""
    if isinstance(node, str):
        return True
    if node[0] == _SOME:
        return isinstance(node[1], str) and _is_plain(node[2])
    return node[0] in (_UNION, _ALL) and all(map(_is_plain, node[1:]))


@dataclass
class _Bounds:
    both: list[Call] = field(default_factory=list)
    low: list[Call] = field(default_factory=list)
    high: list[Call] = field(default_factory=list)
    _unions: dict[Node, str] = field(default_factory=dict)

    def add(self, axiom: Call) -> None:
        kind, parts = axiom[0], operands(axiom)
        if kind == "SubClassOf":
            self._below(*parts)
        elif kind == "EquivalentClasses":
            # A ring of subclass axioms says the same.
            for one, other in zip(parts, (*parts[1:], parts[0]), strict=True):
                self._below(one, other)
        elif kind == "DisjointClasses":
            self.both.append((kind, *map(self._named, parts)))
        elif kind == "ObjectPropertyDomain":
            self._below((_SOME, parts[0], _THING), parts[1])
        else:
            self.both.append((kind, *parts))

    def new(self) -> Set[str]:
        return {name[1:-1] for name in self._unions.values()}

    def _below(self, sub: Node, sup: Node) -> None:
        """Add that one expression is below another one."""
        sub = self._named(sub)
        if not _has_union(sup):
            self.both.append(("SubClassOf", sub, sup))
            return
        self.low.append(("SubClassOf", sub, self._named(sup)))
        self.high.append(("SubClassOf", sub, _every(sup)))

    def _named(self, node: Node) -> Node:
        """Return an expression with a new class, that all parts are below, for each union."""
        if isinstance(node, str):
            return node
        parts = tuple(self._named(part) for part in node[1:])
        if node[0] != _UNION:
            return (node[0], *parts)
        if node not in self._unions:
            self._unions[node] = name = f"<{_NEW}{len(self._unions)}>"
            self.both += [("SubClassOf", part, name) for part in parts]
        return self._unions[node]


def _has_union(node: Node) -> bool:
    return not isinstance(node, str) and (node[0] == _UNION or any(map(_has_union, node[1:])))


def _every(node: Node) -> Node:
    """Return an expression with intersections for unions."""
    if isinstance(node, str):
        return node
    return (_ALL if node[0] == _UNION else node[0], *map(_every, node[1:]))
