"""OBO as units: each clause is one, and the line that opens a stanza."""

from collections import Counter
from collections.abc import Hashable, Iterator
from pathlib import Path

from doidkit.comparing.merging.chunks import MARK, Unit
from doidkit.errors import SyntaxFault
from doidkit.syntax.obo.reader import SPACE, STANZA, Clause, read_clause
from doidkit.syntax.obo.values import Fault

HEADER = "the header"
_SINGLE = frozenset(
    "id is_anonymous name namespace def comment builtin created_by creation_date is_obsolete "
    "is_anti_symmetric is_cyclic is_reflexive is_symmetric is_asymmetric is_transitive "
    "is_functional is_inverse_functional is_metadata_tag is_class_level "
    # Their lines together are one axiom.
    "intersection_of union_of "
    "format-version data-version date saved-by auto-generated-by default-namespace ontology "
    "owl-axioms".split()
)
_NAMED_FIRST = frozenset("synonym subsetdef synonymtypedef idspace".split())

Said = tuple[str, Hashable, str, str]
"""A tag, a slot and a value, and the first text of that."""
Known = dict[tuple[str, str], Said]
"""What lines of some kind of stanza say."""


def units(data: bytes, path: Path, known: Known) -> Iterator[Unit]:
    """Yield the clauses and stanzas of an OBO text; SyntaxFault with line and column."""
    return _Reader(path, known).units(data)


class _Reader:
    def __init__(self, path: Path, known: Known) -> None:
        self._path, self._known = path, known
        self._counts: Counter[str] = Counter()

    def units(self, data: bytes) -> Iterator[Unit]:
        kind, waiting = "", list[tuple[int, str]]()
        at, opened = len(MARK) if data.startswith(MARK) else 0, 0
        for number, raw in enumerate(data[at:].split(b"\n"), 1):
            line = self._text(raw, number)
            bare = line.strip(SPACE)
            stanza = STANZA.match(line) if line[:1] == "[" else None
            if stanza:
                yield from self._frame(data, kind, waiting, opened)
                kind, waiting, opened = stanza[1], [], number
                if kind not in ("Term", "Typedef", "Instance"):
                    raise SyntaxFault(self._path, f"OBO has no [{kind}] stanza", line=number)
            if bare and bare[0] != "!":
                start = at + len(line) - len(line.lstrip(SPACE))
                waiting.append((start, bare))
                if not stanza:
                    self._say(bare, kind, number, start - at)
            at += len(raw) + 1
        yield from self._frame(data, kind, waiting, opened)

    def _frame(
        self, data: bytes, kind: str, lines: list[tuple[int, str]], opened: int
    ) -> Iterator[Unit]:
        """Yield the units of a stanza whose lines are known, and where they start."""
        frame = HEADER
        if kind:
            ids = (self._known[line, kind][3] for _, line in lines[1:] if line.startswith("id:"))
            frame = next(ids, "")
            if not frame:
                raise SyntaxFault(self._path, f"this [{kind}] has no id", line=opened)
        block = (frame, self._counts[frame])
        self._counts[frame] += 1
        for number, (start, line) in enumerate(lines):
            end = start + len(line.encode())
            opens = bool(kind) and not number
            tag, slot, value, _ = ("[", "[", kind, "") if opens else self._known[line, kind]
            yield Unit(frame, tag, slot, value, block, start, end, end)

    def _say(self, line: str, kind: str, number: int, indent: int) -> None:
        if (line, kind) in self._known:
            return
        try:
            self._known[line, kind] = _said(read_clause(line, kind, number))
        except Fault as error:
            column = error.position + indent + 1
            raise SyntaxFault(self._path, str(error), line=number, column=column) from None

    def _text(self, raw: bytes, number: int) -> str:
        try:
            return raw.decode()
        except UnicodeDecodeError as error:
            column = error.start + 1
            reason = "this is not UTF-8 text"
            raise SyntaxFault(self._path, reason, line=number, column=column) from None


def _said(of: Clause) -> Said:
    # A text, as its hash is not computed again.
    value = str((of.values, sorted(map(tuple, of.xrefs)), sorted(of.qualifiers)))
    return of.tag, _slot(of), value, next(iter(of.values), "")


def _slot(of: Clause) -> Hashable:
    if of.tag in _SINGLE:
        return of.tag
    if of.tag in _NAMED_FIRST:
        return of.tag, of.values[:1]
    if of.tag == "xref":
        return of.tag, tuple(xref[0] for xref in of.xrefs)
    return of.tag, of.values
