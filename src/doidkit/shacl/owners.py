"""Which named term a blank node belongs to, noted while the data are read."""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import BlankNode, NamedNode, Quad

from doidkit.model import RdfTerm
from doidkit.terms import OWL_ANNOTATED_SOURCE

_ANNOTATED = NamedNode(OWL_ANNOTATED_SOURCE)


class Owners:
    """What leads to each blank node: the subject that has it as a value, or what it annotates."""

    def __init__(self) -> None:
        self._above: dict[RdfTerm, RdfTerm] = {}

    def watching(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """Yield the quads as they come, and keep what leads to their blank nodes."""
        for quad in quads:
            if isinstance(quad.object, BlankNode):
                self._above.setdefault(quad.object, quad.subject)
            elif quad.predicate == _ANNOTATED:
                self._above[quad.subject] = quad.object
            yield quad

    def by_label(self, names: Mapping[RdfTerm, BlankNode]) -> dict[str, str | None]:
        """Return the IRI of each node's owner, None if it has none, by the node's new label."""
        return {label.value: self._owner(node) for node, label in names.items()}

    def _owner(self, node: RdfTerm) -> str | None:
        seen: set[RdfTerm] = set()
        while isinstance(node, BlankNode) and node not in seen:
            seen.add(node)
            node = self._above.get(node, node)
        return node.value if isinstance(node, NamedNode) else None
