"""What every format says about findings: which count, in what order, in which words."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from doidkit.model import Finding, Report, Rule, Severity, State
from doidkit.rendering.terms import one_line, plain
from doidkit.visible import visible

_TELLING = 12
"""A value this long that stands in a message is not there by chance."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings there are, by severity and by state; fixed ones are no longer there."""

    severities: tuple[tuple[Severity, int], ...]
    new: int
    unchanged: int
    fixed: int
    waived: int
    compared: bool

    @classmethod
    def of(cls, report: Report) -> "Tally":
        """Count a report."""
        states = Counter(finding.state for finding in report)
        severities = Counter(finding.severity for finding in present(report))
        return cls(
            tuple((severity, severities[severity]) for severity in Severity),
            states[State.NEW],
            states[State.UNCHANGED],
            states[State.FIXED],
            len(report.waived),
            compared(report),
        )


def present(report: Report) -> tuple[Finding, ...]:
    """Return the findings that hold now: all but the fixed ones."""
    return tuple(f for f in report if f.state is not State.FIXED)


def fixed(report: Report) -> tuple[Finding, ...]:
    """Return the findings of the earlier version that are gone."""
    return tuple(f for f in report if f.state is State.FIXED)


def compared(report: Report) -> bool:
    """Return whether the report was compared with an earlier version."""
    return any(finding.state is not None for finding in report)


def failing(findings: Iterable[Finding], level: Severity | None) -> tuple[Finding, ...]:
    """Return the findings that fail a run: bad enough, not fixed, and new where compared."""
    judged = (None, State.NEW)
    return tuple(
        f for f in findings if level is not None and level <= f.severity and f.state in judged
    )


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by severity, new ones first, otherwise in the order they came in."""
    return sorted(findings, key=lambda f: (-f.severity.gravity, f.state is State.UNCHANGED))


def new_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return new findings before those that were there, each worst first."""
    return sorted(findings, key=lambda f: (f.state is State.UNCHANGED, -f.severity.gravity))


def rules(report: Report) -> dict[str, Rule]:
    """Return the rules by id, sorted; a check without one is explained by its findings."""
    known = {rule.id: rule for rule in report.rules}
    waived = (excused.finding for excused in report.waived)
    for finding in (*report.findings, *waived):
        if finding.check not in known:
            title = one_line(finding.title or "") or finding.check
            fix = one_line(finding.fix or "")
            known[finding.check] = Rule(finding.check, title, finding.severity, fix=fix)
    return dict(sorted(known.items()))


def summary(report: Report, *, fail_on: Severity | None = Severity.ERROR) -> str:
    """Return the counts, and the verdict at a level, in one sentence."""
    tally = Tally.of(report)
    counts = ", ".join(counted(number, s.value) for s, number in tally.severities)
    asides = [f"{tally.new:,} new", f"{tally.fixed:,} fixed"] if tally.compared else []
    asides += [f"{tally.waived:,} waived"] if tally.waived else []
    if asides:
        counts += "; " + ", ".join(asides)
    return f"{counts}." if fail_on is None else f"{counts}: {_verdict(report, fail_on)}."


def _verdict(report: Report, level: Severity) -> str:
    fails = bool(failing(report, level))
    if compared(report):
        return f"{'new findings' if fails else 'nothing new'} at {level.value} level"
    return f"{'does not conform' if fails else 'conforms'} at {level.value} level"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where that is due.

    >>> counted(1200, "error")
    '1,200 errors'
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def heading(rule: Rule) -> str:
    """Return a rule's title with its id."""
    title = one_line(rule.title)
    return f"{title} ({rule.id})" if title and title != rule.id else rule.id


def subject(finding: Finding) -> str:
    """Return the focus term with its label, "" if there is no term."""
    return f"{plain(finding.focus)} {one_line(finding.label or '')}".strip()


def predicate(finding: Finding) -> str:
    """Return the property as people read it, "" if there is none."""
    return finding.path if isinstance(finding.path, str) else plain(finding.path)


def value(finding: Finding) -> str:
    """Return the value on one line, "" where it is the focus term or the message has it.

    The spaces at its ends, which may be what is wrong, are in the message or in quotes.
    """
    if finding.value in (None, finding.focus):
        return ""
    text = visible(plain(finding.value))
    said = finding.message
    return "" if f'"{text}"' in said or (len(text) >= _TELLING and text in said) else text


def message(finding: Finding) -> str:
    """Return what is wrong on one line: the message, or the check's title."""
    return one_line(finding.message) or one_line(finding.title or "") or finding.check


def sentence(finding: Finding) -> str:
    """Return who and what: the term, the message, the property and the value, on one line."""
    who = subject(finding)
    where = f"[{predicate(finding)}]" if predicate(finding) else ""
    what = f'"{short(value(finding), 200)}"' if value(finding) else ""
    said = " ".join(part for part in (message(finding), where, what) if part)
    return f"{who}: {said}" if who else said


def short(text: str, longest: int) -> str:
    """Return the text, cut to a length with three dots where it is longer."""
    return text if len(text) <= longest else text[: longest - 3] + "..."


def path(finding: Finding) -> str | None:
    """Return the file with forward slashes, None where the finding has no place."""
    return PurePath(finding.location.path).as_posix() if finding.location else None


def fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield for each finding what names it across runs, no two alike.

    It is made of the finding's identity, or of all but its place: lines move.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        key = finding.identity or "\0".join(
            (
                finding.check,
                path(finding) or "",
                str(finding.focus),
                predicate(finding),
                str(finding.value),
                finding.message,
            )
        )
        seen[key] += 1
        yield hashlib.sha256(f"{key}\0{seen[key]}".encode("utf-8", "replace")).hexdigest()[:32]
