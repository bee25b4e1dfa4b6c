"""Where RDF/XML is wrong: pyoxigraph 0.5 says it of no error.

XML that is not well-formed was located by expat before. For all else the text is parsed again,
handed out tag by tag: the tag read last is the one that the parser stopped at.
"""

import re
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

import pyoxigraph as ox

from doidkit.syntax.rdfxml.plain import Plain
from doidkit.syntax.rdfxml.reader import is_plain_for_expat
from doidkit.syntax.recording import Replayable

# What a message quotes of the text: an IRI or other text, an rdf:ID, an attribute's IRI, a prefix.
_QUOTED = re.compile(
    r"'(.+?)'|<[^>]*#([^>]+)>|^(?:\S*#)?(.+?) is not a valid|Unknown prefix (\S+):"
)


def place(data: bytes, path: Path, reason: str, base: str | None) -> tuple[int | None, int | None]:
    """Return line and column, from 1, of what a parser gave this reason for."""
    tags = _Tags(data)
    read = tags if is_plain_for_expat(Replayable(BytesIO(data)), path) else Plain(tags, path)
    try:
        for _ in ox.parse(cast(BinaryIO, read), ox.RdfFormat.RDF_XML, base_iri=base):
            pass
    except SyntaxError:
        return _line_and_column(data, _offset(data, tags.end, reason))
    return None, None


class _Tags:
    """A stream that reads to the end of a tag and no further."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.end = 0

    def read(self, size: int = -1) -> bytes:
        start = self.end
        self.end = self._data.find(b">", start) + 1 or len(self._data)
        if size > 0:
            self.end = min(self.end, start + size)
        return self._data[start : self.end]


def _offset(data: bytes, end: int, reason: str) -> int:
    """Return where a message's quotation is in the tag that ends here, or the text before it."""
    start = max(data.rfind(b"<", 0, end), 0)
    if "text event" in reason:
        text = data[data.rfind(b">", 0, start) + 1 : start]
        return start - len(text.lstrip())
    quoted = _QUOTED.search(reason)
    said = next((part for part in quoted.groups() if part), "") if quoted else ""
    whole = re.compile(rb"(?<![\w.-])" + re.escape(said.encode()) + rb"(?![\w.-])")
    found = whole.search(data, start, end) if said else None
    return found.start() if found else start


def _line_and_column(data: bytes, offset: int) -> tuple[int, int]:
    line_start = data.rfind(b"\n", 0, offset) + 1
    column = len(data[line_start:offset].decode("utf-8", "replace")) + 1
    return data.count(b"\n", 0, offset) + 1, column
