"""One load, every check: what is wrong with some files."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode

from doidkit import files
from doidkit.checking import inference
from doidkit.checking.identity import Nodes, identified, stable
from doidkit.checks import ConfiguredCheck, labelled, shape_findings
from doidkit.checks.model import Kind
from doidkit.engines import processes
from doidkit.engines.processes import Failure
from doidkit.engines.source import NOTHING, Bindings
from doidkit.engines.store import StoreSource
from doidkit.errors import DoidkitError, SyntaxFault
from doidkit.model import Finding, Location, Rule, Severity, Solutions
from doidkit.ontology.cycles import cycles
from doidkit.sourcemap import Source as SourceFile
from doidkit.sourcemap import locate, read
from doidkit.terms import RDFS_SUBCLASS_OF
from doidkit.validation import validate

SYNTAX, CYCLE, FAILED = "syntax-error", "subclass-cycle", "check-failed"
RULES = (
    Rule(
        SYNTAX,
        "Syntax error",
        Severity.ERROR,
        "A file that cannot be read to its end has nothing checked.",
        "Correct the text at that place.",
    ),
    Rule(
        CYCLE,
        "Subclass cycle",
        Severity.ERROR,
        "rdfs:subClassOf that leads around makes its classes one.",
        "Remove the link that points from parent to child.",
    ),
    Rule(
        FAILED,
        "Check that did not run",
        Severity.ERROR,
        "What a check would have found is unknown as long as it does not run.",
        "Correct the check, or turn it off in the profile.",
    ),
)
_PLACE = re.compile(r"\bline (\d+), column (\d+)")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run: the checks, and how; ``reason`` is True for HermiT, None for a quick look."""

    checks: tuple[ConfiguredCheck, ...]
    timeout: float | None = 60.0
    allow_service: bool = False
    reason: bool | None = None
    bundled: bool = False

    @property
    def cycles(self) -> bool:
        """Return whether cycles are to be looked for here, as no check does it."""
        return all(check.check.id != "subclass_cycle" for check in self.checks)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return what a report says about findings that no check of the plan makes."""
        return RULES if self.reason is False else (*RULES, *inference.RULES)


@dataclass(frozen=True, slots=True)
class Found:
    """Findings with identities, worst first, and remarks on what was left out."""

    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()


def run(paths: Sequence[Path], plan: Plan, *, located: bool = True) -> Found:
    """Return all findings in some files, taken together."""
    source, found = _load(paths, plan)
    notes: tuple[str, ...] = ()
    if source is not None:
        queried, notes = _queried(source, plan)
        found += [*queried, *(_cycles(source) if plan.cycles else ())]
        found += [*_shapes(paths, plan), *(_reasoned(paths, plan) if plan.reason else ())]
        found = [*labelled(found, source)]
    nodes = Nodes(source.store if source else None)
    if located:
        found = [*locate(found, sources(paths), _anchors(found, nodes))]
    found = [stable(finding, nodes) for finding in found]
    return Found(identified(sorted(found, key=order)), notes)


def sources(paths: Iterable[Path]) -> list[SourceFile]:
    """Return the local text files among some paths, read."""
    return [
        read(path)
        for path in paths
        if path.suffix != ".tsv" and path != files.STANDARD_INPUT and not files.address(path)
    ]


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


class _Source(StoreSource):
    """A store that keeps its own blank node labels, so that findings can be traced to them."""

    def select(self, query: str, *, bindings: Bindings = NOTHING) -> Solutions:
        """Return the rows of a SELECT query."""
        try:
            found = self.rows(self.prepare(query, bindings=bindings).text)
        except (DoidkitError, AssertionError):
            # Asked again as written, so that the error says what the query's author wrote.
            return super().select(query, bindings=bindings)
        return Solutions(found.variables, tuple(found.rows))


def _load(paths: Sequence[Path], plan: Plan) -> tuple[_Source | None, list[Finding]]:
    """Return the files in one store, and a finding for each that has a syntax error."""
    good, faults = list(paths), list[Finding]()
    while good:
        source = _Source(services=plan.allow_service)
        fault = _load_into(source, good, faults)
        if fault is None:
            return source, faults
        # What was loaded of the broken file must go, so the others are loaded anew.
        good.remove(fault)
    return None, faults


def _load_into(source: StoreSource, paths: Sequence[Path], faults: list[Finding]) -> Path | None:
    for path in paths:
        try:
            if path.name.endswith(".tsv"):
                from doidkit.engines.sssom import mapping_quads

                source.extend(mapping_quads(path))
            else:
                source.load(path)
        except SyntaxFault as error:
            faults.append(_syntax(error))
            return path
    return None


def _syntax(error: SyntaxFault) -> Finding:
    rule = RULES[0]
    reason_ = error.reason[:1].upper() + error.reason[1:]
    return Finding(
        SYNTAX,
        Severity.ERROR,
        f"{reason_}.",
        location=Location(error.path, error.line, error.column),
        fix=rule.fix,
        title=rule.title,
    )


def _queried(source: StoreSource, plan: Plan) -> tuple[list[Finding], tuple[str, ...]]:
    """Return what the queries and a quick look at the logic find, and a remark without one."""
    queries = [check for check in plan.checks if check.check.kind is Kind.QUERY]
    tasks: list[Callable[[], tuple[Finding, ...]]] = [partial(c.run, source) for c in queries]
    if plan.reason is not None:
        return [*_outcomes(queries, processes.run(tasks, timeout=plan.timeout))], ()
    # It takes longest, so it goes first.
    tasks.insert(0, inference.quick(source.store, plan.timeout))
    inferred, *results = processes.run(tasks, timeout=plan.timeout)
    found = [*_outcomes(queries, results)]
    if isinstance(inferred, Failure):
        return found, (inference.left_out(inferred),)
    return [*found, *inferred], ()


def _outcomes(
    checks: Sequence[ConfiguredCheck], results: Sequence[tuple[Finding, ...] | Failure]
) -> Iterable[Finding]:
    for check, result in zip(checks, results, strict=True):
        if isinstance(result, Failure):
            yield _failed(check.check.id, result.reason, check.check.path)
        else:
            yield from result


def _failed(check: str, reason_: str, path: Path | None = None) -> Finding:
    place = _PLACE.search(reason_)
    line, column = (int(place[1]), int(place[2])) if place else (1, None)
    rule = RULES[2]
    return Finding(
        FAILED,
        Severity.ERROR,
        f"{check} did not run: {reason_}",
        location=Location(str(path), line, column) if path else None,
        fix=rule.fix,
        title=rule.title,
    )


def _cycles(source: StoreSource) -> Iterable[Finding]:
    predicate = NamedNode(RDFS_SUBCLASS_OF)
    links = source.store.quads_for_pattern(None, predicate, None, None)
    edges = [
        (quad.subject.value, quad.object.value)
        for quad in links
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    ]
    rule = RULES[1]
    stated = set(edges)
    for group in cycles(edges):
        members = set(group)
        for child, parent in sorted(stated):
            if child in members and parent in members:
                yield Finding(
                    CYCLE,
                    Severity.ERROR,
                    f"One of {len(group)} links by which rdfs:subClassOf leads around.",
                    NamedNode(child),
                    predicate,
                    NamedNode(parent),
                    fix=rule.fix,
                    title=rule.title,
                )


def _shapes(paths: Sequence[Path], plan: Plan) -> Iterable[Finding]:
    checks = [check for check in plan.checks if check.check.kind is Kind.SHAPE]
    if not checks:
        return []
    given = sorted({check.check.path for check in checks})
    own = [path for path in given if path not in _bundled_shapes()]
    try:
        # The bundled shapes need the vocabulary beside the data, which validate adds for them.
        found = [*validate(paths)] if len(own) < len(given) else []
        found += [*validate(paths, shapes=own)] if own else []
    except DoidkitError as error:
        return [_failed("The SHACL shapes", str(error), given[0])]
    return shape_findings(checks, found)


def _bundled_shapes() -> set[Path]:
    from doidkit import bundled

    return set(bundled.shape_files())


def _reasoned(paths: Sequence[Path], plan: Plan) -> Iterable[Finding]:
    try:
        return inference.thorough(() if plan.bundled else paths, plan.timeout)
    except DoidkitError as error:
        return [_failed("reasoning", str(error))]


def _anchors(found: Iterable[Finding], nodes: Nodes) -> dict[str, str]:
    blank = {
        term
        for finding in found
        for term in (finding.focus, finding.value)
        if isinstance(term, BlankNode)
    }
    named = {node.value: nodes.anchor(node) for node in blank}
    return {label: iri for label, iri in named.items() if iri is not None}
