"""Bytes that are made while they are read."""

import io
from collections.abc import Iterable

from doidkit.syntax.depth import deep


class Stream(io.RawIOBase):
    """A readable stream over chunks, so that a parser takes them as they come."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = b""

    def readable(self) -> bool:
        """Return True."""
        return True

    def is_empty(self) -> bool:
        """Return True if there is nothing to read any more."""
        while not self._rest:
            with deep():
                chunk = next(self._chunks, None)
            if chunk is None:
                return True
            self._rest = chunk
        return False

    def read(self, size: int = -1) -> bytes:
        """Return at most ``size`` bytes; all that are left if it is negative."""
        if size < 0:
            with deep():
                return self._rest + b"".join(self._chunks)
        if self.is_empty():
            return b""
        given, self._rest = self._rest[:size], self._rest[size:]
        return given
