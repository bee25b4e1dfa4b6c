"""OWL/XML: a frame is the axioms about one subject, a statement a name or literal in one.

The axioms that name a subject are looked for, and given to the reader after the document's
beginning: it reads a shorter document of the same prefixes, entities and base.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from itertools import islice, zip_longest
from xml.parsers import expat

from doidkit.errors import SyntaxFault
from doidkit.syntax.frames import Frames
from doidkit.syntax.owl.expressions import Node, Statement
from doidkit.syntax.owl.places import EITHER, SECOND, Leaf, Places, leaf
from doidkit.syntax.owx.reader import Reader
from doidkit.syntax.xml.tags import Asides, tag

# An axiom holds no axiom, so where one begins the last has ended.
_AXIOM = re.compile(
    rb"<(?:[\w.-]+:)?(Declaration|\w+Assertion|Sub\w+Of|Equivalent\w+|Disjoint\w+|HasKey"
    rb"|\w+Property(?:Domain|Range)|\w+(?:Object|Data)Property|InverseObjectProperties"
    rb"|SameIndividual|DifferentIndividuals|DatatypeDefinition|DLSafeRule)[\s>]"
)
_NAME = re.compile(
    rb"\b(abbreviated)?IRI\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"
    rb"|<(?:[\w.-]+:)?(Abbreviated)?IRI(?:\s[^>]*)?>([^<]*)<"
)
_NOTE_END = re.compile(rb"</(?:[\w.-]+:)?Annotation\s*>")
_TEXTS = frozenset(("IRI", "AbbreviatedIRI", "Literal", "Import"))


def scan(data: bytes, subjects: frozenset[str]) -> Frames:
    """Return the axioms of some subjects; a frame begins at the first that is no declaration."""
    places = Places(subjects)
    reader = _Located(data)
    try:
        for statement, start in reader.about(subjects):
            places.add(statement.node, start)
    except (SyntaxFault, expat.ExpatError):
        pass  # what comes before has its places; the fault is another finding
    return places.frames


class _Located(Reader):
    """The reader, with the place of each name and literal, for axioms about some subjects."""

    def __init__(self, data: bytes) -> None:
        super().__init__("", {})
        self._data = data
        self._given = 0  # bytes that the parser was given
        self._shift = 0  # bytes of the document that the parser was not given
        self._starts: list[int] = []  # of the elements that are open
        self._first: list[int] = []  # of the axioms that are ready
        self._span = (0, 0)  # the element that was closed last: where it begins, where it closes
        self.entities: dict[str, str] = {}
        self.parser.EntityDeclHandler = self._entity

    def about(self, subjects: frozenset[str]) -> Iterator[tuple[Statement, int]]:
        """Yield the header, then the axioms about a subject, each with where it begins."""
        data, asides = self._data, Asides(self._data)
        begun = [m for m in _AXIOM.finditer(data) if not asides.hold(m.start())]
        end = data.rfind(b"</")
        yield from self._fed(0, begun[0].start() if begun else end)
        names = _Names(data, self, subjects)
        for axiom, after in zip_longest(begun, begun[1:]):
            start, stop = axiom.start(), after.start() if after else end
            if asides.begin(start, stop) or names.concern_one(axiom[1].decode(), start, stop):
                yield from self._fed(start, stop)

    def _fed(self, start: int, end: int) -> Iterator[tuple[Statement, int]]:
        part = self._data[start:end].rstrip()
        self._shift = start - self._given
        self.parser.Parse(part, False)
        self._given += len(part)
        yield from zip(self.take(), self._first, strict=True)
        self._first.clear()

    def _entity(self, name: str, parameter: bool, value: str | None, *_: object) -> None:
        if value is not None and not parameter:
            self.entities.setdefault(name, value)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        start = self.parser.CurrentByteIndex + self._shift
        self._starts.append(start)
        ready = len(self._ready)
        super()._start(name, attributes)
        self._first += [start] * (len(self._ready) - ready)

    def _end(self, name: str) -> None:
        self._span = (self._starts.pop(), self.parser.CurrentByteIndex + self._shift)
        ready = len(self._ready)
        start = self._span[0]
        super()._end(name)
        self._first += [start] * (len(self._ready) - ready)

    def _node(
        self, name: str, attributes: dict[str, str], operands: list[Node], outer: str
    ) -> Node:
        node = super()._node(name, attributes, operands, outer)
        if name not in _TEXTS:
            return node
        start, end = self._span
        start = min(tag(self._data, start).end, end)
        if isinstance(node, tuple):
            return (node[0], leaf(node[1], start, end))
        return leaf(node, start, end)

    def _named(self, attributes: dict[str, str]) -> Leaf:
        name = super()._named(attributes)
        key = "abbreviatedIRI" if "abbreviatedIRI" in attributes else "IRI"
        values = tag(self._data, self._span[0]).attributes
        return leaf(name, *values[list(attributes).index(key)])


class _Names:
    """The names in a document, and which of them mean some subjects."""

    def __init__(self, data: bytes, reader: _Located, subjects: frozenset[str]) -> None:
        self._data, self._reader, self._subjects = data, reader, subjects
        self._known: dict[tuple[bytes, bool], bool] = {}
        self._notes = [match.end() for match in _NOTE_END.finditer(data)]

    def concern_one(self, kind: str, start: int, stop: int) -> bool:
        """Return whether an axiom may be about a subject; the axiom as read decides."""
        noted = bisect_right(self._notes, stop) - 1
        start = max(start, self._notes[noted]) if noted >= 0 else start
        for match in islice(
            _NAME.finditer(self._data, start, stop), 1 if kind in SECOND else 0, None
        ):
            key = (match[2] or match[3] or match[5] or b"", bool(match[1] or match[4]))
            wanted = self._known.get(key)
            if wanted is None:
                wanted = self._known[key] = self._named_so(*key) in self._subjects
            if wanted or kind not in EITHER:
                return wanted
        return False

    def _named_so(self, raw: bytes, short: bool) -> str:
        text = raw.decode("utf-8", "replace").strip()
        if "&" in text:
            for _ in self._reader.entities:  # one may be in another
                for name, value in self._reader.entities.items():
                    text = text.replace(f"&{name};", value)
            text = unescape(text)
        try:
            return (self._reader.short(text) if short else self._reader.full(text))[1:-1]
        except SyntaxFault:
            return ""
