"""A term's entry in each format that ``show`` has; what a format needs is imported with it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from doidkit.syntax.formats import GraphFormat

if TYPE_CHECKING:
    from doidkit.ontology import Ontology

Renderer = Callable[["Ontology", str, int | None], str | bytes]
"""From an ontology, a name and the columns of the terminal, None in a pipe, to the entry."""


def _text(ontology: "Ontology", term: str, width: int | None) -> str:
    from doidkit import pages
    from doidkit.rendering import page

    return page.render(pages.page(ontology, term), width=width)


def _markdown(ontology: "Ontology", term: str, _: int | None) -> str:
    from doidkit import pages
    from doidkit.rendering import page_markdown

    return page_markdown.render(pages.page(ontology, term))


def _html(ontology: "Ontology", term: str, _: int | None) -> str:
    from doidkit import pages, website
    from doidkit.rendering import site

    found = pages.page(ontology, term)
    return site.alone(found, website.surroundings(ontology, found))


def _turtle(ontology: "Ontology", term: str, _: int | None) -> bytes:
    from doidkit import pages
    from doidkit.model import Triples
    from doidkit.rendering import graph

    return graph.render(Triples(pages.describe(ontology, term)), format=GraphFormat.TURTLE)


def _jsonld(ontology: "Ontology", term: str, _: int | None) -> bytes:
    from doidkit import pages
    from doidkit.model import Triples
    from doidkit.rendering import condition

    triples = Triples(pages.describe(ontology, term))
    return condition.render(pages.page(ontology, term), triples)


FORMATS: dict[str, Renderer] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    GraphFormat.TURTLE.value: _turtle,
    GraphFormat.JSONLD.value: _jsonld,
}
