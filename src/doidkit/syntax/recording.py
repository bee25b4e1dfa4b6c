"""A source that may be read again from its beginning, whatever it is."""

import io
from typing import IO, BinaryIO

from doidkit.syntax.formats import GraphFormat

_IN_MEMORY = 1 << 24  # bytes; more is kept on disk
LOCATED = (GraphFormat.TURTLE, GraphFormat.TRIG, GraphFormat.NTRIPLES, GraphFormat.NQUADS)
"""The syntaxes of whose errors pyoxigraph says all places; other text is read again for them."""


class Replayable:
    """A stream of bytes that can go back: a file by itself, any other by what was read of it.

    What is read after ``forget`` is not kept any more.
    """

    def __init__(self, stream: BinaryIO | io.BufferedReader) -> None:
        self._stream = stream
        self._seekable = stream.seekable()
        self._start = stream.tell() if self._seekable else 0
        self._copy: IO[bytes] | None = None
        self._at, self._kept, self._keeps = 0, 0, not self._seekable

    def read(self, size: int = -1) -> bytes:
        """Return what comes next: ``size`` bytes where there are as many."""
        if self._seekable:
            return self._stream.read(size)
        data = b""
        if self._at < self._kept:
            assert self._copy is not None
            self._copy.seek(self._at)
            data = self._copy.read(size)
            self._at += len(data)
        if size < 0 or len(data) < size:
            data += self._new(size - len(data) if size >= 0 else -1)
        return data

    def _new(self, size: int) -> bytes:
        data = self._stream.read(size)
        if self._keeps:
            self._copied().write(data)
            self._kept += len(data)
            self._at += len(data)
        return data

    def _copied(self) -> IO[bytes]:
        from tempfile import SpooledTemporaryFile  # slow to import, and most files need none

        if self._copy is None:
            self._copy = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        self._copy.seek(0, io.SEEK_END)
        return self._copy

    def rewind(self) -> None:
        """Go back to the beginning."""
        if self._seekable:
            self._stream.seek(self._start)
        else:
            assert self._keeps, "what was forgotten cannot be read again"
            self._at = 0

    def forget(self) -> None:
        """Keep no more of a stream that is read for the last time."""
        self._keeps = self._seekable

    def close(self) -> None:
        """Forget what was read."""
        if self._copy is not None:
            self._copy.close()

    def whole(self) -> bytes:
        """Return all of the source, from its beginning."""
        self.rewind()
        return self.read()
