"""Names in a text, all at once: Aho-Corasick by ``ahocorasick_rs``, word by word.

The library sees the text in the form that names are compared in, each word between marks, so
that a name is found as whole words and whatever the inflection; places are those of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick

from doidkit.lexicon.inflections import base
from doidkit.lexicon.spans import Span
from doidkit.lexicon.words import tokens

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_BEGIN, _END = "\x02", "\x03"
_BARRIER = re.compile(r"[.;:!?()\[\]{}\n\r\u2022]")  # no name goes across one of these


class Matcher:
    """Finds names, given in the form that they are compared in."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = list(forms)
        self._automaton = AhoCorasick([_marked(form.split(" ")) for form in self._forms])

    def places(self, text: str) -> Iterator[tuple[Span, str]]:
        """Yield each place of each name and the name's form, overlapping ones, too."""
        words = list(_words(text))
        starts, length = [], 0
        for _, form in words:
            starts.append(length)
            length += len(form) + 2
        haystack = _marked(form for _, form in words)
        for number, start, end in self._automaton.find_matches_as_indexes(
            haystack, overlapping=True
        ):
            first = bisect_right(starts, start) - 1
            last = bisect_right(starts, end - 1) - 1
            span = Span(words[first][0].start, words[last][0].end)
            if not _crosses(text, span, self._forms[number]):
                yield span, self._forms[number]


def _marked(words: Iterable[str]) -> str:
    return "".join(f"{_BEGIN}{word}{_END}" for word in words)


def _words(text: str) -> Iterator[tuple[Span, str]]:
    for found in _WORD.finditer(text):  # word by word, so that places are the text's own
        forms = tokens(found[0])
        if forms:
            yield Span(*found.span()), " ".join(base(form) for form in forms)


def _crosses(text: str, span: Span, form: str) -> bool:
    """Return whether a place goes over the end of a sentence or an item."""
    between = text[span.start : span.end]
    return " " in form and bool(_BARRIER.search(between)) and not _abbreviated(between)


def _abbreviated(text: str) -> bool:
    return bool(re.search(r"\b[A-Za-z]\.", text))
