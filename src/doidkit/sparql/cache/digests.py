"""What was read of a large file before, so that an unchanged one need not be read to know it.

A file is taken for unchanged as Git's index takes it: its size, inode and both its times are
the same, and they were not new when it was read (a later write could have had the same time).
"""

import hashlib
import json
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from doidkit.sparql.cache.place import WORTH_IT, home, limit, unpacked_size
from doidkit.syntax.files import opened

FOLDER = "files"
"""The folder of what is known, in the cache's own."""

_SETTLED = 2_000_000_000  # nanoseconds; no file system's clock is coarser
_MOST = 500  # files remembered
_BLOCK = 1 << 20
# A file that says none of these imports nothing, and need not be parsed to know it.
_MARKS = (b"owl#imports", b":imports", b"Import", b"import:")


@dataclass(frozen=True, slots=True)
class Content:
    """A file's content: a hash of its bytes, and whether it may import other ontologies."""

    digest: str
    may_import: bool


def content(path: Path) -> Content:
    """Return what a file contains, read now unless it is large and known.

    Raises InputError where it cannot be read.
    """
    if not (path.is_file() and unpacked_size(path) >= WORTH_IT and limit()):
        return _read(path)
    place = home() / FOLDER / hashlib.blake2b(bytes(path.resolve()), digest_size=16).hexdigest()
    found = state(path)
    with suppress(OSError, ValueError, TypeError, KeyError):
        known = json.loads(place.read_text())
        if known["state"] == found:
            return Content(known["digest"], known["may_import"])
    read = _read(path)
    if state(path) == found and time.time_ns() - max(found[-2:]) > _SETTLED:
        _remember(place, found, read)
    return read


def state(path: Path) -> list[int]:
    """Return what tells a file from itself after a change, as long as its times tell it."""
    found = path.stat()
    return [found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _read(path: Path) -> Content:
    may_import = _may_import(path)  # first: it says what is wrong with the file
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16))
    return Content(digest.hexdigest(), may_import)


def _may_import(path: Path) -> bool:
    tail = b""
    with opened(path) as stream:
        while block := stream.read(_BLOCK):
            text = tail + block
            if any(mark in text for mark in _MARKS):
                return True
            tail = block[-16:]
    return False


def _remember(place: Path, state: list[int], read: Content) -> None:
    # A cache that cannot be written is said where it matters more: when the index is built.
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        new = place.with_suffix(f".{os.getpid()}")
        new.write_text(json.dumps({"state": state, **asdict(read)}))
        new.replace(place)
        others = sorted(place.parent.iterdir(), key=lambda file: file.stat().st_mtime)
        for file in others[:-_MOST]:
            file.unlink(missing_ok=True)
