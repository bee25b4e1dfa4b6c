"""Sentences of a passage, each with the citations that stand behind it."""

import re
from collections.abc import Iterator

from doidkit.lexicon.spans import Span

_END = re.compile(
    r"(?<![.!?\u2026])[.!?\u2026]++[\"'\u201d\u2019)]*+(?:\s*+\[[\d\s,;\u2010-\u2015-]*\])*+"
    r"(?=\s++[\"'\u201c(]?[A-Z0-9]|\s*+$)"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|al|ca|cf|approx|Dr|Prof|Mr|Mrs|Ms|St|Fig|No|Vol|pp?|resp|[A-Z]))\.$"
)
_NUMBERS = re.compile(r"[\d\s,;\u2010-\u2015-]*")
_LONGEST = 10  # characters of an abbreviation


def sentences(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of a stretch of the text, without the blanks around them."""
    start = span.start
    for found in _END.finditer(text, span.start, span.end):
        mark = re.match(r"[.!?\u2026]+", found[0])
        assert mark is not None, "an end begins with its mark"
        end = found.start() + mark.end()
        if _ABBREVIATED.search(text, max(start, end - _LONGEST), end):
            continue
        yield from _trimmed(text, start, found.end())
        start = found.end()
    yield from _trimmed(text, start, span.end)


def bare_length(text: str) -> int:
    """Return where the words of a sentence end: before its citations and the full stop."""
    at = len(text)
    while at and (text[at - 1].isspace() or text[at - 1] in ".;"):
        at -= 1
    while text[at - 1 : at] == "]":
        begin = text.rfind("[", 0, at)
        if begin < 0 or not _NUMBERS.fullmatch(text, begin + 1, at - 1):
            break
        at = begin
        while at and text[at - 1].isspace():
            at -= 1
    return at


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    if words.strip():
        left = len(words) - len(words.lstrip())
        yield Span(start + left, start + len(words.rstrip()))
