"""The RDF, OWL and result formats: each knows its name, media type, IRI and extensions."""

import enum
from pathlib import Path

from doidkit.errors import InputError


class GraphFormat(enum.Enum):
    """A syntax for RDF, an ontology or mappings; the value is its name on the command line."""

    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    NQUADS = "nquads"
    TRIG = "trig"
    RDFXML = "rdfxml"
    JSONLD = "jsonld"
    OBO = "obo"
    OFN = "ofn"
    OMN = "omn"
    OWX = "owx"
    OBOGRAPHS = "obographs"
    SSSOM = "sssom"

    @property
    def iri(self) -> str:
        """Return the IRI in the W3C registry of unique URIs for file formats, or the home page."""
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
    def is_rdf(self) -> bool:
        """Return True for a syntax of RDF itself, False for one that is mapped to it."""
        return self not in _MAPPED

    @property
    def is_written(self) -> bool:
        """Return True for a syntax that doidkit writes, too, False for one that it only reads."""
        return self is not GraphFormat.SSSOM

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
    GraphFormat.OBO: (
        "https://owlcollab.github.io/oboformat/doc/obo-syntax.html",
        "text/obo",
        (".obo",),
    ),
    GraphFormat.OFN: (
        "http://www.w3.org/ns/formats/OWL_Functional",
        "text/owl-functional",
        (".ofn", ".fss"),
    ),
    GraphFormat.OMN: (
        "http://www.w3.org/ns/formats/OWL_Manchester",
        "text/owl-manchester",
        (".omn",),
    ),
    GraphFormat.OWX: ("http://www.w3.org/ns/formats/OWL_XML", "application/owl+xml", (".owx",)),
    GraphFormat.OBOGRAPHS: (
        "https://github.com/geneontology/obographs",
        "application/obographs+json",
        (".obographs", ".json"),
    ),
    GraphFormat.SSSOM: (
        "https://mapping-commons.github.io/sssom/tsv/",
        "text/tab-separated-values",
        (".tsv",),
    ),
}
_MAPPED = frozenset(
    {
        GraphFormat.OBO,
        GraphFormat.OFN,
        GraphFormat.OMN,
        GraphFormat.OWX,
        GraphFormat.OBOGRAPHS,
        GraphFormat.SSSOM,
    }
)


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


def named_format(path: Path | str) -> GraphFormat | None:
    """Return the format that a file's extension names, None if it names none."""
    suffix = _suffix(Path(path))
    return next((known for known in GraphFormat if suffix in known.extensions), None)


def graph_format(path: Path | str) -> GraphFormat:
    """Return the format that a file's extension names; .gz, .bz2 and .xz are looked through.

    Raises InputError for an extension that names none.
    """
    named = named_format(path)
    if named:
        return named
    known = ", ".join(dict.fromkeys(ext for each in GraphFormat for ext in each.extensions))
    suffix = _suffix(Path(path))
    said = f'the extension "{suffix}" names no format that doidkit reads or writes'
    told = said if suffix else "nothing tells its format"
    raise InputError(f"{path}: {told}; rename the file to one of {known}.")


def written_format(path: Path | str) -> GraphFormat:
    """Return the format of a file to write; raises as ``graph_format``, and where it is read only.

    SSSOM tables hold mappings and nothing else, so no ontology is written as one. A device or a
    pipe, whose name tells nothing, gets Turtle.
    """
    if named_format(path) is None and Path(path).exists() and not Path(path).is_file():
        return GraphFormat.TURTLE
    named = graph_format(path)
    if named.is_written:
        return named
    known = ", ".join(each.extensions[0] for each in GraphFormat if each.is_written)
    raise InputError(
        f"{path}: {named.value} is read, not written; name a file that ends in one of {known}."
    )


def compression(path: Path | str) -> str:
    """Return .gz, .bz2 or .xz if the file's name ends so, else ""."""
    suffix = Path(path).suffix.lower()
    return suffix if suffix in _COMPRESSED else ""


_COMPRESSED = (".gz", ".bz2", ".xz")


def _suffix(path: Path) -> str:
    if compression(path):
        path = path.with_suffix("")
    return path.suffix.lower()
