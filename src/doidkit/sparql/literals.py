"""Literals that a store would change, marked so that it does not: ``forms`` tells queries so."""

import functools
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from doidkit.model import RdfTerm

XSD = "http://www.w3.org/2001/XMLSchema#"
MARK = "urn:doidkit:written:"
"""The datatype of a marked literal begins so, and ends with the one that is written."""
_NODE = ox.NamedNode("urn:n")
_ASIDE = frozenset({"string", "anyURI", "language", "token", "normalizedString", "Name"})


def marked(term: RdfTerm) -> RdfTerm:
    """Return a literal that the store would change as one that it would not; else the term.

    >>> marked(ox.Literal("007", datatype=ox.NamedNode(XSD + "integer"))).value
    '007'
    """
    if not isinstance(term, ox.Literal) or not changes(term):
        return term
    return ox.Literal(term.value, datatype=ox.NamedNode(MARK + term.datatype.value))


def restored(term: RdfTerm | None) -> RdfTerm | None:
    """Return a term as it is written."""
    if isinstance(term, ox.Literal) and term.datatype.value.startswith(MARK):
        datatype = ox.NamedNode(term.datatype.value.removeprefix(MARK))
        return ox.Literal(term.value, datatype=datatype)
    return term


def marked_quads(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield statements with their objects marked."""
    for quad in quads:
        given = quad.object  # each time another object, so that only this one is the same
        term = marked(given)
        if term is given:
            yield quad
        else:
            yield ox.Quad(quad.subject, quad.predicate, term, quad.graph_name)


def restored_quad(quad: ox.Quad) -> ox.Quad:
    """Return a statement as it is written."""
    given = quad.object
    term = restored(given)
    if term is None or term is given:
        return quad
    return ox.Quad(quad.subject, quad.predicate, term, quad.graph_name)


def restored_triple(triple: ox.Triple) -> ox.Triple:
    """Return a triple as it is written."""
    given = triple.object
    term = restored(given)
    if term is None or term is given:
        return triple
    return ox.Triple(triple.subject, triple.predicate, term)


def changes(literal: ox.Literal) -> bool:
    """Return True if the store keeps another literal instead."""
    name = literal.datatype.value
    if not name.startswith(XSD) or name[len(XSD) :] in _ASIDE:
        return False
    return _stored(literal) != literal


@functools.lru_cache(maxsize=100_000)
def _stored(literal: ox.Literal) -> RdfTerm:
    """Return what the store makes of a literal."""
    store = ox.Store()
    store.add(ox.Quad(_NODE, _NODE, literal))
    found: RdfTerm = next(iter(store)).object
    return found
