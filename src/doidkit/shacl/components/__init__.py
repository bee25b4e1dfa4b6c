"""The constraint components, one module a family; ``FAMILIES`` reads them off a shape."""

from collections.abc import Callable, Iterator

from doidkit.shacl.components import (
    cardinality,
    logic,
    nested,
    others,
    pairs,
    ranges,
    sparql,
    strings,
    values,
)
from doidkit.shacl.components.base import Component
from doidkit.shacl.reader import Reader

FAMILIES: dict[str, Callable[[Reader], Iterator[Component]]] = {
    "class datatype nodeKind": values.read,
    "minCount maxCount": cardinality.read,
    "minExclusive minInclusive maxExclusive maxInclusive": ranges.read,
    "minLength maxLength pattern flags languageIn uniqueLang": strings.read,
    "equals disjoint lessThan lessThanOrEquals": pairs.read,
    "not and or xone": logic.read,
    "node property qualifiedValueShape qualifiedMinCount qualifiedMaxCount "
    "qualifiedValueShapesDisjoint": nested.read,
    "hasValue in closed ignoredProperties": others.read,
    "sparql": sparql.read,
}
"""The sh: parameters of each family, and what reads them."""

PARAMETERS = frozenset(name for names in FAMILIES for name in names.split())


def read(shape: Reader) -> Iterator[Component]:
    """Yield all constraints of a shape."""
    for family in FAMILIES.values():
        yield from family(shape)
    yield from sparql.custom(shape)
