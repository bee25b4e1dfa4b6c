"""Findings as text for people: by severity and check, each with its source line."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from doidkit.model import Finding, Report, Severity, State
from doidkit.rendering.findings import excerpts, parts
from doidkit.rendering.lines import Line, joined
from doidkit.rendering.terms import one_line

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def render(
    report: Report, *, fail_on: Severity | None = Severity.ERROR, width: int | None = None
) -> str:
    """Return the findings by severity, check and message, and a summary as the last line.

    Where the report was compared with an earlier version, what was there already is counted.

    ``fail_on`` is the level that the summary judges, None for no judgement. With the width of
    a terminal the lines are coloured and wrapped, without one they are plain.
    """
    listed = tuple(f for f in parts.present(report) if f.state is not State.UNCHANGED)
    blocks = [*_blocks(listed), *_asides(report)]
    lines = [line for block in blocks for line in block]
    return joined([*lines, [(parts.summary(report, fail_on=fail_on), "bold")]], width=width)


def _blocks(findings: tuple[Finding, ...]) -> Iterator[list[Line]]:
    for (severity, check), group in groupby(findings, lambda f: (f.severity, f.check)):
        found = list(group)
        title = one_line(found[0].title or "")
        name = f"{title} ({check})" if title else check
        heading = [(severity.value, STYLES[severity]), (f": {name}", "bold")]
        yield [[*heading, (f": {len(found)}", "")], *_messages(found), []]


def _messages(findings: list[Finding]) -> Iterator[Line]:
    """Yield each message once, then the findings that it holds for."""

    def said(finding: Finding) -> tuple[str, str, str | None]:
        return finding.message, parts.predicate(finding), finding.fix

    for (message, path, fix), group in groupby(findings, said):
        where = f"[{path}]" if path else ""
        text = " ".join(part for part in (one_line(message), where, one_line(fix or "")) if part)
        if text:
            yield [(f"  {text}", "italic")]
        for finding in group:
            if _focus(finding):
                yield _finding(finding)
            yield from _source(finding)


def _finding(finding: Finding) -> Line:
    new = [(" new", "bold green")] if finding.state is State.NEW else []
    return [(f"    {_focus(finding)}", ""), *new]


def _source(finding: Finding) -> Iterator[Line]:
    found = excerpts.excerpt(finding)
    if found is None:
        return
    number = str(finding.location.line) if finding.location and finding.location.line else ""
    gutter = " " * len(number)
    yield [(f"      {number} | ", "dim"), (found.text, "")]
    if found.mark is not None:
        yield [(f"      {gutter} | ", "dim"), (excerpts.caret(found), STYLES[finding.severity])]


def _asides(report: Report) -> Iterator[list[Line]]:
    """Yield what does not count: what is not new, is fixed or is waived; then the notes."""
    old = Counter(f.severity for f in report if f.state is State.UNCHANGED)
    if old:
        counts = ", ".join(parts.counted(old[s], s.value) for s in Severity if old[s])
        yield [[("unchanged", "bold"), (f": {counts}; --format json lists them", "")], []]
    if gone := parts.fixed(report):
        heading = [("fixed", "bold green"), (f": {len(gone)}", "")]
        yield [heading, *([(f"    {f.check}: {_focus(f)}", "")] for f in gone), []]
    if report.waived:
        waived = [
            f"    {w.finding.check}: {_focus(w.finding)}: {one_line(w.reason)} "
            f"({one_line(w.who)}, until {w.expires})"
            for w in report.waived
        ]
        heading = [("waived", "bold"), (f": {len(waived)}", "")]
        yield [heading, *([(line, "")] for line in waived), []]
    if report.notes:
        yield [*([(f"note: {one_line(note)}", "")] for note in report.notes), []]


def _focus(finding: Finding) -> str:
    place = f"{finding.location}: " if finding.location else ""
    who = f"{place}{parts.subject(finding)}".rstrip()
    value = parts.value(finding)
    shown = value if value == value.strip() else f'"{value}"'
    return f"{who} = {shown}" if value else who
