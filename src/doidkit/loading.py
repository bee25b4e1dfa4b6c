"""On-disk stores and the cache of indexed files."""

from pathlib import Path

from doidkit.data import Data, Paths
from doidkit.errors import InputError
from doidkit.ontology.kept import lookup
from doidkit.sparql import cache, ondisk
from doidkit.sparql.cache import Entry
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.ondisk import Progress, silent

__all__ = ["Entry", "build", "cache_entries", "cache_home", "cache_limit", "clear_cache"]


def build(paths: Data | Paths, folder: str | Path, *, progress: Progress = silent) -> int:
    """Make a folder the store of these files and of nothing else; return its number of quads.

    Killed at any moment, the old store or the new one stands. Raises SyntaxFault with line and
    column; InputError for input that is no file or cannot be read, for a folder that is
    something else or in use, and where the disk refuses.
    """
    data = Data.of(paths)
    if not data.local:
        raise InputError(f"A store is made of files, not of {data}; convert it to a file first.")
    return ondisk.build(Path(folder), data.files, progress=progress, finish=_with_names)


def _with_names(folder: Path) -> None:
    """Keep the names and the hierarchy of a new store in it."""
    made = ondisk.made_of(folder)
    made.mkdir()
    stores = ondisk.read(folder)
    lookup(StoreSource(stores.values, written=stores.written, beside=made))


def cache_home() -> Path:
    """Return the folder of the cache."""
    return cache.home()


def cache_limit() -> int:
    """Return the most bytes that the cache may hold, 0 if it is switched off."""
    return cache.limit()


def cache_entries() -> list[Entry]:
    """Return what the cache holds, the last used first."""
    return cache.entries()


def clear_cache() -> int:
    """Remove everything from the cache; return the number of bytes that it held."""
    return cache.clear()
