"""Reading what exists and writing whole files or none."""

import gzip
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from doidkit.errors import InputError
from doidkit.formats import is_gzip


def paths(given: str | Path | Iterable[str | Path]) -> list[Path]:
    """Return one path or several as a list."""
    return [Path(given)] if isinstance(given, str | Path) else [Path(path) for path in given]


def require(path: Path) -> Path:
    """Return the path of an existing file; InputError for a folder or nothing at all."""
    if path.is_dir():
        raise InputError(f"{path}: is a folder; name the files in it.")
    if not path.exists():
        raise InputError(f"{path}: no such file; check the name and the folder you are in.")
    return path


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading bytes, uncompressed if its name ends in .gz.

    Raises InputError if it is missing, a folder, unreadable or broken gzip.
    """
    require(path)
    try:
        with gzip.open(path, "rb") if is_gzip(path) else path.open("rb") as stream:
            yield cast(BinaryIO, stream)
    except (OSError, EOFError) as error:
        raise InputError(f"{path}: cannot be read ({_reason(error)}).") from error


def read_text(path: Path) -> str:
    """Return a UTF-8 file's text; InputError if it is missing or not UTF-8."""
    with opened(path) as stream:
        data = stream.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 text; save it as UTF-8.") from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: a temporary file in the same folder, then a rename.

    A name that ends in .gz gets gzip, without a time stamp. An existing file keeps its
    permissions. Raises InputError if the folder is missing or the
    disk refuses; then neither the target nor a temporary file is left changed.
    """
    if path.is_dir():
        raise InputError(f"{path}: is a folder; name a file to write.")
    if not path.parent.is_dir():
        raise InputError(f"{path}: the folder {path.parent} does not exist; create it first.")
    try:
        _write_beside(path.resolve(), gzip.compress(data, mtime=0) if is_gzip(path) else data)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be written ({_reason(error)}); nothing was changed."
        ) from error


def _write_beside(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _mode(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    # A rename survives a power cut only once its folder is synced; some systems cannot do that.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
