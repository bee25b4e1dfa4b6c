"""Entries that are no sources: they restate the page, name no work, or are one work twice."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from doidkit.ingestion.audit import scope
from doidkit.ingestion.audit.faults import Fault, Kind
from doidkit.ingestion.audit.subject import subject_words
from doidkit.ingestion.page import Page, Reference, Role, Section
from doidkit.lexicon.words import content, covered, tokens

_RESTATED = 0.8  # of an entry's words in one item of the page
_SAME = 0.85  # of the shorter entry's words in the longer one
_FEW = 5  # words: fewer say nothing that could be restated
_IDENTIFIER = re.compile(r"\b10\.\d{4,9}/[^\s\]]+|\bPMID:?\s*(\d+)|\bPMC\d+", re.IGNORECASE)
_AUTHOR = re.compile(r"([A-Z][\w'\u2019-]+),? (?:[A-Z]\b\.?[ -]?){1,3}|\bby (?:[A-Z]{1,3} )?(\w+)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def faults(page: Page) -> Iterator[Fault]:
    """Yield the faults of entries."""
    subject = subject_words(page)
    for section in page.sections:
        for entry, taken in zip(section.references, _taken(section), strict=True):
            if not scope.is_placeholder(entry):
                yield from _entry(page, section, entry, taken, subject)
    yield from _duplicates(page)


def _entry(
    page: Page, section: Section, entry: Reference, taken: set[int], subject: frozenset[str]
) -> Iterator[Fault]:
    marked = scope.marker(entry.numbers)
    if taken.intersection(entry.numbers):
        message = f"{marked} cites itself as its source."
        yield Fault(Kind.SELF_CITING, scope.place(entry), section.name, message, entry.numbers)
    if scope.names_work(entry.text):
        return
    restated = _restated(page, section, entry, subject)
    if restated is not None:
        message = f"{marked} names no work and says again: {scope.shown(restated)}"
        yield Fault(Kind.CIRCULAR, scope.place(entry), section.name, message, entry.numbers)
    else:
        message = f"{marked} names no author, year or identifier: {scope.shown(entry.text)}"
        yield Fault(Kind.UNIDENTIFIED, scope.place(entry), section.name, message, entry.numbers)


def _restated(
    page: Page, section: Section, entry: Reference, subject: frozenset[str]
) -> str | None:
    """Return the item or paragraph that an entry says again."""
    words = content(entry.text) - subject
    for citation in section.citations:
        if citation.statement is not None and set(citation.numbers) & set(entry.numbers):
            citing = section.statements[citation.statement].text
            if len(words) > 1 and words <= content(citing):
                return citing
    if len(words) <= _FEW:
        return None
    found = [
        (covered(words, scope.item_words(page, each)), -len(each.text), page.words(each.item))
        for each in section.statements
        if each.role is not Role.HEADING
    ]
    best = max(found, default=(0.0, 0, ""))
    return best[2] if best[0] >= _RESTATED else None


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a section, and the numbers that it is taken from."""

    section: Section
    entry: Reference
    taken: frozenset[int]


def _duplicates(page: Page) -> Iterator[Fault]:
    found = [
        _Entry(section, entry, frozenset(taken))
        for section in page.sections
        for entry, taken in zip(section.references, _taken(section), strict=True)
        if entry.numbers and not scope.is_placeholder(entry)
    ]
    for one, other in _alike(found):
        first, second = one.entry, other.entry
        apart = one.section is not other.section
        if apart and first.numbers == second.numbers:
            continue
        why = _same(first, second) or (None if apart else _common(one, other))
        if why:
            message = (
                f"{scope.marker(second.numbers)} and {scope.marker(first.numbers)}"
                f"{f' of {one.section.name}' if apart else ''} {why}."
            )
            numbers = (*first.numbers, *second.numbers)
            yield Fault(Kind.DUPLICATE, scope.place(second), other.section.name, message, numbers)


def _taken(section: Section) -> list[set[int]]:
    found: list[set[int]] = [set() for _ in section.references]
    for citation in section.citations:
        if citation.entry is not None:
            found[citation.entry].update(citation.numbers)
    return found


def _alike(found: Sequence[_Entry]) -> Iterator[tuple[_Entry, _Entry]]:
    """Yield the pairs that may be one work, in order: of a thousand entries all are too many.

    They share an identifier, an author and year, what they are taken from, or one of the rarest
    words of either: without one of these too few of its words are in the other.
    """
    having: dict[object, list[int]] = defaultdict(list)
    using: dict[str, list[int]] = defaultdict(list)
    words = [content(each.entry.text) for each in found]
    for at, each in enumerate(found):
        for key in (*_identifiers(each.entry.text), _author_year(each.entry.text), *each.taken):
            having[key].append(at)
        for word in words[at]:
            using[word].append(at)
    having.pop(None, None)  # entries without author and year
    pairs = {pair for several in having.values() for pair in combinations(several, 2)}
    for at, own in enumerate(words):
        rarest = sorted(own, key=lambda word: (len(using[word]), word))
        few = len(own) - math.ceil(_SAME * len(own)) + 1 if len(own) >= _FEW else 0
        pairs.update(
            (min(at, other), max(at, other))
            for word in rarest[:few]
            for other in using[word]
            if other != at
        )
    yield from ((found[at], found[behind]) for at, behind in sorted(pairs))


def _same(first: Reference, second: Reference) -> str | None:
    """Return how two entries show that they are one work."""
    ids = [_identifiers(each.text) for each in (first, second)]
    if ids[0] & ids[1]:
        return f"have the identifier {min(ids[0] & ids[1])}"
    if ids[0] and ids[1]:
        return None
    one, other = content(first.text), content(second.text)
    few, many = sorted((one, other), key=len)
    if len(few) >= _FEW and covered(few, many) >= _SAME:
        return "are the same text"
    authors = [_author_year(each.text) for each in (first, second)]
    if authors[0] and authors[0] == authors[1]:
        name, year = authors[0]
        return f"may be one work: both name {name.capitalize()} and {year}"
    return None


@lru_cache(1 << 10)
def _identifiers(text: str) -> frozenset[str]:
    found = (each[0].casefold().rstrip(".,;") for each in _IDENTIFIER.finditer(text))
    return frozenset(
        each.rstrip(").,;") if each.count(")") > each.count("(") else each for each in found
    )


def _closed(identifier: str) -> str:
    # A bracket that closes none of its own is the sentence's: "(doi:10.1016/S0140-6736(16)1)."
    surplus = identifier.count(")") > identifier.count("(")
    return identifier.rstrip(").,;") if surplus else identifier


@lru_cache(1 << 10)
def _author_year(text: str) -> tuple[str, str] | None:
    author, year = _AUTHOR.search(text), _YEAR.search(text)
    if not author or not year:
        return None
    return tokens(author[1] or author[2])[0], year[0]


def _common(one: _Entry, other: _Entry) -> str | None:
    """Return that two entries point at one and the same further number."""
    shared = (one.taken & other.taken) - set(one.entry.numbers) - set(other.entry.numbers)
    return f"are both taken from {scope.marker((min(shared),))}" if shared else None
