"""Axioms that hold whatever their names mean."""

from collections.abc import Iterable, Set
from enum import StrEnum
from itertools import combinations, permutations

from doidkit.reasoners.locality import BOTTOMS, TOPS
from doidkit.reasoners.naming import Classify, Names
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node, owl
from doidkit.syntax.owl.signature import signature

_THING, _NOTHING = owl("Thing"), owl("Nothing")
_Pair = tuple[Node, Node]
"""What is to be below what."""


class Tautologies(StrEnum):
    """Which tautologies are left out: those known by their form, all, or none."""

    STRUCTURAL = "structural"
    ALL = "all"
    NONE = "false"


def is_tautology(axiom: Call, kind: Tautologies) -> bool:
    """Return whether an axiom between names holds whatever they mean.

    >>> is_tautology(("SubClassOf", "<a>", "<a>"), Tautologies.STRUCTURAL)
    True
    """
    if kind is Tautologies.NONE:
        return False
    name, parts = axiom[0], operands(axiom)
    if name == "SubClassOf":
        return parts[1] == _THING or parts[0] in (_NOTHING, parts[1])
    if name == "EquivalentClasses":
        return len({*parts}) < 2
    if name == "ClassAssertion":
        return bool(parts[0] == _THING)
    if name.endswith("PropertyAssertion") and not name.startswith("Negative"):
        return parts[0] in TOPS
    if kind is Tautologies.STRUCTURAL:
        return False
    if name in ("SubObjectPropertyOf", "SubDataPropertyOf"):
        return parts[1] in TOPS or parts[0] in (parts[1], *BOTTOMS)
    if name == "DisjointClasses":
        return _NOTHING in parts and len({*parts}) > 1
    if name in ("ObjectPropertyDomain", "ObjectPropertyRange"):
        return bool(parts[1] == _THING)
    return False


def tautologies(axioms: Iterable[Call], classify: Classify) -> set[Call]:
    """Return the logical axioms that hold whatever their names mean.

    What a model of one thing disproves does not; of the few others between expressions
    ``classify``, which raises EngineError, is asked.
    """
    found: set[Call] = set()
    open_: list[tuple[Call, list[_Pair]]] = []
    for axiom in axioms:
        if is_tautology(axiom, Tautologies.ALL):
            found.add(axiom)
        elif (pairs := _pairs(axiom)) and not any(map(_is_disproved, pairs)):
            open_.append((axiom, pairs))
    if open_:
        names = Names()
        asked = [[(names.iri(a), names.iri(b)) for a, b in pairs] for _, pairs in open_]
        known = classify(names.definitions())
        above, empty = known.above(), {*known.unsatisfiable}
        thing = _THING[1:-1]
        whole = {name for group in known.equivalent if thing in group for name in group} | {thing}
        found.update(
            axiom
            for (axiom, _), some in zip(open_, asked, strict=True)
            if all(a == b or a in empty or b in whole or b in above.get(a, ()) for a, b in some)
        )
    return found


def _pairs(axiom: Call) -> list[_Pair]:
    """Return what an axiom about classes puts below what; nothing of other axioms."""
    name, parts = axiom[0], operands(axiom)
    if name == "SubClassOf":
        return [parts]
    if name == "EquivalentClasses":
        return [*permutations(parts, 2)]
    if name == "DisjointClasses":
        return [(("ObjectIntersectionOf", *two), _NOTHING) for two in combinations(parts, 2)]
    if name == "ClassAssertion":
        return [(_THING, parts[0])]
    if name == "ObjectPropertyDomain":
        return [(("ObjectSomeValuesFrom", parts[0], _THING), parts[1])]
    if name == "ObjectPropertyRange":
        return [(_THING, ("ObjectAllValuesFrom", *parts))]
    return []


def _is_disproved(pair: _Pair) -> bool:
    """Return True if one thing, in some of the classes, is in the lower and not in the upper."""
    lower, upper = pair
    own = {name for kind, name in signature(_as_axiom(lower)) if kind == "C"}
    other = {name for kind, name in signature(_as_axiom(upper)) if kind == "C"}
    return any(
        _holds(lower, true, related) is True and _holds(upper, true, related) is False
        for true in (own, own - other, other, other - own, set[str]())
        for related in (False, True)
    )


def _as_axiom(node: Node) -> Call:
    return ("SubClassOf", node, _THING)


def _holds(node: Node, true: Set[str], related: bool) -> bool | None:
    """Return whether the one thing is in an expression, None where that is not told here.

    It is in the classes that are ``true``, and related to itself by every property or by none.
    """
    if isinstance(node, str):
        return node == _THING or (node != _NOTHING and node in true)
    name, *parts = node
    if name in ("ObjectIntersectionOf", "ObjectUnionOf"):
        found = [_holds(part, true, related) for part in parts]
        decisive = name == "ObjectUnionOf"
        return decisive if decisive in found else None if None in found else not decisive
    if name == "ObjectComplementOf":
        inner = _holds(parts[0], true, related)
        return None if inner is None else not inner
    if name in ("ObjectSomeValuesFrom", "ObjectAllValuesFrom"):
        if parts[0] in TOPS or parts[0] in BOTTOMS:
            return None
        return _holds(parts[1], true, related) if related else name == "ObjectAllValuesFrom"
    return None
