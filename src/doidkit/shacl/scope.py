"""What a constraint sees in memory: focus nodes, value nodes, and the run they are part of."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from doidkit.shacl.datagraph import DataGraph, Edges, Number
from doidkit.shacl.names import Node
from doidkit.shacl.paths import Path
from doidkit.shacl.shapesgraph import ShapesGraph

_TEXTUAL = (Literal, NamedNode)


class Run(Protocol):
    """One validation in memory."""

    @property
    def data(self) -> DataGraph:
        """The data graph."""
        ...

    @property
    def graph(self) -> ShapesGraph:
        """The shapes graph."""
        ...

    def failing(self, node: Node, focus: Collection[Number]) -> Collection[Number]:
        """Return the nodes known not to conform to a shape, all of ``focus`` looked at."""
        ...


@dataclass(frozen=True)
class Scope:
    """A shape's focus nodes with their value nodes; a focus node without values has no entry.

    ``shape`` is the name of the shape; ``path`` is None for a node shape, whose value nodes are
    its focus nodes.
    """

    shape: Node
    path: Path | None
    focus: Collection[Number]
    values: Edges
    run: Run

    def pairs(self) -> Iterator[tuple[Number, Number]]:
        """Yield each focus node with each of its value nodes."""
        if self.path is None:
            yield from zip(self.focus, self.focus, strict=True)
            return
        for focus, values in self.values.items():
            for value in values:
                yield focus, value

    @cached_property
    def nodes(self) -> Collection[Number]:
        """The value nodes of all focus nodes, each once."""
        if self.path is None:
            return self.focus
        return set(chain.from_iterable(self.values.values()))

    @cached_property
    def texts(self) -> dict[Number, str]:
        """The text of each value node that is an IRI or a literal."""
        terms = self.run.data.terms
        return {
            node: term.value for node in self.nodes if isinstance(term := terms[node], _TEXTUAL)
        }

    def without_text(self) -> set[Number]:
        """Return the other value nodes."""
        if len(self.texts) == len(self.nodes):
            return set()
        return {node for node in self.nodes if node not in self.texts}

    def failing(self, shape: Node) -> Collection[Number]:
        """Return the value nodes that do not conform to another shape."""
        return self.run.failing(shape, self.nodes)


class Selves(Mapping[Number, Collection[Number]]):
    """The value nodes of a node shape: each focus node is its own."""

    def __init__(self, nodes: Collection[Number]) -> None:
        self._nodes = nodes

    def __getitem__(self, node: Number) -> Collection[Number]:
        return (node,)

    def get(self, node: Number, default: object = None) -> Collection[Number]:
        """Return the node itself; only focus nodes are asked for."""
        return (node,)

    def __iter__(self) -> Iterator[Number]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)
