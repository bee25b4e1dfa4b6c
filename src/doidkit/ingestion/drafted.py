"""Claims that a draft proposes, and what the page cites for them.

Only what is plain becomes one: words that name one term by its label or an exact synonym, in a
place that says what is claimed of it (``claimed``), with superclasses that are known up to a root.
Each is marked as to be done. What is not plain stays an annotation.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from doidkit.ingestion.audit.faults import Fault, Kind
from doidkit.ingestion.ingest import Ingested
from doidkit.ingestion.page import Citation, Reference, Section
from doidkit.lexicon import Entry
from doidkit.lexicon.spans import Span

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
class Differential:
    """A condition that the disease may be mistaken for, as the page calls it."""

    name: str
    diagnosis: Entry


@dataclass(frozen=True, slots=True)
class Scheme:
    """The types that a page divides a disease into."""

    of: Entry
    types: tuple[Entry, ...]


End = Entry | Differential | Scheme
"""What a claim is about, or leads to."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A claim, the words that make it, and what they cite.

    ``section`` and ``statement`` are indexes, ``kind`` the claim's class; ``identifier`` is given
    when all claims are known. ``why`` are the reasons for its terms.
    """

    section: int
    statement: int
    quote: Span
    kind: str
    subject: End
    predicate: str
    object: End
    label: str
    why: tuple[str, ...]
    cited: tuple[Cited, ...]
    modality: str = ""
    identifier: str = ""

    @property
    def terms(self) -> tuple[Entry, ...]:
        """The terms that it names."""
        return (*_named(self.subject), *_named(self.object))


def _named(end: End) -> tuple[Entry, ...]:
    if isinstance(end, Scheme):
        return end.types
    return (end.diagnosis if isinstance(end, Differential) else end,)


class Known:
    """The terms of the lexicon, and what is above each."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {each.iri: each for each in entries}
        self._above: dict[str, dict[str, Entry]] = {}

    def curie(self, curie: str | None) -> Entry | None:
        """Return the term with an identifier."""
        return next((each for each in self._entries.values() if each.curie == curie), None)

    def above(self, entry: Entry) -> dict[str, Entry]:
        """Return a term with all that is above it by IRI; nothing where the way up breaks off."""
        if entry.iri not in self._above:
            self._above[entry.iri] = self._climbed(entry)
        return self._above[entry.iri]

    def _climbed(self, entry: Entry) -> dict[str, Entry]:
        terms: dict[str, Entry] = {}
        waiting = [entry.iri]
        while waiting:
            iri = waiting.pop()
            if iri in terms:
                continue
            if iri not in self._entries:
                return {}
            terms[iri] = self._entries[iri]
            waiting += self._entries[iri].parents
        return terms


def disease(found: Ingested, known: Known) -> Entry | None:
    """Return the disease that a page is about, if the ontologies know it up to its root."""
    entry = known.curie(found.page.identifier)
    return entry if entry and known.above(entry) else None


def cited(found: Ingested, section: Section, number: int) -> tuple[Cited, ...] | None:
    """Return the citations of a statement; None where the model cannot say one of them."""
    made: list[Cited] = []
    for citation in section.citations:
        if citation.statement != number:
            continue
        if len(citation.numbers) != 1 or citation.text != f"[{citation.numbers[0]}]":
            return None  # a list of numbers, or none: a curator cuts it up
        one = citation.numbers[0]
        entries = [e for e in section.references if one in e.numbers]
        if any(len(entry.numbers) > 1 for entry in entries) or len(entries) > 1:
            return None
        made.append(_resolved(found, section, citation, entries))
    return tuple(made) if len({each.number for each in made}) == len(made) else None


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
