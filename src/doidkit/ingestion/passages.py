"""A section's lines as paragraphs, list items, headings and reference entries."""

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doidkit.ingestion import headings, references
from doidkit.ingestion.lines import Line
from doidkit.lexicon.spans import Span


class Kind(enum.Enum):
    """What a passage is."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEADING = "heading"
    REFERENCES = "references"  # the heading of a reference block
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that belong together; ``depth`` is that of the list, from 1 in an item."""

    kind: Kind
    span: Span
    depth: int = 0


def passages(text: str, lines: Sequence[Line]) -> Iterator[Passage]:
    """Yield the passages of a section in order."""
    levels: list[tuple[int, str]] = []
    inside, previous = False, ""
    for group in _groups(lines):
        first = group[0]
        span = Span(first.words.start, group[-1].words.end)
        words = text[span.start : span.end]
        behind = headings.references(first.text) if not first.mark.strip("1.)(") else None
        if behind is not None:
            inside = True
            yield from _opening(first, group, behind)
        elif inside and (references.opens(_whole(text, first)) or _numbered(first)):
            yield Passage(Kind.ENTRY, Span(_start(text, first), span.end))
        elif first.mark:
            inside = False
            _descend(levels, first, previous)
            yield Passage(Kind.ITEM, span, len(levels))
        elif headings.is_heading(words, alone=len(group) == 1):
            inside, levels = False, []
            yield Passage(Kind.HEADING, span)
        else:
            inside, levels = False, []
            yield Passage(Kind.PARAGRAPH, span)
        previous = words


def _opening(first: Line, group: Sequence[Line], behind: int) -> Iterator[Passage]:
    """Yield the heading of a reference block, and the entries on the lines that it shares."""
    at = first.words.start + behind
    head = first.text[:behind].rstrip()
    yield Passage(Kind.REFERENCES, Span(first.words.start, first.words.start + len(head)))
    if behind < len(first.text):
        yield Passage(Kind.ENTRY, Span(at, first.words.end))
    for line in group[1:]:
        yield Passage(Kind.ENTRY, Span(line.whole.start, line.words.end))


def _numbered(line: Line) -> bool:
    return "1" in line.mark


def _start(text: str, line: Line) -> int:
    """Return where an entry begins: at its number, which in a list is the bullet."""
    raw = text[line.whole.start : line.words.start]
    return line.whole.start + len(raw) - len(raw.lstrip()) if _numbered(line) else line.words.start


def _whole(text: str, line: Line) -> str:
    return text[_start(text, line) : line.words.end]


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield runs of lines that are one passage: an item with its continuation, a paragraph."""
    group: list[Line] = []
    for line in lines:
        if group and (line.blank or _apart(group, line)):
            yield group
            group = []
        if not line.blank:
            group.append(line)
    if group:
        yield group


def _apart(group: Sequence[Line], line: Line) -> bool:
    """Return whether a line that follows directly is a passage of its own."""
    if line.mark or headings.level(line.text) or headings.references(line.text) is not None:
        return True
    if headings.references(group[0].text) is not None:
        return False
    if references.opens(line.text) and references.opens(group[0].text):
        return True
    if headings.level(group[0].text):
        return True
    return bool(group[0].mark) and line.indent <= group[0].indent and line.text[0].isupper()


def _descend(levels: list[tuple[int, str]], line: Line, previous: str) -> None:
    """Make the levels of the list those that an item stands on."""
    while levels and levels[-1][0] > line.indent:
        levels.pop()
    here = (line.indent, line.mark)
    if not levels or levels[-1][0] < line.indent:
        levels.append(here)
    elif here in levels:
        del levels[levels.index(here) + 1 :]
    elif previous.rstrip().endswith(":") and levels[-1] != here:
        levels.append(here)
    else:
        levels[-1] = here
