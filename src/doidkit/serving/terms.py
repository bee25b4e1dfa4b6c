"""A term at its address: as a page or as RDF, whichever the client wants."""

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from pyoxigraph import NamedNode

from doidkit import pages, prefixes
from doidkit.model import Triples
from doidkit.rendering import graph
from doidkit.serving import negotiation
from doidkit.serving.addresses import HOME, address
from doidkit.serving.answering import GRAPHS
from doidkit.serving.negotiation import HTML
from doidkit.serving.replies import Draft, Head, Refused

if TYPE_CHECKING:
    from doidkit.ontology import Ontology
    from doidkit.serving.sitepages import SitePages

SUFFIXES = {
    "html": HTML,
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
"""The media type of each document of a term, by its suffix; the first is the default."""


def document(site: "SitePages", name: str, accept: str | None) -> Draft:
    """Return the document of a term that a client wants, or the way to the term's address.

    Raises Refused for a format that there is none of, UnknownTermError for no term.
    """
    ontology = site.ontology
    called, suffix = _without_suffix(ontology, name)
    media_type = SUFFIXES.get(suffix, "")
    iri = pages.find(ontology, called)
    if quote(called, safe=":/") != address(iri).removeprefix(HOME):
        return _see(address(iri, suffix))
    if not media_type:
        media_type = negotiation.chosen(accept, tuple(SUFFIXES.values()))
    if media_type == HTML and (place := site.place(iri)):
        return _see(place)
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    headers = {"Link": _links(iri, media_type), "Vary": "Accept"}
    own = next(suffix for suffix, each in SUFFIXES.items() if each == media_type)
    headers["Content-Location"] = address(iri, own)
    return Draft(Head(media_type + charset, headers), [_body(site, iri, media_type)])


def _without_suffix(ontology: "Ontology", name: str) -> tuple[str, str]:
    stem, _, suffix = name.rpartition(".")
    if not stem or suffix not in SUFFIXES:
        return name, ""
    if prefixes.is_iri(name) and _is_known(ontology, name):
        return name, ""  # an IRI that ends so itself
    return stem, suffix


def elsewhere(site: "SitePages", path: str, accept: str | None) -> Draft:
    """Return what is at another path: a page of the site, or the way to a term's address.

    The latter where a term's IRI has that path, as behind a proxy for its host: such an IRI names
    the term itself, of which the page is a description (303).
    """
    name = path.removeprefix("/") or "index.html"
    stem, _, suffix = name.removeprefix("terms/").partition(".")
    if name.startswith("terms/") and (iri := site.iri(stem)):
        own = address(iri, suffix).removeprefix(HOME)
        return document(site, own, accept)
    if (page := site.file(name)) is not None:
        return page
    for namespace in prefixes.PREFIXES.values():
        parts = urlsplit(namespace)
        if not parts.fragment and path.startswith(parts.path) and len(path) > len(parts.path) > 1:
            iri = f"{parts.scheme}://{parts.netloc}{path}"
            if prefixes.is_iri(iri) and _is_known(site.ontology, iri):
                return _see(address(iri))
    raise Refused(404, "There is nothing at this address.")


def _is_known(ontology: "Ontology", iri: str) -> bool:
    try:
        return ontology.source.ask(_KNOWN, bindings={"term": NamedNode(iri)})
    except ValueError:  # it is no IRI
        return False


def _see(place: str) -> Draft:
    return Draft(Head("text/plain; charset=utf-8", {"Location": place}, 303), [place.encode()])


def _links(iri: str, media_type: str) -> str:
    """Return what the document is about, and its alternatives (RFC 8288, RFC 6892)."""
    others = (
        f'<{address(iri, suffix)}>; rel="alternate"; type="{each}"'
        for suffix, each in SUFFIXES.items()
        if each != media_type
    )
    return ", ".join((f'<{quote(iri, safe=_IRI)}>; rel="describes"', *others))


_KNOWN = "ASK { { $term ?p ?o } UNION { ?s ?q $term } }"
_IRI = ":/?#[]@!$&'()*+,;=%~"


def _body(site: "SitePages", iri: str, media_type: str) -> bytes:
    if media_type == HTML:
        return site.term(iri)
    triples = Triples(pages.describe(site.ontology, iri))
    return graph.render(triples, format=GRAPHS[media_type])
