"""What a reviewer of an edit is told, as one value."""

import enum
from dataclasses import dataclass, field

from doidkit.comparing import Comparison
from doidkit.entailing import Entailment
from doidkit.model import Finding, Report, State
from doidkit.ontology.record import TermRef


class When(enum.Enum):
    """On which side of an edit a term stands at a place."""

    BEFORE = "before"
    AFTER = "after"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Place:
    """A term's place in the part of the hierarchy that moved, and what stands below it there."""

    term: TermRef
    when: When
    below: tuple["Place", ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """An edit as a reviewer needs it: what changed, what is wrong with it, what it implies.

    ``report`` has the findings of NEW beside those of OLD. ``unknown`` says in a sentence why
    ``entailments`` are not known; without it they are all. ``places`` is the part of the stated
    hierarchy in which terms moved, from the top, ``classified`` that of the classified one in
    which terms moved by inference.
    """

    comparison: Comparison
    report: Report = field(default_factory=Report)
    entailments: tuple[Entailment, ...] = ()
    unknown: str = ""
    places: tuple[Place, ...] = ()
    classified: tuple[Place, ...] = ()

    @property
    def new(self) -> tuple[Finding, ...]:
        """The findings that OLD did not have, worst first."""
        return tuple(finding for finding in self.report if finding.state is State.NEW)

    @property
    def fixed(self) -> tuple[Finding, ...]:
        """The findings that only OLD had."""
        return tuple(finding for finding in self.report if finding.state is State.FIXED)

    @property
    def gained(self) -> tuple[Entailment, ...]:
        """What only NEW implies."""
        return tuple(each for each in self.entailments if each.gained)

    @property
    def lost(self) -> tuple[Entailment, ...]:
        """What only OLD implied."""
        return tuple(each for each in self.entailments if not each.gained)
