"""The folders of the cache: an entry each, listed, cleared, and the least recently used removed."""

import json
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from doidkit.sparql.cache import digests
from doidkit.sparql.cache.place import home

ENTRY = "entry.json"
"""The file of an entry that says what of it is; its time is that of the last use."""

_KINDS = ("stores", "documents", "downloads")
_IN_USE = 600.0  # seconds for which an entry that was opened is not removed
_STALE = 86_400.0  # seconds after which an unfinished entry is one of a killed process
_UNFINISHED = "building-"


@dataclass(frozen=True, slots=True)
class Entry:
    """An index, an ontology that was read or a download: what of, its bytes and its last use."""

    folder: Path
    names: tuple[str, ...]
    size: int
    used: float


def entries() -> list[Entry]:
    """Return what is in the cache, the last used first."""
    found = []
    for folder in (folder for kind in _KINDS for folder in _folders(kind)):
        with suppress(OSError, ValueError, KeyError):
            description = json.loads((folder / ENTRY).read_text())
            used = (folder / ENTRY).stat().st_mtime
            found.append(Entry(folder, tuple(description["names"]), _size(folder), used))
    return sorted(found, key=lambda entry: (-entry.used, entry.folder))


def clear() -> int:
    """Remove everything from the cache; return the number of bytes that it held."""
    size = 0
    for kind in (*_KINDS, "errors", digests.FOLDER):
        size += _size(home() / kind)
        shutil.rmtree(home() / kind, ignore_errors=True)
    return size


def evict(most: int, *, keep: Path) -> None:
    """Remove the least recently used entries until the rest fits, and what was left unfinished."""
    held = 0
    for entry in entries():
        held += entry.size
        idle = time.time() - entry.used > _IN_USE
        if held > most and idle and entry.folder != keep:
            discard(entry.folder)
    for folder in keep.parent.glob(f"{_UNFINISHED}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > _STALE:
                shutil.rmtree(folder, ignore_errors=True)


def discard(folder: Path) -> None:
    """Remove an entry; moved away first, so that nobody opens it half removed."""
    with suppress(OSError):
        gone = new(folder.parent)
        folder.rename(gone / folder.name)
        shutil.rmtree(gone, ignore_errors=True)


def new(parent: Path) -> Path:
    """Return a new folder of our own, in which an entry is made before it gets its name."""
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
