"""Whether a file has literals that the store would change, seen while it is loaded.

What is read goes by as bytes, so that the native loader stays as fast as it is. A literal that
is seen where there is none, in a text that quotes Turtle, costs a second reading and no more.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

import pyoxigraph as ox

from doidkit.sparql.literals import XSD, changes

# Each begins with a text, which is looked for much faster than a choice of texts.
_TYPE = re.compile(rb"XMLSchema#([A-Za-z]+)")
_PREFIXED = re.compile(rb"xsd?:([A-Za-z]+)")
_ENTITY = re.compile(rb"&xsd;([A-Za-z]+)")
_BEFORE = re.compile(rb"[\"\'\]]([^\"\'\[\]]*)[\"\']\^\^<?(?:http://www\.w3\.org/2001/)?$")
_AFTER = re.compile(rb"[\"\'][^>]*>([^<]*)<")
_BARE = re.compile(
    rb"[\s,(\[](?:[+-]?0[0-9][0-9.]*|\+[0-9.]+|-0|[+-]?[0-9]*\.[0-9]*0|[+-]?[0-9.]+[eE][+-]?[0-9]+)"
    rb"(?=[\s,;.)\]])"
)
# What can stand before such a number as a space, what it can begin with as 0, all else as x: two
# bytes that are looked for in a tenth of the time that the expression takes.
_SHAPE = bytes(
    ord(" ") if byte in b" \t\n\r\f\v,([" else ord("0") if byte in b"+-.0123456789" else ord("x")
    for byte in range(256)
)
_START = re.compile(b" 0")
_QUOTED = re.compile(
    rb'"{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3}|"(?:[^"\\\n]|\\.)*"'
    rb"|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|#[^\n]*",
    re.DOTALL,
)
_WITH_BARE = (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.N3)
_UNCHANGED = frozenset({b"string", b"anyURI", b"language", b"token", b"normalizedString"})
_LONGEST = 1 << 16  # bytes of a statement that are looked at together
_SIZE = 1 << 18  # bytes that are looked at together: Oxigraph asks for 2 KB each time
_AROUND = 200  # bytes in which a short literal and its datatype stand


class Watch:
    """Looks at what is loaded; ``found`` says whether the store changes any of it."""

    def __init__(self) -> None:
        self.found = False

    def over(self, stream: BinaryIO, syntax: ox.RdfFormat) -> "Watched":
        """Return a stream that is looked at while it is read."""
        return Watched(self, stream, syntax)

    def look(self, text: bytes, syntax: ox.RdfFormat, start: int) -> None:
        """Look at some text; what ends before ``start`` was seen before."""
        if syntax in _WITH_BARE and any(_is_bare(text, hit) for hit in numbers(text)):
            self.found = True
        patterns = [_TYPE]
        patterns += [_PREFIXED] if syntax in _WITH_BARE else []
        patterns += [_ENTITY] if syntax == ox.RdfFormat.RDF_XML else []
        for pattern in patterns:
            for match in pattern.finditer(text, start):
                if match[1] not in _UNCHANGED and _is_changed(text, match, syntax):
                    self.found = True
                    return


class Watched:
    """The stream that a Watch looks at."""

    def __init__(self, watch: Watch, stream: BinaryIO, syntax: ox.RdfFormat) -> None:
        self._watch = watch
        self._stream = stream
        self._syntax = syntax
        self._tail = b""
        self._rest = BytesIO()

    def read(self, size: int = -1) -> bytes:
        """Return what the stream has."""
        if size < 0:
            return self._rest.read() + self._next(size)
        if not (data := self._rest.read(size)):
            self._rest = BytesIO(self._next(_SIZE))
            data = self._rest.read(size)
        return data

    def _next(self, size: int) -> bytes:
        data = self._stream.read(size)
        if not self._watch.found:
            text = self._tail + data
            self._watch.look(text, self._syntax, max(len(self._tail) - _AROUND, 0))
            # From the last full stop at a line's end on, so that no text begins in a string.
            stop = max(text.rfind(b".\n", 0, -2 * _AROUND), len(text) - _LONGEST, 0)
            self._tail = text[stop:]
        return data


def numbers(text: bytes) -> Iterator[re.Match[bytes]]:
    """Yield what looks like a number that is not written as the store writes it.

    >>> [hit[0] for hit in numbers(b"<a> <b> 007, 7, 1.50 .")]
    [b' 007', b' 1.50']
    """
    for start in _START.finditer(text.translate(_SHAPE)):
        if hit := _BARE.match(text, start.start()):
            yield hit


def _is_bare(text: bytes, hit: re.Match[bytes]) -> bool:
    """Return False for what looks like a number in a string, an IRI or a comment."""
    start = max(text.rfind(b".\n", 0, hit.start()), 0)
    for quoted in _QUOTED.finditer(text, start):
        if quoted.start() > hit.start():
            break
        if hit.start() < quoted.end():
            return False
    return True


def _is_changed(text: bytes, match: re.Match[bytes], syntax: ox.RdfFormat) -> bool:
    before = text[max(match.start() - _AROUND, 0) : match.start()]
    if b"^^" in before[-40:]:
        value = _BEFORE.search(before)
    elif b"datatype" in before[-80:]:
        value = _AFTER.match(text, match.end(), match.end() + _AROUND)
        if value is None and match.end() + _AROUND > len(text):
            return False  # the rest comes with the next piece
    else:
        return syntax == ox.RdfFormat.JSON_LD
    if value is None:
        return True
    datatype = ox.NamedNode(XSD + match[1].decode())
    return changes(ox.Literal(value[1].decode("utf-8", "replace"), datatype=datatype))
