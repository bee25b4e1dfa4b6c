"""From byte offsets to lines, columns and the lines' text."""

import re
from bisect import bisect_right
from functools import cached_property

_LONGEST = 10_000  # characters of a line that an excerpt keeps; some files are one line


class Text:
    """A file's bytes; a place in it has a line and a column, both counted from 1."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer(b"\n", self.data))]

    def line(self, offset: int) -> int:
        """Return the number of the line that a byte is in."""
        return bisect_right(self._starts, offset)

    def column(self, offset: int) -> int:
        """Return which character of its line a byte belongs to."""
        start = self._starts[self.line(offset) - 1]
        before = self.data[start:offset].decode("utf-8", "replace")
        return len(before.removeprefix("\ufeff")) + 1

    def at(self, line: int) -> str:
        """Return a line's text without its end, "" beyond the last one."""
        if not 0 < line <= len(self._starts):
            return ""
        start = self._starts[line - 1]
        end = self.data.find(b"\n", start)
        raw = self.data[start : None if end < 0 else end]
        return raw.decode("utf-8", "replace").rstrip("\r").removeprefix("\ufeff")

    def excerpt(self, offset: int) -> str | None:
        """Return the line that a byte is in; None for one too long to show the place in."""
        text = self.at(self.line(offset))
        return text[:_LONGEST] if self.column(offset) < _LONGEST else None
