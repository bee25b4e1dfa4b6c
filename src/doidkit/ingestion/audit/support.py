"""Entries that do not say what they are cited for."""

import re
from collections.abc import Iterator

from doidkit.ingestion.audit import scope
from doidkit.ingestion.audit.faults import Fault, Kind
from doidkit.ingestion.audit.subject import subject_words
from doidkit.ingestion.page import Citation, Page, Reference, Section, Statement, Topic
from doidkit.ingestion.sentences import sentences
from doidkit.lexicon.spans import Span
from doidkit.lexicon.words import content, covered

_ABOUT = 0.75  # of an entry's words in the statement: it is about this one
_ELSEWHERE = 0.5  # of the cited entry's words: it is about another one
_SAID = 0.3  # of a sign's words in its entries, where they lack its label
_LISTED = 3  # names that make a list
_LIMITS = re.compile(
    r"\b(?:limited (?:role|value|use|evidence|benefit)|no (?:role|benefit|evidence|effect)"
    r"|(?:should|must|do|does|did|can) ?not|cannot|not (?:recommended|effective|useful|advised)"
    r"|ineffective|contraindicated|advise[sd]? against|insufficient evidence|unreliable)\b",
    re.IGNORECASE,
)


def faults(page: Page) -> Iterator[Fault]:
    """Yield the faults of what entries say."""
    subject = subject_words(page)
    for section in page.sections:
        known, labels = scope.numbered(page, section), scope.labels(page, section)
        citations = scope.cited(section)
        for number, statement in scope.stated(section):
            found = citations.get(number, [])
            numbers = tuple(n for citation in found for n in citation.numbers if n in known)
            cited = {n: known[n] for n in numbers if not scope.is_placeholder(known[n])}
            if cited:
                label = content(labels.get(statement.item, "")) - subject
                yield from _statement(page, section, statement, found, cited, subject, label)


def _statement(
    page: Page,
    section: Section,
    statement: Statement,
    citations: list[Citation],
    cited: dict[int, Reference],
    subject: frozenset[str],
    label: frozenset[str],
) -> Iterator[Fault]:
    place, numbers = citations[0].span, tuple(cited)
    elsewhere = _elsewhere(page, section, statement, cited, subject, label)
    if elsewhere is not None:
        marked = scope.marker(elsewhere.numbers)
        message = f"{scope.marker(numbers)} is about something else; {marked} has its words."
        yield Fault(Kind.MISATTRIBUTED, place, section.name, message, numbers)
        return
    words = content(statement.text) - subject
    off = [n for n, entry in cited.items() if _off_topic(entry, words, subject)]
    for number in off:
        message = f"[{number}] is about something else: {scope.shown(cited[number].text)}"
        yield Fault(Kind.OFF_TOPIC, place, section.name, message, (number,))
    rest = {n: entry for n, entry in cited.items() if n not in off}
    if rest and (lacking := _lacking(page, section, statement, rest, subject)):
        said = "says" if len(rest) == 1 else "say"
        message = f"{scope.marker(tuple(rest))} {said} nothing of {lacking}."
        yield Fault(Kind.SILENT, place, section.name, message, tuple(rest))
    for number, entry in rest.items():
        if sentence := _limiting(entry, statement, words, subject):
            message = f"[{number}] limits it: {scope.shown(sentence)}"
            yield Fault(Kind.CONTRARY, place, section.name, message, (number,))


def _elsewhere(
    page: Page,
    section: Section,
    statement: Statement,
    cited: dict[int, Reference],
    subject: frozenset[str],
    label: frozenset[str],
) -> Reference | None:
    """Return the entry that a statement should have cited: it has the words, those cited not."""
    item = scope.item_words(page, statement)
    names = _names(statement.text, subject)
    for entry in scope.entries(page, section):
        words = content(entry.text) - subject
        if entry in cited.values() or len(words) < 4 or scope.is_placeholder(entry):
            continue
        own = max(covered(content(each.text) - subject, item) for each in cited.values())
        if covered(words, item) >= _ABOUT and own < _ELSEWHERE and label <= words:
            return entry
        if len(names) < _LISTED:
            continue
        here = sum(bool(name <= words) for name in names)
        there = max(sum(bool(n <= content(e.text)) for n in names) for e in cited.values())
        if here * 3 >= len(names) * 2 and not there:
            return entry
    return None


def _names(text: str, subject: frozenset[str]) -> list[frozenset[str]]:
    """Return the short names that a sentence lists, as their words."""
    parts = re.split(
        r",\s*(?:and|or)?\s+|\s+(?:and|or)\s+", re.sub(r"\[[^\[\]]{0,100}\]", "", text)
    )
    short = [content(part) - subject for part in parts if len(part.split()) <= 2]
    return [words for words in short if words]


def _off_topic(entry: Reference, words: frozenset[str], subject: frozenset[str]) -> bool:
    """Return whether an entry in prose names neither the subject nor what the statement says."""
    if scope.names_work(entry.text):
        return False
    said = content(entry.text)
    return len(said) >= 4 and not said & subject and len(said & words) <= 1


def _lacking(
    page: Page,
    section: Section,
    statement: Statement,
    cited: dict[int, Reference],
    subject: frozenset[str],
) -> str | None:
    """Return the label of a statement that its entries, words and not titles, do not name.

    A drug, a test or a disease has to be named. A sign may be said in other words.
    """
    if statement.label is None or any(scope.names_work(each.text) for each in cited.values()):
        return None
    label = page.words(statement.label)
    said = frozenset(word for entry in cited.values() for word in content(entry.text))
    wanted = content(label) - subject
    if not wanted or _near(wanted, said):
        return None
    named = section.topic in (Topic.TREATMENT, Topic.DIAGNOSTICS, Topic.DIFFERENTIAL)
    words = content(statement.text) - subject
    return label.lower() if named or covered(words, said) < _SAID else None


def _near(wanted: frozenset[str], said: frozenset[str]) -> bool:
    """Return whether any word is said, or one that begins alike (ultrasonography, ultrasound)."""
    if wanted & said:
        return True
    return any(a[:6] == b[:6] for a in wanted for b in said if len(a) > 6 and len(b) > 6)


def _limiting(
    entry: Reference, statement: Statement, words: frozenset[str], subject: frozenset[str]
) -> str | None:
    """Return the sentence of an entry that limits what a statement says without limits."""
    if _LIMITS.search(statement.text):
        return None
    for place in sentences(entry.text, Span(0, len(entry.text))):
        sentence = entry.text[place.start : place.end]
        if _LIMITS.search(sentence) and len((content(sentence) - subject) & words) >= 2:
            return sentence
    return None
