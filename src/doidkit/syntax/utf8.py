"""Text that is UTF-8 to its end, and whose end is no chance.

pyoxigraph (0.5.13) does not look at bytes in comments. Turtle that is cut within ``1.5`` or a name
such as ``ex:a.b`` ends in a full stop, and is as well-formed as the whole.
"""

import codecs
import re
from pathlib import Path
from typing import BinaryIO

from doidkit.errors import SyntaxFault
from doidkit.syntax.lines import remark_unended

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
        self._last = (self._last + text[-2:])[-2:]
        if not data and size and _NO_PROOF.match(self._last):
            remark_unended(self._path)
        return data

    def _count(self, text: str) -> None:
        lines = text.count("\n")
        self._line += lines
        self._column = len(text) - text.rfind("\n") if lines else self._column + len(text)
