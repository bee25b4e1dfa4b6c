"""A term's page as values: its record, the statements about it, their evidence."""

import enum
from dataclasses import dataclass, field
from functools import cached_property

from doidkit.ontology import Term, TermRef
from doidkit.pages.facts import facts
from doidkit.pages.record import Fact, Record


class Mark(enum.Enum):
    """How well a statement is supported, from the evidence lines it carries."""

    SUPPORTED = "supported"
    WEAK = "weak"
    UNSUPPORTED = "unsupported"
    UNCITED = "uncited"
    DISPUTED = "disputed"

    @property
    def meaning(self) -> str:
        """Return what the mark says, as half a sentence."""
        return _MEANINGS[self]


_MEANINGS = {
    Mark.SUPPORTED: "an identified work or a record says so",
    Mark.WEAK: "the source is not identified, or covers only a part",
    Mark.UNSUPPORTED: "every citation leads nowhere or to a text that does not say so",
    Mark.UNCITED: "nothing is cited",
    Mark.DISPUTED: "a work or a record speaks against it",
}


class Bearing(enum.Enum):
    """What an evidence line does for its statement."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Group:
    """One side of a statement: a term or several, joined by ``and`` or ``or``."""

    members: tuple[TermRef, ...]
    joiner: str = "and"


@dataclass(frozen=True, slots=True)
class Work:
    """A cited work; ``identifiers`` are verified PMIDs and DOIs, often none; "" for no address."""

    name: str
    authors: str
    year: str
    identifiers: tuple[str, ...]
    address: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One citation of the document, or one work that the audit brought.

    ``marker`` is the printed number, "" for the audit's; ``statuses`` what became of a
    citation; ``works`` are those it reaches; ``words`` are those of the reference entry that
    it leads to; ``code`` is the evidence code's name.
    """

    bearing: Bearing
    marker: str
    statuses: tuple[str, ...]
    works: tuple[Work, ...]
    partial: bool
    comment: str
    words: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Another statement of the document that cannot hold together with one."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of the document; ``qualifiers`` are ready to read.

    ``negated`` says that the predicate is denied; ``limited`` that it holds in another disease
    only; ``quote`` is what the document says, word for word.
    """

    id: str
    text: str
    mark: Mark
    subject: Group
    negated: bool
    predicate: TermRef
    object: Group
    qualifiers: tuple[str, ...]
    evidence: tuple[EvidenceLine, ...]
    contradicts: tuple[Contradiction, ...]
    note: str
    quote: str = ""
    limited: bool = False


@dataclass(frozen=True, slots=True)
class Observation:
    """A fact about the document that states nothing about a disease."""

    id: str
    text: str
    note: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a section's reference block, with the work that it names, if any."""

    marker: str
    text: str
    work: Work | None
    note: str


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A line of the document's ontology block and what the Disease Ontology has instead."""

    text: str
    verdict: str
    correction: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the document, everything in the document's order."""

    title: str
    statements: tuple[Statement, ...]
    observations: tuple[Observation, ...]
    references: tuple[Reference, ...]
    block: tuple[BlockLine, ...]


@dataclass(frozen=True)
class Page:
    """A term as a person reads it: record, sections, and the document's disclaimer.

    ``record`` has all that the file says of the term; ``added`` are rows from mappings and from a
    document, for a ``thing``, which is no term, in place of the record's. ``close`` asks for the
    small print: the page is about one statement, or about what statements rest on, so that the
    words of the document and of its references are wanted.
    """

    term: Term
    definition_sources: tuple[str, ...]
    added: tuple[Fact, ...]
    sections: tuple[Section, ...]
    disclaimer: str
    close: bool = False
    thing: bool = False
    record: Record = field(default_factory=Record)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Return the rows of the record with those that were added, ready to read."""
        return self.added if self.thing else facts(self.record, self.term, self.added)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Return the statements of all sections."""
        return tuple(s for section in self.sections for s in section.statements)

    def count(self, mark: Mark) -> int:
        """Return how many statements have this mark."""
        return sum(statement.mark is mark for statement in self.statements)
