"""A source line with a mark under the place: short enough to read, aligned in any script."""

import unicodedata
from dataclasses import dataclass

from doidkit.model import Finding

LONGEST = 96
"""How many characters of a source line are shown."""
_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a source line; ``mark`` counts from 0 within it, None for the whole line."""

    text: str
    mark: int | None


def excerpt(finding: Finding) -> Excerpt | None:
    """Return the part of the source line around the finding, None where there is no line."""
    line = _visible(finding.excerpt or "")
    if not line.strip():
        return None
    column = finding.location.column if finding.location else None
    mark = column - 1 if column is not None and 0 < column <= len(line) else None
    start = len(line) - len(line.lstrip())
    if mark is not None:
        start = min(start, mark)
        if len(line.rstrip()) - start > LONGEST:
            start = max(start, mark - _BEFORE)
    return _cut(line.rstrip(), start, mark)


def caret(found: Excerpt) -> str:
    """Return the line that goes under an excerpt, with ^ below the mark; "" without one."""
    if found.mark is None:
        return ""
    return " " * sum(_cells(char) for char in found.text[: found.mark]) + "^"


def _cut(line: str, start: int, mark: int | None) -> Excerpt:
    dots = "..." if line[:start].strip() else ""
    text = dots + line[start : start + LONGEST]
    if len(line) - start > LONGEST:
        text += "..."
    return Excerpt(text, None if mark is None else mark - start + len(dots))


def _visible(line: str) -> str:
    """Return the line with tabs and control characters as one blank each: columns stay."""
    line = line.rstrip("\r\n")
    if line.isprintable():
        return line
    return "".join(
        char if char.isprintable() or unicodedata.category(char) == "Cf" else " " for char in line
    )


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
