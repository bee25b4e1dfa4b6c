"""The RDF and result formats: each knows its name, media type, IRI and extensions."""

import enum
from pathlib import Path

from doidkit.errors import InputError


class GraphFormat(enum.Enum):
    """A syntax for triples or quads; the value is its name on the command line."""

    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    NQUADS = "nquads"
    TRIG = "trig"
    RDFXML = "rdfxml"
    JSONLD = "jsonld"

    @property
    def iri(self) -> str:
        """Return the IRI in the W3C registry of unique URIs for file formats."""
        return _GRAPH[self][0]

    @property
    def media_type(self) -> str:
        """Return the IANA media type."""
        return _GRAPH[self][1]

    @property
    def extensions(self) -> tuple[str, ...]:
        """Return the file extensions, the preferred one first, each with its dot."""
        return _GRAPH[self][2]

    @property
    def holds_named_graphs(self) -> bool:
        """Return True if the syntax can name graphs."""
        return self in (GraphFormat.NQUADS, GraphFormat.TRIG, GraphFormat.JSONLD)


_GRAPH: dict[GraphFormat, tuple[str, str, tuple[str, ...]]] = {
    GraphFormat.TURTLE: ("http://www.w3.org/ns/formats/Turtle", "text/turtle", (".ttl", ".turtle")),
    GraphFormat.NTRIPLES: (
        "http://www.w3.org/ns/formats/N-Triples",
        "application/n-triples",
        (".nt",),
    ),
    GraphFormat.NQUADS: ("http://www.w3.org/ns/formats/N-Quads", "application/n-quads", (".nq",)),
    GraphFormat.TRIG: ("http://www.w3.org/ns/formats/TriG", "application/trig", (".trig",)),
    GraphFormat.RDFXML: (
        "http://www.w3.org/ns/formats/RDF_XML",
        "application/rdf+xml",
        (".rdf", ".owl", ".xml"),
    ),
    GraphFormat.JSONLD: (
        "https://www.w3.org/ns/formats/data/JSON-LD",
        "application/ld+json",
        (".jsonld", ".json"),
    ),
}


class ResultFormat(enum.Enum):
    """A rendering of SELECT and ASK answers; the value is its name on the command line."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    MARKDOWN = "markdown"

    @property
    def iri(self) -> str | None:
        """Return the IRI in the W3C registry, None for the formats that people read."""
        name = {"csv": "CSV", "tsv": "TSV", "json": "JSON", "xml": "XML"}.get(self.value)
        return f"http://www.w3.org/ns/formats/SPARQL_Results_{name}" if name else None

    @property
    def media_type(self) -> str:
        """Return the IANA media type."""
        return _RESULT[self][0]

    @property
    def extensions(self) -> tuple[str, ...]:
        """Return the file extensions, the preferred one first, each with its dot."""
        return _RESULT[self][1]


_RESULT: dict[ResultFormat, tuple[str, tuple[str, ...]]] = {
    ResultFormat.TABLE: ("text/plain", (".txt",)),
    ResultFormat.CSV: ("text/csv", (".csv",)),
    ResultFormat.TSV: ("text/tab-separated-values", (".tsv",)),
    ResultFormat.JSON: ("application/sparql-results+json", (".srj", ".json")),
    ResultFormat.XML: ("application/sparql-results+xml", (".srx", ".xml")),
    ResultFormat.MARKDOWN: ("text/markdown", (".md",)),
}


def graph_format(path: Path | str) -> GraphFormat:
    """Return the RDF syntax that a file's extension names; a trailing .gz is looked through.

    Raises InputError for an extension that names none.
    """
    suffix = _suffix(Path(path))
    for candidate in GraphFormat:
        if suffix in candidate.extensions:
            return candidate
    known = ", ".join(ext for candidate in GraphFormat for ext in candidate.extensions)
    raise InputError(
        f'{path}: the extension "{suffix}" names no RDF format that doidkit reads or writes; '
        f"rename the file to one of {known}."
    )


def is_gzip(path: Path | str) -> bool:
    """Return True if the file's name says that it is compressed with gzip."""
    return Path(path).suffix.lower() == ".gz"


def _suffix(path: Path) -> str:
    if is_gzip(path):
        path = path.with_suffix("")
    return path.suffix.lower()
