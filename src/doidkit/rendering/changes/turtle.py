"""A comparison as RDF: a change set for each change, its statements reified.

The vocabulary is Changeset's (http://purl.org/vocab/changeset/schema#): ``cs:removal`` and
``cs:addition`` lead to statements, whose blank nodes are those of the change set alone.
"""

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from doidkit.comparing import Change, Comparison
from doidkit.comparing.changesets import (
    ADDITION,
    CHANGE_SET,
    LIST,
    NUMBER,
    REASON,
    REMOVAL,
    SUBJECT,
)
from doidkit.comparing.pieces import Lines
from doidkit.errors import InputError
from doidkit.prefixes import expand
from doidkit.syntax.turtle import turtle
from doidkit.terms import RDF_TYPE

_TYPE = ox.NamedNode(RDF_TYPE)
_STATEMENT, _SUBJECT, _PREDICATE, _OBJECT = (
    ox.NamedNode(expand(f"rdf:{name}")) for name in ("Statement", "subject", "predicate", "object")
)
_DECLARED = {"cs": "http://purl.org/vocab/changeset/schema#"}


def render(comparisons: Sequence[Comparison]) -> str:
    """Return the change sets; InputError for statements of named graphs, which they cannot say."""
    triples = [triple for comparison in comparisons for triple in _sets(comparison)]
    return turtle(triples, declared=_DECLARED).decode()


def _sets(comparison: Comparison) -> Iterator[ox.Triple]:
    changes = list(comparison)
    node = ox.BlankNode()
    yield ox.Triple(node, _TYPE, LIST)
    yield ox.Triple(node, NUMBER, ox.Literal(len(changes)))
    for change in changes:
        yield from _set(change)


def _set(change: Change) -> Iterator[ox.Triple]:
    node = ox.BlankNode()
    yield ox.Triple(node, _TYPE, CHANGE_SET)
    yield ox.Triple(node, REASON, ox.Literal(change.kind.value))
    if change.term:
        yield ox.Triple(node, SUBJECT, ox.NamedNode(change.term))
    for part in change.each():
        for predicate, pieces in ((REMOVAL, part.removed), (ADDITION, part.added)):
            for piece in pieces:
                yield from _statements(node, predicate, piece)


def _statements(node: ox.BlankNode, predicate: ox.NamedNode, piece: Lines) -> Iterator[ox.Triple]:
    text = "".join(f"{line} .\n" for line in piece)
    for quad in ox.parse(text, ox.RdfFormat.N_QUADS, rename_blank_nodes=True):
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            raise InputError(
                "A statement of a named graph differs, which change sets cannot say; choose json."
            )
        statement = ox.BlankNode()
        yield ox.Triple(node, predicate, statement)
        yield ox.Triple(statement, _TYPE, _STATEMENT)
        yield ox.Triple(statement, _SUBJECT, quad.subject)
        yield ox.Triple(statement, _PREDICATE, quad.predicate)
        yield ox.Triple(statement, _OBJECT, quad.object)
