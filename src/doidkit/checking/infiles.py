"""Checks on files: read into one store, each finding traced to its line."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode

from doidkit.checking import inference
from doidkit.checking.gathering import (
    RULES,
    SYNTAX,
    Found,
    Plan,
    failed,
    finished,
    gather,
    with_labels,
)
from doidkit.checking.identity import Nodes
from doidkit.checking.runners import Stored
from doidkit.errors import DoidkitError, SyntaxFault
from doidkit.model import Finding, Location, Severity
from doidkit.sourcemap import Source, locate, read
from doidkit.sparql.embedded import StoreSource
from doidkit.syntax import files


def in_files(paths: Sequence[Path], plan: Plan, *, located: bool = True) -> Found:
    """Return all findings in some files, taken together."""
    source, faults = _load(paths, plan)
    found: tuple[Finding, ...] = tuple(faults)
    nodes = Nodes(None)
    notes: tuple[str, ...] = ()
    if source is not None:
        data = Stored(source, paths)
        gathered = gather(data, plan)
        nodes, notes = gathered.nodes, gathered.notes
        reasoned = _reasoned(paths, plan) if plan.reason else ()
        found = with_labels((*found, *gathered.findings, *reasoned), data)
    if located:
        found = tuple(locate(_in_tables(found, paths), sources(paths), _anchors(found, nodes)))
    return Found(finished(found, nodes), notes)


def sources(paths: Iterable[Path]) -> list[Source]:
    """Return the local text files among some paths, read."""
    return [
        read(path)
        for path in paths
        if path.suffix != ".tsv" and path != files.STANDARD_INPUT and not files.address(path)
    ]


def _in_tables(found: Iterable[Finding], paths: Iterable[Path]) -> tuple[Finding, ...]:
    """Return findings on mappings with the rows of the SSSOM tables that they are in."""
    from doidkit.syntax.sssom import mapping_lines

    rows: dict[str, Location] = {}
    for path in (path for path in paths if path.name.endswith(".tsv")):
        with suppress(SyntaxFault):  # a finding of its own by now
            rows |= {iri: Location(str(path), line) for iri, line in mapping_lines(path).items()}
    return tuple(
        replace(f, location=rows[f.focus.value])
        if f.location is None and isinstance(f.focus, NamedNode) and f.focus.value in rows
        else f
        for f in found
    )


def _load(paths: Sequence[Path], plan: Plan) -> tuple[StoreSource | None, list[Finding]]:
    """Return the files in one store, and a finding for each that has a syntax error."""
    good, faults = list(paths), list[Finding]()
    while good:
        source = StoreSource(services=plan.allow_service)
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
                from doidkit.syntax.sssom import mapping_quads

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


def _reasoned(paths: Sequence[Path], plan: Plan) -> Iterable[Finding]:
    try:
        return inference.thorough(() if plan.bundled else paths, plan.timeout)
    except DoidkitError as error:
        return [failed("reasoning", str(error))]


def _anchors(found: Iterable[Finding], nodes: Nodes) -> dict[str, str]:
    blank = {
        term
        for finding in found
        for term in (finding.focus, finding.value)
        if isinstance(term, BlankNode)
    }
    named = {node.value: nodes.anchor(node) for node in blank}
    return {label: iri for label, iri in named.items() if iri is not None}
