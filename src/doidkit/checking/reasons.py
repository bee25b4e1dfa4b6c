"""Why a reasoner's findings are so: the axioms, and the place of the first as the finding's own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pyoxigraph import NamedNode

from doidkit.data import Data
from doidkit.errors import DoidkitError
from doidkit.explaining import Reason, reasons
from doidkit.model import Finding
from doidkit.reasoning import Classification

_MOST = 20
"""How many things are explained: one mistake may make a thousand classes unsatisfiable."""
_TIMEOUT = 60.0  # seconds
_KINDS = {"inconsistent", "unsatisfiable-class", "inferred-equivalence"} | {"inferred-branch"}

Question = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A finding, by its position, and the questions that explain it."""

    at: int
    questions: tuple[Question, ...]


def explained(
    data: Data,
    findings: Sequence[Finding],
    timeout: float | None,
    parents: Mapping[str, frozenset[str]],
) -> tuple[Finding, ...]:
    """Return findings, those of a reasoner with the axioms that they follow from.

    Their place is that of the first axiom which a file says. What rustdl does not find within
    ``timeout`` seconds, and what comes after the first ones, stays as it is. ``parents`` are those
    that are stated.
    """
    asked = [each for at, one in enumerate(findings) if (each := _asked(at, one))]
    if not asked:
        return tuple(findings)
    empty = {one.about[0] for one in findings if one.check == "unsatisfiable-class" and one.about}
    # What is below an empty class is empty with it: where it begins says most.
    asked.sort(key=lambda each: bool(empty & _parents(findings[each.at], parents)))
    asked = asked[:_MOST]
    questions = [question for each in asked for question in each.questions]
    try:
        told = iter(reasons(data, questions, timeout=timeout or _TIMEOUT))
    except DoidkitError:  # a file with a syntax error, which is a finding of its own
        return tuple(findings)
    found = [*findings]
    for each in asked:
        whys = [next(told) for _ in each.questions]
        if all(whys):
            found[each.at] = _told(found[each.at], whys)
    return tuple(found)


def lost(
    old: Data, new: Data | None, findings: Sequence[Finding], timeout: float | None
) -> tuple[Finding, ...]:
    """Return what no longer follows with the axioms of the old version that it followed from.

    Places are those in the new version, if it has files.
    """
    named = [(each, each.value) for each in findings][:_MOST]
    asked = [each for each, value in named if isinstance(value, NamedNode)]
    questions = [
        (each.about[0], value.value) for each, value in named if isinstance(value, NamedNode)
    ]
    if not questions or new is None:
        return tuple(findings)
    told = dict(
        zip(asked, reasons(old, questions, timeout=timeout or _TIMEOUT, now=new), strict=True)
    )
    return tuple(
        _told(each, [told[each]], "It followed from") if told.get(each) else each
        for each in findings
    )


def classification(data: Data, found: Classification, timeout: float | None) -> Classification:
    """Return a classification whose faults say the axioms that they follow from."""
    told = explained(data, found.report.findings, timeout, {})
    return replace(found, explained=told)


def _parents(finding: Finding, parents: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*(parents.get(iri, ()) for iri in finding.about))


def _asked(at: int, finding: Finding) -> _Asked | None:
    if finding.check not in _KINDS:
        return None
    about = finding.about
    if finding.check == "inferred-equivalence":
        return _Asked(at, tuple(pairwise((*about, about[0]))))
    return _Asked(at, (about,))


def _told(
    finding: Finding, whys: Iterable[tuple[Reason, ...]], how: str = "It follows from"
) -> Finding:
    axioms = [*dict.fromkeys(reason for why in whys for reason in why)]
    lines = "; ".join(
        f"{each.text} ({each.location})" if each.location else each.text for each in axioms
    )
    first = next((each for each in axioms if each.location and each.location.line), None)
    message = f"{finding.message} {how}: {lines}."
    if first is None:
        return replace(finding, message=message)
    return replace(finding, message=message, location=first.location, excerpt=first.excerpt)
