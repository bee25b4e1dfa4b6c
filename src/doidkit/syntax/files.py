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
import stat
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from doidkit.errors import InputError
from doidkit.syntax.formats import compression

if TYPE_CHECKING:
    from typing_extensions import Buffer as WriteableBuffer


def paths(given: str | Path | Iterable[str | Path]) -> list[Path]:
    """Return one path or several as a list."""
    return [Path(given)] if isinstance(given, str | Path) else [Path(path) for path in given]


def require(path: Path) -> Path:
    """Return a path that can be opened; InputError for a folder or nothing at all."""
    if path == STANDARD_INPUT or address(path):
        return path
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputError(
            f"{path}: no such file; check the name and the folder you are in."
        ) from error
    except (OSError, ValueError) as error:  # a name too long, links in a circle, no right to look
        raise InputError(f"{_short(path)}: cannot be read ({_reason(error)}).") from error
    if stat.S_ISDIR(mode):
        raise InputError(f"{path}: is a folder; name the files in it.")
    return path


def _short(path: Path) -> str:
    text = str(path)
    return text if len(text) < _SHOWN else f"{text[:_SHOWN]}..."


STANDARD_INPUT = Path("-")
_MAGIC = {b"\x1f\x8b": ".gz", b"BZh": ".bz2", b"\xfd7zXZ\x00": ".xz"}
_UNPACKERS: dict[str, Callable[[Any], Any]] = {
    ".gz": lambda packed: gzip.GzipFile(fileobj=packed),
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
}
UNPACKED_VARIABLE = "DOIDKIT_UNPACKED_MB"
"""Names how many megabytes any compressed file may become, however small it is; 0 for all."""
_UNPACKED = 256  # megabytes
_RATIO = 200  # ontologies grow 10 to 40 times, a bomb a thousand


def address(path: Path) -> str:
    """Return the http(s) address that a path is, "" for a file (a Path drops a slash)."""
    match = re.match(r"(https?):/+(.+)", str(path))
    return f"{match[1]}://{match[2]}" if match else ""


def is_kept(path: Path) -> bool:
    """Return True for what can be read again: not standard input, an address or a pipe.

    Raises InputError as ``require`` does.
    """
    return path != STANDARD_INPUT and not address(path) and not require(path).is_fifo()


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
    if kind:
        packed = _Counted(raw)
        return io.BufferedReader(_Unpacked(path, packed, _UNPACKERS[kind](packed)), _BUFFER)
    named = compression(path)
    if named and head:
        raise InputError(
            f"{path}: cannot be read: its name says {named}, but it is not compressed so."
        )
    return raw


class _Counted(io.RawIOBase):
    """A source, and how much of it was read."""

    def __init__(self, source: io.BufferedReader) -> None:
        self._source = source
        self.size = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._source.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self.size = self._source.seek(offset, whence)  # what is read again counts once
        return self.size

    def tell(self) -> int:
        return self._source.tell()

    def readinto(self, into: "WriteableBuffer") -> int:
        size = self._source.readinto(into)
        self.size += size
        return size


class _Unpacked(io.RawIOBase):
    """Uncompressed data; InputError once they are a bomb: far too much for what was read."""

    def __init__(self, path: Path, packed: _Counted, unpacked: BinaryIO) -> None:
        self._path, self._packed, self._unpacked = path, packed, unpacked
        self._size = 0
        self._most = _unpacked_limit()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._packed.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._size = self._unpacked.seek(offset, whence)
        return self._size

    def tell(self) -> int:
        return self._unpacked.tell()

    def readinto(self, into: "WriteableBuffer") -> int:
        data = memoryview(into).cast("B")
        read = self._unpacked.read(len(data))
        data[: len(read)] = read
        self._size += len(read)
        if self._most and self._size > max(self._most, _RATIO * self._packed.size):
            raise InputError(
                f"{self._path}: the compressed data grow more than {_RATIO} times, past "
                f"{self._most >> 20:,} MB; if they are meant to, set {UNPACKED_VARIABLE} to more "
                "megabytes, or to 0 for no limit."
            )
        return len(read)


def _unpacked_limit() -> int:
    given = os.environ.get(UNPACKED_VARIABLE, "")
    return (int(given) if given.isdigit() else _UNPACKED) << 20


_BUFFER = 1 << 16
_SHOWN = 200  # characters of a name in a message


def raw(path: Path) -> bytes:
    """Return a file's bytes as they are; InputError if it is missing or unreadable."""
    try:
        return require(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({_reason(error)}).") from error


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
