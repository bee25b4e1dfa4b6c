"""Text that is UTF-8 to its end: pyoxigraph (0.5.13) does not look at bytes in comments."""

import codecs
from pathlib import Path
from typing import BinaryIO

from doidkit.errors import SyntaxFault


class Utf8:
    """A stream that raises SyntaxFault with line and column at the first byte that is none."""

    def __init__(self, stream: BinaryIO, path: Path | str) -> None:
        self._stream, self._path = stream, path
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._line, self._column = 1, 1

    def read(self, size: int = -1) -> bytes:
        """Return what comes next."""
        data = self._stream.read(size)
        held = self._decoder.getstate()[0]
        try:
            text = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            self._count((held + data)[: error.start].decode())
            reason = "this is not UTF-8 text"
            raise SyntaxFault(self._path, reason, line=self._line, column=self._column) from error
        self._count(text)
        return data

    def _count(self, text: str) -> None:
        lines = text.count("\n")
        self._line += lines
        self._column = len(text) - text.rfind("\n") if lines else self._column + len(text)
