"""CONSTRUCT and DESCRIBE answers as RDF text."""

from doidkit.model import Triples
from doidkit.syntax.formats import GraphFormat


def render(answer: Triples, *, format: GraphFormat) -> bytes:
    """Return the triples in one RDF syntax."""
    from doidkit.syntax.writing import serialize  # not needed for tables

    return serialize(answer.triples, format=format)
