"""OBO, functional syntax, OWL/XML and OBO Graphs: read to RDF and written from it.

Each reader yields N-Triples, which the parser of engines.syntax takes on; each writer works
from OWL axioms that ``rdfowl`` finds in the triples.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from doidkit.engines.owlsyntax.stream import Stream
from doidkit.errors import SyntaxFault
from doidkit.formats import GraphFormat


def ntriples(
    stream: BinaryIO, format: GraphFormat, path: Path, declared: dict[str, str] | None = None
) -> BinaryIO:
    """Return an ontology document's RDF as a stream of N-Triples, made while it is read.

    The prefixes that it declares are added to ``declared``. Reading raises SyntaxFault with
    line and column.
    """
    prefixes = {} if declared is None else declared
    return cast(BinaryIO, Stream(_chunks(stream, format, path, prefixes)))


def _chunks(
    stream: BinaryIO, format: GraphFormat, path: Path, declared: dict[str, str]
) -> Iterator[bytes]:
    if format is GraphFormat.OBO:
        from doidkit.engines.owlsyntax import oboowl
        from doidkit.engines.owlsyntax.oboreader import Document

        return oboowl.ntriples(Document(text(stream, path), path))
    if format is GraphFormat.OBOGRAPHS:
        from doidkit.engines.owlsyntax import graphreader

        return graphreader.ntriples(text(stream, path), path)
    from doidkit.engines.owlsyntax import owlrdf

    if format is GraphFormat.OFN:
        from doidkit.engines.owlsyntax import ofnreader

        return owlrdf.ntriples(ofnreader.statements(text(stream, path), path, declared), path)
    from doidkit.engines.owlsyntax import owxreader

    return owlrdf.ntriples(owxreader.statements(stream, path, declared), path)


def text(stream: BinaryIO, path: Path) -> str:
    """Return a stream's text; SyntaxFault with line and column if it is not UTF-8."""
    data = stream.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise SyntaxFault(
            path, "this is not UTF-8 text", line=before.count(b"\n") + 1, column=column
        ) from error
