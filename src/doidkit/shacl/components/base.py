"""What the constraint components share."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import NamedNode

from doidkit.shacl.datagraph import Number
from doidkit.shacl.names import Node
from doidkit.shacl.pattern import Pattern
from doidkit.shacl.scope import Scope
from doidkit.shacl.shapes import Offence


@dataclass(frozen=True)
class Component:
    """A constraint component; the abstract half of ``shapes.Constraint``."""

    component: ClassVar[NamedNode]

    def offences(self, scope: Scope) -> Iterator[Offence[Number]]:
        """Yield what offends the constraint."""
        raise NotImplementedError

    def unmet(self, scope: Scope) -> Iterable[Number]:
        """Return the focus nodes of the offences."""
        return (offence.focus for offence in self.offences(scope))

    def pattern(self, on: Pattern) -> str:
        """Return a SPARQL group that binds what offends the constraint."""
        raise NotImplementedError

    def describe(self) -> str:
        """Return the default message."""
        raise NotImplementedError

    def shapes(self) -> tuple[Node, ...]:
        """Return the shapes that the constraint refers to."""
        return ()

    def predicates(self) -> tuple[NamedNode, ...]:
        """Return the predicates needed beside those of the shape's path."""
        return ()

    def all_but(self) -> frozenset[NamedNode] | None:
        """Return the predicates that are not needed where all others are, else None."""
        return None


@dataclass(frozen=True)
class FocusTest(Component):
    """A constraint on all value nodes of a focus node together; its results have no value."""

    def unmet(self, scope: Scope) -> Iterable[Number]:
        """Return the focus nodes that offend the constraint."""
        raise NotImplementedError

    def offences(self, scope: Scope) -> Iterator[Offence[Number]]:
        """Yield the focus nodes that offend the constraint."""
        return map(Offence, self.unmet(scope))


@dataclass(frozen=True)
class ValueTest(Component):
    """A constraint that a value node meets or fails on its own, whatever its focus node is."""

    def failing(self, scope: Scope) -> Collection[Number]:
        """Return the value nodes that fail; others may be among them."""
        raise NotImplementedError

    def offences(self, scope: Scope) -> Iterator[Offence[Number]]:
        """Yield each focus node with each of its value nodes that fails."""
        failing = self.failing(scope)
        if failing:
            for focus, value in scope.pairs():
                if value in failing:
                    yield Offence(focus, value)

    def unmet(self, scope: Scope) -> Iterable[Number]:
        """Return the focus nodes with a value node that fails."""
        failing = self.failing(scope)
        return (focus for focus, value in scope.pairs() if value in failing) if failing else ()
