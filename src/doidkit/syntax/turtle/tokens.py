"""The tokens of Turtle, TriG, N-Triples and N-Quads, and where one statement ends.

pyoxigraph, which reads them, gives no places. A text is taken from its beginning: where a
literal, an IRI or a comment ends is known only to who saw it begin.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from doidkit.syntax import options
from doidkit.syntax.iris import resolved

_PLAIN = rb"""[^\s;,.\[\](){}"'<>\\\#|@^]"""
_INNER = rb"""(?:""" + _PLAIN + rb"""++|\\.|\|(?!\})|\.++(?=[^\s.;,\[\](){}"'<>\#@^]))"""
_WORD = rb"(?:(?![0-9+-])" + _PLAIN + rb"|\\.)" + _INNER + rb"*+"
_NUMBER = rb"[+-]?(?:[0-9]++(?:\.[0-9]*+(?=[eE])|\.[0-9]++)?+|\.[0-9]++)(?:[eE][+-]?[0-9]++)?+"
_LONG = rb"""(?:\"\"\"(?:[^"\\]++|\\.|"(?!""))*+\"\"\"|'''(?:[^'\\]++|\\.|'(?!''))*+''')"""
_SHORT = rb"""(?:"(?:[^"\\\n]++|\\.)*+"|'(?:[^'\\\n]++|\\.)*+')"""
_IRI = rb"""<[^<>"{}|^`\s]*+>"""
_TAG = rb"@[A-Za-z][A-Za-z0-9-]*+"
_SPACE = rb"(?:[ \t\r\n]++|\#[^\n]*+)*+"
# In SPARQL's way a directive has no full stop.
_DIRECTIVE = rb"(?i:prefix[ \t\r\n][^<]*+<[^>]*+>|base\s*+<[^>]*+>|version\s*+" + _SHORT + rb")"
_TOKEN = re.compile(
    rb"[ \t\r\n]++|\#[^\n]*+|(?P<long>%s)|(?P<text>%s)|(?P<iri>%s)|(?P<suffix>%s|\^\^)"
    rb"|(?P<mark>\{\||\|\}|<<\(?|\)?>>|[;,.\[\](){}])|(?P<word>%s|%s)"
    % (_LONG, _SHORT, _IRI, _TAG, _NUMBER, _WORD),
    re.DOTALL,
)
_STATEMENT = re.compile(
    rb"%s(?:(?P<directive>%s)|(?P<subject>%s|%s|[\[(])?"
    rb"(?:[ \t\r\n]++|%s|%s|%s|%s|%s|\#[^\n]*+|%s|\{\||\|\}|[;,\[\]()^<>|])*+(?P<end>[.{}]))"
    % (_SPACE, _DIRECTIVE, _IRI, _WORD, _IRI, _WORD, _NUMBER, _LONG, _SHORT, _TAG),
    re.DOTALL,
)
_BEGINNING = re.compile(_SPACE)
_PREFIX = re.compile(rb"\s*@?prefix\s+([^\s:]*):\s*<([^>]*)>", re.IGNORECASE)
_BASE = re.compile(rb"\s*@?base\s*<([^>]*)>", re.IGNORECASE)
_DECLARING = (b"@prefix", b"@base")
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


class Span(NamedTuple):
    """A statement: its subject as written, and its bytes from there to its end."""

    subject: bytes
    start: int
    end: int


class Document:
    """A text, its statements one by one; ``iri`` reads names as the last directive has it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.prefixes: dict[str, str] = {}
        self.base = options.current().base
        self._known: dict[bytes, str] = {}

    def statements(self) -> Iterator[Span]:
        """Yield the statements up to one that is ill-formed, directives taken into account."""
        return (span for span in self.parts() if span.subject)

    def parts(self) -> Iterator[Span]:
        """Yield statements and directives, which have no subject, up to one that is ill-formed."""
        at = 3 if self.data.startswith(b"\xef\xbb\xbf") else 0
        for match in _STATEMENT.finditer(self.data, at):
            if match.start() != at:
                return
            at = match.end()
            subject = match["subject"]
            if subject is None:
                self._declare(match[0])
                yield Span(b"", match.start() + len(_begun(match[0])), at)
            elif match["end"] != b"{":  # else it names a graph
                yield Span(subject, match.start("subject"), at)

    def _declare(self, text: bytes) -> None:
        text = text.removeprefix(_begun(text))
        if found := _PREFIX.match(text):
            self.prefixes[found[1].decode()] = self.iri(b"<%s>" % found[2])
        elif found := _BASE.match(text):
            self.base = self.iri(b"<%s>" % found[1])
        else:
            return
        self._known.clear()

    def iri(self, name: bytes) -> str:
        """Return the IRI of ``<...>`` or ``prefix:local``, the text itself if it is neither."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._iri(name)
        return found

    def _iri(self, name: bytes) -> str:
        if name[:1] == b"<":
            return resolved(unescaped(name[1:-1]), self.base)
        prefix, colon, local = name.decode("utf-8", "replace").partition(":")
        if colon and prefix in self.prefixes:
            return self.prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)
        return prefix + colon + local


def _begun(text: bytes) -> bytes:
    """Return the space and comments that a text begins with."""
    match = _BEGINNING.match(text)
    return match[0] if match else b""


def tokens(data: bytes, start: int, end: int) -> Iterator[re.Match[bytes]]:
    """Yield the tokens of a statement: long, text, iri, suffix, mark or word by its group."""
    for match in _TOKEN.finditer(data, start, end):
        if match.lastgroup:
            yield match


def unescaped(raw: bytes) -> str:
    """Return the text of a literal or an IRI without its escapes."""
    text = raw.decode("utf-8", "replace")
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    code = found[1]
    if code[0] in "uU" and len(code) > 1:
        return chr(int(code[1:], 16))
    return _ESCAPES.get(code, code)
