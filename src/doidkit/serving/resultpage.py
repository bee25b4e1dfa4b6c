"""A query's answer as a page: a table of links that needs no script."""

from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urlencode

import pyoxigraph as ox

from doidkit.model import RdfTerm, RowStream, Stream
from doidkit.rendering.site.links import Links
from doidkit.rendering.terms import plain
from doidkit.serving import webpages
from doidkit.serving.addresses import ENDPOINT, address
from doidkit.serving.protocol import Asked

_SHOWN = 1000  # rows: a page of more is none to read


def result_page(links: Links, asked: Asked, found: Stream) -> Iterator[bytes]:
    """Yield the page of an answer: its first rows, how many there are, and links to all."""
    names: tuple[str, ...] = ("subject", "predicate", "object")
    formats: tuple[str, ...] = ("turtle", "ntriples", "jsonld", "rdfxml")
    rows: list[tuple[RdfTerm | None, ...]] = []
    more = 0
    if isinstance(found, bool):
        formats, names = ("json", "xml"), ()
    else:
        if isinstance(found, RowStream):
            formats, names = ("json", "csv", "tsv", "xml"), found.variables
        each: Iterator[Iterable[RdfTerm | None]] = iter(found)
        rows = [tuple(row) for row in islice(each, _SHOWN)]
        more = sum(1 for _ in each)
    yield webpages.render(
        "results.html",
        links,
        asked=asked,
        truth=found if isinstance(found, bool) else None,
        names=names,
        rows=[[_cell(term) for term in row] for row in rows],
        number=len(rows) + more,
        more=more,
        downloads=[(name, _link(asked, name)) for name in formats],
    )


def _cell(term: RdfTerm | None) -> tuple[str, str]:
    """Return a term's text, and its address if it is an IRI."""
    return plain(term), address(term.value) if isinstance(term, ox.NamedNode) else ""


def _link(asked: Asked, format: str) -> str:
    graphs = [("default-graph-uri", iri) for iri in asked.default_graphs]
    graphs += [("named-graph-uri", iri) for iri in asked.named_graphs]
    return f"{ENDPOINT}?" + urlencode([("query", asked.query), *graphs, ("format", format)])
