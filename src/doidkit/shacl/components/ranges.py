"""Value ranges: sh:minExclusive, sh:minInclusive, sh:maxExclusive, sh:maxInclusive."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal

from doidkit.shacl import comparison
from doidkit.shacl.components.base import Component, ValueTest
from doidkit.shacl.datagraph import Number
from doidkit.shacl.names import sh
from doidkit.shacl.pattern import Pattern
from doidkit.shacl.reader import Reader
from doidkit.shacl.scope import Scope

_OPERATORS = {"minExclusive": ">", "minInclusive": ">=", "maxExclusive": "<", "maxInclusive": "<="}
_COMPONENTS = {name: sh(name[0].upper() + name[1:] + "ConstraintComponent") for name in _OPERATORS}


@dataclass(frozen=True)
class Bound(ValueTest):
    """One bound; what SPARQL cannot compare with it offends."""

    name: str
    limit: Literal

    @property
    def component(self):  # type: ignore[no-untyped-def, override]
        """The constraint component."""
        return _COMPONENTS[self.name]

    def failing(self, scope: Scope) -> Collection[Number]:
        """Return the value nodes outside the bound."""
        nodes, terms = list(scope.nodes), scope.run.data.terms
        pairs = ((terms[node], self.limit) for node in nodes)
        within = comparison.holding(pairs, _OPERATORS[self.name])
        return set(nodes).difference(nodes[row] for row in within)

    def pattern(self, on: Pattern) -> str:
        """Filter on the comparison, an error counting as false."""
        test = f"{on.value} {_OPERATORS[self.name]} {self.limit}"
        return f"{on.pairs()} FILTER(!COALESCE({test}, false))"

    def describe(self) -> str:
        """Return the default message."""
        return f"Value must be {_OPERATORS[self.name]} {self.limit.value}."


def read(shape: Reader) -> Iterator[Component]:
    """Yield the constraints of this family."""
    for name in _OPERATORS:
        limit = shape.one(name)
        if limit is None:
            continue
        if not isinstance(limit, Literal):
            raise shape.fault(f"sh:{name} needs a literal, not {limit}")
        yield Bound(name, limit)
