"""Validation reports as text and JSON; as RDF a report is its own graph."""

import json as jsonlib
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from doidkit.formats import GraphFormat
from doidkit.model import Finding, Report, Severity, Triples
from doidkit.rendering import graph
from doidkit.rendering.data import term_object
from doidkit.rendering.lines import Line, joined
from doidkit.rendering.terms import one_line, plain

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_LONGEST = 100


def render(
    report: Report,
    *,
    format: str,
    fail_on: Severity | None = Severity.ERROR,
    width: int | None = None,
) -> str | bytes:
    """Return the report as ``text``, ``json`` or ``turtle`` (the W3C report graph)."""
    if format == "json":
        return json(report)
    if format == "turtle":
        return graph.render(report.graph or Triples(()), format=GraphFormat.TURTLE)
    return text(report, fail_on=fail_on, width=width)


def text(
    report: Report, *, fail_on: Severity | None = Severity.ERROR, width: int | None = None
) -> str:
    """Return the findings by severity, shape and message, and a summary as the last line.

    ``fail_on`` is the level that the summary judges, None for no judgement. With the width of
    a terminal the lines are coloured and wrapped, without one they are plain.
    """
    lines = [line for block in _blocks(report) for line in block]
    return joined([*lines, [(summary(report, fail_on=fail_on), "bold")]], width=width)


def summary(report: Report, *, fail_on: Severity | None = Severity.ERROR) -> str:
    """Return the counts, and whether the data conform at a level, in one sentence."""
    counts = ", ".join(_count(report, severity) for severity in Severity)
    if fail_on is None:
        return f"{counts}."
    verdict = "does not conform" if report.at_least(fail_on) else "conforms"
    return f"{counts}: {verdict} at {fail_on.value} level."


def json(report: Report) -> str:
    """Return the report as JSON, keys always all there and in this order.

    ``conforms`` (no error), ``counts`` by severity, and ``findings`` with ``check``, ``title``,
    ``severity``, ``message``, ``focus``, ``label``, ``path``, ``value``, ``component``,
    ``location`` (``path``, ``line``, ``column``) and ``fix``. ``focus`` and ``value`` are terms
    as in SPARQL results in JSON, ``path`` is an IRI or a SPARQL property path. What a finding
    does not have is null.
    """
    document = {
        "conforms": report.conforms,
        "counts": {severity.value: report.count(severity) for severity in Severity},
        "findings": [finding_object(finding) for finding in report],
    }
    return jsonlib.dumps(document, ensure_ascii=False, indent=2) + "\n"


def finding_object(finding: Finding) -> dict[str, Any]:
    """Return one finding as JSON writes it."""
    place = finding.location
    return {
        "check": finding.check,
        "title": finding.title,
        "severity": finding.severity.value,
        "message": finding.message,
        "focus": None if finding.focus is None else term_object(finding.focus),
        "label": finding.label,
        "path": getattr(finding.path, "value", finding.path),
        "value": None if finding.value is None else term_object(finding.value),
        "component": finding.component,
        "location": place and {"path": place.path, "line": place.line, "column": place.column},
        "fix": finding.fix,
    }


def _blocks(report: Report) -> Iterator[list[Line]]:
    for (severity, check), group in groupby(report, lambda f: (f.severity, f.check)):
        found = list(group)
        title = one_line(found[0].title or "")
        name = f"{title} ({check})" if title else check
        heading = [(severity.value, STYLES[severity]), (f": {name}", "bold")]
        yield [[*heading, (f": {len(found)}", "")], *_messages(found), []]


def _messages(findings: list[Finding]) -> Iterator[Line]:
    """Yield each message once, then the findings that it holds for."""
    for (message, path, fix), group in groupby(findings, lambda f: (f.message, _path(f), f.fix)):
        where = f"[{path}]" if path else ""
        text = " ".join(part for part in (one_line(message), where, one_line(fix or "")) if part)
        if text:
            yield [(f"  {text}", "italic")]
        for finding in group:
            yield [(f"    {_focus(finding)}", "")]


def _path(finding: Finding) -> str:
    return finding.path if isinstance(finding.path, str) else plain(finding.path)


def _focus(finding: Finding) -> str:
    place = f"{finding.location}: " if finding.location else ""
    subject = f"{place}{plain(finding.focus)} {one_line(finding.label or '')}".rstrip()
    if finding.value in (None, finding.focus):
        return subject
    return f"{subject} = {_short(one_line(plain(finding.value)))}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


def _count(report: Report, severity: Severity) -> str:
    number = report.count(severity)
    return f"{number:,} {severity.value}" + ("" if number == 1 else "s")
