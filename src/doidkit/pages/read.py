"""A term's page, read from an ontology."""

from doidkit import prefixes
from doidkit.ontology import Ontology
from doidkit.pages.facts import definition_sources
from doidkit.pages.finding import find
from doidkit.pages.page import Page
from doidkit.pages.recording import record

_DOCUMENTS = tuple(map(prefixes.expand, ("schema:isPartOf", "sssom:predicate_id")))


def page(ontology: Ontology, term: str) -> Page:
    """Return the page of what a name means, as ``pages.finding.find`` reads it.

    A term that a document is about gets the document whole, section by section; any other
    the statements in which it takes part. A statement, a work, a reference entry, a condition or
    a sign has a page of its own. Raises UnknownTermError with the nearest labels,
    AmbiguousTermError where several terms are meant alike.
    """
    found = ontology.term(find(ontology, term))
    said = record(ontology, found.iri)
    page = Page(
        term=found,
        definition_sources=definition_sources(said),
        added=(),
        sections=(),
        disclaimer="",
        record=said,
    )
    if not any(map(ontology.says, _DOCUMENTS)):  # as most files, which a dozen questions would cost
        return page
    from doidkit.pages.document import with_document

    return with_document(ontology, page)
