"""Logic over shapes: sh:not, sh:and, sh:or, sh:xone, as set algebra on what fails each shape."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import NamedNode

from doidkit.shacl.components.base import Component, ValueTest
from doidkit.shacl.datagraph import Number
from doidkit.shacl.names import Node, sh
from doidkit.shacl.pattern import Pattern
from doidkit.shacl.reader import Reader
from doidkit.shacl.scope import Scope


@dataclass(frozen=True)
class Not(ValueTest):
    """sh:not."""

    shape: Node
    component = sh("NotConstraintComponent")

    def failing(self, scope: Scope) -> Collection[Number]:
        """Return the value nodes that conform."""
        return set(scope.nodes).difference(scope.failing(self.shape))

    def pattern(self, on: Pattern) -> str:
        """Subtract what fails."""
        return f"{on.pairs()} MINUS {{ {on.failing(self.shape)} }}"

    def describe(self) -> str:
        """Return the default message."""
        return "Value must not conform to the shape under sh:not."

    def shapes(self) -> tuple[Node, ...]:
        """Return the negated shape."""
        return (self.shape,)


@dataclass(frozen=True)
class Several(ValueTest):
    """sh:and, sh:or and sh:xone: how many shapes of a list a value may fail."""

    members: tuple[Node, ...]
    kind: str

    @property
    def component(self) -> NamedNode:  # type: ignore[override]
        """The constraint component."""
        return sh(f"{self.kind.capitalize()}ConstraintComponent")

    def failing(self, scope: Scope) -> Collection[Number]:
        """Return the value nodes that fail too many, or for sh:xone too few."""
        nodes = set(scope.nodes)
        failing = [nodes.intersection(scope.failing(member)) for member in self.members]
        if self.kind == "and":
            return set().union(*failing)
        if self.kind == "or":
            return nodes.intersection(*failing)
        times = Counter(chain.from_iterable(failing))
        return {node for node in nodes if times[node] != len(failing) - 1}

    def pattern(self, on: Pattern) -> str:
        """Join or unite what fails each shape, or count it."""
        failing = [f"{{ {on.failing(member)} }}" for member in self.members]
        if self.kind == "or":
            return f"{on.pairs()} {' '.join(failing)}"
        united = " UNION ".join(failing)
        if self.kind == "and":
            return f"{on.pairs()} {{ {united} }}" if failing else "FILTER(false)"
        count = on.fresh("count")
        return (
            f"{on.pairs()} OPTIONAL {{ SELECT {on.value} (COUNT(*) AS {count}) {{ {united} }} "
            f"GROUP BY {on.value} }} FILTER(COALESCE({count}, 0) != {len(failing) - 1})"
        )

    def describe(self) -> str:
        """Return the default message."""
        wanted = {"and": "all", "or": "at least one", "xone": "exactly one"}[self.kind]
        return f"Value must conform to {wanted} of the {len(self.members)} shapes."

    def shapes(self) -> tuple[Node, ...]:
        """Return the shapes of the list."""
        return self.members


def read(shape: Reader) -> Iterator[Component]:
    """Yield the constraints of this family."""
    yield from (Not(shape.shape("not", value)) for value in shape.all("not"))
    for kind in ("and", "or", "xone"):
        for head in shape.all(kind):
            members = shape.members(kind, head)
            yield Several(tuple(shape.shape(kind, member) for member in members), kind)
