"""Reading what exists, wherever it is.

A path may be a file, ``-`` for standard input, or an http(s) address. Compressed data is known
by its first bytes.
"""

import bz2
import gzip
import io
import lzma
import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from doidkit.errors import InputError
from doidkit.syntax.formats import compression


def paths(given: str | Path | Iterable[str | Path]) -> list[Path]:
    """Return one path or several as a list."""
    return [Path(given)] if isinstance(given, str | Path) else [Path(path) for path in given]


def require(path: Path) -> Path:
    """Return a path that can be opened; InputError for a folder or nothing at all."""
    if path == STANDARD_INPUT or address(path):
        return path
    if path.is_dir():
        raise InputError(f"{path}: is a folder; name the files in it.")
    if not path.exists():
        raise InputError(f"{path}: no such file; check the name and the folder you are in.")
    return path


STANDARD_INPUT = Path("-")
_MAGIC = {b"\x1f\x8b": ".gz", b"BZh": ".bz2", b"\xfd7zXZ\x00": ".xz"}


def address(path: Path) -> str:
    """Return the http(s) address that a path is, "" for a file (a Path drops a slash)."""
    match = re.match(r"(https?):/+(.+)", str(path))
    return f"{match[1]}://{match[2]}" if match else ""


def is_kept(path: Path) -> bool:
    """Return True for what can be read again: not standard input, an address or a pipe."""
    return path != STANDARD_INPUT and not address(path) and not path.is_fifo()


@contextmanager
def opened(path: Path) -> Iterator[io.BufferedReader]:
    """Open a file for reading bytes, uncompressed; ``peek`` shows its beginning.

    Raises InputError if it is missing, a folder, unreadable, unreachable, or if it is broken
    or cut gzip, bzip2 or xz.
    """
    require(path)
    try:
        with _raw(path) as raw, _uncompressed(path, raw) as stream:
            yield stream
    except EOFError as error:
        raise InputError(
            f"{path}: cannot be read to its end, the compressed data is cut; copy it again."
        ) from error
    except (OSError, zlib.error, lzma.LZMAError) as error:
        raise InputError(f"{path}: cannot be read ({_reason(error)}).") from error


def _raw(path: Path) -> io.BufferedReader:
    if path == STANDARD_INPUT:
        # A duplicate, so that closing it leaves the process its standard input.
        return open(os.dup(sys.stdin.fileno()), "rb")  # noqa: PTH123
    url = address(path)
    if not url:
        return path.open("rb")
    # Half of a local command's start would go to the network's modules.
    from doidkit.web.documents import opened as fetched

    return io.BufferedReader(fetched(url))


def _uncompressed(path: Path, raw: io.BufferedReader) -> io.BufferedReader:
    head = raw.peek(6)
    kind = next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), "")
    if kind == ".gz":
        return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=raw)), _BUFFER)
    if kind == ".bz2":
        return io.BufferedReader(cast(io.RawIOBase, bz2.BZ2File(raw)), _BUFFER)
    if kind == ".xz":
        return io.BufferedReader(cast(io.RawIOBase, lzma.LZMAFile(raw)), _BUFFER)
    named = compression(path)
    if named and head:
        raise InputError(
            f"{path}: cannot be read: its name says {named}, but it is not compressed so."
        )
    return raw


_BUFFER = 1 << 16


def read_text(path: Path) -> str:
    """Return a UTF-8 file's text; InputError if it is missing or not UTF-8."""
    with opened(path) as stream:
        data = stream.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 text; save it as UTF-8.") from error


def _reason(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
