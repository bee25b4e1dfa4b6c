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
import time
import warnings
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from doidkit import syntax, temporary
from doidkit.errors import DoidkitNote, InputError
from doidkit.sparql import ondisk
from doidkit.sparql.cache import digests
from doidkit.sparql.cache.digests import content
from doidkit.sparql.cache.place import LIMIT_VARIABLE, WORTH_IT, home, limit, unpacked_size
from doidkit.syntax.files import opened
from doidkit.syntax.iris import base_of
from doidkit.syntax.recording import Replayable
from doidkit.syntax.sniffing import sniffed
from doidkit.version import __version__

__all__ = ["LIMIT_VARIABLE", "Entry", "cached", "clear", "entries", "home", "limit"]

_IN_USE = 600.0  # seconds for which an entry that was opened is not removed
_ENTRY = "entry.json"  # its time is that of the last use
_STALE = 86_400.0  # seconds after which an unfinished entry is one of a killed process
_UNFINISHED = "building-"


@dataclass(frozen=True, slots=True)
class Entry:
    """An indexed copy or a download: its folder, what of, its bytes and its last use."""

    folder: Path
    names: tuple[str, ...]
    size: int
    used: float


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
    if not (most and paths and all(path.is_file() for path in paths)):
        return None
    if sum(unpacked_size(path) for path in paths) < WORTH_IT:
        return None
    folder = home() / "stores" / _key(paths)
    return _opened(folder) or _built(folder, paths, most)


def entries() -> list[Entry]:
    """Return what is in the cache, the last used first."""
    found = []
    for folder in (*_folders("stores"), *_folders("downloads")):
        with suppress(OSError, ValueError, KeyError):
            description = json.loads((folder / _ENTRY).read_text())
            used = (folder / _ENTRY).stat().st_mtime
            found.append(Entry(folder, tuple(description["names"]), _size(folder), used))
    return sorted(found, key=lambda entry: (-entry.used, entry.folder))


def clear() -> int:
    """Remove everything from the cache; return the number of bytes that it held."""
    size = 0
    for kind in ("stores", "downloads", "errors", digests.FOLDER):
        size += _size(home() / kind)
        shutil.rmtree(home() / kind, ignore_errors=True)
    return size


def _key(paths: Iterable[Path]) -> str:
    """Return the name of an entry: all that its content depends on."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(f"{__version__} {ox.__version__} {_reader()}".encode())
    for path in paths:
        digest.update(f"{content(path).digest} {_syntax(path)} {base_of(path)} ".encode())
    return digest.hexdigest()


def _reader() -> str:
    """Return a mark of the code that maps files to RDF; a developer changes it in place."""
    sources = sorted(Path(syntax.__path__[0]).rglob("*.py"))
    return " ".join(f"{path.stat().st_mtime_ns}" for path in sources)


def _syntax(path: Path) -> str:
    with opened(path) as stream:
        return sniffed(path, Replayable(stream)).value


def _opened(folder: Path) -> Index | None:
    description = folder / _ENTRY
    if not folder.is_dir():
        return None
    try:
        expected = json.loads(description.read_text())["files"]
        if {name: (folder / name).stat().st_size for name in expected} != expected:
            raise ValueError("its files have changed")
        store = _indexed(folder)
    except (OSError, ValueError, KeyError, InputError):
        warnings.warn("a cached index was damaged and is built again", DoidkitNote, stacklevel=2)
        _discard(folder)
        return None
    with suppress(OSError):
        os.utime(description)
    return store


def _built(folder: Path, paths: Sequence[Path], most: int) -> Index | None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = _new_folder(folder.parent)
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
        _evict(most, keep=folder)
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
    (folder / _ENTRY).write_text(json.dumps({"names": names, "files": files}))


def _evict(most: int, *, keep: Path) -> None:
    """Remove the least recently used entries until the rest fits, and what was left unfinished."""
    held = 0
    for entry in entries():
        held += entry.size
        idle = time.time() - entry.used > _IN_USE
        if held > most and idle and entry.folder != keep:
            _discard(entry.folder)
    for folder in keep.parent.glob(f"{_UNFINISHED}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > _STALE:
                shutil.rmtree(folder, ignore_errors=True)


def _discard(folder: Path) -> None:
    """Remove an entry; moved away first, so that nobody opens it half removed."""
    with suppress(OSError):
        gone = _new_folder(folder.parent)
        folder.rename(gone / folder.name)
        shutil.rmtree(gone, ignore_errors=True)


def _new_folder(parent: Path) -> Path:
    import tempfile  # with all that it imports, not needed to open an entry

    return Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=parent))


def _folders(kind: str) -> list[Path]:
    place = home() / kind
    if not place.is_dir():
        return []
    return [f for f in place.iterdir() if not f.name.startswith(_UNFINISHED)]


def _size(folder: Path) -> int:
    total = 0
    for file in folder.rglob("*"):
        with suppress(OSError):
            total += file.stat().st_size
    return total
