"""Turtle, TriG, N-Triples and N-Quads: a frame is all that is said with one subject.

Most files begin a statement at the beginning of a line, so those are looked at first; a file
that does not is read token by token.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from doidkit.syntax.frames import Frame, Frames, Statement, annotations, expand, spellings
from doidkit.terms import RDF_TYPE

_WORD = rb"""(?:[^\s;,.\[\](){}"'<>\\#]|\\.|\.(?=[^\s.;,\[\]()#]))+"""
_TOKEN = re.compile(
    rb"""[ \t\r\n]+|\#[^\n]*
    |(?P<long>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*''')
    |(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<iri><[^<>\s]*>)|(?P<mark>[;,.\[\](){}])|(?P<word>"""
    + _WORD.replace(b"#", rb"\#")
    + rb""")""",
    re.VERBOSE | re.DOTALL,
)
_START = re.compile(rb"^(<[^<>\s]*>|[^\s<>\"'#@;,.\[\](){}_][^\s<>\"'#;,\[\](){}]*)", re.MULTILINE)
_BLANK = re.compile(rb"^(?:\[|(_:[^\s;,]+))", re.MULTILINE)
_SMALL = 4_000_000
_PREFIX = re.compile(rb"^\s*@?prefix\s+([^\s:]*):\s*<([^>]*)>", re.MULTILINE | re.IGNORECASE)
_BASE = re.compile(rb"^\s*@?base\s+<([^>]*)>", re.MULTILINE | re.IGNORECASE)
_ANNOTATED = re.compile(rb"annotatedSource>?\s+(<[^>]*>|" + _WORD + rb")")
_HEADS = frozenset({b"@prefix", b"@base", b"prefix", b"base", b"graph"})
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def scan(data: bytes, subjects: frozenset[str]) -> Frames:
    """Return the frames of some subjects, the annotations of their axioms included."""
    reader = _Reader(data)
    wanted = spellings(subjects, reader.prefixes)
    if reader.base:
        wanted |= {
            f"<{iri[len(reader.base) :]}>".encode(): iri
            for iri in subjects
            if iri.startswith(reader.base)
        }
    found: Frames = {}
    for match in _START.finditer(data):
        if match[1] in wanted:
            reader.collect(found, wanted[match[1]], match)
    # Only an unusual or a small file is worth reading token by token.
    if len(found) < len(subjects) and (not found or len(data) < _SMALL):
        _inner(reader, found, {name: iri for name, iri in wanted.items() if iri not in found})
    blanks = _Blanks(reader)
    _axioms(reader, found, wanted, blanks)
    _labelled(found, blanks)
    return found


def _inner(reader: "_Reader", found: Frames, wanted: Mapping[bytes, str]) -> None:
    """Add the subjects that do not begin a line."""
    fresh, skip = True, False
    for token in reader.tokens(0):
        text = token[0]
        if fresh and text.lower() in _HEADS:
            skip = text.lower() not in (b"graph",)
            continue
        if fresh and not skip and text in wanted:
            reader.collect(found, wanted[text], token)
        # A prefix in SPARQL's way ends without a full stop, at its IRI.
        ends = (
            skip
            and token.lastgroup == "iri"
            and reader.data[token.end() :][:20].lstrip()[:1] != b"."
        )
        fresh = text in (b".", b"{", b"}") or ends
        skip = skip and not fresh


def _axioms(
    reader: "_Reader", found: Frames, wanted: Mapping[bytes, str], blanks: "_Blanks"
) -> None:
    """Add what OWL's annotated axioms say, in blocks of their own."""
    for match in _ANNOTATED.finditer(reader.data):
        iri = wanted.get(match[1])
        if iri in found:
            found[iri].statements.extend(annotations(blanks.around(match.start())))


def _labelled(found: Frames, blanks: "_Blanks") -> None:
    """Add what is said of the blank nodes that a frame names by label, and so on."""
    for frame in found.values():
        seen: set[str] = set()
        for statement in frame.statements:  # grows while it is read
            name = statement.values[0]
            if name.startswith("_:") and name not in seen:
                seen.add(name)
                frame.statements.extend(blanks.named(name))


class _Blanks:
    """The statements that begin a line with a blank node."""

    def __init__(self, reader: "_Reader") -> None:
        self._reader = reader
        self._starts: list[int] = []
        self._labels: dict[str, list[int]] = {}
        for match in _BLANK.finditer(reader.data):
            self._starts.append(match.start())
            if match[1]:
                label = match[1].decode("utf-8", "replace")
                self._labels.setdefault(label, []).append(match.start())

    def named(self, label: str) -> Iterator[Statement]:
        for start in self._labels.get(label, ()):
            yield from self._reader.statements(start)

    def around(self, offset: int) -> Iterator[Statement]:
        """Yield all that is said with the subject of the statement that holds a byte."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return
        match = _BLANK.match(self._reader.data, self._starts[at])
        if match and match[1]:
            yield from self.named(match[1].decode("utf-8", "replace"))
        else:
            yield from self._reader.statements(self._starts[at])


class _Reader:
    """Reads statements of one document."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.prefixes = {
            prefix.decode(): iri.decode("utf-8", "replace") for prefix, iri in _PREFIX.findall(data)
        }
        base = _BASE.search(data)
        self.base = base[1].decode("utf-8", "replace") if base else ""

    def tokens(self, start: int) -> Iterator[re.Match[bytes]]:
        for match in _TOKEN.finditer(self.data, start):
            if match.lastgroup:
                yield match

    def collect(self, found: Frames, iri: str, place: re.Match[bytes]) -> None:
        frame = found.setdefault(iri, Frame(place.start()))
        frame.statements.extend(self.statements(place.start()))

    def statements(self, start: int) -> Iterator[Statement]:
        """Yield a subject's values up to the full stop, those of nested nodes too."""
        predicates: list[str] = []  # one for each node that is open, "" before its verb
        tokens = self.tokens(start)
        first = next(tokens, None)
        if first is None:
            return
        predicates.append("")
        if first[0] == b"[":
            predicates.append("")
        after_datatype = False
        for token in tokens:
            text = token[0]
            if token.lastgroup == "mark":
                if text in (b".", b"}") and len(predicates) <= 1:
                    return
                _mark(text, predicates)
            elif text[:1] == b"@" or text[:2] == b"^^":
                after_datatype = text == b"^^"
            elif after_datatype:
                after_datatype = False
            elif not predicates[-1]:
                predicates[-1] = RDF_TYPE if text == b"a" else self.iri(text)
            else:
                yield Statement(predicates[-1], (self._value(token),), token.start(), token.end())

    def iri(self, name: bytes) -> str:
        return expand(name, self.prefixes, self.base)

    def _value(self, token: re.Match[bytes]) -> str:
        text = token[0]
        if token.lastgroup == "text":
            return unescaped(text[1:-1])
        if token.lastgroup == "long":
            return unescaped(text[3:-3])
        return self.iri(text)


def _mark(text: bytes, predicates: list[str]) -> None:
    """Follow a punctuation mark: brackets open and close nodes, a semicolon ends a verb."""
    if text == b";":
        predicates[-1] = ""
    elif text == b"[":
        predicates.append("")
    elif text == b"(":
        predicates.append(predicates[-1])
    elif text in (b"]", b")") and len(predicates) > 1:
        predicates.pop()


def unescaped(raw: bytes) -> str:
    """Return the text of a literal as N-Triples and Turtle escape it."""
    text = raw.decode("utf-8", "replace")
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    code = found[1]
    if code[0] in "uU" and len(code) > 1:
        return chr(int(code[1:], 16))
    return _ESCAPES.get(code, code)
