"""SPARQL results in XML as the plainest XML of the same meaning.

pyoxigraph 0.5.13 refuses CDATA, entities of a DTD, ``xml:lang=""`` and the booleans ``1`` and
``0``, of a text with a comment in it keeps the last piece alone, drops blanks where a text begins
or ends, and takes elements of any namespace for those of results. Here expat reads all that, and
what it read is written without. ``tests/sparql/test_plainresults.py`` tells the day it can go.
"""

import re
from typing import Protocol
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

_SIZE = 1 << 16
_RESULTS = "http://www.w3.org/2005/sparql-results#"
_ITS = "http://www.w3.org/2005/11/its"
_PREFIXES = {"http://www.w3.org/XML/1998/namespace": "xml:", _ITS: "its:", "": ""}
_EDGES = re.compile(r"\A\s+|\s+\Z", re.ASCII)
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
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
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

    def _start(self, tag: str, listed: list[str]) -> None:
        self._said("")
        name = _local(tag)
        self._out += f"<{name}".encode()
        if name == "sparql":
            self._out += f' xmlns="{_RESULTS}" xmlns:its="{_ITS}"'.encode()
        for key, value in zip(listed[::2], listed[1::2], strict=True):
            space, _, local = key.rpartition(" ")
            prefix = _PREFIXES.get(space)
            if prefix is not None and (value or prefix + local != "xml:lang"):
                self._out += f" {prefix}{local}={quoteattr(value)}".encode()
        self._out += b">"

    def _end(self, tag: str) -> None:
        name = _local(tag)
        self._said(name)
        self._out += f"</{name}>".encode()

    def _said(self, name: str) -> None:
        """Write the text so far, in one piece."""
        text = "".join(self._text)
        self._text.clear()
        if name == "boolean":
            text = _TRUTHS.get(text.strip(), text)
        text = escape(text, {"\r": "&#13;"})
        if name == "literal":
            text = _EDGES.sub(lambda blanks: "".join(f"&#{ord(c)};" for c in blanks[0]), text)
        self._out += text.encode()


def _local(tag: str) -> str:
    """Return the name of an element of SPARQL results; ValueError for any other."""
    space, _, name = tag.rpartition(" ")
    if space != _RESULTS:
        raise ValueError(f"<{name}> is no element of SPARQL results")
    return name
