"""Terms and triples between pyoxigraph and rdflib, lexical forms unaltered.

rdflib rewrites literals when it makes them (``"007"`` to ``7``) and compares ``"x"`` and
``"x"^^xsd:string`` as two; here the first never happens and the second form never arises.
"""

from collections.abc import Iterable

import pyoxigraph as ox
import rdflib
from rdflib.term import Node

from doidkit.errors import InputError
from doidkit.model import RdfTerm
from doidkit.terms import XSD_BOOLEAN, XSD_STRING

_BOOLEANS = frozenset({"true", "false", "1", "0"})


def graph(triples: Iterable[ox.Triple], *, scope: str) -> rdflib.Graph:
    """Return an rdflib graph; ``scope`` starts its blank node labels, to tell graphs apart.

    Raises InputError for RDF 1.2 terms, which rdflib cannot hold.
    """
    made = rdflib.Graph(bind_namespaces="none")
    for triple in triples:
        s, p, o = (to_rdflib(term, scope=scope) for term in triple)
        made.add((s, p, o))
    return made


def triples(source: rdflib.Graph) -> list[ox.Triple]:
    """Return an rdflib graph's triples; blank node labels stay."""
    return [
        ox.Triple(from_rdflib(s), from_rdflib(p), from_rdflib(o))  # type: ignore[arg-type]
        for s, p, o in source
    ]


def to_rdflib(term: RdfTerm, *, scope: str = "") -> Node:
    """Return an rdflib term; InputError for a triple term or a base direction."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(scope + term.value)
    if isinstance(term, ox.Triple) or term.direction is not None:
        raise InputError(f"{term} is RDF 1.2, which this engine does not know; leave it out.")
    return _literal(term)


def from_rdflib(term: Node) -> RdfTerm:
    """Return a pyoxigraph term."""
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, rdflib.Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        datatype = ox.NamedNode(str(term.datatype)) if term.datatype else None
        return ox.Literal(str(term), datatype=datatype)
    return ox.NamedNode(str(term))


def _literal(term: ox.Literal) -> rdflib.Literal:
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value == XSD_STRING:
        return rdflib.Literal(term.value)
    datatype = rdflib.URIRef(term.datatype.value)
    literal = rdflib.Literal(term.value, datatype=datatype, normalize=False)
    if term.datatype.value == XSD_BOOLEAN and term.value not in _BOOLEANS:
        # rdflib takes any text for False, so that sh:datatype would let it pass.
        literal._value, literal._ill_typed = None, True
    return literal
