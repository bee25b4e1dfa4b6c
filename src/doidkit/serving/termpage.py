"""A term's page as HTML."""

from typing import TYPE_CHECKING

from doidkit import pages
from doidkit.rendering import page as text
from doidkit.serving import webpages

if TYPE_CHECKING:
    from doidkit.ontology import Ontology


def page(ontology: "Ontology", iri: str) -> bytes:
    """Return a term's page."""
    found = pages.page(ontology, iri)
    return webpages.render("term.html", title=iri, text=text.render(found, width=None))
