"""Ontologies as what answers SPARQL."""

from itertools import chain

from pyoxigraph import NamedNode, Quad

from doidkit.documents.document import Document
from doidkit.documents.writing import quads
from doidkit.sparql.embedded import StoreSource


def source(document: Document, *, graphs: bool = False) -> StoreSource:
    """Return an ontology to be asked, without what it imports.

    With ``graphs`` that is there, too: each ontology is a named graph of its IRI, and the default
    graph is all of them.
    """
    if not graphs:
        return _loaded([*quads(document)])
    parts = [(each.iri, [*quads(each)]) for each in document.closure]
    named = [
        Quad(quad.subject, quad.predicate, quad.object, NamedNode(iri[1:-1]))
        for iri, found in parts
        for quad in found
        if iri
    ]
    return _loaded([*chain.from_iterable(found for _, found in parts), *named])


def _loaded(found: list[Quad]) -> StoreSource:
    made = StoreSource()
    made.extend(found)
    return made
