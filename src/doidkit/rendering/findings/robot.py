"""Findings as a table with the columns of ROBOT's report."""

from doidkit.model import Finding, Report, Severity
from doidkit.rendering.findings import parts
from doidkit.rendering.terms import one_line, plain

_COLUMNS = ("Level", "Rule Name", "Subject", "Property", "Value")
_LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARN", Severity.INFO: "INFO"}


def render(report: Report) -> str:
    """Return a header and the findings that hold now, worst first, separated by tabs."""
    rows = [_COLUMNS, *map(_row, parts.worst_first(parts.present(report)))]
    return "".join("\t".join(map(one_line, row)) + "\n" for row in rows)


def _row(finding: Finding) -> tuple[str, ...]:
    return (
        _LEVELS[finding.severity],
        finding.check,
        plain(finding.focus),
        parts.predicate(finding),
        plain(finding.value),
    )
