"""From byte offsets to lines, columns and the lines' text."""

import warnings
from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from doidkit.errors import DoidkitNote

_LONGEST = 10_000  # characters of a line that an excerpt keeps; some files are one line
_BLOCK = 1 << 14
_CONTINUED = bytes(range(0x80, 0xC0))  # the bytes of a character after its first
_MARK = b"\xef\xbb\xbf"


def remark_unended(path: Path | str) -> None:
    """Say that a text may be cut in its last line, which nothing but a line end closes."""
    warnings.warn(
        f"{path} does not end with a line end; look whether its last line is whole",
        DoidkitNote,
        stacklevel=3,
    )


class Text:
    """A file's bytes; a place in it has a line and a column, both counted from 1.

    Lines and characters are counted once, a block at a time: a file may be one line of many
    megabytes, or a million lines of which a few are asked for.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data

    def line(self, offset: int) -> int:
        """Return the number of the line that a byte is in."""
        return 1 + self._counted(offset, self._lines, _newlines)

    def column(self, offset: int) -> int:
        """Return which character of its line a byte belongs to."""
        start = self._start(offset)
        if start == 0 and self.data.startswith(_MARK):
            start = len(_MARK)
        if offset - start < _BLOCK:
            return 1 + _characters(self.data[start:offset])
        before = (self._counted(at, self._characters, _characters) for at in (offset, start))
        return 1 + next(before) - next(before)

    def excerpt(self, offset: int) -> str | None:
        """Return the line that a byte is in; None for one too long to show the place in."""
        if self.column(offset) >= _LONGEST:
            return None
        start = self._start(offset)
        end = self.data.find(b"\n", offset)
        raw = self.data[start : len(self.data) if end < 0 else end][: 4 * _LONGEST]
        return raw.decode("utf-8", "replace").rstrip("\r").removeprefix("\ufeff")[:_LONGEST]

    def before(self, offset: int) -> str:
        """Return what stands on a byte's line before it."""
        return self.data[self._start(offset) : offset].decode("utf-8", "replace")

    def _start(self, offset: int) -> int:
        ended = self.line(offset) - 1
        if not ended:
            return 0
        # The block in which the line before ends: a search over all before could be a long one.
        block = (bisect_left(self._lines, ended) - 1) * _BLOCK
        return self.data.rfind(b"\n", block, min(offset, block + _BLOCK)) + 1

    def _counted(self, offset: int, sums: list[int], count: Callable[[bytes], int]) -> int:
        block = offset // _BLOCK
        return sums[block] + count(self.data[block * _BLOCK : offset])

    @cached_property
    def _lines(self) -> list[int]:
        return self._summed(_newlines)

    @cached_property
    def _characters(self) -> list[int]:
        return self._summed(_characters)

    def _summed(self, count: Callable[[bytes], int]) -> list[int]:
        """Return how many there are before each block."""
        blocks = range(0, len(self.data), _BLOCK)
        return [0, *accumulate(count(self.data[at : at + _BLOCK]) for at in blocks)]


def _newlines(data: bytes) -> int:
    return data.count(b"\n")


def _characters(data: bytes) -> int:
    return len(data.translate(None, _CONTINUED))
