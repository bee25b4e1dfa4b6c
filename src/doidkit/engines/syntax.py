"""Parsing RDF with pyoxigraph, streaming, lexical forms untouched; OBO and OWL become RDF."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

import pyoxigraph as ox

from doidkit.engines.owlsyntax import ntriples
from doidkit.errors import InputError, SyntaxFault
from doidkit.files import STANDARD_INPUT, address, opened
from doidkit.formats import GraphFormat
from doidkit.sniffing import sniffed_format

OXIGRAPH_FORMAT = {
    GraphFormat.TURTLE: ox.RdfFormat.TURTLE,
    GraphFormat.NTRIPLES: ox.RdfFormat.N_TRIPLES,
    GraphFormat.NQUADS: ox.RdfFormat.N_QUADS,
    GraphFormat.TRIG: ox.RdfFormat.TRIG,
    GraphFormat.RDFXML: ox.RdfFormat.RDF_XML,
    GraphFormat.JSONLD: ox.RdfFormat.JSON_LD,
}


_SMALL = 4096  # bytes; a file without triples is smaller


def quads(
    path: Path, *, format: GraphFormat | None = None, declared: dict[str, str] | None = None
) -> Iterator[ox.Quad]:
    """Yield a file's quads; blank nodes get fresh labels, so files can be merged.

    Any format is read, OBO and OWL's own included, compressed or not; it is found by looking
    unless given. The prefixes that the file declares are added to ``declared`` once it is read.
    Raises SyntaxFault with line and column, InputError for a missing, unreadable or empty file.
    """
    with rdf(path, format=format, declared=declared) as (stream, syntax):
        parser = ox.parse(stream, syntax, rename_blank_nodes=True)
        first = next(parser, None)
        if declared is not None:
            declared.update(parser.prefixes)  # of RDF/XML they are known in its element only
        if first is not None:
            yield first
        yield from parser
        if declared is not None:
            declared.update(parser.prefixes)


@contextmanager
def rdf(
    path: Path, *, format: GraphFormat | None = None, declared: dict[str, str] | None = None
) -> Iterator[tuple[BinaryIO, ox.RdfFormat]]:
    """Open any file as a stream of RDF and its syntax; errors inside are located in the file.

    While OWL's own syntaxes are read, their prefixes are added to ``declared``.
    """
    with opened(path) as stream:
        head = stream.peek(_SMALL)
        known = format or sniffed_format(path, head)
        try:
            if known.is_rdf:
                syntax = OXIGRAPH_FORMAT[known]
                _refuse_no_triples(path, head, syntax)
                yield stream, syntax
            else:
                yield ntriples(stream, known, path, declared), ox.RdfFormat.N_TRIPLES
        except SyntaxError as error:
            raise fault(path, error) from error


def _refuse_no_triples(path: Path, head: bytes, syntax: ox.RdfFormat) -> None:
    if len(head) >= _SMALL or path == STANDARD_INPUT or address(path):
        return
    if not any(True for _ in ox.parse(head, syntax)):
        raise InputError(f"{path}: holds no triples; name a file with data.")


def fault(path: Path | str, error: SyntaxError) -> SyntaxFault:
    """Return a parser's error as ours, located in the file."""
    reason = str(error.msg).split(": ", 1)[-1] if error.lineno else str(error.msg)
    if "nvalid UTF-8" in str(error.msg) or "using UTF-8" in reason:
        reason = "this is not UTF-8 text"
    if "LoadDocumentCallback" in reason:
        reason = "the JSON-LD refers to a context on the network, which doidkit does not fetch"
    line, column = (error.lineno, error.offset) if error.lineno else _xml_place(Path(path))
    return SyntaxFault(path, reason.rstrip("."), line=line, column=column)


def _xml_place(path: Path) -> tuple[int | None, int | None]:
    """Return where XML stops being well-formed; pyoxigraph 0.5 does not say it for RDF/XML."""
    if path == STANDARD_INPUT or address(path):
        return None, None
    parser = expat.ParserCreate()
    try:
        with opened(path) as stream:
            parser.ParseFile(stream)
    except expat.ExpatError as error:
        return error.lineno, error.offset + 1
    return None, None
