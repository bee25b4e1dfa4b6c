"""Findings as Markdown for a pull-request comment, within the length that GitHub takes."""

from collections import Counter
from collections.abc import Iterator, Sequence

from doidkit.model import Finding, Report, Severity, State
from doidkit.rendering.findings import parts
from doidkit.rendering.markdown import inert

LONGEST = 65_535
"""How many bytes a comment has at most: GitHub takes 65,536 characters."""
MARKER = "<!-- doidkit check -->"
"""The first line, by which a bot finds its comment to replace it."""
_ENDING = 4_000
_MOST_NOTES = 3
_LONGEST_CELL = 300
_HEADER = "| | check | term | place | finding |\n| --- | --- | --- | --- | --- |\n"


def render(report: Report, fail_on: Severity | None = Severity.ERROR) -> str:
    """Return the summary and a table, new and worst first; what does not fit is counted."""
    top, rows, left = _fitted(report, fail_on)
    return "".join([top, _HEADER if rows else "", *rows, _ending(report, left)])


def shortfall(report: Report) -> str | None:
    """Return how many findings the comment only counts, None if it shows all."""
    _, rows, left = _fitted(report, Severity.ERROR)
    if not left:
        return None
    total = len(rows) + len(left)
    return f"The comment shows {len(rows):,} of {total:,} findings and counts the rest."


def _fitted(report: Report, fail_on: Severity | None) -> tuple[str, list[str], Sequence[Finding]]:
    top = f"{MARKER}\n**doidkit check**: {_safe(parts.summary(report, fail_on=fail_on))}\n\n"
    findings = parts.new_first(parts.present(report))
    rows: list[str] = []
    size = len((top + _HEADER).encode()) + _ENDING
    for number, finding in enumerate(findings):
        row = _row(finding)
        size += len(row.encode("utf-8", "replace"))
        if size > LONGEST:
            return top, rows, findings[number:]
        rows.append(row)
    return top, rows, ()


def _row(finding: Finding) -> str:
    new = " (new)" if finding.state is State.NEW else ""
    said = " ".join(filter(None, (_what(finding), finding.fix)))
    cells = (
        f"{finding.severity.value}{new}",
        _safe(finding.check),
        _safe(parts.subject(finding)),
        _safe(str(finding.location or "")),
        _safe(said),
    )
    return "| " + " | ".join(cells) + " |\n"


def _what(finding: Finding) -> str:
    value = parts.value(finding)
    message = parts.message(finding)
    return f'{message} "{parts.short(value, 100)}"' if value else message


def _ending(report: Report, left: Sequence[Finding]) -> str:
    lines = list(_endings(report, left))
    return "\n" + "\n\n".join(lines) + "\n" if lines else ""


def _endings(report: Report, left: Sequence[Finding]) -> Iterator[str]:
    if left:
        counts = Counter(finding.severity for finding in left)
        by_severity = ", ".join(parts.counted(counts[s], s.value) for s in Severity if counts[s])
        yield f"{parts.counted(len(left), 'more finding')} not shown here: {by_severity}."
    if gone := parts.fixed(report):
        yield f"{parts.counted(len(gone), 'finding')} fixed."
    if report.waived:
        yield f"{parts.counted(len(report.waived), 'finding')} waived."
    for note in report.notes[:_MOST_NOTES]:
        yield _safe(note)


def _safe(text: str) -> str:
    """Return text that GitHub shows as it is: no Markdown, mentions, references or HTML."""
    return inert(parts.short(text, _LONGEST_CELL))
