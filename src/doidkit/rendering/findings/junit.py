"""Findings as JUnit XML: a test case a check, which fails where a finding fails the run."""

import re
from collections import defaultdict
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from doidkit.model import Finding, Report, Rule, Severity
from doidkit.rendering.findings import parts
from doidkit.rendering.terms import one_line

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 200


def render(report: Report, fail_on: Severity | None = Severity.ERROR) -> str:
    """Return one test suite; findings that do not fail a check are in its system-out."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in parts.present(report):
        found[finding.check].append(finding)
    asides = _asides(report)
    cases, failures = [], 0
    for rule in parts.rules(report).values():
        failing = parts.failing(found[rule.id], fail_on)
        failures += bool(failing)
        cases += _case(rule, failing, [*_others(found[rule.id], failing), *asides[rule.id]])
    counts = f'tests="{len(parts.rules(report))}" failures="{failures}" errors="0"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="doidkit" {counts}>',
        f'  <testsuite name="doidkit check" {counts} skipped="0">',
        *cases,
        f"    <system-out>{_text(parts.summary(report, fail_on=fail_on))}</system-out>",
        "  </testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _case(rule: Rule, failing: Sequence[Finding], others: Sequence[str]) -> list[str]:
    opening = f"    <testcase classname={_quoted(_group(rule))} name={_quoted(rule.id)}"
    inner = []
    if failing:
        number = parts.counted(len(failing), "finding")
        head = parts.short(f"{number}: {parts.message(failing[0])}", _LONGEST)
        body = _text("\n".join([*map(_line, failing), *_advice(rule)]))
        kind = _quoted(failing[0].severity.value)
        inner.append(f"      <failure type={kind} message={_quoted(head)}>{body}</failure>")
    if others:
        inner.append(f"      <system-out>{_text(chr(10).join(others))}</system-out>")
    return [f"{opening}>", *inner, "    </testcase>"] if inner else [f"{opening}/>"]


def _group(rule: Rule) -> str:
    return f"doidkit.{rule.severity.value}"


def _advice(rule: Rule) -> list[str]:
    said = [f"Why: {one_line(rule.why)}"] if rule.why else []
    return ["", *said, *([f"Fix: {one_line(rule.fix)}"] if rule.fix else [])]


def _others(findings: Sequence[Finding], failing: Sequence[Finding]) -> list[str]:
    failed = {id(finding) for finding in failing}
    return [_line(finding) for finding in findings if id(finding) not in failed]


def _asides(report: Report) -> dict[str, list[str]]:
    """Return by check what does not count: the fixed and the waived findings."""
    lines: dict[str, list[str]] = defaultdict(list)
    for finding in parts.fixed(report):
        lines[finding.check].append(f"fixed: {_line(finding)}")
    for excused in report.waived:
        said = f"{one_line(excused.reason)} ({one_line(excused.who)}, until {excused.expires})"
        lines[excused.finding.check].append(f"waived: {_line(excused.finding)} | {said}")
    return lines


def _line(finding: Finding) -> str:
    place = f"{finding.location}: " if finding.location else ""
    state = f" ({finding.state.value})" if finding.state else ""
    return f"{place}{finding.severity.value}: {parts.sentence(finding)}{state}"


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("", text))


def _quoted(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("", one_line(text)))
