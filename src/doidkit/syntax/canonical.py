"""One order and one set of blank node labels for the same RDF, whatever its origin."""

from collections.abc import Iterable
from typing import TypeAlias

import pyoxigraph as ox

from doidkit.syntax.blanklabels import labelled
from doidkit.terms import RDF_TYPE


def canonical(statements: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return the distinct quads with canonical blank node labels (``blanklabels``), sorted.

    The default graph comes first, IRIs before blank nodes, ``rdf:type`` before other
    predicates. Isomorphic data give equal lists. Raises InputError for blank nodes that could
    not be told apart in time.
    """
    return sorted(labelled(statements), key=place)


def canonical_triples(triples: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
    """Return the distinct triples with canonical blank node labels, sorted."""
    found = labelled(ox.Quad(*triple) for triple in triples)
    return tuple(sorted((quad.triple for quad in found), key=_among_triples))


def _among_triples(triple: ox.Triple) -> tuple[bool, str, str, bool, str]:
    """Return ``place`` of a triple in the default graph."""
    subject, predicate, term = triple
    return (
        isinstance(subject, ox.BlankNode),
        str(subject),
        "" if predicate.value == RDF_TYPE else predicate.value,
        not isinstance(term, ox.NamedNode),
        str(term),
    )


Place: TypeAlias = tuple[str, bool, str, str, bool, str]


def place(quad: ox.Quad) -> Place:
    """Return where a quad stands in the canonical order."""
    default = isinstance(quad.graph_name, ox.DefaultGraph)
    predicate = quad.predicate.value
    return (
        "" if default else str(quad.graph_name),
        isinstance(quad.subject, ox.BlankNode),
        str(quad.subject),
        "" if predicate == RDF_TYPE else predicate,
        not isinstance(quad.object, ox.NamedNode),
        str(quad.object),
    )
