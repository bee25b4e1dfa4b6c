"""Whether axioms are said of the terms of an ontology's own namespaces: its base."""

from collections.abc import Collection

from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.owl.signature import signature

_FIRST = frozenset(
    "SubClassOf SubDataPropertyOf SubObjectPropertyOf SubAnnotationPropertyOf "
    "ObjectPropertyDomain ObjectPropertyRange DataPropertyDomain DataPropertyRange "
    "InverseObjectProperties FunctionalObjectProperty InverseFunctionalObjectProperty "
    "TransitiveObjectProperty SymmetricObjectProperty AsymmetricObjectProperty "
    "ReflexiveObjectProperty IrreflexiveObjectProperty".split()
)
_SECOND = frozenset(
    "AnnotationAssertion ClassAssertion DataPropertyAssertion ObjectPropertyAssertion".split()
)
_EACH = frozenset(
    "DisjointClasses EquivalentDataProperties EquivalentObjectProperties "
    "DisjointDataProperties DisjointObjectProperties".split()
)


def subjects(axiom: Call) -> set[str]:
    """Return the names of what an axiom is said of; none for kinds that ROBOT gives no subject.

    Those are the negative assertions, same and different individuals, functional data
    properties, disjoint unions, keys, definitions of datatypes and rules.
    """
    kind, parts = axiom[0], operands(axiom)
    if kind in _FIRST:
        return _named(parts[0])
    if kind in _SECOND:
        return _named(parts[1])
    if kind in _EACH:
        return {name for part in parts for name in _named(part)}
    if kind == "EquivalentClasses":
        return {part for part in parts if isinstance(part, str)}
    return {parts[0][1]} if kind == "Declaration" else set()


def _named(node: Node) -> set[str]:
    if isinstance(node, str):
        return {node} if node[:1] == "<" else set()
    return {name for _, name in signature(node)}


def is_internal(axiom: Call, bases: Collection[str]) -> bool:
    """Return True if an axiom is said of something in one of the bases, which are IRIs."""
    starts = tuple(f"<{base}" for base in bases)
    return any(name.startswith(starts) for name in subjects(axiom))
