"""Parsing and serialising RDF with pyoxigraph, streaming, lexical forms untouched."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from doidkit.errors import InputError, SyntaxFault
from doidkit.files import opened, require
from doidkit.formats import GraphFormat, graph_format
from doidkit.prefixes import PREFIXES, contract, prefix_of

OXIGRAPH_FORMAT = {
    GraphFormat.TURTLE: ox.RdfFormat.TURTLE,
    GraphFormat.NTRIPLES: ox.RdfFormat.N_TRIPLES,
    GraphFormat.NQUADS: ox.RdfFormat.N_QUADS,
    GraphFormat.TRIG: ox.RdfFormat.TRIG,
    GraphFormat.RDFXML: ox.RdfFormat.RDF_XML,
    GraphFormat.JSONLD: ox.RdfFormat.JSON_LD,
}

_HEADER = re.compile(rb"(?:@prefix .*\n)*")
# Literals are written on one line, so a line that ends in " ." ends its subject.
_END_OF_SUBJECT = re.compile(rb" \.\n(?!\}|\Z)")
_XML_NAME = re.compile(r"[^\W\d][\w.\-]*\Z")


def quads(path: Path, *, format: GraphFormat | None = None) -> Iterator[ox.Quad]:
    """Yield a file's quads; blank nodes get fresh labels, so files can be merged.

    The format is that of the extension unless given; .gz is uncompressed on the way. Raises
    SyntaxFault with line and column, InputError for a missing or unreadable file.
    """
    syntax = OXIGRAPH_FORMAT[format or graph_format(require(path))]
    with opened(path) as stream:
        try:
            yield from ox.parse(stream, syntax, rename_blank_nodes=True)
        except SyntaxError as error:
            raise fault(path, error) from error


def fault(path: Path | str, error: SyntaxError) -> SyntaxFault:
    """Return a parser's error as ours, located in the file."""
    reason = str(error.msg).split(": ", 1)[-1] if error.lineno else str(error.msg)
    if "LoadDocumentCallback" in reason:
        reason = "the JSON-LD refers to a context on the network, which doidkit does not fetch"
    return SyntaxFault(path, reason.rstrip("."), line=error.lineno, column=error.offset)


def serialize(statements: Sequence[ox.Triple] | Sequence[ox.Quad], *, format: GraphFormat) -> bytes:
    """Return triples or quads, in the order given, as UTF-8 text in one syntax.

    Only the well-known prefixes that occur are declared. Raises InputError where the syntax
    cannot say what the data holds: named graphs outside TriG, N-Quads and JSON-LD, or, in
    RDF/XML, a predicate whose IRI ends in no XML name.
    """
    if format is GraphFormat.RDFXML:
        _require_xml_names(statements)
    prefixes = _xml_prefixes(statements) if format is GraphFormat.RDFXML else _prefixes(statements)
    try:
        data = ox.serialize(statements, format=OXIGRAPH_FORMAT[format], prefixes=prefixes)
    except ValueError as error:
        if "named graphs" not in str(error):
            raise
        raise InputError(
            f"The data has named graphs, which {format.value} cannot hold; "
            "choose trig, nquads or jsonld."
        ) from error
    assert data is not None  # no output was given, so bytes come back
    if format in (GraphFormat.TURTLE, GraphFormat.TRIG):
        return _tidy(data)
    return data


def _tidy(data: bytes) -> bytes:
    """Sort the prefix declarations and set the subjects apart."""
    match = _HEADER.match(data)
    header = match.group() if match else b""
    lines = sorted(header.splitlines(keepends=True), key=lambda line: (line.lower(), line))
    body = _END_OF_SUBJECT.sub(rb" .\n\n", data[len(header) :])
    return b"".join([*lines, b"\n" if lines and body else b"", body])


def _prefixes(statements: Iterable[ox.Triple | ox.Quad]) -> dict[str, str]:
    used: set[str] = set()
    for iri in {iri for statement in statements for iri in _iris(statement)}:
        curie = contract(iri)
        if curie:
            used.add(curie.partition(":")[0])
    return {prefix: PREFIXES[prefix] for prefix in sorted(used)}


def _iris(statement: ox.Triple | ox.Quad) -> Iterator[str]:
    for term in statement:
        if isinstance(term, ox.NamedNode):
            yield term.value
        elif isinstance(term, ox.Literal):
            yield term.datatype.value
        elif isinstance(term, ox.Triple):
            yield from _iris(term)


def _xml_prefixes(statements: Iterable[ox.Triple | ox.Quad]) -> dict[str, str]:
    # XML names cannot start with a digit: obo:IAO_0000115 is one, IAO:0000115 is not.
    used: dict[str, str] = {}
    for iri in {statement.predicate.value for statement in statements}:
        name = _XML_NAME.search(iri)
        namespace = iri[: name.start()] if name else ""
        prefix = prefix_of(namespace)
        if prefix:
            used[prefix] = namespace
    return dict(sorted(used.items()))


def _require_xml_names(statements: Iterable[ox.Triple | ox.Quad]) -> None:
    # pyoxigraph 0.5.13 writes XML that is not well-formed for such a predicate.
    for statement in statements:
        if not _XML_NAME.search(statement.predicate.value):
            raise InputError(
                f"RDF/XML cannot write the predicate {statement.predicate}, which ends in no XML "
                "name; choose turtle or another format."
            )
