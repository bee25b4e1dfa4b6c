"""Citations in brackets, and the entries of reference blocks, also those run together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doidkit.ingestion.page import Citation, Reference
from doidkit.lexicon.spans import Span

_DASH = "\u2010-\u2015\u2212-"
_CITATION = re.compile(rf"\[\s*+(?:\d{{1,4}}(?:\s*+[,;{_DASH}]\s*+\d{{1,4}})*+\s*+[,;]?)?+\s*+\]")
_RANGE = re.compile(rf"(\d{{1,4}})(?:\s*[{_DASH}]\s*(\d{{1,4}}))?")
_WIDEST = 200  # numbers in a range; more is a slip of the pen
_OPENING = re.compile(r"\(?(\d{1,3})[.)](?=\s)")
_SENTENCE_END = (".", "!", "?", "\u2026", ")", "]", '"', "\u201d", ":")
_SEEN = re.compile(r"\S")
_INNER_NEXT = (".", ",", ";", ")", ":", "!", "?", "]")


def numbers(text: str) -> tuple[int, ...]:
    """Return what the numbers of a citation stand for, in order.

    >>> numbers("[2-5, 7, 9]")
    (2, 3, 4, 5, 7, 9)
    """
    found: list[int] = []
    for first, last in _RANGE.findall(text):
        start, end = int(first), int(last or first)
        if start <= end <= start + _WIDEST:
            found.extend(range(start, end + 1))
        else:
            found.extend((start, end))
    return tuple(dict.fromkeys(found))


def citations(text: str, span: Span, *, statement: int | None = None) -> Iterator[Citation]:
    """Yield the citations that are printed in a stretch of the text."""
    for found in _CITATION.finditer(text, span.start, span.end):
        place = Span(*found.span())
        yield Citation(place, found[0], numbers(found[0]), statement)


@dataclass(frozen=True, slots=True)
class _Group:
    """Markers that stand side by side before one text, none before one without a number."""

    markers: tuple[Span, ...]
    numbers: tuple[int, ...]
    end: int


def entries(text: str, paragraphs: Sequence[Span]) -> tuple[list[Reference], list[Citation]]:
    """Return the entries of a reference block, and the citations inside them."""
    found: list[Reference] = []
    inner: list[Citation] = []
    for paragraph in paragraphs:
        groups = list(_groups(text, paragraph))
        first = groups[0].markers[0].start if groups else paragraph.end
        if text[paragraph.start : first].strip():
            groups.insert(0, _Group((), (), paragraph.start))
        ends = [group.markers[0].start for group in groups[1:]] + [paragraph.end]
        for group, end in zip(groups, ends, strict=True):
            words = _trimmed(text, group.end, end)
            begin = group.markers[0].start if group.markers else words.start
            place = Span(begin, max(words.end, group.end))
            said = text[words.start : words.end]
            cited = citations(text, words)
            inner += [Citation(c.span, c.text, c.numbers, entry=len(found)) for c in cited]
            found.append(Reference(place, group.markers, group.numbers, words, said))
    return found, inner


def opens(text: str) -> bool:
    """Return whether a paragraph begins with the number of an entry."""
    return bool(_CITATION.match(text) or _OPENING.match(text))


def _groups(text: str, paragraph: Span) -> Iterator[_Group]:
    numbered = _OPENING.match(text, paragraph.start, paragraph.end)
    if numbered:
        yield _Group((Span(*numbered.span()),), (int(numbered[1]),), numbered.end())
        return
    markers: list[re.Match[str]] = []
    for found in _CITATION.finditer(text, paragraph.start, paragraph.end):
        if markers and not text[markers[-1].end() : found.start()].strip():
            markers.append(found)
        else:
            yield from _group(text, paragraph, markers)
            markers = [found]
    yield from _group(text, paragraph, markers)


def _group(text: str, paragraph: Span, markers: Sequence[re.Match[str]]) -> Iterator[_Group]:
    """Yield the group if it opens an entry: it stands between entries, not in a sentence."""
    if not markers or not _opens(text, paragraph, markers[0].start(), markers[-1].end()):
        return
    spans = tuple(Span(*each.span()) for each in markers)
    found = tuple(dict.fromkeys(n for each in markers for n in numbers(each[0])))
    if found:
        yield _Group(spans, found, spans[-1].end)


def _opens(text: str, paragraph: Span, start: int, end: int) -> bool:
    while start > paragraph.start and text[start - 1].isspace():
        start -= 1
    if start == paragraph.start:
        return True
    after = _SEEN.search(text, end, paragraph.end)
    if after is None or after[0] in _INNER_NEXT:
        return False
    return text[start - 1] in _SENTENCE_END or after[0].isupper()


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    left = re.match(r"[\s:.\-\u2013\u2014]*", words)
    start += left.end() if left else 0
    return Span(start, max(start, start + len(text[start:end].rstrip())))
