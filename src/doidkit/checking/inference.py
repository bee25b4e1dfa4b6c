"""What a reasoner finds, as a part of a check."""

from collections.abc import Callable
from dataclasses import replace

from pyoxigraph import Store

from doidkit.data import Data
from doidkit.model import Finding, Rule, Severity
from doidkit.reasoning import Classification, reason, saturate

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
)

WAY_OUT = "Ask for HermiT with --reason, or for no reasoner with --no-reason."
"""What to do where the quick look failed."""


def quick(store: Store, timeout: float | None) -> Callable[[], tuple[Finding, ...]]:
    """Return the task of looking with rustdl, for one of the processes."""
    return lambda: _findings(saturate(store, timeout=timeout))


def thorough(data: Data, timeout: float | None) -> tuple[Finding, ...]:
    """Return what HermiT finds in some data; EngineError where it cannot run."""
    return _findings(reason(data, reasoner="hermit", timeout=timeout))


def _findings(found: Classification) -> tuple[Finding, ...]:
    # Cycles are looked for in any case, and what they make equivalent is told with them.
    circles = {frozenset(group) for group in found.cycles}
    news = tuple(group for group in found.equivalences if frozenset(group) not in circles)
    return replace(found, cycles=(), equivalences=news).report.findings
