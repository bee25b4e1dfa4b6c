"""RDF/XML on its way to Oxigraph: proved well-formed, and told in words that it reads rightly.

A document that ``rdfxml.proof`` does not prove well-formed is read by expat first
(``xml.wellformed`` says why). What Oxigraph's parser then reads as XML means it goes to it as it
is; one with anything else (CDATA, a line end of Windows, an entity in single quotes, an XML
literal, ...) goes through ``rdfxml.plain``.
"""

import re
from contextlib import suppress
from pathlib import Path
from xml.parsers import expat

from doidkit.syntax.depth import DEEPEST
from doidkit.syntax.rdfxml.proof import is_proved
from doidkit.syntax.recording import Replayable
from doidkit.syntax.xml.wellformed import encoding, feed

_SIZE = 1 << 20
_HEAD = 4096
_PIECE = 1 << 14
_LONGEST_MARK = 64  # bytes of a block that the next one is looked at with
_NOT_PLAIN = re.compile(
    rb"parseType\s*=\s*[\"'](?!(?:Resource|Collection)[\"'])|xml:lang\s*=\s*(?:\"\"|'')"
    rb"|xml:base\s*=\s*[\"'](?![A-Za-z][A-Za-z0-9+.-]*:)"
)
_MARKS = (b"parseType", b"xml:lang", b"xml:base")
# A line end or a tab in an attribute's value is a space, which Oxigraph does not know.
_BROKEN_VALUES = (  # apart: a choice of both is searched for at half the speed
    (b'="', re.compile(rb"=\"[^\"\n\t<]*+[\n\t]")),
    (b"='", re.compile(rb"='[^'\n\t<]*+[\n\t]")),
)
_QUOTED_ENTITY = re.compile(rb"<!ENTITY\s+\S+\s+'")
_ENTITY_MARKUP = re.compile(r"[&<%\"]")


def is_plain(stream: Replayable, path: Path | str) -> bool:
    """Return True for a document that Oxigraph reads as XML means it; it is read to its end.

    Raises SyntaxFault with line and column for what is cut or otherwise ill-formed.
    """
    if is_proved(stream):
        return True
    stream.rewind()
    return is_plain_for_expat(stream, path)


def is_plain_for_expat(stream: Replayable, path: Path | str) -> bool:
    """Return the same, but let expat read all of the document, which knows what is wrong where."""
    coding = encoding(stream.read(_HEAD))
    stream.rewind()
    return coding is not None and _Look(path).all(stream)


def default_prefix(stream: Replayable) -> dict[str, str]:
    """Return the default namespace that a document's root declares, by its prefix "", if any."""
    found: dict[str, str] = {}
    parser = expat.ParserCreate("utf-8")

    def root(_: str, attributes: dict[str, str]) -> None:
        found.update({"": attributes["xmlns"]} if attributes.get("xmlns") else {})
        parser.StartElementHandler = None

    parser.StartElementHandler = root
    with suppress(expat.ExpatError):  # told where all is read
        parser.Parse(stream.read(_SIZE), False)
    stream.rewind()
    return found


class _Look:
    """Reads a document to its end, and notes whether Oxigraph reads all of it rightly."""

    def __init__(self, path: Path | str) -> None:
        self._path = path
        self._plain = True
        self._entities: set[str] = set()
        self._text_may_follow = False
        self._block, self._start, self._before = b"", 0, b""
        self._parser = parser = expat.ParserCreate("utf-8", " ")  # names are those of namespaces
        parser.StartCdataSectionHandler = self._unusual
        parser.ProcessingInstructionHandler = self._unusual
        parser.AttlistDeclHandler = self._unusual
        parser.ElementDeclHandler = self._unusual
        parser.NotationDeclHandler = self._unusual
        parser.EntityDeclHandler = self._entity
        parser.CommentHandler = self._comment
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EndDoctypeDeclHandler = self._content
        self._doctype_start = -1
        self._open, self._others = 0, 0  # tags, and what else begins with "<"

    def all(self, stream: Replayable) -> bool:
        tail = b""
        while block := stream.read(_SIZE):
            self._block = block
            if self._text_may_follow and block.lstrip():
                self._follow(block.lstrip())
            feed(self._parser, block, self._path)
            self._measure(block)
            self._start += len(block)
            self._before = (block.rstrip() or self._before)[-1:]
            if self._plain:
                self._plain = not _is_marked(tail + block)
                tail = block[-_LONGEST_MARK:]
        feed(self._parser, b"", self._path)
        return self._plain

    def _measure(self, block: bytes) -> None:
        """Note what may be nested deep; ``Plain`` then counts, and refuses it with its place."""
        for at in range(0, len(block), _PIECE):
            piece = block[at : at + _PIECE]
            self._open += piece.count(b"<") - 2 * piece.count(b"</") - piece.count(b"/>")
            if self._open - self._others > DEEPEST:
                self._plain = False

    def _unusual(self, *_: object) -> None:
        self._plain = False

    def _doctype(self, _name: str, system: str | None, *_: object) -> None:
        self._doctype_start = self._parser.CurrentByteIndex
        self._plain = self._plain and not system

    def _content(self) -> None:
        """Look at a DTD's own text: expat says neither quotes nor what is declared again."""
        begun = self._doctype_start - self._start
        said = self._block[max(begun, 0) : self._parser.CurrentByteIndex - self._start]
        again = said.count(b"<!ENTITY") != len(self._entities)
        if begun < 0 or again or _QUOTED_ENTITY.search(said):
            self._plain = False
        self._doctype_start = -1

    def _entity(self, name: str, is_parameter: bool, value: str | None, *_: object) -> None:
        if value is None or is_parameter or _ENTITY_MARKUP.search(value):
            self._plain = False
        self._entities.add(name)

    def _comment(self, text: str) -> None:
        """Note a comment within text: Oxigraph takes what follows for text out of place."""
        self._others += 1
        at = self._parser.CurrentByteIndex - self._start
        before = self._block[:at].rstrip()[-1:] if at > 0 else b""
        if self._doctype_start >= 0 or (before or self._before) not in (b">", b""):
            self._plain = False
            return
        end = self._block.find(b"-->", max(at, 0))
        self._follow(self._block[end + 3 : end + 99].lstrip() if end >= 0 else b"")

    def _follow(self, after: bytes) -> None:
        self._text_may_follow = not after
        if after and after[:1] != b"<":
            self._plain = False


def _is_marked(block: bytes) -> bool:
    if b"\r" in block:
        return True
    if any(mark in block and broken.search(block) for mark, broken in _BROKEN_VALUES):
        return True
    return any(mark in block for mark in _MARKS) and bool(_NOT_PLAIN.search(block))
