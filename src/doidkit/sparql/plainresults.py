"""SPARQL results in XML as the plainest XML of the same meaning.

pyoxigraph 0.5.13 refuses CDATA, entities of a DTD, ``xml:lang=""`` and the booleans ``1`` and
``0``, and of a text with a comment in it keeps the last piece alone. Here expat reads all that,
and what it read is written without. ``tests/sparql/test_plainresults.py`` tells the day it can go.
"""

from typing import Protocol
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

_SIZE = 1 << 16
_TRUTHS = {"1": "true", "0": "false"}


class Source(Protocol):
    """Whatever gives bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """Return what comes next."""
        ...


class PlainResults:
    """A stream of the plain form of results; ValueError for what is ill-formed."""

    def __init__(self, stream: Source) -> None:
        self._stream, self._out, self._text = stream, bytearray(), list[str]()
        self._done = False
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append

    def read(self, size: int = -1) -> bytes:
        """Return at most ``size`` bytes, all that are left if it is negative."""
        while not self._done and (size < 0 or not self._out):
            data = self._stream.read(_SIZE)
            self._done = not data
            try:
                self._parser.Parse(data, self._done)
            except expat.ExpatError as error:
                raise ValueError(f"XML: {error}") from error
        end = len(self._out) if size < 0 else size
        given = bytes(self._out[:end])
        del self._out[:end]
        return given

    def _start(self, name: str, listed: list[str]) -> None:
        self._said("")
        pairs = zip(listed[::2], listed[1::2], strict=True)
        kept = (f" {key}={quoteattr(value)}" for key, value in pairs if value or key != "xml:lang")
        self._out += f"<{name}{''.join(kept)}>".encode()

    def _end(self, name: str) -> None:
        self._said(name)
        self._out += f"</{name}>".encode()

    def _said(self, name: str) -> None:
        """Write the text so far, in one piece."""
        text = "".join(self._text)
        self._text.clear()
        if name.rpartition(":")[2] == "boolean":
            text = _TRUTHS.get(text.strip(), text)
        self._out += escape(text, {"\r": "&#13;"}).encode()
