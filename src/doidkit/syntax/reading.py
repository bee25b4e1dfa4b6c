"""Parsing RDF with pyoxigraph, streaming, lexical forms untouched; what is no RDF becomes it."""

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

import pyoxigraph as ox

from doidkit.errors import InputError
from doidkit.syntax import options
from doidkit.syntax.depth import require_shallow
from doidkit.syntax.files import opened
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.iris import base_of
from doidkit.syntax.owltext import ntriples
from doidkit.syntax.recording import LOCATED, Replayable
from doidkit.syntax.sniffing import sniffed
from doidkit.syntax.statements import lines
from doidkit.syntax.utf8 import Utf8

OXIGRAPH_FORMAT = {
    GraphFormat.TURTLE: ox.RdfFormat.TURTLE,
    GraphFormat.NTRIPLES: ox.RdfFormat.N_TRIPLES,
    GraphFormat.NQUADS: ox.RdfFormat.N_QUADS,
    GraphFormat.TRIG: ox.RdfFormat.TRIG,
    GraphFormat.RDFXML: ox.RdfFormat.RDF_XML,
    GraphFormat.JSONLD: ox.RdfFormat.JSON_LD,
}
_WITHOUT_BASE = (GraphFormat.NTRIPLES, GraphFormat.NQUADS)


class Rdf(NamedTuple):
    """RDF to be parsed: its bytes, its syntax, and the IRI that relative ones are of."""

    stream: BinaryIO
    syntax: ox.RdfFormat
    base: str | None


def quads(
    path: Path, *, format: GraphFormat | None = None, declared: dict[str, str] | None = None
) -> Iterator[ox.Quad]:
    """Yield a file's quads; blank nodes get fresh labels, so files can be merged.

    Any format is read, OBO, OWL's own and SSSOM included, compressed or not; it is found by looking
    unless given. The prefixes that the file declares are added to ``declared`` once it is read.
    Raises SyntaxFault with line and column, InputError for a missing, unreadable or empty file.
    """
    with _parsed(path, format, declared) as found:
        yield from found


def statements(
    path: Path, *, format: GraphFormat | None = None, declared: dict[str, str] | None = None
) -> list[bytes]:
    """Return a file's quads as lines of N-Quads without final dots (``syntax.statements``).

    It is what ``quads`` yields, in half the time; raises as that.
    """
    with _parsed(path, format, declared) as found:
        return lines(found)


@contextmanager
def _parsed(
    path: Path, format: GraphFormat | None, declared: dict[str, str] | None
) -> Iterator[Iterable[ox.Quad]]:
    with rdf(path, format=format, declared=declared) as source:
        parser = ox.parse(
            source.stream, source.syntax, base_iri=source.base, rename_blank_nodes=True
        )
        first = [*islice(parser, 1)]
        if declared is not None:
            _declare(
                declared, parser.prefixes, source.syntax
            )  # of RDF/XML they are known in its element only
        yield chain(first, parser)
        if declared is not None:
            _declare(declared, parser.prefixes, source.syntax)


def _declare(declared: dict[str, str], found: Mapping[str, str], syntax: ox.RdfFormat) -> None:
    # In XML the default prefix holds within an element; rdf() declares that of the document.
    inner = syntax == ox.RdfFormat.RDF_XML
    declared.update({prefix: iri for prefix, iri in found.items() if prefix or not inner})


@contextmanager
def rdf(
    path: Path, *, format: GraphFormat | None = None, declared: dict[str, str] | None = None
) -> Iterator[Rdf]:
    """Open any file as RDF; errors inside are located in the file.

    While OWL's own syntaxes are read, their prefixes are added to ``declared``. RDF/XML is
    well-formed when it comes from here. Raises InputError for a file without one triple.
    """
    with opened(path) as opening, _rdf(path, opening, format, declared) as found:
        yield found


def quads_in(data: bytes, path: Path, format: GraphFormat) -> list[ox.Quad]:
    """Return the quads of a document that is at hand, as it were the file at a path.

    Blank nodes get fresh labels, so that they go with what was read before. Raises as ``quads``.
    """
    with _rdf(path, io.BytesIO(data), format, None) as source:
        found = ox.parse(
            source.stream, source.syntax, base_iri=source.base, rename_blank_nodes=True
        )
        return list(found)


@contextmanager
def _rdf(
    path: Path, opening: BinaryIO, format: GraphFormat | None, declared: dict[str, str] | None
) -> Iterator[Rdf]:
    stream = Replayable(opening)
    known = format or sniffed(path, stream)
    try:
        yield _source(path, stream, known, declared)
    except SyntaxError as error:
        from doidkit.syntax.faults import located

        raise located(path, error, known, stream) from error
    except MemoryError as error:  # what pyoxigraph raises at its limit, not the system's
        raise InputError(
            f"{path}: one value in it has more than 16 MB, which is more than doidkit reads; "
            "shorten it, or keep such content in a file of its own and refer to that."
        ) from error
    finally:
        stream.close()


def _source(
    path: Path, stream: Replayable, known: GraphFormat, declared: dict[str, str] | None
) -> Rdf:
    if not known.is_rdf:
        made = ntriples(cast(BinaryIO, stream), known, path, declared)
        if made.is_empty() and not options.current().allow_empty:
            raise _without_triples(path)
        return Rdf(cast(BinaryIO, made), ox.RdfFormat.N_TRIPLES, None)
    made_plain = False
    if known is GraphFormat.JSONLD:
        require_shallow(stream.whole(), path)
    if known is GraphFormat.RDFXML:
        from doidkit.syntax.rdfxml import reader  # with expat, which others need not

        if declared is not None:
            declared.update(reader.default_prefix(stream))
        made_plain = not reader.is_plain(stream, path)

    def text() -> BinaryIO:
        stream.rewind()
        if known in LOCATED:
            return cast(BinaryIO, Utf8(cast(BinaryIO, stream), path))
        if not made_plain:
            return cast(BinaryIO, stream)
        from doidkit.syntax.rdfxml.plain import Plain

        return cast(BinaryIO, Plain(stream, path))

    found = Rdf(text(), OXIGRAPH_FORMAT[known], None if known in _WITHOUT_BASE else base_of(path))
    if not options.current().allow_empty:
        _require_triples(path, found)
    found = found._replace(stream=text())
    if known in LOCATED:
        stream.forget()
    return found


def _require_triples(path: Path, source: Rdf) -> None:
    try:
        if any(True for _ in ox.parse(source.stream, source.syntax, base_iri=source.base)):
            return
    except SyntaxError:
        return  # told with its place when all is read
    raise _without_triples(path)


def _without_triples(path: Path) -> InputError:
    return InputError(
        f"{path}: holds no triples; name a file with data, or allow it with --allow-empty."
    )
