"""Findings as a table with the columns of ROBOT's report."""

import csv
import io
from collections.abc import Iterable, Iterator

from doidkit.model import Finding, Report, Severity
from doidkit.rendering.findings import parts
from doidkit.rendering.spreadsheet import as_text
from doidkit.rendering.terms import plain
from doidkit.visible import visible

_COLUMNS = ("Level", "Rule Name", "Subject", "Property", "Value")
_LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARN", Severity.INFO: "INFO"}


def render(report: Report) -> str:
    """Return a header and the findings that hold now, worst first, separated by tabs.

    Values keep their spaces; tabs, line breaks and controls are escapes, so that a row is a line.
    A cell with a quote is quoted.
    """
    return _table(_rows(report), "\t")


def render_spreadsheet(report: Report) -> str:
    """Return the same as CSV in which no cell is a formula."""
    return _table((map(as_text, row) for row in _rows(report)), ",")


def _rows(report: Report) -> Iterator[tuple[str, ...]]:
    yield _COLUMNS
    for finding in parts.worst_first(parts.present(report)):
        yield tuple(map(visible, _row(finding)))


def _table(rows: Iterable[Iterable[str]], separator: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _row(finding: Finding) -> tuple[str, ...]:
    return (
        _LEVELS[finding.severity],
        finding.check,
        plain(finding.focus),
        parts.predicate(finding),
        plain(finding.value),
    )
