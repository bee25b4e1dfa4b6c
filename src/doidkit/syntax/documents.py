"""Quads as a document of any format, held in memory."""

from collections.abc import Iterable, Mapping

from pyoxigraph import Quad

from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.writing import in_order_of_mention, serialize


def document(
    quads: Iterable[Quad], *, format: GraphFormat, declared: Mapping[str, str]
) -> tuple[bytes, tuple[str, ...]]:
    """Return quads in a format, and the statements that it cannot hold, in functional syntax."""
    if format.is_rdf:
        return serialize(in_order_of_mention(quads), format=format, declared=declared), ()
    from doidkit.syntax.owlwriting import write

    written = write(quads, format=format, declared=declared)
    return written.data, written.unfit
