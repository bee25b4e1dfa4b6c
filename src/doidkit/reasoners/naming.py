"""Names for class expressions, so that a classification tells where they stand, too."""

from collections.abc import Callable, Sequence

from doidkit.reasoners.taxonomy import Taxonomy
from doidkit.syntax.owl.expressions import Call, Node

Classify = Callable[[Sequence[Call]], Taxonomy]
"""Classifies axioms."""

_NEW = "urn:doidkit:expression:"


class Names:
    """A class for each expression, by definition equivalent to it."""

    def __init__(self) -> None:
        self._names: dict[Node, str] = {}
        self._nodes: dict[str, Node] = {}

    def iri(self, node: Node) -> str:
        """Return the IRI of a class, or of that which stands for an expression."""
        if isinstance(node, str):
            return node[1:-1]
        if node not in self._names:
            name = f"{_NEW}{len(self._names)}"
            self._names[node] = name
            self._nodes[name] = node
        return self._names[node]

    def node(self, iri: str) -> Node:
        """Return the class or expression that an IRI stands for."""
        return self._nodes.get(iri, f"<{iri}>")

    def definitions(self) -> list[Call]:
        """Return what says that each class is equivalent to its expression."""
        return [("EquivalentClasses", f"<{name}>", node) for name, node in self._nodes.items()]
