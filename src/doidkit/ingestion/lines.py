"""Lines of a page: their words, how deep they are indented, the bullet before them."""

import re
from dataclasses import dataclass

from doidkit.ingestion.page import line_spans
from doidkit.lexicon.spans import Span

_BULLET = re.compile(
    r"(?P<mark>[•◦▪▫‣\u2043●○■□·∙►▸▹➤➢→✓✔✦★\uf0b7]"
    r"|[-*+\u2013\u2014](?=[ \t])|o(?=[ \t]+\S)"
    r"|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)](?=[ \t]))[ \t\u00a0]*"
)
_TAB = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its words behind indent and bullet, and the kind of bullet ("" for none)."""

    whole: Span
    words: Span
    text: str
    indent: int
    mark: str

    @property
    def blank(self) -> bool:
        """Whether nothing is on it."""
        return not self.text and not self.mark


def lines(text: str) -> list[Line]:
    """Return the lines of a text."""
    return [_line(text, span) for span, _ in line_spans(text)]


def _line(text: str, span: Span) -> Line:
    raw = text[span.start : span.end]
    start = len(raw) - len(raw.lstrip())
    words = raw.strip()
    bullet = _BULLET.match(words)
    if bullet and (bullet["mark"] != "o" or start):
        mark = re.sub(r"\d+|[a-z]+(?=[.)])", "1", bullet["mark"])
        rest = words[bullet.end() :]
        at = span.start + start + bullet.end()
    else:
        mark, rest, at = "", words, span.start + start
    indent = len(raw[:start].expandtabs(_TAB))
    return Line(span, Span(at, at + len(rest)), rest, indent, mark)
