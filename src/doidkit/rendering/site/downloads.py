"""A term's RDF as files.

Of a term it is its statements, what annotates them, and the names in them; of a disease that a
document is about all that the document says, too, and schema.org's view of it.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from doidkit import pages, prefixes
from doidkit.model import Triples
from doidkit.ontology import Ontology
from doidkit.pages import Page
from doidkit.rendering import condition, graph
from doidkit.syntax.canonical import canonical_triples
from doidkit.syntax.formats import GraphFormat
from doidkit.website import Site


def files(site: Site, page: Page) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a page's term by their endings."""
    iri = page.term.iri
    if any(iri == entry.iri for entry in site.terms.entries):
        described = Triples(pages.describe(site.ontology, iri))
        yield "ttl", graph.render(described, format=GraphFormat.TURTLE)
        yield "jsonld", condition.render(page, described)
        return
    found = triples(site.ontology, iri)
    yield "ttl", text(found, RdfFormat.TURTLE)
    yield "jsonld", text(found, RdfFormat.JSON_LD)


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
