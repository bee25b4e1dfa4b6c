"""An ontology changed by SPARQL Update."""

from dataclasses import replace

from doidkit.documents import Document
from doidkit.documents.reading import parsed_lines
from doidkit.documents.writing import triples
from doidkit.sparql.updates import updated_triples


def changed(document: Document, update: str) -> Document:
    """Return an ontology after an update of its RDF; what it imports is neither seen nor changed.

    Raises QueryError for an update that is wrong, or that would reach the network.
    """
    lines = updated_triples(triples(document), update)
    found = parsed_lines(lines, prefixes=document.prefixes, format=document.format)
    direct = {*found.imports}
    kept = document.imported if direct >= {*document.imports} else ()
    return replace(found, imported=kept)
