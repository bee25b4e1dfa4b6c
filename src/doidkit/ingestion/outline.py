"""The outline of a page: title, sections in the order that they have, disclaimer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from doidkit.ingestion import headings
from doidkit.ingestion.blocklines import is_property
from doidkit.ingestion.lines import Line
from doidkit.ingestion.page import Topic
from doidkit.lexicon.spans import Span


@dataclass(frozen=True, slots=True)
class Part:
    """A section as lines; ``heading`` is None for what stands before the first heading."""

    topic: Topic
    heading: Line | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Title, parts and disclaimer of a page."""

    title: Line | None
    parts: tuple[Part, ...]
    disclaimer: Span | None


def outline(lines: Sequence[Line]) -> Outline:
    """Return the outline of a page."""
    title, rest = _title(lines)
    depth = _depth(rest)
    parts: list[Part] = []
    disclaimer: list[Line] = []
    heading, topic, body, apart = None, Topic.OTHER, list[Line](), False
    for number, line in enumerate(rest):
        begins = _begins(line, depth, (rest[at] for at in range(number + 1, len(rest))))
        if begins is None and not apart and not line.mark and headings.disclaims(line.text):
            apart = True
        if begins is not None:
            parts.append(Part(topic, heading, tuple(body)))
            heading, topic, body, apart = line, begins, [], False
        elif apart:
            disclaimer.append(line)
        else:
            body.append(line)
    parts.append(Part(topic, heading, tuple(body)))
    kept = [part for part in parts if part.heading or any(not line.blank for line in part.lines)]
    told = [line for line in disclaimer if not line.blank]
    span = Span(told[0].words.start, told[-1].words.end) if told else None
    return Outline(title, tuple(kept), span)


def _title(lines: Sequence[Line]) -> tuple[Line | None, Sequence[Line]]:
    for number, line in enumerate(lines):
        if line.blank:
            continue
        words = line.text.split()
        behind = lines[number + 1 : number + 2]
        alone = not behind or behind[0].blank or headings.topic(behind[0].text) is not None
        named = headings.topic(line.text) is None and not is_property(line.text)
        closed = line.text.endswith((".", "!", "?", ";", ","))
        if not line.mark and len(words) <= 12 and named and not closed and alone:
            return line, lines[number + 1 :]
        return None, lines[number:]
    return None, ()


def _depth(lines: Sequence[Line]) -> int:
    """Return the Markdown level that the sections have, 0 where headings have no marks."""
    found = [headings.level(line.text) for line in lines if headings.topic(line.text)]
    return min((level for level in found if level), default=0)


def _begins(line: Line, depth: int, behind: Iterable[Line]) -> Topic | None:
    """Return the topic of the section that a line begins."""
    if not line.text or line.mark.strip("1.)("):
        return None
    level = headings.level(line.text)
    topic = headings.topic(line.text)
    if topic is not None and (not level or level == depth):
        nearest = next((e for e in behind if not e.blank), None) if line.mark else None
        # A list may have an item "Diagnosis": only a numbered line that no list goes on is a name.
        return None if line.mark and nearest and nearest.mark == line.mark else topic
    unknown = level and level <= depth and headings.references(line.text) is None
    return Topic.OTHER if unknown and not headings.disclaims(line.text) else None
