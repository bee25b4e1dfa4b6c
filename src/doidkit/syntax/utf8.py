"""Text that is UTF-8 to its end, and whose end is no chance.

pyoxigraph (0.5.13) does not look at bytes in comments. Turtle that is cut within ``1.5`` or a name
such as ``ex:a.b`` ends in a full stop, and is as well-formed as the whole.
"""

import codecs
import re
from functools import partial
from pathlib import Path
from typing import BinaryIO

from doidkit.errors import SyntaxFault
from doidkit.syntax.lines import remark_unended

_BLOCK = 1 << 16
_NO_PROOF = re.compile(r"[\w:%-]\.\Z")  # what follows may have been the rest of a name or number


class Utf8:
    """A stream that raises SyntaxFault with line and column at the first byte that is none.

    Text that may be cut within a name or a number is remarked upon at its end.
    """

    def __init__(self, stream: BinaryIO, path: Path | str) -> None:
        self._stream, self._path = stream, path
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._line, self._column = 1, 1
        self._last = ""
        self._block, self._at = b"", 0
        self._fault: SyntaxFault | None = None

    def read(self, size: int = -1) -> bytes:
        """Return what comes next: at most ``size`` bytes, all that are left if it is negative."""
        if size < 0:
            return b"".join(iter(partial(self.read, _BLOCK), b""))
        if self._at == len(self._block):
            # A parser asks for little at a time, and looking at that costs more than reading it.
            self._block, self._at = self._checked(self._stream.read(max(size, _BLOCK))), 0
        given = self._block[self._at : self._at + size]
        self._at += len(given)
        return given

    def _checked(self, data: bytes) -> bytes:
        """Return the data, or what stands before a fault, which the next call then raises."""
        if self._fault is not None:
            raise self._fault
        held = self._decoder.getstate()[0]
        try:
            text = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            self._count((held + data)[: error.start].decode())
            reason = "this is not UTF-8 text"
            self._fault = SyntaxFault(self._path, reason, line=self._line, column=self._column)
            before = data[: max(error.start - len(held), 0)]
            return before or self._checked(b"")
        self._count(text)
        self._last = (self._last + text[-2:])[-2:]
        if not data and _NO_PROOF.match(self._last):
            remark_unended(self._path)
        return data

    def _count(self, text: str) -> None:
        lines = text.count("\n")
        self._line += lines
        self._column = len(text) - text.rfind("\n") if lines else self._column + len(text)
