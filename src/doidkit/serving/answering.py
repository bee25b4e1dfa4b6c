"""A query's answer, in the format that the client wants: what a worker makes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from doidkit.model import RowStream, Stream, Triples, TripleStream
from doidkit.rendering import answers, data, graph
from doidkit.serving import negotiation
from doidkit.serving.datasets import with_dataset
from doidkit.serving.negotiation import HTML
from doidkit.serving.protocol import Asked
from doidkit.serving.replies import Draft, Head, Refused
from doidkit.sparql import querytext
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.tokens import tokens
from doidkit.syntax.canonical import canonical_triples
from doidkit.syntax.formats import GraphFormat, ResultFormat

if TYPE_CHECKING:
    from doidkit.serving.sitepages import SitePages

_JSON, _XML = ResultFormat.JSON, ResultFormat.XML
_TRUTHS = {
    _JSON.media_type: _JSON,
    "application/json": _JSON,
    _XML.media_type: _XML,
    "application/xml": _XML,
    "text/xml": _XML,
}
ROWS = {
    **_TRUTHS,
    ResultFormat.CSV.media_type: ResultFormat.CSV,
    ResultFormat.TSV.media_type: ResultFormat.TSV,
}
_RDF = (GraphFormat.TURTLE, GraphFormat.NTRIPLES, GraphFormat.JSONLD, GraphFormat.RDFXML)
GRAPHS = {format.media_type: format for format in _RDF}
_OFFERED = {"SELECT": tuple(ROWS), "ASK": tuple(_TRUTHS)}
FORMATS = {
    format.value: format.media_type
    for format in (_JSON, _XML, ResultFormat.CSV, ResultFormat.TSV, *_RDF)
}
"""The media type of each format that a request may name."""


def answer(site: "SitePages", asked: Asked, accept: str | None, base: str) -> Draft:
    """Return the answer of a query, whose relative IRIs are of ``base``.

    Raises Refused, and what the source raises.
    """
    text = _text(asked.query, base)
    form = querytext.form(text)
    media_type = _media_type(form, asked, accept)
    source = site.ontology.source
    assert isinstance(source, StoreSource), "no other is served"
    if asked.has_dataset:
        source = with_dataset(source, asked.default_graphs, asked.named_graphs)
    found = source.stream(text)
    head = Head(_with_charset(media_type), {"Vary": "Accept"})
    if media_type == HTML:
        from doidkit.serving.resultpage import result_page

        return Draft(head, result_page(site.links, asked, found))
    return Draft(head, _parts(found, media_type))


def _media_type(form: str, asked: Asked, accept: str | None) -> str:
    offered = _OFFERED.get(form, tuple(GRAPHS))
    if asked.format is None:
        return negotiation.chosen(accept, (*offered, HTML))
    named = FORMATS.get(asked.format, "")
    if named not in offered:
        names = ", ".join(name for name, each in FORMATS.items() if each in offered)
        raise Refused(406, f"The answer cannot be {asked.format}; there are {names}.")
    return named


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _parts(found: Stream, media_type: str) -> Iterator[bytes]:
    if isinstance(found, TripleStream):
        format = GRAPHS[media_type]
        if format is GraphFormat.NTRIPLES:
            return answers.stream(found, format=format.value)
        return iter([graph.render(Triples(canonical_triples(found)), format=format)])
    wanted = ROWS[media_type]
    if isinstance(found, RowStream) and wanted in (_JSON, _XML):
        return data.rows(found, format=wanted)
    return answers.stream(found, format=wanted.value)


def _text(query: str, base: str) -> str:
    """Return a query whose relative IRIs are told; Refused where it reaches another server."""
    relative = False
    for token in tokens(query):
        if token.keyword == "SERVICE":
            raise Refused(403, "The query has a SERVICE; this server asks no other one.")
        relative = relative or (token.kind == "iri" and ":" not in token.text)
    # On the first line, so that the number of a line in a message is the query's.
    return f"BASE <{base}> {query}" if relative else query
