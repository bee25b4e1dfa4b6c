"""Axioms that hold whatever their names mean."""

from enum import StrEnum

from doidkit.reasoners.locality import BOTTOMS, TOPS
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, owl

_THING, _NOTHING = owl("Thing"), owl("Nothing")


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
