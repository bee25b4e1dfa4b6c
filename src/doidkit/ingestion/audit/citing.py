"""Numbers and entries that do not meet."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from doidkit.ingestion.audit import scope
from doidkit.ingestion.audit.faults import Fault, Kind
from doidkit.ingestion.page import Citation, Page, Reference, Section
from doidkit.lexicon.spans import Span
from doidkit.lexicon.words import content, covered

_NEEDED = re.compile(
    r"\[\s*(?:citation|source|reference|ref|cite)s?(?:\s+(?:needed|missing|here))?\s*\??\s*\]"
    r"|\[\s*(?:\?+|x+|n|todo|tbd|number)\s*\]",
    re.IGNORECASE,
)
_UNWRITTEN = re.compile(
    r"\W*+(?:tbd|tba|todo|to do|n/?a|none|lorem ipsum.*|coming soon|insert .* here"
    r"|(?:this section )?(?:is )?to be (?:added|completed|written|done|announced)"
    r"|(?:no|there is no) (?:information|data|content)(?: is)?(?: yet)?(?: available| provided)?"
    r"|(?:information|data|details|content|text)(?: is| are)? (?:not (?:yet )?|un)"
    r"(?:available|provided|known))\W*",
    re.IGNORECASE | re.DOTALL,
)
_MATCH = 0.75  # of an entry's words in a statement: the entry is about it


def faults(page: Page) -> Iterator[Fault]:
    """Yield the faults of numbers."""
    for section in page.sections:
        yield from _dangling(page, section)
        yield from _empty(page, section)
        yield from _repeated(section)
        yield from _placeholders(section)
    yield from _uncited(page)
    yield from _reused(page)


def _dangling(page: Page, section: Section) -> Iterator[Fault]:
    known, labels = scope.numbered(page, section), scope.labels(page, section)
    for citation in section.citations:
        missing = tuple(number for number in citation.numbers if number not in known)
        if missing:
            what = "entry" if len(missing) == 1 else "entries"
            message = f"{citation.text}: the section has no {what} {scope.marker(missing)}."
            if other := _other(page, section, citation, labels):
                message += f" {scope.marker(other.numbers)} has the statement's words."
            yield Fault(Kind.DANGLING, citation.span, section.name, message, missing)


def _other(
    page: Page, section: Section, citation: Citation, labels: Mapping[Span, str]
) -> Reference | None:
    """Return the entry that has the words of a statement whose own number leads nowhere."""
    if citation.statement is None:
        return None
    statement = section.statements[citation.statement]
    words = scope.item_words(page, statement)
    label = content(labels.get(statement.item, ""))
    found = [
        (covered(of_entry, words), -number, entry)
        for number, entry in enumerate(scope.entries(page, section))
        if len(of_entry := content(entry.text)) > 3 and label <= of_entry
    ]
    best = max(found, default=None, key=lambda each: each[:2])
    return best[2] if best and best[0] >= _MATCH else None


def _empty(page: Page, section: Section) -> Iterator[Fault]:
    for citation in section.citations:
        if not citation.numbers:
            message = "The number of a citation is gone."
            yield Fault(Kind.EMPTY_CITATION, citation.span, section.name, message)
    for found in _NEEDED.finditer(page.text, section.body.start, section.body.end):
        message = f"{found[0]} stands where a citation should."
        yield Fault(Kind.EMPTY_CITATION, Span(*found.span()), section.name, message)


def _repeated(section: Section) -> Iterator[Fault]:
    first: dict[int, Reference] = {}
    for entry in section.references:
        for number in entry.numbers:
            if number in first and first[number] is not entry:
                message = f"[{number}] is given to two entries of the section."
                yield Fault(
                    Kind.REPEATED_NUMBER, scope.place(entry), section.name, message, (number,)
                )
            first.setdefault(number, entry)


def _placeholders(section: Section) -> Iterator[Fault]:
    for statement in section.statements:
        if _UNWRITTEN.fullmatch(statement.text):
            message = f"Nothing is said here yet: {scope.shown(statement.text)}"
            yield Fault(Kind.PLACEHOLDER, statement.span, section.name, message)
    for entry in section.references:
        if scope.is_placeholder(entry):
            message = f"{scope.marker(entry.numbers)} names no source: {scope.shown(entry.text)}"
            yield Fault(Kind.PLACEHOLDER, scope.place(entry), section.name, message, entry.numbers)


def _uncited(page: Page) -> Iterator[Fault]:
    """Yield the entries that no statement in their scope cites."""
    users: dict[int, set[int]] = defaultdict(set)
    for section in page.sections:
        of_page = scope.entries(page, section)
        for citation in section.citations:
            if citation.statement is not None:
                users[id(of_page)].update(citation.numbers)
    for section in page.sections:
        for entry in section.references:
            if entry.numbers and not users[id(section.references)] & set(entry.numbers):
                message = f"{scope.marker(entry.numbers)}: no statement cites the entry."
                yield Fault(Kind.UNCITED, scope.place(entry), section.name, message, entry.numbers)


def _reused(page: Page) -> Iterator[Fault]:
    """Yield, once a page, that numbers are counted anew in each section."""
    texts: dict[int, dict[str, tuple[Section, Reference]]] = defaultdict(dict)
    for section in page.sections:
        for entry in section.references:
            for number in entry.numbers:
                texts[number].setdefault(" ".join(sorted(content(entry.text))), (section, entry))
    again = {
        number: list(found.values())
        for number, found in sorted(texts.items())
        if len({id(section) for section, _ in found.values()}) > 1
    }
    if again:
        section, entry = next(iter(again.values()))[1]
        numbers = tuple(again)
        message = f"Numbers are counted anew: {scope.marker(numbers)} is another entry elsewhere."
        yield Fault(Kind.REUSED_NUMBER, scope.place(entry), section.name, message, numbers)
