"""Every check on some data: queries and shapes, each fault of their own a finding."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pyoxigraph import Quad, Store

from doidkit import processes
from doidkit.checking import inference
from doidkit.checking.identity import Nodes, identified, stable
from doidkit.checking.runners import Outcome, Remote, Runner, Stored
from doidkit.checks import ConfiguredCheck, labelled, read_shape_checks, shape_findings
from doidkit.checks.check import Kind
from doidkit.errors import DoidkitError
from doidkit.model import Finding, Location, Report, Rule, Severity
from doidkit.processes import Failure
from doidkit.reasoners.branches import Hierarchy
from doidkit.sparql.datasets import require_triples
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.source import Source

SYNTAX, FAILED = "syntax-error", "check-failed"
RULES = (
    Rule(
        SYNTAX,
        "Syntax error",
        Severity.ERROR,
        "A file that cannot be read to its end has nothing checked.",
        "Correct the text at that place.",
    ),
    Rule(
        FAILED,
        "Check that did not run",
        Severity.ERROR,
        "What a check would have found is unknown as long as it does not run.",
        "Correct the check, or turn it off in the profile.",
    ),
)
_VERSIONS = """
SELECT DISTINCT ?version {
  ?ontology a owl:Ontology FILTER NOT EXISTS { ?other owl:imports ?ontology }
  OPTIONAL { ?ontology owl:versionIRI ?iri }
  OPTIONAL { ?ontology owl:versionInfo ?text }
  BIND(COALESCE(?iri, ?text) AS ?version) FILTER(BOUND(?version))
}
"""
_PLACE = re.compile(r"\bline (\d+), column (\d+)")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run: the checks, and how; ``reason`` is True for HermiT, None for a quick look.

    ``selected`` says that nothing but these checks was asked for, so that what shapes without a
    name find is left out. ``timeout`` is in seconds for a check on a store; an endpoint keeps the
    time itself.
    """

    checks: tuple[ConfiguredCheck, ...]
    timeout: float | None = 60.0
    allow_service: bool = False
    reason: bool | None = None
    selected: bool = False

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return what a report says about findings that no check of the plan makes."""
        return RULES if self.reason is False else (*RULES, *inference.RULES)


@dataclass(frozen=True, slots=True)
class Found:
    """Findings with identities, worst first, and remarks on what was left out.

    ``hierarchy`` is None where no reasoner gave one, ``version`` what the ontology says it is.
    """

    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    hierarchy: Hierarchy | None = None
    version: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the checks found, what its blank nodes say, and remarks on how it was found."""

    findings: tuple[Finding, ...]
    nodes: Nodes
    notes: tuple[str, ...] = ()
    hierarchy: Hierarchy | None = None


@dataclass(frozen=True, slots=True)
class _Shaped:
    """What the shapes found; ``owners`` are the terms of their blank nodes, by label."""

    findings: tuple[Finding, ...] = ()
    owners: Mapping[str, str | None] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def on_source(source: Source, plan: Plan) -> Found:
    """Return all findings in a store or on an endpoint.

    Raises InputError where there is nothing to check, EngineError for an endpoint that does
    not answer at all.
    """
    require_triples(source, "check")
    runner = Stored(source.alone()) if isinstance(source, StoreSource) else Remote(source)
    gathered = gather(runner, plan)
    unread = "syntax, what only a text shows and inline waivers"
    if isinstance(runner, Remote):
        unread = "syntax, what only a text shows, inline waivers and reasoning"
    remark = f"Without files there are no source lines, and {unread} are not looked at."
    found = with_labels(gathered.findings, runner)
    notes = (remark, *gathered.notes)
    return Found(finished(found, gathered.nodes), notes, gathered.hierarchy, version(runner))


def version(runner: Runner) -> str:
    """Return the version of what is checked, not of what it imports; "" where none is said.

    It is that of the version IRI, or else what owl:versionInfo says; of several they stand in a
    row.
    """
    try:
        rows = [*runner.select(_VERSIONS)]
    except DoidkitError:  # of an endpoint, which a check of its own tells
        return ""
    said = {str(getattr(term, "value", "")) for row in rows for term in row[:1] if term is not None}
    return ", ".join(sorted(said))


def gather(runner: Runner, plan: Plan) -> Gathered:
    """Return what queries, shapes and, in a store, a quick look at the logic find."""
    checks = [check for check in plan.checks if check.check.kind is Kind.QUERY]
    results, inferred = _queried(runner, checks, plan)
    found = [*_findings(checks, results), *inferred.findings]
    shaped = _shapes(runner, plan)
    nodes = _nodes(runner, results, shaped.owners)
    return Gathered((*found, *shaped.findings), nodes, shaped.notes, inferred.hierarchy)


def with_labels(found: Sequence[Finding], runner: Runner) -> tuple[Finding, ...]:
    """Return findings with the labels of their terms, as far as these can be read."""
    try:
        return inference.called(labelled(found, runner.select), runner.select)
    except DoidkitError as error:
        return (*found, failed("The look-up of labels", str(error)))


def finished(found: Iterable[Finding], nodes: Nodes) -> tuple[Finding, ...]:
    """Return findings in their order, with identities."""
    return identified(sorted((stable(finding, nodes) for finding in found), key=order))


def order(finding: Finding) -> tuple[object, ...]:
    """Return where a finding stands in a report: worst first, then by check, then by place."""
    place = finding.location
    return (
        -finding.severity.gravity,
        finding.check,
        (place.path, place.line or 0, place.column or 0) if place else ("", 0, 0),
        str(finding.focus),
        str(finding.path),
        str(finding.value),
        finding.message,
    )


def failed(
    check: str, reason_: str, path: Path | None = None, *, fix: str | None = None
) -> Finding:
    """Return what stands in a report for a check that did not run, and why."""
    place = _PLACE.search(reason_)
    line, column = (int(place[1]), int(place[2])) if place else (1, None)
    rule = RULES[1]
    return Finding(
        FAILED,
        Severity.ERROR,
        f"{check} did not run: {reason_}",
        location=Location(str(path), line, column) if path else None,
        fix=fix or rule.fix,
        title=rule.title,
    )


def syntax_finding(reason: str, location: Location | None = None) -> Finding:
    """Return the finding of what keeps a text from being read."""
    rule = RULES[0]
    message = f"{reason[:1].upper()}{reason[1:]}."
    return Finding(
        SYNTAX, Severity.ERROR, message, location=location, fix=rule.fix, title=rule.title
    )


def _queried(
    runner: Runner, checks: Sequence[ConfiguredCheck], plan: Plan
) -> tuple[list[Outcome | Failure], inference.Look]:
    """Return what each check found, and what the quick look found, if one is wanted."""
    tasks: list[Callable[[], Outcome]] = [partial(runner.run, check) for check in checks]
    if isinstance(runner, Remote):
        return processes.run(tasks), inference.Look()
    if plan.reason is not None:
        return processes.run(tasks, timeout=plan.timeout), inference.Look()
    # It takes longest, so it goes first.
    look = inference.quick(runner.store, plan.timeout)

    def looked() -> Outcome:
        found = look()
        return Outcome(found.findings, hierarchy=found.hierarchy)

    inferred, *results = processes.run([looked, *tasks], timeout=plan.timeout)
    if isinstance(inferred, Failure):
        lost = failed("The quick look at the logic", inferred.reason, fix=inference.WAY_OUT)
        return results, inference.Look((lost,))
    return results, inference.Look(inferred.findings, inferred.hierarchy)


def _nodes(
    runner: Runner, results: Iterable[Outcome | Failure], owners: Mapping[str, str | None]
) -> Nodes:
    if isinstance(runner, Stored):
        return Nodes(runner.labelled, owners)
    below = Store()
    for result in results:
        if isinstance(result, Outcome):
            below.extend(Quad(*triple) for triple in result.below)
    return Nodes(below)


def _findings(
    checks: Sequence[ConfiguredCheck], results: Sequence[Outcome | Failure]
) -> Iterable[Finding]:
    for check, result in zip(checks, results, strict=True):
        if isinstance(result, Failure):
            yield failed(check.check.id, result.reason, check.check.path)
        else:
            yield from result.findings


def _shapes(runner: Runner, plan: Plan) -> _Shaped:
    """Return what the shapes find.

    A store's are evaluated in a process of their own, which has as much time as the shapes
    have together.
    """
    checks = [check for check in plan.checks if check.check.kind is Kind.SHAPE]
    if not checks:
        return _Shaped()
    task = partial(_shaped, runner, checks, selected=plan.selected)
    if isinstance(runner, Remote):
        return task()
    seconds = plan.timeout * len(checks) if plan.timeout else None
    (found,) = processes.run([task], timeout=seconds, workers=1)
    if isinstance(found, Failure):
        return _Shaped((failed("The SHACL shapes", found.reason, checks[0].check.path),))
    return found


def _shaped(runner: Runner, checks: Sequence[ConfiguredCheck], *, selected: bool) -> _Shaped:
    given = sorted({check.check.path for check in checks})
    own = [path for path in given if path not in _bundled_shapes()]
    lost: dict[str, str] = {}

    def note(shape: str, error: DoidkitError) -> None:
        lost.setdefault(shape, str(error))

    try:
        # The bundled shapes need the vocabulary beside the data, which validate adds for them.
        ours = runner.validate((), note) if len(own) < len(given) else Report()
        theirs = runner.validate(own, note) if own else Report()
    except DoidkitError as error:
        return _Shaped((failed("The SHACL shapes", str(error), given[0]),))
    known = None if selected else {each.id for path in own for each in read_shape_checks(path)}
    found = shape_findings(checks, ours.findings)
    found += shape_findings(checks, theirs.findings, known)
    silent = [each.check for each in checks if each.check.id in lost]
    found += tuple(failed(check.id, lost[check.id], check.path) for check in silent)
    notes = dict.fromkeys((*ours.notes, *theirs.notes))
    return _Shaped(found, {**ours.owners, **theirs.owners}, tuple(notes))


def _bundled_shapes() -> set[Path]:
    from doidkit import bundled

    return set(bundled.shape_files())
