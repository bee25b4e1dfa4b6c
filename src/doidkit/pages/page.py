"""A term's page as one value: its record and what a document says about it."""

import enum
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from doidkit.ontology import Term
from doidkit.pages.facts import facts
from doidkit.pages.record import Fact, Record

if TYPE_CHECKING:  # most terms have none
    from doidkit.pages.said import Section, Statement


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
    sections: "tuple[Section, ...]"
    disclaimer: str
    close: bool = False
    thing: bool = False
    record: Record = field(default_factory=Record)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Return the rows of the record with those that were added, ready to read."""
        return self.added if self.thing else facts(self.record, self.term, self.added)

    @property
    def statements(self) -> "tuple[Statement, ...]":
        """Return the statements of all sections."""
        return tuple(s for section in self.sections for s in section.statements)

    def count(self, mark: Mark) -> int:
        """Return how many statements have this mark."""
        return sum(statement.mark is mark for statement in self.statements)
