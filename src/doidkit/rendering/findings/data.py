"""Findings as JSON in doidkit's own schema, docs/report.schema.json."""

import json
from typing import Any

from doidkit.model import Finding, Report, Severity, Waived
from doidkit.rendering.data import term_object
from doidkit.rendering.findings.parts import Tally, present


def render(report: Report) -> str:
    """Return the report as JSON, keys always all there and in this order.

    ``conforms`` (no error), ``counts`` by severity, ``states`` by state (null where nothing was
    compared), ``rules``, ``findings``, ``waived`` and ``notes``. In a finding ``focus`` and
    ``value`` are terms as in SPARQL results in JSON, ``path`` is an IRI or a SPARQL property
    path. What a finding does not have is null. A fixed finding is in ``findings`` but in no
    severity count.
    """
    tally = Tally.of(report)
    states = {"new": tally.new, "unchanged": tally.unchanged, "fixed": tally.fixed}
    document = {
        "conforms": not any(f.severity is Severity.ERROR for f in present(report)),
        "counts": {severity.value: number for severity, number in tally.severities},
        "states": states if tally.compared else None,
        "rules": [
            {
                "id": rule.id,
                "title": rule.title,
                "severity": rule.severity.value,
                "why": rule.why,
                "fix": rule.fix,
            }
            for rule in report.rules
        ],
        "findings": [finding_object(finding) for finding in report],
        "waived": [_waived(excused) for excused in report.waived],
        "notes": list(report.notes),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def finding_object(finding: Finding) -> dict[str, Any]:
    """Return one finding as JSON writes it."""
    place = finding.location
    return {
        "check": finding.check,
        "title": finding.title,
        "severity": finding.severity.value,
        "state": finding.state and finding.state.value,
        "message": finding.message,
        "focus": None if finding.focus is None else term_object(finding.focus),
        "label": finding.label,
        "path": getattr(finding.path, "value", finding.path),
        "value": None if finding.value is None else term_object(finding.value),
        "component": finding.component,
        "location": place and {"path": place.path, "line": place.line, "column": place.column},
        "excerpt": finding.excerpt,
        "fix": finding.fix,
        "identity": finding.identity,
    }


def _waived(excused: Waived) -> dict[str, Any]:
    return {
        "finding": finding_object(excused.finding),
        "reason": excused.reason,
        "who": excused.who,
        "expires": excused.expires,
    }
