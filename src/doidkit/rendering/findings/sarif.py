"""Findings as SARIF 2.1.0, whole or as GitHub code scanning takes it.

Code scanning refuses a run with more than 25,000 results or rules, and of the rest it shows
the 5,000 worst; both limits are said in the file. It knows neither suppressions nor baseline
states: a waived or fixed finding in an upload would open an alert, so an upload has neither.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from doidkit.model import Finding, Report, Rule, Severity, State, Waived
from doidkit.rendering.findings import parts
from doidkit.rendering.markdown import escape
from doidkit.version import __version__

MOST_RESULTS = 25_000
"""How many results code scanning takes in a run."""
MOST_RULES = 25_000
"""How many rules it takes in a run."""
SHOWN = 5_000
"""How many results it shows, the worst."""

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_RANKS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_STATES = {State.NEW: "new", State.UNCHANGED: "unchanged", State.FIXED: "absent"}
_LONGEST_SHORT = 1024
_LONGEST_MESSAGE = 4_000
_LONGEST_SNIPPET = 1_000


@dataclass(frozen=True, slots=True)
class _Entry:
    finding: Finding
    waiver: Waived | None = None


def render(report: Report) -> str:
    """Return one run with every finding, worst first; then the fixed, then the waived ones."""
    return _log(report, _everything(report))


def render_upload(report: Report) -> str:
    """Return one run with the findings that hold now, worst first."""
    return _log(report, _current(report))


def shortfall(report: Report) -> str | None:
    """Return what the limits of code scanning leave out of the whole report."""
    return _shortfall(len(_everything(report)), len(_rules(report)))


def shortfall_upload(report: Report) -> str | None:
    """Return what the limits of code scanning leave out of an upload."""
    return _shortfall(len(_current(report)), len(_rules(report)))


def _current(report: Report) -> list[_Entry]:
    return [_Entry(finding) for finding in parts.worst_first(parts.present(report))]


def _everything(report: Report) -> list[_Entry]:
    gone = [_Entry(finding) for finding in parts.fixed(report)]
    return [*_current(report), *gone, *(_Entry(w.finding, w) for w in report.waived)]


def _rules(report: Report) -> list[Rule]:
    return list(parts.rules(report).values())


def _shortfall(results: int, rules: int) -> str | None:
    said = []
    if results > MOST_RESULTS:
        said.append(
            f"{results - MOST_RESULTS:,} of {results:,} results are left out, the least severe: "
            f"GitHub code scanning refuses more than {MOST_RESULTS:,}."
        )
    if results > SHOWN:
        said.append(f"GitHub code scanning shows the {SHOWN:,} worst.")
    if rules > MOST_RULES:
        said.append(f"{rules - MOST_RULES:,} of {rules:,} rules are left out.")
    return " ".join(said) or None


def _log(report: Report, entries: Sequence[_Entry]) -> str:
    kept = entries[:MOST_RESULTS]
    used = {entry.finding.check for entry in kept}
    # Of too many rules those with a result stay.
    rules = sorted(_rules(report), key=lambda rule: rule.id not in used)[:MOST_RULES]
    rules.sort(key=lambda rule: rule.id)
    note = _shortfall(len(entries), len(_rules(report)))
    notes = [("warning", note)] if note else []
    notes += [("note", remark) for remark in report.notes]
    document = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [_run(rules, kept, left_out=len(entries) - len(kept), notes=notes)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _run(
    rules: Sequence[Rule],
    entries: Sequence[_Entry],
    *,
    left_out: int,
    notes: Sequence[tuple[str, str]],
) -> dict[str, Any]:
    notices = [{"level": level, "message": {"text": text}} for level, text in notes]
    return {
        "tool": {
            "driver": {
                "name": "doidkit",
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notices}],
        "originalUriBaseIds": {
            "%SRCROOT%": {"description": {"text": "The folder that doidkit ran in."}}
        },
        "columnKind": "unicodeCodePoints",
        "results": list(_results(rules, entries)),
        "properties": {"resultsLeftOut": left_out},
    }


def _rule(rule: Rule) -> dict[str, Any]:
    title = parts.short(rule.title or rule.id, _LONGEST_SHORT)
    why = parts.short(rule.why or title, _LONGEST_SHORT)
    paragraphs = [part for part in (rule.why or rule.title or rule.id, rule.fix) if part]
    labelled = [escape(rule.why or rule.title or rule.id)]
    labelled += [f"**Fix:** {escape(rule.fix)}"] if rule.fix else []
    return {
        "id": rule.id,
        "name": parts.short(rule.title or rule.id, 255),
        "shortDescription": {"text": title},
        "fullDescription": {"text": why},
        "help": {"text": "\n\n".join(paragraphs), "markdown": "\n\n".join(labelled)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["ontology"], "problem.severity": _RANKS[rule.severity]},
    }


def _results(rules: Sequence[Rule], entries: Sequence[_Entry]) -> Iterator[dict[str, Any]]:
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    names = parts.fingerprints(entry.finding for entry in entries)
    for entry, name in zip(entries, names, strict=True):
        finding = entry.finding
        said = [parts.sentence(finding), finding.fix or ""]
        result: dict[str, Any] = {
            "ruleId": finding.check,
            "level": _LEVELS[finding.severity],
            "message": {"text": parts.short(" ".join(filter(None, said)), _LONGEST_MESSAGE)},
            "locations": [_location(finding)],
            "partialFingerprints": {"doidkit/v1": name},
        }
        if finding.check in numbers:
            result["ruleIndex"] = numbers[finding.check]
        if finding.state:
            result["baselineState"] = _STATES[finding.state]
        if entry.waiver:
            result["suppressions"] = [_suppression(entry.waiver)]
        yield result


def _suppression(waiver: Waived) -> dict[str, Any]:
    said = f"{waiver.reason} ({waiver.who}, until {waiver.expires})"
    return {"kind": "external", "status": "accepted", "justification": said}


def _location(finding: Finding) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(finding)}
    if finding.location and finding.location.line:
        physical |= _regions(finding, finding.location.line, finding.location.column)
    location: dict[str, Any] = {"physicalLocation": physical}
    if who := parts.subject(finding):
        location["logicalLocations"] = [{"fullyQualifiedName": who, "kind": "object"}]
    return location


def _artifact(finding: Finding) -> dict[str, Any]:
    """Return the file; the folder itself without one, as code scanning refuses no place."""
    if finding.location and PurePath(finding.location.path).is_absolute():
        return {"uri": PurePath(finding.location.path).as_uri()}
    # A colon in the first part of a relative path would read as a scheme: it is escaped too.
    return {"uri": quote(parts.path(finding) or ".", errors="replace"), "uriBaseId": "%SRCROOT%"}


def _regions(finding: Finding, line: int, column: int | None) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": line}
    source = finding.excerpt
    snippet = {"text": parts.short(source.rstrip("\r\n"), _LONGEST_SNIPPET)} if source else None
    if column is not None and column > 1:
        # The line is the context of the region: a context must be larger than its region.
        region["startColumn"] = column
        context = {"startLine": line, "snippet": snippet}
        return {"region": region, "contextRegion": context} if snippet else {"region": region}
    return {"region": {**region, "snippet": snippet} if snippet else region}
