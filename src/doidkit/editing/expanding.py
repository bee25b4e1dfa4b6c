"""Macros: axioms that a property's SPARQL CONSTRUCT makes of the statements with it.

Source: OMO:0002000, "defined by construct"; ROBOT's documentation, page expand.
"""

from collections.abc import Collection
from dataclasses import replace

from pyoxigraph import Quad

from doidkit.documents import Document, parsed
from doidkit.documents.writing import quads
from doidkit.errors import InputError, QueryError
from doidkit.prefixes import expand
from doidkit.sparql.embedded import StoreSource
from doidkit.syntax.ofn.writer import notes, operands, value
from doidkit.syntax.owl.expressions import Call

_CONSTRUCT = f"<{expand('OMO:0002000')}>"
_SOURCE = f"<{expand('dcterms:source')}>"


def expanded(
    document: Document,
    *,
    only: Collection[str] = (),
    without: Collection[str] = (),
    annotated: bool = False,
    alone: bool = False,
) -> Document:
    """Return an ontology with what its macros say, and those of what it imports.

    ``only`` and ``without`` choose properties, as ``<iri>``. With ``annotated`` each new axiom says
    by dcterms:source which property it is from; with ``alone`` nothing else is left. No macro sees
    what another one made. Raises InputError for a query that is none.
    """
    macros = sorted(
        (operands(axiom)[1], value(operands(axiom)[2]))
        for axiom in document.everything
        if axiom[0] == "AnnotationAssertion"
        and operands(axiom)[0] == _CONSTRUCT
        and operands(axiom)[1][:1] == "<"
        and operands(axiom)[2][:1] == '"'
    )
    chosen = [
        (term, query)
        for term, query in macros
        if (not only or term in only) and term not in without
    ]
    if not chosen:
        return replace(document, axioms=frozenset()) if alone else document
    source = StoreSource()
    for each in document.closure:
        source.extend(quads(each))
    made: set[Call] = set()
    for term, query in chosen:
        found = _made(source, term, query)
        made |= {_annotated(axiom, term) for axiom in found} if annotated else found
    return document.with_axioms(made if alone else document.axioms | made)


def _made(source: StoreSource, term: str, query: str) -> frozenset[Call]:
    try:
        return parsed(Quad(*triple) for triple in source.construct(query)).axioms
    except QueryError as error:
        name = term[1:-1]
        raise InputError(f"The query that defines {name} cannot be used: {error}") from error


def _annotated(axiom: Call, term: str) -> Call:
    note = ("Annotation", _SOURCE, term)
    return (axiom[0], *sorted({*notes(axiom), note}, key=str), *operands(axiom))
