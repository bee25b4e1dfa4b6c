"""The two-column ontology block: a property and its value, on one line or on two."""

import re
from collections.abc import Iterator, Sequence

from doidkit.ingestion.lines import Line
from doidkit.ingestion.page import BlockLine
from doidkit.lexicon.spans import Span

_LOCAL = r"[A-Za-z_][\w-]*"
_PROPERTY = re.compile(
    rf"[A-Za-z0-9][\w.-]*#{_LOCAL}"
    r"|(?:IAO|RO|OMO|BFO)[_:]\d{7}"
    rf"|(?:oboInOwl|rdfs?|owl|skos|obo|dc|dcterms|schema):{_LOCAL}"
    rf"|<?https?://[^\s<>]+[#/]{_LOCAL}>?"
)
_PAIR = re.compile(rf"(?P<property>{_PROPERTY.pattern})(?:\s*\t\s*|\s{{2,}}|\s*[:=|]\s+|\s+)")


def is_property(text: str) -> bool:
    """Return whether a line is the name of a property, or begins with one and has its value."""
    return bool(_PROPERTY.fullmatch(text)) or (bool(_PAIR.match(text)) and text[:4] != "http")


def block_lines(lines: Sequence[Line]) -> tuple[list[BlockLine], list[Line]]:
    """Return the lines of the block among some lines, and the other lines."""
    found: list[BlockLine] = []
    rest: list[Line] = []
    queue = iter(lines)
    for line in queue:
        text = line.text.strip("| ")
        if not is_property(text):
            rest.append(line)
        elif pair := _PAIR.match(text):
            value = text[pair.end() :].strip()
            found.append(BlockLine(line.words, pair["property"], value or None))
        else:
            found.extend(_upright(line, queue, rest))
    return found, rest


def _upright(line: Line, queue: Iterator[Line], rest: list[Line]) -> Iterator[BlockLine]:
    """Yield a property and the values on the lines below it."""
    property, start, end = line.text, line.words.start, line.words.end
    for behind in queue:
        if behind.blank:
            continue
        if not _is_value(behind.text):
            yield BlockLine(Span(start, end), property, None)
            property, start, end = behind.text, behind.words.start, behind.words.end
            continue
        yield BlockLine(Span(start, behind.words.end), property, behind.text)
        return
    yield BlockLine(Span(start, end), property, None)


def _is_value(text: str) -> bool:
    # A property's own name, without a scheme, is no value: the value before it is missing.
    return text.startswith(("http", "<http")) or not _PROPERTY.fullmatch(text)
