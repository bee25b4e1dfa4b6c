"""Where the cache is, and how much it may hold."""

import os
from pathlib import Path

from doidkit.errors import InputError

LIMIT_VARIABLE = "DOIDKIT_CACHE_MB"
"""The environment variable that limits the cache, in megabytes; 0 switches it off."""

WORTH_IT = 1_000_000
"""Bytes from which on a file is worth remembering; less is read as fast as it is looked up."""

_DEFAULT_LIMIT = 1024


def home() -> Path:
    """Return the cache's folder: ``doidkit`` in $XDG_CACHE_HOME, ~/.cache by default."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "doidkit"


def limit() -> int:
    """Return the most bytes that the cache may hold; 0 if it is off."""
    text = os.environ.get(LIMIT_VARIABLE, "")
    if not text:
        return _DEFAULT_LIMIT * 1_000_000
    if not text.isdecimal():
        raise InputError(f'{LIMIT_VARIABLE} is "{text}"; set it to a number of megabytes, or 0.')
    return int(text) * 1_000_000


def unpacked_size(path: Path) -> int:
    """Return a file's bytes, about those it unpacks to where it is compressed."""
    # A release shrinks to about a tenth; exactness does not matter here.
    size = path.stat().st_size
    return size * 8 if path.suffix.lower() in (".gz", ".bz2", ".xz") else size
