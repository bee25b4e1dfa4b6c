"""Which entry a number means: that of its own section, or of the one block that a page has."""

import re
from collections.abc import Iterator
from functools import lru_cache

from doidkit.ingestion.page import Citation, Page, Reference, Role, Section, Statement
from doidkit.lexicon.spans import Span
from doidkit.lexicon.words import content

_PLACEHOLDER = re.compile(
    r"not (?:been )?(?:provided|available|specified|given|stated|found|applicable)\b"
    r"|\b(?:no|without|missing|unknown|unspecified) (?:sources?|references?|citations?)\b"
    r"|\bsource (?:is )?(?:unknown|missing|needed)|\b(?:common|general) (?:practice|knowledge)\b"
    r"|\b(?:citation|reference) needed|\blorem ipsum|\bplaceholder\b|\bto be (?:added|provided)\b"
    r"|^\W*+(?:tbd|tba|todo|to do|n/?a|none|unknown|xxx+)?+\W*+$",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b10\.\d{4,9}/\S+|\bPMID|\bPMC\d|https?://|www\.|\bet al\b|\bISBN\b|\bdoi\b"
    r"|\b[A-Z][\w'-]{1,80}+,? (?:[A-Z]\.?[ -]?){1,3}(?:[,;.(]|\b).{0,400}\b(?:19|20)\d\d\b"
    r"|\bby (?:[A-Z]{1,3} )?[A-Z]\w+.{0,60}\b(?:19|20)\d\d\b|\b(?:19|20)\d\d\s*;\s*\d+|\(\d{4}\)",
    re.DOTALL,
)


def entries(page: Page, section: Section) -> tuple[Reference, ...]:
    """Return the entries that the numbers of a section mean."""
    if section.references:
        return section.references
    blocks = [each.references for each in page.sections if each.references]
    return blocks[0] if len(blocks) == 1 else ()


def numbered(page: Page, section: Section) -> dict[int, Reference]:
    """Return the entry of each number; of two with one number it is the first."""
    found: dict[int, Reference] = {}
    for entry in entries(page, section):
        for number in entry.numbers:
            found.setdefault(number, entry)
    return found


def is_placeholder(entry: Reference) -> bool:
    """Return whether an entry admits that it has no source."""
    return bool(_PLACEHOLDER.search(entry.text)) and not names_work(entry.text)


@lru_cache(1 << 10)
def names_work(text: str) -> bool:
    """Return whether a text names a work: an identifier, or authors and a year."""
    return bool(_WORK.search(text))


def stated(section: Section) -> Iterator[tuple[int, Statement]]:
    """Yield the statements and announcements of a section with their indexes."""
    for number, statement in enumerate(section.statements):
        if statement.role in (Role.STATEMENT, Role.ANNOUNCEMENT):
            yield number, statement


def cited(section: Section) -> dict[int, list[Citation]]:
    """Return the citations of each statement that has some."""
    found: dict[int, list[Citation]] = {}
    for each in section.citations:
        if each.statement is not None:
            found.setdefault(each.statement, []).append(each)
    return found


def item_words(page: Page, statement: Statement) -> frozenset[str]:
    """Return the words of the whole item or paragraph that a statement is of."""
    return content(page.words(statement.item))


def labels(page: Page, section: Section) -> dict[Span, str]:
    """Return the label of each item that has one."""
    found: dict[Span, str] = {}
    for each in section.statements:
        if each.label:
            found.setdefault(each.item, page.words(each.label))
    return found


def shown(text: str, length: int = 70) -> str:
    """Return words on one line, cut where they are long."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "\u2026"


def marker(numbers: tuple[int, ...]) -> str:
    """Return numbers as they are printed."""
    return f"[{', '.join(map(str, numbers))}]"


def place(entry: Reference) -> Span:
    """Return where an entry is pointed at: its first number, else its words."""
    return entry.markers[0] if entry.markers else entry.words
