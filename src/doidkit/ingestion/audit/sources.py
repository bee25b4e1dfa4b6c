"""Entries that are no sources: they restate the page, name no work, or are one work twice."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from doidkit.ingestion.audit import scope
from doidkit.ingestion.audit.faults import Fault, Kind
from doidkit.ingestion.audit.subject import subject_words
from doidkit.ingestion.page import Page, Reference, Role, Section
from doidkit.ingestion.words import content, covered, tokens

_RESTATED = 0.8  # of an entry's words in one item of the page
_SAME = 0.85  # of the shorter entry's words in the longer one
_FEW = 5  # words: fewer say nothing that could be restated
_IDENTIFIER = re.compile(r"\b10\.\d{4,9}/[^\s\]]+|\bPMID:?\s*(\d+)|\bPMC\d+", re.IGNORECASE)
_AUTHOR = re.compile(r"([A-Z][\w'\u2019-]+),? (?:[A-Z]\b\.?[ -]?){1,3}|\bby (?:[A-Z]{1,3} )?(\w+)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def faults(page: Page) -> Iterator[Fault]:
    """Yield the faults of entries."""
    for section in page.sections:
        for number, entry in enumerate(section.references):
            if scope.is_placeholder(entry):
                continue
            yield from _entry(page, section, number, entry)
    yield from _duplicates(page)


def _entry(page: Page, section: Section, number: int, entry: Reference) -> Iterator[Fault]:
    own = [each for each in section.citations if each.entry == number]
    marked = scope.marker(entry.numbers)
    if any(set(entry.numbers) & set(citation.numbers) for citation in own):
        message = f"{marked} cites itself as its source."
        yield Fault(Kind.SELF_CITING, scope.place(entry), section.name, message, entry.numbers)
    if scope.names_work(entry.text):
        return
    restated = _restated(page, section, entry)
    if restated is not None:
        message = f"{marked} names no work and says again: {scope.shown(restated)}"
        yield Fault(Kind.CIRCULAR, scope.place(entry), section.name, message, entry.numbers)
    else:
        message = f"{marked} names no author, year or identifier: {scope.shown(entry.text)}"
        yield Fault(Kind.UNIDENTIFIED, scope.place(entry), section.name, message, entry.numbers)


def _restated(page: Page, section: Section, entry: Reference) -> str | None:
    """Return the item or paragraph that an entry says again."""
    words = content(entry.text) - subject_words(page)
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


def _duplicates(page: Page) -> Iterator[Fault]:
    found = [
        (section, entry)
        for section in page.sections
        for entry in section.references
        if entry.numbers and not scope.is_placeholder(entry)
    ]
    for (one, first), (other, second) in combinations(found, 2):
        if one is not other and first.numbers == second.numbers:
            continue
        why = _same(first, second) or (_common(one, first, second) if one is other else None)
        if why:
            message = (
                f"{scope.marker(second.numbers)} and {scope.marker(first.numbers)}"
                f"{'' if one is other else f' of {one.name}'} {why}."
            )
            numbers = (*first.numbers, *second.numbers)
            yield Fault(Kind.DUPLICATE, scope.place(second), other.name, message, numbers)


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


def _common(section: Section, first: Reference, second: Reference) -> str | None:
    """Return that two entries point at one and the same further number."""
    order = section.references
    cited = [
        {
            number
            for citation in section.citations
            if citation.entry is not None and order[citation.entry] is each
            for number in citation.numbers
        }
        for each in (first, second)
    ]
    shared = (cited[0] & cited[1]) - set(first.numbers) - set(second.numbers)
    return f"are both taken from {scope.marker((min(shared),))}" if shared else None
