"""Ontologies as they were read before, in the cache of the user: the next command need not read.

An entry is named by a hash of the file's content and of all that reading depends on, so it is
never out of date: a changed file is another entry.
"""

import hashlib
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from doidkit.documents.document import Document
from doidkit.errors import DoidkitNote
from doidkit.sparql.cache import keys, values
from doidkit.sparql.cache.digests import content, state
from doidkit.sparql.cache.place import limit, unpacked_size
from doidkit.syntax import options
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.iris import base_of
from doidkit.version import __version__

_KIND = "documents"
_WORTH_IT = 50_000  # bytes from which on reading takes longer than looking up


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a file's ontology is kept, and the file as it was when that was found."""

    path: Path
    format: GraphFormat
    key: str
    state: list[int]


def read(path: Path, format: GraphFormat | None, reading: Callable[[Path], Document]) -> Document:
    """Return what ``reading`` makes of a file, kept from an earlier time where it was.

    What was read with a remark is not kept, as the next command is to make it, too.
    """
    if not (limit() and path.is_file() and unpacked_size(path) >= _WORTH_IT):
        return reading(path)
    before = state(path)
    key = _key(content(path).digest, format or keys.syntax_of(path), path)
    value = values.kept(_KIND, key)
    if value is not None:
        return _document(value)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", DoidkitNote)
        found = reading(path)
    for each in said:
        warnings.warn(each.message, stacklevel=2)
    if not said and state(path) == before:
        values.keep(_KIND, key, [path.name], _value(found))
    return found


def keep(path: Path, data: bytes, again: Callable[[], Document | None]) -> None:
    """Keep what reading a file gives that has just been written with these bytes, if known."""
    is_plain = path.is_file() and path.stat().st_size == len(data)  # neither a pipe nor compressed
    if not (limit() and len(data) >= _WORTH_IT and is_plain):
        return
    document = again()
    if document is not None and document.format is not None:
        digest = hashlib.blake2b(data, digest_size=16).hexdigest()
        values.keep(_KIND, _key(digest, document.format, path), [path.name], _value(document))


def _key(digest: str, format: GraphFormat, path: Path) -> str:
    made_by = f"{__version__} {values.WRITTEN_BY} {keys.reader()}"
    how = f"{format.value} {base_of(path)} {options.current().allow_empty}"
    return hashlib.blake2b(f"{made_by} {digest} {how}".encode(), digest_size=16).hexdigest()


def _value(document: Document) -> tuple[object, ...]:
    """Return an ontology without what it imports, in values of Python alone."""
    return (
        *(document.iri, document.version, document.imports, document.annotations),
        *(tuple(document.axioms), dict(document.prefixes), document.broken),
        document.format.value if document.format else None,
    )


def _document(value: tuple[Any, ...]) -> Document:
    iri, version, imports, annotations, axioms, prefixes, broken, format = value
    return Document(
        iri=iri,
        version=version,
        imports=imports,
        annotations=annotations,
        axioms=frozenset(axioms),
        prefixes=prefixes,
        format=GraphFormat(format) if format else None,
        broken=broken,
    )
