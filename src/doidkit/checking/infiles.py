"""Checks on files: read into one store, each finding traced to its line."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode

from doidkit.checking import inference
from doidkit.checking.gathering import (
    Found,
    Plan,
    failed,
    finished,
    gather,
    syntax_finding,
    version,
    with_labels,
)
from doidkit.checking.identity import Nodes
from doidkit.checking.runners import Stored
from doidkit.checks import Kind, sign_findings
from doidkit.data import Data
from doidkit.errors import DoidkitError, SyntaxFault
from doidkit.model import Finding, Location
from doidkit.sourcemap import SourceFile, locate, read
from doidkit.sparql.embedded import StoreSource
from doidkit.syntax import files
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.owltext import text
from doidkit.syntax.signs import signs


def in_files(data: Data, plan: Plan, *, located: bool = True) -> Found:
    """Return all findings in some files, taken together."""
    paths = data.files
    source, faults = _load(paths, plan)
    found: tuple[Finding, ...] = tuple(faults)
    nodes, notes, hierarchy, said = Nodes(None), tuple[str, ...](), None, ""
    if source is not None:
        runner = Stored(source, paths)
        gathered = gather(runner, plan)
        nodes, notes, said = gathered.nodes, gathered.notes, version(runner)
        reasoned = _reasoned(data, plan) if plan.reason else inference.Look()
        hierarchy = reasoned.hierarchy or gathered.hierarchy
        shown = _shown(paths, plan)
        found = with_labels((*found, *gathered.findings, *reasoned.findings, *shown), runner)
    if located:
        again = _again(paths)
        found = tuple(locate(_in_tables(found, again), _texts(again), _anchors(found, nodes)))
    return Found(finished(found, nodes), notes, hierarchy, said)


def texts(paths: Iterable[Path]) -> list[SourceFile]:
    """Return the files that can be looked into again, read, but for tables of mappings."""
    return _texts(_again(paths))


def _texts(again: Iterable[SourceFile]) -> list[SourceFile]:
    return [source for source in again if source.format is not GraphFormat.SSSOM]


def _again(paths: Iterable[Path]) -> list[SourceFile]:
    return [read(path) for path in paths if files.is_kept(path)]


def _shown(paths: Sequence[Path], plan: Plan) -> Iterable[Finding]:
    """Yield what only the text of the files shows."""
    checks = [check for check in plan.checks if check.check.kind is Kind.TEXT]
    for source in texts(paths) if checks else ():
        path = str(source.path)
        with suppress(SyntaxFault):  # a finding of its own by now
            shown = [*signs(path, source.format, source.text.data.decode("utf-8", "replace"))]
            for check in checks:
                yield from sign_findings(check, path, shown)


def _in_tables(found: Iterable[Finding], again: Iterable[SourceFile]) -> tuple[Finding, ...]:
    """Return findings on mappings with the rows of the SSSOM tables that they are in."""
    from doidkit.syntax.sssom.places import lines

    rows: dict[str, Location] = {}
    for table in (each for each in again if each.format is GraphFormat.SSSOM):
        where = str(table.path)
        with suppress(SyntaxFault):  # a finding of its own by now
            found_in = lines(text(BytesIO(table.text.data), table.path), table.path)
            rows |= {iri: Location(where, line) for iri, line in found_in.items()}
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
            source.load(path)
        except SyntaxFault as error:
            place = Location(error.path, error.line, error.column)
            faults.append(syntax_finding(error.reason, place))
            return path
    return None


def _reasoned(data: Data, plan: Plan) -> inference.Look:
    try:
        return inference.thorough(data, plan.timeout)
    except DoidkitError as error:
        return inference.Look((failed("reasoning", str(error)),))


def _anchors(found: Iterable[Finding], nodes: Nodes) -> dict[str, str]:
    blank = {
        term
        for finding in found
        for term in (finding.focus, finding.value)
        if isinstance(term, BlankNode)
    }
    named = {node.value: nodes.anchor(node) for node in blank}
    return {label: iri for label, iri in named.items() if iri is not None}
