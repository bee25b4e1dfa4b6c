"""SPARQL's ``<`` and its kin over many pairs of terms; what cannot be compared is false.

Numbers and booleans are compared here and exactly: Oxigraph knows no integer beyond 64 bits, no
decimal beyond 18 places, compares no booleans and takes a byte of 200 for one. Everything else,
times above all, is compared by Oxigraph. Source: SPARQL 1.1, 17.3, and XML Schema 1.1 part 2.
"""

import struct
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from operator import ge, gt, le, lt
from typing import TypeAlias

from pyoxigraph import Literal

from doidkit.model import RdfTerm
from doidkit.prefixes import PREFIXES
from doidkit.shacl import datatypes
from doidkit.sparql import expressions

_XSD = PREFIXES["xsd"]
_OPERATORS = {"<": lt, "<=": le, ">": gt, ">=": ge}
_FLOATING = frozenset({"float", "double"})
_EXACT = frozenset({"integer", "decimal", *datatypes.INTEGERS})
_Value: TypeAlias = Decimal | float | bool | None


def holding(pairs: Iterable[tuple[RdfTerm, RdfTerm]], operator: str) -> set[int]:
    """Return the positions of the pairs for which a comparison holds.

    >>> holding([(Literal(1), Literal(2)), (Literal("a"), Literal(2))], "<")
    {0}
    """
    compare = _OPERATORS[operator]
    found: set[int] = set()
    places: list[int] = []
    others: list[tuple[RdfTerm, RdfTerm]] = []
    for position, (one, other) in enumerate(pairs):
        if not (_counts(one) or _counts(other)):
            places.append(position)
            others.append((one, other))
            continue
        left, right = _value(one), _value(other)
        if left is None or right is None or isinstance(left, bool) != isinstance(right, bool):
            continue
        if isinstance(left, float) != isinstance(right, float):  # promoted to the wider type
            left, right = float(left), float(right)
        if compare(left, right):
            found.add(position)
    if others:
        rows = expressions.true_rows(others, f"?a {operator} ?b")
        found.update(places[row] for row in rows)
    return found


def _counts(term: RdfTerm) -> bool:
    """Return True for what is compared here: a number or a boolean, well-formed or not."""
    return isinstance(term, Literal) and _kind(term.datatype.value) is not None


@cache
def _kind(datatype: str) -> str | None:
    name = datatype.removeprefix(_XSD) if datatype.startswith(_XSD) else ""
    return name if name in _EXACT | _FLOATING | {"boolean"} else None


def _value(term: RdfTerm) -> _Value:
    """Return a number or a boolean, None for an ill-typed literal and any other term."""
    if not isinstance(term, Literal) or not _counts(term) or not datatypes.well_typed(term):
        return None
    kind, text = _kind(term.datatype.value), term.value
    if kind == "boolean":
        return text in ("true", "1")
    if kind in _EXACT:
        return Decimal(text)
    number = float(text.replace("INF", "inf"))
    if kind == "double":
        return number
    try:
        return float(struct.unpack("f", struct.pack("f", number))[0])
    except OverflowError:  # beyond the largest float
        return float("inf") if number > 0 else float("-inf")
