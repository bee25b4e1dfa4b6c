"""CONSTRUCT and DESCRIBE answers as RDF text."""

from doidkit.formats import GraphFormat
from doidkit.model import Triples


def render(answer: Triples, *, format: GraphFormat) -> bytes:
    """Return the triples in one RDF syntax."""
    from doidkit.engines.writing import serialize  # not needed for tables

    return serialize(answer.triples, format=format)
