"""Shapes of value nodes: sh:node, sh:property, sh:qualifiedValueShape."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from doidkit.model import RdfTerm
from doidkit.shacl.components.base import Component, FocusTest, ValueTest
from doidkit.shacl.datagraph import Number
from doidkit.shacl.names import Node, sh
from doidkit.shacl.pattern import Pattern
from doidkit.shacl.reader import Reader
from doidkit.shacl.scope import Scope


@dataclass(frozen=True)
class Conforms(ValueTest):
    """sh:node."""

    shape: Node
    component = sh("NodeConstraintComponent")

    def failing(self, scope: Scope) -> Collection[Number]:
        """Return the value nodes that fail the shape."""
        return scope.failing(self.shape)

    def pattern(self, on: Pattern) -> str:
        """Join what fails."""
        return f"{on.pairs()} {{ {on.failing(self.shape)} }}"

    def describe(self) -> str:
        """Return the default message."""
        return "Value must conform to the shape under sh:node."

    def shapes(self) -> tuple[Node, ...]:
        """Return the shape of the values."""
        return (self.shape,)


@dataclass(frozen=True)
class Property(Conforms):
    """sh:property; its results are those of the property shape itself."""

    component = sh("PropertyShapeComponent")

    def describe(self) -> str:
        """Return the default message."""
        return "Value must conform to the property shape."


@dataclass(frozen=True)
class Qualified(FocusTest):
    """sh:qualifiedValueShape with one of its counts."""

    shape: Node
    siblings: tuple[Node, ...]
    least: int | None = None
    most: int | None = None

    @property
    def component(self) -> NamedNode:  # type: ignore[override]
        """The constraint component."""
        which = "Min" if self.most is None else "Max"
        return sh(f"Qualified{which}CountConstraintComponent")

    def unmet(self, scope: Scope) -> Iterable[Number]:
        """Yield the focus nodes with too few or too many qualified values."""
        failing = scope.failing(self.shape)
        siblings = [scope.failing(sibling) for sibling in self.siblings]
        for focus in scope.focus:
            values: Collection[Number] = scope.values.get(focus, ())
            if failing:
                values = [value for value in values if value not in failing]
            for other in siblings:
                values = [value for value in values if value in other]
            if not self._allowed(len(values)):
                yield focus

    def _allowed(self, count: int) -> bool:
        return (self.least is None or count >= self.least) and (
            self.most is None or count <= self.most
        )

    def pattern(self, on: Pattern) -> str:
        """Count the values that do not fail, and fail all siblings."""
        others = " ".join(f"{{ {on.failing(sibling)} }}" for sibling in self.siblings)
        qualified = f"{on.pairs()} {others} MINUS {{ {on.failing(self.shape)} }}"
        if self.most is not None:
            return on.counted(qualified, f"> {self.most}")
        if self.least == 0:
            return "FILTER(false)"
        return f"{on.nodes()} MINUS {{ {on.counted(qualified, f'>= {self.least}')} }}"

    def describe(self) -> str:
        """Return the default message."""
        wanted = f"at least {self.least}" if self.most is None else f"at most {self.most}"
        return f"There must be {wanted} values of the qualified shape."

    def shapes(self) -> tuple[Node, ...]:
        """Return the qualified shape and its siblings."""
        return (self.shape, *self.siblings)


def read(shape: Reader) -> Iterator[Component]:
    """Yield the constraints of this family."""
    yield from (Conforms(shape.shape("node", value)) for value in shape.all("node"))
    yield from (Property(shape.shape("property", value)) for value in shape.all("property"))
    least, most = shape.integer("qualifiedMinCount"), shape.integer("qualifiedMaxCount")
    apart = shape.boolean("qualifiedValueShapesDisjoint")
    value = shape.one("qualifiedValueShape")
    if value is None:
        return
    qualified = shape.shape("qualifiedValueShape", value)
    if shape.path is None:  # W3C test qualified-001: ignored in a node shape
        return
    siblings = _siblings(shape, value) if apart else ()
    if least is not None:
        yield Qualified(qualified, siblings, least=least)
    if most is not None:
        yield Qualified(qualified, siblings, most=most)


def _siblings(shape: Reader, own: RdfTerm) -> tuple[Node, ...]:
    """Return the qualified shapes of the other properties of a parent (SHACL 4.7.3)."""
    graph, found = shape.graph, dict[Node, None]()
    for parent in graph.subjects(sh("property")):
        properties = graph.all(parent, sh("property"))
        if shape.node not in properties:
            continue
        for each in properties:
            for other in graph.all(each, sh("qualifiedValueShape")):
                if other != own:
                    found[shape.shape("qualifiedValueShape", other)] = None
    return tuple(found)
