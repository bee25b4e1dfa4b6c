"""Terms and triples between pyoxigraph and rdflib, lexical forms unaltered.

rdflib rewrites literals when it makes them (``"007"`` to ``7``) and compares ``"x"`` and
``"x"^^xsd:string`` as two; here the first never happens and the second form never arises.
"""

import re
from collections.abc import Iterable

import pyoxigraph as ox
import rdflib
from rdflib.term import Node

from doidkit.errors import InputError
from doidkit.model import RdfTerm
from doidkit.prefixes import expand
from doidkit.terms import XSD_STRING

_TIME = r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?"
_ZONE = r"(Z|[+-]\d\d:\d\d)?"
_NUMBER = r"[+-]?(\d+(\.\d*)?|\.\d+)"
# rdflib reads more than these datatypes allow: any text as False, 1_000 as an integer, a day
# as a dateTime. Such a literal would pass sh:datatype.
_LEXICAL = {
    expand(name): re.compile(pattern, re.ASCII)
    for name, pattern in {
        "xsd:boolean": "true|false|1|0",
        "xsd:integer": r"[+-]?\d+",
        "xsd:decimal": _NUMBER,
        "xsd:double": rf"{_NUMBER}([eE][+-]?\d+)?|[+-]?INF|NaN",
        "xsd:float": rf"{_NUMBER}([eE][+-]?\d+)?|[+-]?INF|NaN",
        "xsd:date": rf"-?\d{{4,}}-\d\d-\d\d{_ZONE}",
        "xsd:dateTime": rf"-?\d{{4,}}-\d\d-\d\dT({_TIME}|24:00:00(\.0+)?){_ZONE}",
    }.items()
}


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
    allowed = _LEXICAL.get(term.datatype.value)
    if allowed and not allowed.fullmatch(term.value):
        literal._value, literal._ill_typed = None, True
    return literal
