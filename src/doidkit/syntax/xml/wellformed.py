"""XML that is whole and well-formed, proved by expat while it is read.

pyoxigraph 0.5.13 takes a document that is cut before its end for a whole one, and passes NUL,
control characters, bytes that are no UTF-8 and names that are none. Whatever XML goes to it has
been read by expat before: files by ``rdfxml.reader``, answers of servers by ``Checked``.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from doidkit.errors import SyntaxFault

_SIZE = 1 << 16
_LARGEST = 8 << 20  # bytes of all entities, as much as expat lets pass whatever the ratio
_REFERENCE = re.compile(r"&([^#;&\s]+);")
_UTF8 = re.compile(rb"utf-?8\Z", re.IGNORECASE)
_ENCODING = re.compile(rb"\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([\w.-]+)")


class Checked:
    """A stream of XML that raises SyntaxFault where it is ill-formed, at its end if it is cut.

    ``name`` is what an error calls the document: a path or an address. No byte is handed out
    before expat has read it.
    """

    def __init__(self, stream: BinaryIO, name: Path | str) -> None:
        self._stream = stream
        self._name = name
        self._rest = b""
        self._ended = False
        self.parser = expat.ParserCreate("utf-8")
        self.parser.EntityDeclHandler = Entities(self._refuse).declare

    def read(self, size: int = -1) -> bytes:
        """Return at most ``size`` bytes, all that are left if it is negative."""
        if size < 0:
            return self._rest + b"".join(iter(self._next, b""))
        if not self._rest:
            self._rest = self._next()
        given, self._rest = self._rest[:size], self._rest[size:]
        return given

    def _next(self) -> bytes:
        if self._ended:
            return b""
        chunk = self._stream.read(_SIZE)
        feed(self.parser, chunk, self._name)
        self._ended = not chunk
        return chunk

    def _refuse(self, reason: str) -> SyntaxFault:
        return fault(self.parser, self._name, reason)


def feed(parser: expat.XMLParserType, chunk: bytes, name: Path | str) -> None:
    """Let expat read a chunk, or the end if there is none; SyntaxFault for what is ill-formed."""
    try:
        parser.Parse(chunk, not chunk)
    except expat.ExpatError as error:
        reason = _reason(error, parser, chunk)
        raise SyntaxFault(name, reason, line=error.lineno, column=error.offset + 1) from error


def fault(parser: expat.XMLParserType, name: Path | str, reason: str) -> SyntaxFault:
    """Return what is wrong where expat is."""
    line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
    return SyntaxFault(name, reason, line=line, column=column)


def encoding(head: bytes) -> str | None:
    """Return the encoding for expat to read a document in, None for the one that it declares.

    One that declares UTF-8 or nothing has to be UTF-8.
    """
    found = _ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
    return "utf-8" if found is None or _UTF8.match(found[1]) else None


class Entities:
    """The entities that a document declares, with a bound on what they stand for.

    expat bounds an entity that is used; Oxigraph reads them all where they are declared.
    """

    def __init__(self, refuse: Callable[[str], SyntaxFault]) -> None:
        self._refuse = refuse
        self._sizes: dict[str, int] = {}

    def declare(
        self,
        name: str,
        is_parameter: bool,
        value: str | None,
        _base: str | None,
        _system: str | None,
        _public: str | None,
        _notation: str | None,
    ) -> None:
        """Take note of an entity; the arguments are those of expat's handler."""
        text = value or ""
        size = len(text) + sum(self._sizes.get(each, 0) for each in _REFERENCE.findall(text))
        if not is_parameter:
            self._sizes.setdefault(name, size)
        if sum(self._sizes.values()) > _LARGEST:
            raise self._refuse("the entities stand for more text than is safe to read")


def _reason(error: expat.ExpatError, parser: expat.XMLParserType, chunk: bytes) -> str:
    reason = expat.errors.messages[error.code]
    if not chunk:
        return "the document is cut: it ends before its last element does"
    if reason == "not well-formed (invalid token)" and not _is_utf8(chunk):
        return "this is not UTF-8 text"
    return f"the XML is ill-formed: {reason}"


def _is_utf8(chunk: bytes) -> bool:
    """Return True if a chunk is UTF-8, but for characters that it may begin or end within."""
    start = 0
    while start < min(3, len(chunk)) and 0x80 <= chunk[start] < 0xC0:
        start += 1
    try:
        chunk[start:].decode()
    except UnicodeDecodeError as error:
        return error.end >= len(chunk) and error.reason == "unexpected end of data"
    return True
