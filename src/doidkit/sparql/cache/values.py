"""Values of plain Python (tuples, texts, numbers) that are kept, since making them takes longer.

They are kept as Python keeps its compiled modules, by ``marshal``, which is fast and trusts what
it reads. So an entry is read only if its folder and file are ours and nobody else may write
them, and if its bytes are those that were written.
"""

import hashlib
import json
import marshal
import os
import shutil
import stat
import sys
import warnings
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from doidkit import temporary
from doidkit.errors import DoidkitNote
from doidkit.sparql.cache import folders
from doidkit.sparql.cache.place import home, limit

_VALUE = "value"
_DIGEST = 16  # bytes, before the value
_OTHERS = stat.S_IWGRP | stat.S_IWOTH
WRITTEN_BY = f"{sys.implementation.cache_tag} {marshal.version}"
"""A mark of what can read values again."""


def kept(kind: str, key: str) -> Any:
    """Return the value of a key, None where there is none that can be trusted."""
    folder = home() / kind / key
    try:
        if not _is_ours(folder.lstat()):
            return None
    except OSError:
        return None
    data = _data(folder / _VALUE)
    if data is None:
        warnings.warn("a cached ontology was damaged and is read again", DoidkitNote, stacklevel=2)
        folders.discard(folder)
        return None
    with suppress(OSError):
        os.utime(folder / folders.ENTRY)
    return marshal.loads(zlib.decompress(data))


def keep(kind: str, key: str, names: Sequence[str], value: Any) -> None:
    """Keep a value under a key, for files of these names; a cache that cannot be written is not."""
    most = limit()
    if not most:
        return
    try:
        data = zlib.compress(marshal.dumps(value), 1)
    except ValueError:  # nested deeper than marshal goes
        return
    folder = home() / kind / key
    with suppress(OSError):
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = folders.new(folder.parent)
        try:
            with temporary.kept(building):
                made = os.open(building / _VALUE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with open(made, "wb") as stream:  # noqa: PTH123
                    stream.write(_digest(data) + data)
                (building / folders.ENTRY).write_text(json.dumps({"names": [*names]}))
                # Where another process was faster its entry is as good, and this one goes.
                with suppress(OSError):
                    building.rename(folder)
            folders.evict(most, keep=folder)
        finally:
            shutil.rmtree(building, ignore_errors=True)


def _data(path: Path) -> bytes | None:
    """Return what a file of ours was given, None if it has anything else."""
    try:
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with open(opened, "rb") as stream:  # noqa: PTH123
            if not _is_ours(os.fstat(opened)):
                return None
            digest, data = stream.read(_DIGEST), stream.read()
    except OSError:
        return None
    return data if digest == _digest(data) else None


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()


def _is_ours(found: os.stat_result) -> bool:
    mine = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
    return mine and not stat.S_ISLNK(found.st_mode) and not found.st_mode & _OTHERS
