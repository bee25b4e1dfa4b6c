"""The bundled queries with their answers on the data of a site."""

from dataclasses import dataclass

from doidkit import querying
from doidkit.errors import DoidkitError
from doidkit.model import Solutions
from doidkit.ontology import Ontology
from doidkit.queries import QueryFile, bundled_queries

SHOWN = 50
"""Rows of an answer that a page shows."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A query and the first rows of its answer; without an answer ``reason`` says why.

    ``total`` is how many rows there are.
    """

    query: QueryFile
    answer: Solutions | None
    total: int = 0
    reason: str = ""


def answered(ontology: Ontology, query: QueryFile) -> Answered:
    """Return a query with its answer on some data, its parameters as they are by default."""
    needed = [p.name for p in query.parameters if p.default is None and not p.optional]
    if needed:
        return Answered(query, None, reason=f"It needs a value for {' and '.join(needed)}.")
    try:
        found = querying.query(query.name, source=ontology)
    except DoidkitError as error:
        return Answered(query, None, reason=str(error))
    if not isinstance(found, Solutions):
        return Answered(query, None, reason="Its answer is a graph.")
    return Answered(query, Solutions(found.variables, found.rows[:SHOWN]), len(found.rows))


def queries() -> tuple[QueryFile, ...]:
    """Return the queries that a site has."""
    return bundled_queries()
