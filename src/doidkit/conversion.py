"""Any format to any: the same input always gives the same bytes, and lexical forms stay.

The data goes from parser to serialiser without a store in between, because the store rewrites
numbers (``007`` to ``7``). Turtle, TriG and JSON-LD are stable: the same graph gives the
same bytes in whatever order it came. The others stream in the order of the input, with blank nodes
named as they first occur, in memory that does not grow with the file; a statement that repeats
within 10,000 others, or anywhere in several files, is written once. ``sort`` gives them, too, one
order for one graph (canonical labels), for the price of holding it. OBO, functional syntax,
OWL/XML and OBO Graphs are written sorted from OWL axioms, and what they cannot hold is told.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Quad

from doidkit.atomic import writing_whole
from doidkit.data import Data, Paths
from doidkit.syntax.canonical import canonical
from doidkit.syntax.formats import GraphFormat, written_format
from doidkit.syntax.headers import Headers, headers, merged
from doidkit.syntax.writing import (
    STABLE,
    distinct,
    in_order_of_mention,
    reads_twice,
    serialize,
    stream,
)
from doidkit.syntax.xml.characters import ForeignCharacter, located

_WINDOW = 10_000  # statements, a few MB


@dataclass(frozen=True, slots=True)
class Conversion:
    """What was written: its size before compression, and the statements that did not fit.

    The statements are in functional syntax; RDF's own syntaxes hold all of them.
    """

    size: int
    unfit: tuple[str, ...]


def convert(
    paths: Data | Paths = (),
    out: str | Path | None = None,
    *,
    format: GraphFormat | None = None,
    sort: bool = False,
    keep_headers: bool = False,
) -> bytes:
    """Return files merged into one syntax, and write them to ``out`` if that is given.

    A Data says what else to convert; without paths it is the bundled ontology. The format is that
    of ``out``'s extension unless given, Turtle if there is neither. Of the ontology headers of
    several files one is left, without imports of the others, unless ``keep_headers``. The file is
    written whole or not at all. Raises InputError for missing or malformed input, for an output
    folder that does not exist, and for named graphs where the syntax has none.
    """
    target = None if out is None else Path(out)
    buffer = BytesIO()
    wanted = format or _format_of(target)
    convert_into(buffer, paths, format=wanted, sort=sort, keep_headers=keep_headers)
    if target is not None:
        with writing_whole(target) as file:
            file.write(buffer.getvalue())
    return buffer.getvalue()


def convert_file(
    paths: Data | Paths,
    out: str | Path,
    *,
    format: GraphFormat | None = None,
    sort: bool = False,
    store: str | Path | None = None,
    keep_headers: bool = False,
) -> Conversion:
    """Write files merged into one syntax to ``out``, as ``convert`` but streaming.

    ``store`` is an on-disk store to write instead; what `doidkit load` made keeps lexical forms.
    """
    target = Path(out)
    wanted = format or written_format(target)
    with writing_whole(target) as file:
        unfit = convert_into(
            file, paths, format=wanted, sort=sort, store=store, keep_headers=keep_headers
        )
        return Conversion(file.tell(), unfit)


def convert_into(
    out: BinaryIO,
    paths: Data | Paths = (),
    *,
    format: GraphFormat = GraphFormat.TURTLE,
    sort: bool = False,
    store: str | Path | None = None,
    keep_headers: bool = False,
) -> tuple[str, ...]:
    """Write files merged into one syntax to a stream; without paths the bundled ontology.

    ``store`` and ``keep_headers`` are as above. Returns the statements that the format cannot
    hold, in functional syntax.
    """
    data = Data.of(paths, store=store)
    try:
        return _written(out, data, format, sort=sort, keep_headers=keep_headers)
    except ForeignCharacter as error:
        raise located(error, data.files if data.local else ()) from error


def _written(
    out: BinaryIO, data: Data, format: GraphFormat, *, sort: bool, keep_headers: bool
) -> tuple[str, ...]:
    declared: dict[str, str] = {}
    read = _reader(data, declared, keep_headers)

    if not format.is_rdf:
        from doidkit.syntax.owlwriting import write

        written = write(read(), format=format, declared=declared)
        out.write(written.data)
        return written.unfit
    if format in STABLE:
        out.write(serialize(read(), format=format, declared=declared))
    elif sort:
        out.write(serialize(canonical(read()), format=format, declared=declared))
    elif not reads_twice(format) or _is_kept(data):
        stream(lambda: _streamed(data, read), out, format=format, declared=declared)
    else:  # standard input, addresses and endpoints are read once
        kept = _streamed(data, read)
        out.write(serialize(kept, format=format, declared=declared))
    return ()


def _reader(
    data: Data, declared: dict[str, str], keep_headers: bool
) -> Callable[[], Iterator[Quad]]:
    """Return what reads the data, with one ontology header where several files are merged."""
    read: Callable[[], Iterator[Quad]] = partial(data.quads, declared=declared)
    if keep_headers or len(data.files) < 2:
        return read
    if not _is_kept(data):
        read = partial(iter, tuple(read()))
    found = headers(read())
    return read if found is None else partial(_merged, read, found)


def _streamed(data: Data, read: Callable[[], Iterator[Quad]]) -> Iterator[Quad]:
    """Return the data as they come, each statement once.

    Several files are held for that; of one, only so much that memory does not grow with it.
    """
    within = 0 if len(data.files) > 1 else _WINDOW
    return in_order_of_mention(distinct(read(), within=within))


def _merged(read: Callable[[], Iterator[Quad]], of: Headers) -> Iterator[Quad]:
    return merged(read(), of)


def _format_of(target: Path | None) -> GraphFormat:
    return GraphFormat.TURTLE if target is None else written_format(target)


def _is_kept(data: Data) -> bool:
    """Return whether data give the same when they are read again, and at no price."""
    return data.endpoint is None and all(path.is_file() for path in data.files)
