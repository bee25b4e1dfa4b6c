"""What is no syntax of RDF itself (OBO, OWL's own, OBO Graphs, SSSOM), read to RDF.

Each reader yields N-Triples, which the parser of syntax.reading takes on.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from doidkit.errors import SyntaxFault
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.owl.stream import Stream


def ntriples(
    stream: BinaryIO, format: GraphFormat, path: Path, declared: dict[str, str] | None = None
) -> Stream:
    """Return a document's RDF as a stream of N-Triples, made while it is read.

    The prefixes that it declares are added to ``declared``. Reading raises SyntaxFault with
    line and column.
    """
    prefixes = {} if declared is None else declared
    return Stream(_distinct(_chunks(stream, format, path, prefixes)))


def _distinct(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield each triple once: a document may say it of several terms, or twice."""
    said: set[bytes] = set()
    for chunk in chunks:
        lines = dict.fromkeys(chunk.splitlines(keepends=True))
        new = [line for line in lines if line not in said]
        said.update(new)
        yield b"".join(new)


def _chunks(
    stream: BinaryIO, format: GraphFormat, path: Path, declared: dict[str, str]
) -> Iterator[bytes]:
    if format is GraphFormat.OBO:
        from doidkit.syntax.obo import to_owl
        from doidkit.syntax.obo.reader import Document

        document = Document(text(stream, path), path)
        declared.update((c.values[0], c.values[1]) for c in document.header if c.tag == "idspace")
        return to_owl.ntriples(document)
    if format is GraphFormat.OBOGRAPHS:
        from doidkit.syntax.obographs import reader

        return reader.ntriples(text(stream, path), path)
    if format is GraphFormat.SSSOM:
        from doidkit.syntax.sssom import reader as sssom

        return sssom.ntriples(text(stream, path), path)
    from doidkit.syntax.owl import to_rdf

    if format is GraphFormat.OFN:
        from doidkit.syntax.ofn import reader as ofn

        return to_rdf.ntriples(ofn.statements(text(stream, path), path, declared), path)
    if format is GraphFormat.OMN:
        from doidkit.syntax.manchester import reader as omn

        return to_rdf.ntriples(omn.statements(text(stream, path), path, declared), path)
    from doidkit.syntax.owx import reader as owx

    return to_rdf.ntriples(owx.statements(stream, path, declared), path)


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
