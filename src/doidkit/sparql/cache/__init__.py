"""Indexed copies of large files, kept so that the next query opens instead of parsing.

An entry is an on-disk store named by a hash of the files' content and of what reads them, so it
is never out of date: an edited file is another entry. Entries are built aside and renamed, so
any number of processes may build and use them at once; the least recently used go when the
cache outgrows its limit.
"""

import hashlib
import json
import os
import shutil
import warnings
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from doidkit import temporary
from doidkit.errors import DoidkitNote, InputError
from doidkit.sparql import ondisk
from doidkit.sparql.cache import folders
from doidkit.sparql.cache.digests import content
from doidkit.sparql.cache.folders import ENTRY, Entry, clear, entries
from doidkit.sparql.cache.keys import reader, syntax_of
from doidkit.sparql.cache.place import LIMIT_VARIABLE, WORTH_IT, home, limit, unpacked_size
from doidkit.syntax.iris import base_of
from doidkit.version import __version__

__all__ = ["LIMIT_VARIABLE", "Entry", "cached", "clear", "entries", "home", "limit"]


@dataclass(frozen=True, slots=True)
class Index:
    """The stores of some files and their folder; what else is made of them may be kept there."""

    folder: Path
    stores: ondisk.Stores


def cached(paths: Sequence[Path]) -> Index | None:
    """Return the index of some files, built now if it is new; None if they are not to be cached.

    They are if all are files and together large. Raises InputError where they cannot be read.
    """
    most = limit()
    if not (most and paths and all(path.is_file() for path in paths) and is_worth_it(paths)):
        return None
    folder = _folder(paths)
    return _opened(folder) or _built(folder, paths, most)


def is_worth_it(paths: Sequence[Path]) -> bool:
    """Return whether some files are together large enough to be indexed."""
    return sum(unpacked_size(path) for path in paths) >= WORTH_IT


def entry_of(paths: Sequence[Path]) -> Path | None:
    """Return the folder of an index that is there, None where it would have to be built."""
    folder = _folder(paths)
    return folder if (folder / ENTRY).is_file() else None


def _folder(paths: Iterable[Path]) -> Path:
    return home() / "stores" / _key(paths)


def _key(paths: Iterable[Path]) -> str:
    """Return the name of an entry: all that its content depends on."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(f"{__version__} {ox.__version__} {reader()}".encode())
    for path in paths:
        digest.update(f"{content(path).digest} {syntax_of(path).value} {base_of(path)} ".encode())
    return digest.hexdigest()


def _opened(folder: Path) -> Index | None:
    description = folder / ENTRY
    if not folder.is_dir():
        return None
    try:
        expected = json.loads(description.read_text())["files"]
        if {name: (folder / name).stat().st_size for name in expected} != expected:
            raise ValueError("its files have changed")
        store = _indexed(folder)
    except (OSError, ValueError, KeyError, InputError):
        warnings.warn("a cached index was damaged and is built again", DoidkitNote, stacklevel=2)
        folders.discard(folder)
        return None
    with suppress(OSError):
        os.utime(description)
    return store


def _built(folder: Path, paths: Sequence[Path], most: int) -> Index | None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = folders.new(folder.parent)
    except OSError as error:
        _cannot_keep(error)
        return None
    try:
        with temporary.kept(building):
            ondisk.fill(building, paths)
            _describe(building, paths)
            # Where another process was faster its entry is as good, and this one goes.
            with suppress(OSError):
                building.rename(folder)
        folders.evict(most, keep=folder)
        return _indexed(folder)
    except OSError as error:
        _cannot_keep(error)
        return None
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _cannot_keep(error: OSError) -> None:
    warnings.warn(
        f"the index cannot be cached in {home()} ({error.strerror or error})",
        DoidkitNote,
        stacklevel=3,
    )


def _indexed(folder: Path) -> Index:
    return Index(folder, ondisk.read(folder))


def _describe(folder: Path, paths: Sequence[Path]) -> None:
    # Sizes tell a damaged entry; LOG files are written even by who only reads.
    files = {
        str(file.relative_to(folder)): file.stat().st_size
        for file in folder.rglob("*")
        if file.is_file() and not file.name.startswith("LOG")
    }
    names = [path.name for path in paths]
    (folder / ENTRY).write_text(json.dumps({"names": names, "files": files}))
