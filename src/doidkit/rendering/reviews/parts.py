"""What all renderings of a review share: its counts, and what belongs to one term together."""

from collections.abc import Iterable
from dataclasses import dataclass

from doidkit.model import Finding, Severity, State
from doidkit.rendering.findings.parts import counted, subject
from doidkit.reviewing import Review

_FAILED = "check-failed"


@dataclass(frozen=True, slots=True)
class Tally:
    """How much there is of each in some reviews; ``unknown`` where nobody knows what follows."""

    changes: int
    terms: int
    new: int
    errors: int
    fixed: int
    gained: int
    lost: int
    unknown: bool

    @classmethod
    def of(cls, reviews: Iterable[Review]) -> "Tally":
        """Count."""
        each = tuple(reviews)
        new = [finding for review in each for finding in review.new]
        return cls(
            sum(len(review.comparison) for review in each),
            sum(len({c.term for c in review.comparison if c.term}) for review in each),
            len(new),
            sum(finding.severity is Severity.ERROR for finding in new),
            sum(len(review.fixed) for review in each),
            sum(len(review.gained) for review in each),
            sum(len(review.lost) for review in each),
            any(review.unknown for review in each),
        )


def verdict(tally: Tally) -> str:
    """Return the counts in one sentence."""
    errors = f" ({counted(tally.errors, 'error')})" if tally.new else ""
    parts = [
        f"{counted(tally.changes, 'change')} in {counted(tally.terms, 'term')}",
        f"{counted(tally.new, 'new finding')}{errors}, {tally.fixed:,} fixed",
    ]
    if not tally.unknown:
        parts.append(f"{counted(tally.gained, 'new entailment')}, {tally.lost:,} lost")
    return f"{'; '.join(parts)}."


def remarks(review: Review) -> list[str]:
    """Return what is not known, and how the report was made, a sentence each."""
    failed = [f for f in review.report if f.check == _FAILED and f.state is State.UNCHANGED]
    lost = f"{counted(len(failed), 'check')} could not run, and could not before either."
    told = [lost] if failed else []
    return [*filter(None, [review.unknown]), *told, *review.report.notes]


def findings_by_term(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return findings by the term that they are about, "" for none, in the order that they have."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(subject(finding), []).append(finding)
    return found
