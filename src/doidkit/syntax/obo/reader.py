"""OBO 1.2/1.4 text as frames of clauses, each clause with its line.

Read as OWLAPI (and so ROBOT) reads it, one clause a line. No library does this whole: fastobo
0.14 drops every clause of an instance, shortens creation dates and refuses synonyms without a
scope; py-horned-owl gives axioms, without the header. Own code here also keeps line and column.
"""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from doidkit.errors import DoidkitNote, SyntaxFault
from doidkit.syntax.lines import remark_unended
from doidkit.syntax.obo.values import (
    FRAME,
    HEADER,
    Fault,
    Parser,
    Place,
    Xref,
    XrefPlace,
    old_synonym,
    plain,
    text,
)


class Clause(NamedTuple):
    """A tag with its values, unescaped; a plain xref is in ``xrefs``."""

    tag: str
    values: tuple[str, ...]
    xrefs: tuple[Xref, ...]
    qualifiers: tuple[tuple[str, str], ...]
    line: int


ClausePlaces = tuple[str, tuple[Place, ...], tuple[XrefPlace, ...], tuple[tuple[Place, Place], ...]]
"""A tag, and where its values, its cross-references and its qualifiers are in the line."""


class PlacedClause(NamedTuple):
    """A clause with its line, the width of the space before it, and its text."""

    line: int
    indent: int
    text: str
    places: ClausePlaces


class Frame(NamedTuple):
    """A stanza; ``kind`` is Term, Typedef or Instance."""

    kind: str
    id: str
    clauses: tuple[Clause, ...]
    line: int


class Document:
    """An OBO text: its header at once, its frames as they are asked for.

    Raises SyntaxFault with line and column, from the constructor or from ``frames``.
    """

    def __init__(self, document: str, path: Path | str) -> None:
        self.path = path
        self._told: set[str] = set()
        if document and document[-1] != "\n":
            remark_unended(path)
        self._lines = document.split("\n")
        self._first = next(
            (at for at, line in enumerate(self._lines) if line[:1] == "[" and STANZA.match(line)),
            len(self._lines),
        )
        self.header = tuple(self._clauses("", 0, self._first))

    def frames(self, kind: str = "") -> Iterator[Frame]:
        """Yield the frames in the file's order, or those of one kind."""
        for start, end in self._stanzas():
            if kind in self._lines[start]:
                yield self._frame(start, end)

    def identifiers(self) -> Iterator[tuple[str, str, int, int]]:
        """Yield ``id`` or ``alt_id``, the identifier, its line, and that of its stanza."""
        for start, end in self._stanzas():
            for number in range(start + 1, end):
                line = self._lines[number].strip(SPACE)
                if line.startswith(("id:", "alt_id:")):
                    tag, values, _, _ = places(line, "Term")
                    yield tag, plain(line[slice(*values[0])]), number + 1, start + 1

    def placed(self, stanza: int = 0) -> Iterator[PlacedClause]:
        """Yield the clauses of the stanza that begins at a line, the header's for 0."""
        start, end = 0, self._first
        kind = ""
        if stanza:
            start, end = next(self._stanzas(stanza - 1))
            kind = self._lines[start]
        for number in range(start + bool(stanza), end):
            line = self._lines[number]
            bare = line.strip(SPACE)
            if bare and bare[0] != "!":
                indent = len(line) - len(line.lstrip(SPACE))
                yield PlacedClause(number + 1, indent, bare, places(bare, kind))

    def _stanzas(self, start: int = -1) -> Iterator[tuple[int, int]]:
        """Yield the lines where stanzas begin and end, from one of them on."""
        lines = self._lines
        start = self._first if start < 0 else start
        while start < len(lines):
            end = start + 1
            while end < len(lines) and not (lines[end][:1] == "[" and STANZA.match(lines[end])):
                end += 1
            yield start, end
            start = end

    def column(self, clause: Clause, at: int) -> int:
        """Return the column, from 1, of a character of a clause's unescaped text."""
        line = self._lines[clause.line - 1]
        start = line.index(":") + 1
        start += len(line[start:]) - len(line[start:].lstrip(" "))
        starts = [match.start() for match in _CHARACTER.finditer(line, start)]
        return starts[min(at, len(starts) - 1)] + 1

    def _frame(self, start: int, end: int) -> Frame:
        stanza = STANZA.match(self._lines[start])
        kind = stanza[1] if stanza else ""
        if kind not in ("Term", "Typedef", "Instance"):
            raise SyntaxFault(self.path, f"OBO has no [{kind}] stanza", line=start + 1, column=1)
        clauses = tuple(self._clauses(kind, start + 1, end))
        for clause in clauses:
            if clause.tag == "id":
                return Frame(kind, clause.values[0], clauses, start + 1)
        raise SyntaxFault(self.path, f"this [{kind}] has no id", line=start + 1, column=1)

    def _tell(self, clause: Clause) -> None:
        """Say of a tag that OBO has not, once, what becomes of it."""
        if clause.tag not in self._told:
            self._told.add(clause.tag)
            warnings.warn(
                f'{self.path}:{clause.line}: OBO has no tag "{clause.tag}", so it is kept as the '
                f"annotation oboInOwl:{clause.tag}",
                DoidkitNote,
                stacklevel=2,
            )

    def _clauses(self, kind: str, start: int, end: int) -> Iterator[Clause]:
        for number in range(start, end):
            line = self._lines[number].strip(SPACE)
            if line and line[0] != "!":
                try:
                    clause = read_clause(line, kind, number + 1)
                    if kind and clause.tag not in FRAME:
                        self._tell(clause)
                    yield clause
                except Fault as error:
                    shift = len(self._lines[number]) - len(self._lines[number].lstrip(SPACE))
                    raise SyntaxFault(
                        self.path, str(error), line=number + 1, column=error.position + shift + 1
                    ) from None


_CHARACTER = re.compile(r"\\?.")
_NO_PLACES: tuple[tuple[Place, Place], ...] = ()
_QUALIFIER = re.compile(r' *([^\\=,}]+)= *(?:"([^\\"]*(?:\\.[^\\"]*)*)"|([^ ,}"]*)) *')
SPACE = " \t\r"
STANZA = re.compile(r"\[(\w+)\]\s*(?:!.*)?\Z")
_TAG = re.compile(r"[^\s\"\[\]{}!\\]+\Z")
_OLD_SYNONYM = re.compile(r"(exact|narrow|broad|related)_synonym(?=:|\Z)")
_RENAMED = {
    "xref_analog": "xref",
    "xref_unk": "xref",
    "use_term": "consider",
    "is_metadata": "is_metadata_tag",
}


def read_clause(line: str, kind: str, number: int) -> Clause:
    """Return what a line says in a stanza of some kind, "" for the header; raises Fault."""
    tag, values, xrefs, qualifiers = places(line, kind)
    if "\\" not in line:  # most have no escapes
        texts = tuple([line[start:end] for start, end in values])
        listed = [Xref(line[a:b], line[c:d]) for (a, b), (c, d) in xrefs] if xrefs else ()
    else:
        texts = tuple([plain(line[start:end]) for start, end in values])
        listed = [Xref(plain(line[a:b]), plain(line[c:d])) for (a, b), (c, d) in xrefs]
    if tag == "synonym" and line[0] != "s":  # its scope is in the old tag
        texts = (*texts, line[: line.index("_")].upper())
    noted = [(plain(line[a:b]), plain(line[c:d])) for (a, b), (c, d) in qualifiers]
    return Clause(tag, texts, tuple(listed), tuple(noted), number)


def places(line: str, kind: str) -> ClausePlaces:
    """Return where the values of a clause are; ``kind`` is its stanza's, "" for the header.

    Raises Fault.
    """
    colon = line.find(":")
    if colon <= 0:
        raise Fault('a clause "tag: value" is expected', 0)
    tag = line[:colon]
    start = colon + 1
    while start < len(line) and line[start] == " ":
        start += 1
    known = FRAME if kind else HEADER
    parser = known.get(tag)
    if parser is None:
        tag, parser = _unusual(tag, kind)
    try:
        values, xrefs, end = parser(line, start)
    except IndexError:
        raise Fault(f"the {tag} clause ends too early", len(line)) from None
    return tag, values, xrefs, _tail(line, end, tag) if end < len(line) else _NO_PLACES


def _unusual(tag: str, kind: str) -> tuple[str, Parser]:
    """Return the current name and parser of a tag of old OBO, or of a header's own tag."""
    if not kind:
        return tag, text
    if _OLD_SYNONYM.fullmatch(tag):
        return "synonym", old_synonym
    if tag in _RENAMED:
        return _RENAMED[tag], FRAME[_RENAMED[tag]]
    if not _TAG.match(tag):
        raise Fault('a clause "tag: value" is expected', 0)
    return tag, text


def _tail(line: str, at: int, tag: str) -> tuple[tuple[Place, Place], ...]:
    """Return where the qualifiers are behind a clause's values; only a comment may follow."""
    rest = line[at:].lstrip(" ")
    if not rest or rest[0] == "!":
        return _NO_PLACES
    at = len(line) - len(rest)
    if rest[0] != "{":
        raise Fault(f'unexpected "{rest[:20]}" in the {tag} clause', at)
    found: list[tuple[Place, Place]] = []
    at += 1
    while match := _QUALIFIER.match(line, at):
        value = match.span(2) if match[2] is not None else match.span(3)
        start = match.start(1)  # the pattern passes over spaces before
        found.append(((start, start + len(match[1].rstrip())), value))
        at = match.end()
        if line[at : at + 1] == ",":
            at += 1
    if line[at : at + 1] != "}":
        raise Fault('a qualifier such as {source="PMID:1"} is expected here', at)
    rest = line[at + 1 :].lstrip(" ")
    if rest and rest[0] != "!":
        raise Fault(f'unexpected "{rest[:20]}" after the qualifiers', len(line) - len(rest))
    return tuple(found)
