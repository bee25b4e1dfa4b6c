"""Oxigraph stores in folders: built whole or not at all, opened read-only by any number.

A store keeps numbers, booleans and times by value. Where it would change a literal, a second
store in a folder within its own has all data as ``forms`` writes them; queries are asked of that.
"""

import os
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import pyoxigraph as ox

from doidkit.atomic import reason, recover, replacing_folder, settled
from doidkit.errors import InputError

Progress = Callable[[Path, int], None]
"""Called with a file and the number of its bytes, uncompressed, that were read just now."""

_MARK = "CURRENT"
"""What every RocksDB folder has, and what no half-written one may be mistaken by."""


_WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Stores:
    """A store and, if it has changed any literal, one with all as they are written, marked."""

    values: ox.Store
    written: ox.Store | None = None
    made: Path | None = None
    """A folder with what was made of the store as it is now, if there is one."""


def silent(_path: Path, _size: int) -> None:
    """Report no progress."""


def no_more(_folder: Path) -> None:
    """Make nothing else of a store."""


def build(
    folder: Path,
    paths: Sequence[Path],
    *,
    progress: Progress = silent,
    finish: Callable[[Path], None] = no_more,
) -> int:
    """Make a folder the store of these files and of nothing else; return its number of quads.

    Those are counted as they are written: ``007`` and ``7`` are two. ``finish`` gets the folder
    before it is put in place.

    Killed at any moment, the old store or the new one stands. Raises InputError for input that
    cannot be read, for a folder that is something else or in use, and where the disk refuses.
    """
    with _writing(folder.absolute(), _require_replaceable) as new:
        size = fill(new, paths, progress)
        finish(new)
        return size


@contextmanager
def changing(folder: Path) -> Iterator[tuple[ox.Store, ox.Store]]:
    """Open a store and a copy to change, which takes its place at the end.

    Both have literals marked that the store would change. Killed at any moment, or after any
    exception, the old store stands. Raises InputError as ``read`` and ``build``.
    """
    with _writing(folder.absolute(), _require_changeable) as new:
        found = read(folder)
        before = found.written or found.values
        new.rmdir()
        before.backup(str(new))  # hard links, so that it costs no copy
        after = ox.Store(str(new))
        yield before, after
        _settle(after, new)


def read(folder: Path) -> Stores:
    """Open a store to read; any number of processes may.

    Raises InputError for a folder that is missing, no store, damaged or being written by a
    server.
    """
    while True:
        home = settled(folder)
        _require_store(folder, home)
        if _written_by_another(home):
            raise InputError(
                f"{folder}: another program has this store open for writing; ask it as an endpoint "
                "or stop it."
            )
        seen = _identity(home)
        try:
            found = _opened(home)
            if _identity(home) == seen:
                return found
        except (OSError, RuntimeError, ValueError) as error:
            if _identity(settled(folder)) == seen:
                raise InputError(
                    f"{folder}: the store is damaged ({error}); load it again."
                ) from error
        # It was replaced while it was opened: the new one is read.


def _opened(home: Path) -> Stores:
    store = ox.Store.read_only(str(home))
    written = home / _WRITTEN
    made = made_of(home)
    return Stores(
        store,
        ox.Store.read_only(str(written)) if is_store(written) else None,
        made if made.is_dir() else None,
    )


def made_of(home: Path) -> Path:
    """Return the folder for what is made of a store; another one when the store was written to."""
    state = (home / _MARK).stat()  # replaced by whoever opens the store to write
    return home / f"made-{state.st_ino}-{state.st_mtime_ns}"


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = (folder / _MARK).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def is_store(folder: Path) -> bool:
    """Return True if a folder holds a store."""
    return (folder / _MARK).is_file()


def fill(folder: Path, paths: Sequence[Path], progress: Progress = silent) -> int:
    """Load files into a store in an empty folder; return its number of quads as written."""
    # Not needed to open a store.
    from doidkit.sparql.literals import marked_quads
    from doidkit.sparql.watching import Watch
    from doidkit.syntax.files import is_kept
    from doidkit.syntax.reading import quads, rdf

    store = ox.Store(str(folder))
    if not all(map(is_kept, paths)):  # which cannot be read twice
        for path in paths:
            store.bulk_extend(marked_quads(quads(path)))
        size = len(store)
        _settle(store, folder)
        return size
    watch = Watch()
    for path in paths:
        with rdf(path) as source:
            counted = cast(BinaryIO, _Counted(source.stream, path, progress))
            watched = cast(BinaryIO, watch.over(counted, source.syntax))
            store.bulk_load(watched, source.syntax, base_iri=source.base)
    store.flush()
    if watch.found:
        (folder / _WRITTEN).mkdir()
        store = ox.Store(str(folder / _WRITTEN))
        for path in paths:
            store.bulk_extend(marked_quads(quads(path)))
        store.flush()
    return len(store)


def _settle(store: ox.Store, folder: Path) -> None:
    """Make two stores of one that has marked literals: it has the values then."""
    from doidkit.sparql.literals import restored_quad

    marked = [quad for quad in store if restored_quad(quad) is not quad]
    if marked:
        store.flush()
        store.backup(str(folder / _WRITTEN))
        for quad in marked:
            store.remove(quad)
        store.extend(map(restored_quad, marked))
    store.flush()


class _Counted:
    """A stream that tells how much is read from it."""

    def __init__(self, stream: BinaryIO, path: Path, progress: Progress) -> None:
        self._stream = stream
        self._path = path
        self._progress = progress

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._progress(self._path, len(data))
        return data


@contextmanager
def _writing(folder: Path, require: Callable[[Path], None]) -> Iterator[Path]:
    """Yield a new folder that replaces another at the end, and keep other writers out."""
    if not folder.parent.is_dir():
        raise InputError(f"{folder}: the folder {folder.parent} does not exist; create it first.")
    try:
        with _alone(folder):
            recover(folder)
            require(folder)
            with replacing_folder(folder) as new:
                yield new
    except OSError as error:
        raise InputError(
            f"{folder}: the store cannot be written ({reason(error)}); nothing was changed."
        ) from error


def _require_changeable(folder: Path) -> None:
    _require_store(folder, folder)
    _require_unwritten(folder)


def _require_store(folder: Path, home: Path) -> None:
    if not home.exists():
        raise InputError(
            f"{folder}: there is no store; make it with 'doidkit load FILE --store {folder}'."
        )
    if not home.is_dir():
        raise InputError(f"{folder}: is a file, not a store; name it with --data.")
    if not is_store(home):
        raise InputError(
            f"{folder}: is a folder but no store; make one with 'doidkit load FILE --store DIR'."
        )


def _require_replaceable(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise InputError(f"{folder}: is a file; name a folder for the store.")
    if not is_store(folder) and any(folder.iterdir()):
        raise InputError(f"{folder}: holds other things than a store; name a new folder.")
    _require_unwritten(folder)


def _require_unwritten(folder: Path) -> None:
    if is_store(folder) and _written_by_another(folder):
        raise InputError(f"{folder}: another program has this store open for writing; stop it.")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other loads of the same folder out; a killed process lets go by itself."""
    try:
        import fcntl
    except ImportError:  # no such locks on this system: the renames still hold
        yield
        return
    path = folder.with_name(f".{folder.name}.doidkit-lock")
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)
    except BlockingIOError as error:
        raise InputError(
            f"{folder}: another process is loading this store; wait until it is done."
        ) from error
    finally:
        os.close(handle)


def _written_by_another(folder: Path) -> bool:
    """Return True if a process holds RocksDB's own lock on the folder (not taken to read)."""
    try:
        import fcntl

        # F_GETLK asks without taking the lock, so nobody else is refused meanwhile.
        wanted = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
        with (folder / "LOCK").open("rb+") as lock:
            found = fcntl.fcntl(lock, fcntl.F_GETLK, wanted)
    except (ImportError, OSError):
        return False
    return bool(struct.unpack("hhqqi4x", found)[0] != fcntl.F_UNLCK)
