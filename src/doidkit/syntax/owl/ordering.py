"""Axioms with new parts in the one form that equal axioms have: sets in order, each part once."""

from collections.abc import Callable, Mapping
from typing import Any

from doidkit.syntax.owl.expressions import COLLECTIONS, Call, Node, order

# Axioms over a set, and after how many operands the set begins.
_SETS = {
    "EquivalentClasses": 0,
    "DisjointClasses": 0,
    "DisjointUnion": 1,
    "EquivalentObjectProperties": 0,
    "EquivalentDataProperties": 0,
    "DisjointObjectProperties": 0,
    "DisjointDataProperties": 0,
    "InverseObjectProperties": 0,
    "SameIndividual": 0,
    "DifferentIndividuals": 0,
    **dict.fromkeys(COLLECTIONS, 0),
}


def renamed(node: Node, names: Mapping[str, str]) -> Any:
    """Return an axiom or expression with other names in place of some, sets in order."""
    return changed(node, lambda leaf: names.get(leaf, leaf))


def changed(node: Node, change: Callable[[str], str]) -> Any:
    """Return an axiom or expression whose leaves are changed, sets in order."""
    if isinstance(node, str):
        return change(node)
    return in_order((node[0], *(changed(part, change) for part in node[1:])))


def in_order(call: Call) -> Call:
    """Return a call whose annotations are in order, and whose operands are if they are a set.

    >>> in_order(("DisjointClasses", "<b>", "<a>"))
    ('DisjointClasses', '<a>', '<b>')
    """
    notes = [part for part in call[1:] if isinstance(part, tuple) and part[0] == "Annotation"]
    parts: list[Any] = [*call[1 + len(notes) :]]
    notes = sorted(dict.fromkeys(notes), key=str)
    if call[0] in _SETS:
        start = _SETS[call[0]]
        parts[start:] = sorted(dict.fromkeys(parts[start:]), key=order)
    return (call[0], *notes, *parts)
