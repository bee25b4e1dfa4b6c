"""A term's own RDF as files: its statements, what annotates them, and the names in them."""

from collections.abc import Iterable
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from doidkit import prefixes
from doidkit.ontology import Ontology
from doidkit.syntax.canonical import canonical_triples


def triples(ontology: Ontology, iri: str) -> tuple[Triple, ...]:
    """Return the statements of a term, of its blank nodes and annotations, in one order."""
    return canonical_triples(ontology.near(iri).about(NamedNode(iri)))


def text(found: Iterable[Triple], syntax: RdfFormat) -> bytes:
    """Return triples in one syntax, the well-known prefixes that occur declared."""
    each = list(found)
    terms = {part.value for triple in each for part in triple if isinstance(part, NamedNode)}
    terms |= {t.object.datatype.value for t in each if isinstance(t.object, Literal)}
    named = {prefix for prefix in map(_prefix, terms) if prefix}
    declared = {prefix: prefixes.PREFIXES[prefix] for prefix in sorted(named)}
    written = serialize(each, format=syntax, prefixes=declared)
    assert written is not None, "only None where there is a file to write to"
    return written


@cache
def _prefix(iri: str) -> str:
    return (prefixes.contract(iri) or "").partition(":")[0]
