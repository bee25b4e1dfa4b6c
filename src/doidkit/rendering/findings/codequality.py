"""Findings as a GitLab code quality report; GitLab itself compares it with the target branch."""

import json

from doidkit.model import Report, Severity
from doidkit.rendering.findings import parts

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> str:
    """Return the findings that hold now, worst first, with fingerprints no two alike."""
    findings = parts.worst_first(parts.present(report))
    document = [
        {
            "description": parts.sentence(finding),
            "check_name": finding.check,
            "fingerprint": name,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": parts.path(finding) or ".",
                "lines": {"begin": (finding.location and finding.location.line) or 1},
            },
        }
        for finding, name in zip(findings, parts.fingerprints(findings), strict=True)
    ]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
