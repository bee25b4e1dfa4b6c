"""What a constraint sees in memory: focus nodes, value nodes, and the other shapes."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from doidkit.model import RdfTerm
from doidkit.shacl.data import Data, Edges
from doidkit.shacl.names import Node
from doidkit.shacl.shapes import Shape, Shapes


@dataclass(frozen=True)
class Scope:
    """A shape's focus nodes with their value nodes; a focus node without values has no entry."""

    shape: Shape
    focus: Collection[RdfTerm]
    values: Edges
    run: "Run"

    def pairs(self) -> Iterator[tuple[RdfTerm, RdfTerm]]:
        """Yield each focus node with each of its value nodes."""
        if self.shape.path is None:
            yield from zip(self.focus, self.focus, strict=True)
            return
        for focus, values in self.values.items():
            for value in values:
                yield focus, value

    def nodes(self) -> Collection[RdfTerm]:
        """Return the value nodes of all focus nodes, each once."""
        if self.shape.path is None:
            return self.focus
        return {value for values in self.values.values() for value in values}

    def failing(self, shape: Node) -> Collection[RdfTerm]:
        """Return the value nodes that do not conform to another shape."""
        return self.run.failing(shape, self.nodes())


class Selves(Mapping[RdfTerm, Collection[RdfTerm]]):
    """The value nodes of a node shape: each focus node is its own."""

    def __init__(self, nodes: Collection[RdfTerm]) -> None:
        self._nodes = nodes

    def __getitem__(self, node: RdfTerm) -> Collection[RdfTerm]:
        return (node,)

    def get(self, node: RdfTerm, default: object = None) -> Collection[RdfTerm]:
        """Return the node itself; only focus nodes are asked for."""
        return (node,)

    def __iter__(self) -> Iterator[RdfTerm]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)


class Run:
    """One validation in memory; what is known of a node and a shape is worked out once."""

    def __init__(self, shapes: Shapes, data: Data) -> None:
        self.shapes = shapes
        self.data = data
        self._asked: dict[Node, set[RdfTerm]] = {}
        self._failing: dict[Node, set[RdfTerm]] = {}

    def scope(self, shape: Shape, focus: Collection[RdfTerm]) -> Scope:
        """Return the value nodes of a shape for some focus nodes."""
        if shape.path is None:
            return Scope(shape, focus, Selves(focus), self)
        return Scope(shape, focus, self.data.values(shape.path, focus), self)

    def failing(self, node: Node, focus: Collection[RdfTerm]) -> Collection[RdfTerm]:
        """Return the nodes known not to conform to a shape, all of ``focus`` looked at."""
        shape = self.shapes[node]
        asked = self._asked.setdefault(node, set())
        found = self._failing.setdefault(node, set())
        fresh = set(focus) - asked if asked else focus
        if fresh and not shape.deactivated:
            scope = self.scope(shape, fresh)
            for constraint in shape.constraints:
                found.update(offence.focus for offence in constraint.offences(scope))
        asked.update(fresh)
        return found

    def reached(self, scope: Scope, times: Mapping[RdfTerm, int]) -> Counter[RdfTerm]:
        """Return the value nodes, each with how often the focus nodes reach it."""
        if scope.shape.path is None:
            return Counter(times)
        found: Counter[RdfTerm] = Counter()
        for focus, value in scope.pairs():
            found[value] += times[focus]
        return found
