"""Changing files or a store with SPARQL Update: what the update says, and nothing else."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from doidkit.atomic import writing_whole
from doidkit.data import Data, Paths
from doidkit.errors import InputError
from doidkit.sparql.updates import Changed, update_store, updated
from doidkit.syntax.files import read_text
from doidkit.syntax.formats import GraphFormat, written_format
from doidkit.syntax.writing import STABLE, in_order_of_mention, serialize

_OPERATION = re.compile(r"\s*(LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|PREFIX|BASE)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did: statements removed, added, and those that the format cannot hold."""

    removed: int
    added: int
    unfit: tuple[str, ...] = ()


def update(
    text: str | Path,
    paths: Data | Paths = (),
    out: str | Path | None = None,
    *,
    store: str | Path | None = None,
    format: GraphFormat | None = None,
    network: bool = False,
) -> Update:
    """Apply an update, its text or an ``.ru`` file, to files and write the result to ``out``.

    ``out`` may be one of the files; it is written whole or not at all. What the update does not
    touch keeps its lexical form, and the prefixes that the files declare stay. ``store``, an
    on-disk store, is changed itself, instead of files. LOAD and SERVICE are refused unless
    ``network``. Raises InputError, QueryError or EngineError, and then nothing is written.
    """
    data = Data.of(paths, store=store)
    if data.store is not None:
        if out is not None:
            raise InputError("A store is changed where it is; name no file to write.")
        return Update(*update_store(Path(data.store), _text(text), network=network))
    if out is None:
        raise InputError("An update of files needs a file to write; name it.")
    target = Path(out)
    wanted = format or written_format(target)
    changed, declared = _changed(text, data, network)
    with writing_whole(target) as file:
        return _write(file, changed, wanted, declared)


def update_into(
    stream: BinaryIO,
    text: str | Path,
    paths: Data | Paths,
    *,
    format: GraphFormat = GraphFormat.TURTLE,
    network: bool = False,
) -> Update:
    """Apply an update to files and write the result to a stream."""
    changed, declared = _changed(text, Data.of(paths), network)
    return _write(stream, changed, format, declared)


def _changed(text: str | Path, data: Data, network: bool) -> tuple[Changed, dict[str, str]]:
    if data.bundled or not data.local:
        raise InputError("An update needs a file or a store to change; name one.")
    declared: dict[str, str] = {}
    found = data.quads(declared=declared)
    return updated(found, _text(text), network=network), declared


def _text(given: str | Path) -> str:
    # A text has a brace, or is an operation on graphs, whose names no file has.
    if isinstance(given, str) and ("{" in given or _OPERATION.match(given)):
        return given
    return read_text(Path(given))


def _write(
    out: BinaryIO, changed: Changed, format: GraphFormat, declared: dict[str, str]
) -> Update:
    if not format.is_rdf:
        from doidkit.syntax.owlwriting import write

        written = write(changed.quads, format=format, declared=declared)
        out.write(written.data)
        return Update(changed.removed, changed.added, written.unfit)
    statements = changed.quads
    if format not in STABLE:
        statements = tuple(in_order_of_mention(statements))
    out.write(serialize(statements, format=format, declared=declared))
    return Update(changed.removed, changed.added)
