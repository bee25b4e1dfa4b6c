"""OWL functional syntax: a frame is the axioms about one subject, a statement a value in one.

A pattern tells axiom from axiom, each begun where the last ended; those that name a subject
are read as the reader reads them.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from doidkit.errors import SyntaxFault
from doidkit.syntax.frames import Frames
from doidkit.syntax.iris import absolute
from doidkit.syntax.ofn.reader import PREFIX, Reader
from doidkit.syntax.owl.expressions import Call, Statement
from doidkit.syntax.owl.places import EITHER, OF_ONTOLOGY, SECOND, Leaf, Places, leaf

# As the reader's tokens: a comment begins where a token may, not within a name.
_ATOM = r"[ \t\r\n]++|\#[^\n]*+|\"(?:[^\"\\]++|\\.)*+\"|<[^>\s]*+>|[^\s()\"<>\#][^\s()\"<>]*+|<"
_NESTED = 8  # parentheses deep; what nests deeper is read token by token


def _balanced() -> str:
    inside = rf"(?:{_ATOM})*+"
    for _ in range(_NESTED):
        inside = rf"(?:{_ATOM}|\({inside}\))*+"
    return inside


_SKIP = r"(?:[ \t\r\n]++|\#[^\n]*+)*+"
_NAME = r"(?:<[^>\s]*+>|[^\s()\"<>\#:][^\s()\"<>:]*+:[^\s()\"<>]*+|:[^\s()\"<>]*+)"
# An axiom, and the first two names in it behind its annotations.
AXIOM = re.compile(
    rf"{_SKIP}([A-Za-z]\w*+){_SKIP}\({_SKIP}"
    rf"(?:Annotation{_SKIP}\({_balanced()}\){_SKIP})*+"
    rf"(?=(?:[A-Za-z]\w*+{_SKIP}\({_SKIP})?({_NAME})?{_SKIP}({_NAME})?)"
    rf"{_balanced()}\)",
    re.ASCII | re.DOTALL,
)
_NAMES = re.compile(_NAME, re.ASCII)


def scan(data: bytes, subjects: frozenset[str]) -> Frames:
    """Return the axioms of some subjects; a frame begins at the first that is no declaration."""
    places = Places(subjects)
    # In Latin-1 a character is a byte, so a place in the text is one in the file.
    text = data.decode("latin-1")
    reader = _Located(text, "", subjects)
    try:
        for statement, start in reader.about():
            places.add(statement.node, start)
    except SyntaxFault:
        pass  # what comes before has its places; the fault is another finding
    return places.frames


class _Located(Reader):
    """The reader, with the place of each name and literal, for axioms about some subjects."""

    def __init__(self, text: str, path: str, subjects: frozenset[str]) -> None:
        super().__init__(text.removeprefix(_MARK), path)
        self._subjects = subjects
        self._known: dict[str, bool] = {}
        self._shift = len(text) - len(self.text)

    def about(self) -> Iterator[tuple[Statement, int]]:
        """Yield the header, then the axioms that name a subject, each with where it begins."""
        header = next(self.body(self.start), None)
        if header and header.node[0] == "Ontology":
            opening = self.text.rindex("Ontology", 0, self.start)
            yield header, opening + self._shift
        at = self.start
        while True:
            span = AXIOM.match(self.text, at)
            if span and not self._concerns_one(span):
                at = span.end()
                continue
            statement = next((s for s in self.body(at) if s.node[0] != "Ontology"), None)
            if statement is None:
                return
            begun = span.start(1) if span else at
            yield statement, begun + self._shift
            at = self.at

    def _concerns_one(self, axiom: re.Match[str]) -> bool:
        """Return whether an axiom may be about a subject; the axiom as read decides."""
        kind = axiom[1]
        if kind in OF_ONTOLOGY or axiom[2] is None:
            return True
        if kind in EITHER:
            return any(map(self._is_wanted, _NAMES.findall(self.text, *axiom.span())))
        return self._is_wanted((axiom[3] if kind in SECOND else axiom[2]) or "")

    def _is_wanted(self, name: str) -> bool:
        wanted = self._known.get(name)
        if wanted is None:
            wanted = self._known[name] = self._iri(name) in self._subjects
        return wanted

    def _iri(self, name: str) -> str:
        if name[:1] == "<":
            return _utf8(absolute(name[1:-1], self.path))
        prefix, _, local = name.partition(":")
        return _utf8(self.prefixes.get(f"{prefix}:", "") + local)

    def _leaf(self, match: re.Match[str]) -> Leaf:
        kind = "text" if match["text"] else str(match.lastgroup)
        start, end = match.span(kind)
        return leaf(_utf8(super()._leaf(match)), start + self._shift, end + self._shift)


_MARK = "\xef\xbb\xbf"


def _utf8(text: str) -> str:
    return text if text.isascii() else text.encode("latin-1").decode("utf-8", "replace")


_OWN_NAMES = re.compile(rf"(?:{_SKIP}{_NAME}){{0,2}}+", re.ASCII)


_T = TypeVar("_T")
Known = dict[tuple[tuple[str, str], ...], dict[str, _T]]
"""What axioms mean by their text, for each set of prefixes that they were read with."""


def cut(
    text: str, path: Path | str, of: Callable[[Call], _T], known: Known[_T]
) -> Iterator[tuple[_T, int, int]]:
    """Yield what a document says in its order: prefixes, its own name, axioms, its end, ``)``.

    Each is what ``of`` makes of it, with its characters. An axiom whose text is ``known`` is not
    read again. Raises SyntaxFault as the reader.
    """
    reader = Reader(text, path)
    read = known.setdefault(tuple(sorted(reader.prefixes.items())), {})
    at = 0
    while match := PREFIX.match(text, at):
        start, at = text.index("Prefix", at), match.end()
        yield of(("Prefix", match[1], match[2])), start, at
    opening, names = text.rindex("Ontology", 0, reader.start), _OWN_NAMES.match(text, reader.start)
    own, at = next(reader.body(reader.start), None), reader.start
    if own and own.node[0] == "Ontology":
        at = names.end() if names else at
        yield of(own.node), opening, at
    else:
        yield of(("Ontology",)), opening, at
    while True:
        span = AXIOM.match(text, at)
        if span and (found := read.get(text[span.start(1) : span.end()])):
            at = span.end()
            yield found, span.start(1), at
            continue
        statement = next((s for s in reader.body(at) if s.node[0] != "Ontology"), None)
        begun = _begin(text, at)
        if statement is None:
            yield of((")",)), begun, begun + 1
            return
        at = reader.at
        made = read[text[begun:at]] = of(statement.node)
        yield made, begun, at


_BLANK = re.compile(_SKIP, re.ASCII)


def _begin(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at
