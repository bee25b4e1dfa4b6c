"""A value in a file, written anew: another text in its place, or a reference to a term.

A text is taken apart into characters as the format writes them, so that what stays is written
as it was. A place that does not read back to the very value is left alone.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from itertools import takewhile
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from doidkit import prefixes
from doidkit.sourcemap import SourceFile
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.obo.text import bare, quoted
from doidkit.syntax.obo.values import plain
from doidkit.syntax.turtle.tokens import unescaped

Edit = tuple[int, int, bytes]
"""The bytes from one offset to another, and what to write in their place."""

_TYPED = re.compile(rb"@[A-Za-z][\w-]*|\^\^(?:<[^>]*>|[\w.-]*:[\w-]+)|")
_OBO_TYPED = re.compile(rb"[ \t]+xsd:\w+|")
_OPENING = re.compile(rb"<([^\s<>/]+)[^<>]*>\Z")
_QUOTES = re.compile(r'("""|\'\'\'|"|\'|)(.*)\1\Z', re.DOTALL)


def rewritten(
    source: SourceFile, place: tuple[int, int], old: Literal, new: Literal | NamedNode
) -> Edit | None:
    """Return the edit by which a literal in a place becomes another or a term.

    None where the place does not read back to the old value, and where that is unclear.
    """
    data, (start, end) = source.text.data, place
    try:
        written = data[start:end].decode()
    except UnicodeDecodeError:
        return None
    script = _SCRIPTS[source.format]
    quotes = _QUOTES.match(written) if script.quoted else None
    quote, inner = quotes.groups() if quotes else ("", written)
    if _read(inner, script) != old.value:
        return None
    if isinstance(new, NamedNode):
        refer = _REFERRING.get(source.format)
        return refer(data, start, end, new.value) if refer else None
    text = _changed(inner, new.value, script, quote)
    if _read(text, script) != new.value:
        return None
    return start, end, f"{quote}{text}{quote}".encode()


class _Script(NamedTuple):
    """How a format writes a text: its characters, what one reads as, how one is escaped."""

    character: re.Pattern[str]
    read: Callable[[str], str]
    escape: Callable[[str, str], str]
    quoted: bool = True


def _read(written: str, script: _Script) -> str:
    return "".join(map(script.read, script.character.findall(written)))


def _changed(written: str, text: str, script: _Script, quote: str) -> str:
    """Return a text as it is to be written, from its first change to its last anew."""
    parts = script.character.findall(written)
    old = [script.read(part) for part in parts]
    new = list(text)
    before = _alike(old, new)
    after = _alike(old[before:][::-1], new[before:][::-1])
    between = "".join(script.escape(each, quote) for each in new[before : len(new) - after])
    return "".join([*parts[:before], between, *parts[len(parts) - after :]])


def _alike(first: Sequence[str], second: Sequence[str]) -> int:
    """Return how many items two sequences begin with alike."""
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))
    )


def _in_turtle(character: str, quote: str) -> str:
    escaped = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", quote[:1]: f"\\{quote[:1]}"}
    return escaped.get(character, character)


def _in_ofn(character: str, quote: str) -> str:
    return f"\\{character}" if character in ("\\", quote) else character


def _in_obo(character: str, quote: str) -> str:
    if quote:
        return quoted(character)[1:-1]
    return bare(character) if character != " " else character


def _in_xml(character: str, _: str) -> str:
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}.get(
        character, character
    )


def _entity(written: str) -> str:
    return "\n" if written[0] == "\r" else unescape(written)


def _in_json(character: str, _: str) -> str:
    return json.dumps(character, ensure_ascii=False)[1:-1]


def _angled(data: bytes, start: int, end: int, iri: str) -> Edit | None:
    typed = _TYPED.match(data, end)
    if typed is None or data[start : start + 1] not in (b'"', b"'"):
        return None
    return start, typed.end(), f"<{iri}>".encode()


def _obo(data: bytes, start: int, end: int, iri: str) -> Edit | None:
    typed, name = _OBO_TYPED.match(data, end), prefixes.contract(iri)
    if typed is None or name is None or data[start : start + 1] != b'"':
        return None
    return start, typed.end(), name.encode()


def _element(data: bytes, start: int, end: int, iri: str) -> Edit | None:
    first = data.rfind(b"<", 0, start)
    opening = _OPENING.match(data[max(first, 0) : start])
    if opening is None or not data.startswith(b"</" + opening[1] + b">", end):
        return None
    closed = end + len(opening[1]) + 3
    return first, closed, b"<%s rdf:resource=%s/>" % (opening[1], _attribute(iri))


def _attribute(iri: str) -> bytes:
    return f'"{"".join(_in_xml(each, "") for each in iri)}"'.encode()


_ESCAPED = re.compile(r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\?.", re.DOTALL)
_BACKSLASHED = re.compile(r"\\?.", re.DOTALL)
_TURTLE = _Script(_ESCAPED, lambda written: unescaped(written.encode()), _in_turtle)
_XML = _Script(re.compile(r"&[^;]*;|\r\n?|.", re.DOTALL), _entity, _in_xml, quoted=False)
_JSON = _Script(
    re.compile(r"\\u[dD][89abAB]..\\u....|\\u....|\\?.", re.DOTALL),
    lambda written: str(json.loads(f'"{written}"')) if written[0] == "\\" else written,
    _in_json,
)
_SCRIPTS: Mapping[GraphFormat, _Script] = {
    GraphFormat.TURTLE: _TURTLE,
    GraphFormat.TRIG: _TURTLE,
    GraphFormat.NTRIPLES: _TURTLE,
    GraphFormat.NQUADS: _TURTLE,
    GraphFormat.OFN: _Script(_BACKSLASHED, lambda written: written[-1], _in_ofn),
    GraphFormat.OMN: _Script(_BACKSLASHED, lambda written: written[-1], _in_ofn),
    GraphFormat.OBO: _Script(_BACKSLASHED, plain, _in_obo),
    GraphFormat.RDFXML: _XML,
    GraphFormat.OWX: _XML,
    GraphFormat.JSONLD: _JSON,
    GraphFormat.OBOGRAPHS: _JSON,
}
_REFERRING: Mapping[GraphFormat, Callable[[bytes, int, int, str], Edit | None]] = {
    GraphFormat.OBO: _obo,
    GraphFormat.OFN: _angled,
    GraphFormat.OMN: _angled,
    GraphFormat.TURTLE: _angled,
    GraphFormat.TRIG: _angled,
    GraphFormat.NTRIPLES: _angled,
    GraphFormat.NQUADS: _angled,
    GraphFormat.RDFXML: _element,
}
