"""Claims that a draft proposes: a sign that an item of a list names, and its citations.

Only what is plain becomes one: the item names one term of HPO or SYMP by its label or an exact
synonym, and the term's superclasses are known up to the root. Each is marked as to be done. What
is not plain stays an annotation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from doidkit.ingestion.audit.faults import Fault, Kind
from doidkit.ingestion.grounding import Candidate
from doidkit.ingestion.ingest import Ingested
from doidkit.ingestion.page import Citation, Page, Reference, Role, Section, Topic
from doidkit.lexicon import Entry
from doidkit.lexicon.spans import Span

SURE = 0.93
"""The score from which on an exact match is plain."""
_PREDICATES = {"HP": "RO:0002200", "SYMP": "RO:0002452"}
_ROOTS = {"HP": "http://purl.obolibrary.org/obo/HP_0000118"}
_NUMBERS = re.compile(r"[\d\s,;\u2010-\u2015-]*")
_STATUS = {
    Kind.DANGLING: "dk:dangling",
    Kind.PLACEHOLDER: "dk:placeholder",
    Kind.CIRCULAR: "dk:circular",
    Kind.OFF_TOPIC: "dk:offTopic",
    Kind.MISATTRIBUTED: "dk:misattributed",
    Kind.SILENT: "dk:silent",
}


@dataclass(frozen=True, slots=True)
class Cited:
    """One number behind a proposed claim: its entry, and what became of it."""

    number: int
    occurrence: int
    entry: int | None
    status: str
    comment: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A sign of the page's disease, the words that say so, and what they cite.

    ``terms`` are those that a reader needs to understand it: the sign and what is above it.
    """

    section: int
    identifier: str
    quote: Span
    sign: Candidate
    predicate: str
    terms: tuple[Entry, ...]
    cited: tuple[Cited, ...]


def disease(found: Ingested) -> Entry | None:
    """Return the disease that a page is about, if the ontologies know it up to its root."""
    about = found.page.identifier
    entry = next((entry for entry in found.known if entry.curie == about), None)
    return entry if entry and above(found, entry) else None


def proposed(found: Ingested) -> Iterator[Proposed]:
    """Yield the claims that a page's signs make, one a term."""
    if disease(found) is None:
        return
    seen: set[str] = set()
    for index, section in enumerate(found.page.sections):
        if section.topic is not Topic.SYMPTOMS:
            continue
        count = 0
        for number, statement in enumerate(section.statements):
            if statement.depth == 0 or statement.role is not Role.STATEMENT:
                continue
            identifier = f"{_code(found.page, index)}-{count + 1:02}"
            claim = _claim(found, index, number, identifier)
            if claim is not None and claim.sign.entry.iri not in seen:
                seen.add(claim.sign.entry.iri)
                count += 1
                yield claim


def _claim(found: Ingested, index: int, number: int, identifier: str) -> Proposed | None:
    section = found.page.sections[index]
    sign = _sign(found, index, number)
    cited = _cited(found, section, number)
    terms = above(found, sign.entry) if sign else ()
    if sign is None or cited is None or not terms:
        return None
    statement = section.statements[number]
    start = statement.span.start
    quote = Span(start, start + _length(statement.text))
    predicate = _PREDICATES[sign.entry.prefix]
    return Proposed(index, identifier, quote, sign, predicate, terms, tuple(cited))


def _code(page: Page, section: int) -> str:
    """Return the three capitals of a section, its own among pages as far as three can tell."""
    number = crc32(f"{page.identifier}/{page.title}/{section}".encode())
    return "".join(chr(65 + number // 26**place % 26) for place in range(3))


def _sign(found: Ingested, section: int, statement: int) -> Candidate | None:
    """Return the term that the label of an item, or the whole of it, names beyond doubt."""
    item = found.page.sections[section].statements[statement]
    whole = item.label or item.span
    for mention in found.mentions:
        if (mention.section, mention.statement) != (section, statement) or mention.span is None:
            continue
        if mention.span != whole and not (item.label is None and _same(found, mention.span, whole)):
            continue
        sure = [
            each
            for each in mention.candidates
            if each.entry.prefix in _PREDICATES
            and each.score >= SURE
            and each.predicate == "skos:exactMatch"
        ]
        if sure and not mention.ambiguous:
            return min(sure, key=lambda each: (each.entry.prefix != "HP", -each.score))
    return None


def _same(found: Ingested, one: Span, other: Span) -> bool:
    first, second = found.page.words(one), found.page.words(other)
    return first[: _length(first)] == second[: _length(second)]


def _length(text: str) -> int:
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


def above(found: Ingested, entry: Entry) -> tuple[Entry, ...]:
    """Return a term with all that is above it; nothing where the way up is not known."""
    known = {each.iri: each for each in found.known}
    terms: dict[str, Entry] = {}
    waiting = [entry.iri]
    while waiting:
        iri = waiting.pop()
        if iri in terms:
            continue
        if iri not in known:
            return ()
        terms[iri] = known[iri]
        waiting += known[iri].parents
    root = _ROOTS.get(entry.prefix)
    return tuple(terms[iri] for iri in sorted(terms)) if root is None or root in terms else ()


def _cited(found: Ingested, section: Section, number: int) -> list[Cited] | None:
    """Return the citations of a statement; None where the model cannot say one of them."""
    cited: list[Cited] = []
    for citation in section.citations:
        if citation.statement != number:
            continue
        if len(citation.numbers) != 1 or citation.text != f"[{citation.numbers[0]}]":
            return None  # a list of numbers, or none: a curator cuts it up
        one = citation.numbers[0]
        entries = [e for e in section.references if one in e.numbers]
        if any(len(entry.numbers) > 1 for entry in entries) or len(entries) > 1:
            return None
        cited.append(_resolved(found, section, citation, entries))
    return cited if len({each.number for each in cited}) == len(cited) else None


def _resolved(
    found: Ingested, section: Section, citation: Citation, entries: list[Reference]
) -> Cited:
    one = citation.numbers[0]
    printed = [each for each in section.citations if each.text == citation.text]
    fault = next((f for f in found.faults if _speaks_of(f, section, citation, entries)), None)
    entry = section.references.index(entries[0]) if entries else None
    status = _STATUS[fault.kind] if fault else "dk:resolvable"
    comment = fault.message if fault else "The entry is there; what it says is to be read."
    if not entries:
        status = "dk:dangling"
    return Cited(one, printed.index(citation) + 1, entry, status, comment)


def _speaks_of(
    fault: Fault, section: Section, citation: Citation, entries: list[Reference]
) -> bool:
    """Return whether a fault is one of a citation, or of the entry that it leads to."""
    if fault.kind not in _STATUS or citation.numbers[0] not in fault.numbers:
        return False
    if fault.span == citation.span:
        return True
    if fault.kind in (Kind.PLACEHOLDER, Kind.CIRCULAR):
        return any(marker == fault.span for entry in entries for marker in entry.markers)
    near = [c for c in section.citations if c.statement == citation.statement]
    return any(c.span == fault.span for c in near)
