"""Two properties of one focus node: sh:equals, sh:disjoint, sh:lessThan(OrEquals)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import NamedNode

from doidkit.prefixes import compact
from doidkit.shacl import comparison
from doidkit.shacl.components.base import Component
from doidkit.shacl.datagraph import Edges, Number
from doidkit.shacl.names import sh
from doidkit.shacl.pattern import Pattern
from doidkit.shacl.reader import Reader
from doidkit.shacl.scope import Scope
from doidkit.shacl.shapes import Offence

_BATCH = 50_000
_NONE: tuple[Number, ...] = ()


@dataclass(frozen=True)
class Equals(Component):
    """sh:equals: both ways."""

    predicate: NamedNode
    component = sh("EqualsConstraintComponent")

    def offences(self, scope: Scope) -> Iterator[Offence[Number]]:
        """Yield what is a value of one side only."""
        others = scope.run.data.objects(self.predicate)
        for focus in scope.focus:
            values, other = scope.values.get(focus, _NONE), others.get(focus, _NONE)
            if values != other:
                yield from (Offence(focus, value) for value in values if value not in other)
                yield from (Offence(focus, value) for value in other if value not in values)

    def pattern(self, on: Pattern) -> str:
        """Subtract each side from the other."""
        other = f"{on.focus} {self.predicate} {on.value}"
        return (
            f"{{ {on.pairs()} MINUS {{ {other} }} }} UNION "
            f"{{ {on.nodes()} {other} MINUS {{ {on.pairs()} }} }}"
        )

    def describe(self) -> str:
        """Return the default message."""
        return f"Values must be the same as those of {compact(self.predicate.value)}."

    def predicates(self) -> tuple[NamedNode, ...]:
        """Return the other predicate."""
        return (self.predicate,)


@dataclass(frozen=True)
class Disjoint(Component):
    """sh:disjoint."""

    predicate: NamedNode
    component = sh("DisjointConstraintComponent")

    def offences(self, scope: Scope) -> Iterator[Offence[Number]]:
        """Yield what is a value of both sides."""
        others = scope.run.data.objects(self.predicate)
        for focus, values in scope.values.items():
            other = others.get(focus, _NONE)
            if other:
                yield from (Offence(focus, value) for value in values if value in other)

    def pattern(self, on: Pattern) -> str:
        """Join the sides."""
        return f"{on.pairs()} {on.focus} {self.predicate} {on.value} ."

    def describe(self) -> str:
        """Return the default message."""
        return f"Value must not be a value of {compact(self.predicate.value)} too."

    def predicates(self) -> tuple[NamedNode, ...]:
        """Return the other predicate."""
        return (self.predicate,)


@dataclass(frozen=True)
class LessThan(Component):
    """sh:lessThan and sh:lessThanOrEquals: one result for each pair that is not in order."""

    predicate: NamedNode
    or_equals: bool

    @property
    def component(self) -> NamedNode:  # type: ignore[override]
        """The constraint component."""
        return sh(f"LessThan{'OrEquals' if self.or_equals else ''}ConstraintComponent")

    @property
    def _operator(self) -> str:
        return "<=" if self.or_equals else "<"

    def offences(self, scope: Scope) -> Iterator[Offence[Number]]:
        """Yield each value node once for each other value that it is not less than."""
        rows = _rows(scope, scope.run.data.objects(self.predicate))
        named = scope.run.data.terms
        while batch := list(islice(rows, _BATCH)):  # each value with each other may be many
            terms = ((named[value], named[other]) for _, value, other in batch)
            fine = comparison.holding(terms, self._operator)
            for position, (focus, value, _) in enumerate(batch):
                if position not in fine:
                    yield Offence(focus, value)

    def pattern(self, on: Pattern) -> str:
        """Filter on the comparison, an error counting as false."""
        other = on.kept("other")
        return (
            f"{on.pairs()} {on.focus} {self.predicate} {other} . "
            f"FILTER(!COALESCE({on.value} {self._operator} {other}, false))"
        )

    def describe(self) -> str:
        """Return the default message."""
        return f"Value must be {self._operator} each value of {compact(self.predicate.value)}."

    def predicates(self) -> tuple[NamedNode, ...]:
        """Return the other predicate."""
        return (self.predicate,)


def read(shape: Reader) -> Iterator[Component]:
    """Yield the constraints of this family."""
    shape.properties_only("lessThan", "lessThanOrEquals")
    yield from map(Equals, shape.iris("equals"))
    yield from map(Disjoint, shape.iris("disjoint"))
    yield from (LessThan(predicate, False) for predicate in shape.iris("lessThan"))
    yield from (LessThan(predicate, True) for predicate in shape.iris("lessThanOrEquals"))


def _rows(scope: Scope, others: Edges) -> Iterator[tuple[Number, Number, Number]]:
    for focus, values in scope.values.items():
        for other in others.get(focus, _NONE):
            for value in values:
                yield focus, value, other
