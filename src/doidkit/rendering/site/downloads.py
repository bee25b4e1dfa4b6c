"""A term's own RDF as files: its statements, what annotates them, and the names in them."""

from collections.abc import Iterable

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from doidkit import prefixes
from doidkit.ontology import Ontology
from doidkit.pages.fetched import nearby
from doidkit.syntax.canonical import canonical_triples


def triples(ontology: Ontology, iri: str) -> tuple[Triple, ...]:
    """Return the statements of a term, of its blank nodes and annotations, in one order."""
    term = NamedNode(iri)
    return canonical_triples(nearby(ontology.source, [term]).about(term))


def text(found: Iterable[Triple], syntax: RdfFormat) -> bytes:
    """Return triples in one syntax, the well-known prefixes that occur declared."""
    each = list(found)
    named = {
        curie.partition(":")[0]
        for triple in each
        for part in (*triple, getattr(triple.object, "datatype", None))
        if isinstance(part, NamedNode) and (curie := prefixes.contract(part.value))
    }
    declared = {prefix: prefixes.PREFIXES[prefix] for prefix in sorted(named)}
    written = serialize(each, format=syntax, prefixes=declared)
    assert written is not None, "only None where there is a file to write to"
    return written
