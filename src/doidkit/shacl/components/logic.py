"""Logic over shapes: sh:not, sh:and, sh:or, sh:xone, as set algebra on what fails each shape."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from doidkit.shacl.components.base import Component
from doidkit.shacl.names import Node, sh
from doidkit.shacl.pattern import Pattern
from doidkit.shacl.reader import Reader
from doidkit.shacl.scope import Scope
from doidkit.shacl.shapes import Offence


@dataclass(frozen=True)
class Not(Component):
    """sh:not."""

    shape: Node
    component = sh("NotConstraintComponent")

    def offences(self, scope: Scope) -> Iterator[Offence]:
        """Yield the value nodes that conform."""
        failing = scope.failing(self.shape)
        for focus, value in scope.pairs():
            if value not in failing:
                yield Offence(focus, value)

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
class Several(Component):
    """sh:and, sh:or and sh:xone: how many shapes of a list a value may fail."""

    members: tuple[Node, ...]
    kind: str

    @property
    def component(self) -> NamedNode:  # type: ignore[override]
        """The constraint component."""
        return sh(f"{self.kind.capitalize()}ConstraintComponent")

    def offences(self, scope: Scope) -> Iterator[Offence]:
        """Yield the value nodes that fail too many, or for sh:xone too few."""
        failing = [scope.failing(member) for member in self.members]
        for focus, value in scope.pairs():
            failed = sum(value in found for found in failing)
            if not self._allowed(failed):
                yield Offence(focus, value)

    def _allowed(self, failed: int) -> bool:
        if self.kind == "and":
            return failed == 0
        if self.kind == "or":
            return failed < len(self.members)
        return failed == len(self.members) - 1

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
