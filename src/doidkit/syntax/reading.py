"""Parsing RDF with pyoxigraph, streaming, lexical forms untouched; what is no RDF becomes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import pyoxigraph as ox

from doidkit.errors import InputError
from doidkit.syntax.files import is_kept, opened
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.owltext import ntriples
from doidkit.syntax.recording import LOCATED, Recorded
from doidkit.syntax.sniffing import sniffed_format

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

    Any format is read, OBO, OWL's own and SSSOM included, compressed or not; it is found by looking
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
        text: BinaryIO = stream
        if known not in LOCATED and not is_kept(path):
            text = cast(BinaryIO, Recorded(stream))
        try:
            if known.is_rdf:
                syntax = OXIGRAPH_FORMAT[known]
                _refuse_no_triples(path, head, syntax)
                yield text, syntax
            else:
                yield ntriples(text, known, path, declared), ox.RdfFormat.N_TRIPLES
        except SyntaxError as error:
            from doidkit.syntax.faults import located

            raise located(path, error, known, text) from error
        finally:
            if isinstance(text, Recorded):
                text.close()


def _refuse_no_triples(path: Path, head: bytes, syntax: ox.RdfFormat) -> None:
    if len(head) >= _SMALL or not is_kept(path):
        return
    if not any(True for _ in ox.parse(head, syntax)):
        raise InputError(f"{path}: holds no triples; name a file with data.")
