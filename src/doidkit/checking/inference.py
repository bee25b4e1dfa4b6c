"""What a reasoner finds, as a part of a check."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Store

from doidkit.data import Data
from doidkit.labels import Select, asked
from doidkit.model import Finding, Rule, Severity
from doidkit.ontology.record import TermRef
from doidkit.prefixes import compact
from doidkit.reasoners.branches import NEEDED, Hierarchy, Stated, moves, stated, strays
from doidkit.reasoning import Classification, reason, saturate

_STRAY = Rule(
    "inferred-branch",
    "Class in a second branch",
    Severity.WARNING,
    "A class that follows to be in a branch where nobody has put it is often there by mistake.",
    "State a parent in that branch, or correct the axioms that it follows from.",
)
_MOVED = Rule(
    "moved-branch",
    "Class that left its branch",
    Severity.WARNING,
    "What moves to another branch takes all that is below it along, in every use of the ontology.",
    "Correct what changed in the axioms that it followed from, or make sure that this is meant.",
)
RULES = (
    Rule(
        "inconsistent",
        "Inconsistent ontology",
        Severity.ERROR,
        "Everything follows from axioms that contradict one another.",
        "Look at the individuals and what is disjoint.",
    ),
    Rule(
        "unsatisfiable-class",
        "Unsatisfiable class",
        Severity.ERROR,
        "A class that nothing can belong to is below every other one.",
        "Look at what is disjoint with its superclasses.",
    ),
    Rule(
        "inferred-equivalence",
        "Inferred equivalence",
        Severity.WARNING,
        "Two classes that mean the same without anybody having said so are seldom meant to.",
        "State it with owl:equivalentClass, or correct the axioms.",
    ),
    _STRAY,
    _MOVED,
)

WAY_OUT = "Ask for HermiT with --reason, or for no reasoner with --no-reason."
"""What to do where the quick look failed."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a reasoner found: findings, and the hierarchy unless all follows."""

    findings: tuple[Finding, ...] = ()
    hierarchy: Hierarchy | None = None


def quick(store: Store, timeout: float | None) -> Callable[[], Look]:
    """Return the task of looking with rustdl, for one of the processes."""
    return lambda: _look(saturate(store, timeout=timeout), _stated(store))


def thorough(data: Data, timeout: float | None) -> Look:
    """Return what HermiT finds in some data; EngineError where it cannot run."""
    found = reason(data, reasoner="hermit", timeout=timeout)
    return _look(found, stated(quad.triple for quad in data.logic()))


def moved(old: Hierarchy, new: Hierarchy) -> tuple[Finding, ...]:
    """Return a finding for each class that has left a branch since the old version."""
    return tuple(
        _finding(_MOVED, move.iri, move.left, (move.iri, *([move.now] if move.now else [])))
        for move in moves(old, new)
    )


def called(findings: Iterable[Finding], select: Select) -> tuple[Finding, ...]:
    """Return findings, those about branches with the labels of all that they name."""
    given = tuple(findings)
    about = [each for each in given if each.check in (_STRAY.id, _MOVED.id)]
    terms = {NamedNode(iri) for each in about for iri in _named(each)}
    if not terms:
        return given
    known = asked(terms, select)

    def name(iri: str) -> str:
        return str(TermRef(known.get(NamedNode(iri), ""), compact(iri), iri))

    return tuple(
        replace(each, message=_said(each, name), label=known.get(each.focus))
        if each.check in (_STRAY.id, _MOVED.id) and each.focus is not None
        else each
        for each in given
    )


def _named(finding: Finding) -> tuple[str, ...]:
    value = finding.value
    return (*finding.about, *([value.value] if isinstance(value, NamedNode) else []))


def _said(finding: Finding, name: Callable[[str], str]) -> str:
    branch = name(finding.value.value) if isinstance(finding.value, NamedNode) else ""
    if finding.check == _STRAY.id:
        return f"This class follows to be below {branch}, where none of its parents leads."
    now = f", but to be below {name(finding.about[1])}" if len(finding.about) > 1 else ""
    return f"This class no longer follows to be below {branch}{now}."


def _stated(store: Store) -> Stated:
    return stated(
        quad.triple
        for predicate in NEEDED
        for quad in store.quads_for_pattern(None, NamedNode(predicate), None)
    )


def _look(found: Classification, told: Stated) -> Look:
    # Cycles are looked for in any case, and what they make equivalent is told with them.
    circles = {frozenset(group) for group in found.cycles}
    news = tuple(group for group in found.equivalences if frozenset(group) not in circles)
    faults = replace(found, cycles=(), equivalences=news).report.findings
    if found.consistent is False or found.taxonomy is None:
        return Look(faults)
    hierarchy = Hierarchy(found.taxonomy, told)
    return Look((*faults, *_strays(hierarchy)), hierarchy)


def _strays(hierarchy: Hierarchy) -> Iterator[Finding]:
    for iri, top in strays(hierarchy):
        yield _finding(_STRAY, iri, top, (iri, top))


def _finding(rule: Rule, iri: str, value: str, about: tuple[str, ...]) -> Finding:
    return Finding(
        rule.id,
        rule.severity,
        rule.title,
        NamedNode(iri),
        value=NamedNode(value),
        fix=rule.fix,
        title=rule.title,
        about=about,
    )
