"""How many values: sh:minCount, sh:maxCount."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from doidkit.shacl.components.base import Component, FocusTest
from doidkit.shacl.datagraph import Number
from doidkit.shacl.names import sh
from doidkit.shacl.pattern import Pattern
from doidkit.shacl.reader import Reader
from doidkit.shacl.scope import Scope


@dataclass(frozen=True)
class MinCount(FocusTest):
    """sh:minCount."""

    count: int
    component = sh("MinCountConstraintComponent")

    def unmet(self, scope: Scope) -> Iterable[Number]:
        """Return the focus nodes with fewer values."""
        if self.count < 1 or (self.count == 1 and len(scope.values) == len(scope.focus)):
            return ()
        values = scope.values
        return (focus for focus in scope.focus if len(values.get(focus, ())) < self.count)

    def pattern(self, on: Pattern) -> str:
        """Subtract the focus nodes that have enough."""
        if self.count < 1:
            return "FILTER(false)"
        enough = on.pairs()
        if self.count > 1:
            enough = on.counted(enough, f">= {self.count}")
        return f"{on.nodes()} MINUS {{ {enough} }}"

    def describe(self) -> str:
        """Return the default message."""
        return f"There must be at least {self.count} value{'s' * (self.count != 1)}."


@dataclass(frozen=True)
class MaxCount(FocusTest):
    """sh:maxCount."""

    count: int
    component = sh("MaxCountConstraintComponent")

    def unmet(self, scope: Scope) -> Iterable[Number]:
        """Return the focus nodes with more values."""
        return (focus for focus, values in scope.values.items() if len(values) > self.count)

    def pattern(self, on: Pattern) -> str:
        """Count the values."""
        return on.counted(on.pairs(), f"> {self.count}")

    def describe(self) -> str:
        """Return the default message."""
        return f"There must be at most {self.count} value{'s' * (self.count != 1)}."


def read(shape: Reader) -> Iterator[Component]:
    """Yield the constraints of this family."""
    shape.properties_only("minCount", "maxCount")
    least, most = shape.integer("minCount"), shape.integer("maxCount")
    if least is not None:
        yield MinCount(least)
    if most is not None:
        yield MaxCount(most)
