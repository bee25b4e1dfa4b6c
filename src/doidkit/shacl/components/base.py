"""What the constraint components share."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import NamedNode

from doidkit.shacl.names import Node
from doidkit.shacl.pattern import Pattern
from doidkit.shacl.scope import Scope
from doidkit.shacl.shapes import Offence


@dataclass(frozen=True)
class Component:
    """A constraint component; the abstract half of ``shapes.Constraint``."""

    component: ClassVar[NamedNode]

    def offences(self, scope: Scope) -> Iterator[Offence]:
        """Yield what offends the constraint."""
        raise NotImplementedError

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
