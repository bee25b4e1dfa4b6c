"""Findings as GitHub workflow commands, for the log of a step.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a
word. So ten of each are annotated, the rest stand in the log, and a last notice says so. What
was there before the change is in the log only: the lines of the change are what is at hand.
"""

from collections.abc import Iterator

from doidkit.model import Finding, Report, Severity, State
from doidkit.rendering.findings import parts
from doidkit.rendering.terms import one_line

SHOWN = 10
"""How many annotations of a kind GitHub shows of a step."""
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    """Return annotations worst first, then the rest as a folded group, then the summary."""
    shown, rest = _divided(report)
    lines = [_annotation(finding) for finding in shown]
    if rest:
        lines += [f"::group::{_more(len(rest))}", *map(_logged, rest), "::endgroup::"]
    lines += list(_summary(report))
    return "\n".join(lines) + "\n"


def shortfall(report: Report) -> str | None:
    """Return how many findings have no annotation, None if all have one."""
    shown, rest = _divided(report)
    if not rest:
        return None
    return (
        f"{len(shown)} of {parts.counted(len(shown) + len(rest), 'finding')} annotated; the rest, "
        f"known before or past the {SHOWN} of a kind that GitHub shows, in the log of this step."
    )


def _divided(report: Report) -> tuple[list[Finding], list[Finding]]:
    """Return the findings to annotate and the others; one notice is kept for the summary."""
    left = {Severity.ERROR: SHOWN, Severity.WARNING: SHOWN, Severity.INFO: SHOWN - 1}
    shown: list[Finding] = []
    rest: list[Finding] = []
    for finding in parts.new_first(parts.present(report)):
        if finding.state is not State.UNCHANGED and left[finding.severity] > 0:
            left[finding.severity] -= 1
            shown.append(finding)
        else:
            rest.append(finding)
    return shown, rest


def _annotation(finding: Finding) -> str:
    place = finding.location
    properties = {
        "file": place and parts.path(finding),
        "line": place and place.line,
        "col": place and place.line and place.column,
        "title": parts.short(_title(finding), 200),
    }
    said = [parts.sentence(finding), one_line(finding.fix or "")]
    written = ",".join(f"{k}={_property(str(v))}" for k, v in properties.items() if v)
    command = _COMMANDS[finding.severity]
    return f"::{command} {written}::{_data(chr(10).join(filter(None, said)))}"


def _title(finding: Finding) -> str:
    new = " (new)" if finding.state is State.NEW else ""
    return f"{one_line(finding.title or '') or one_line(finding.check)}{new}"


def _logged(finding: Finding) -> str:
    place = f"{finding.location}: " if finding.location else ""
    line = f"{finding.severity.value}: {place}{finding.check}: {parts.sentence(finding)}"
    # The runner still obeys its oldest commands anywhere in a line; data must not give any.
    return one_line(line).replace("##[", "## [")


def _summary(report: Report) -> Iterator[str]:
    note = shortfall(report)
    said = parts.summary(report, fail_on=None)
    yield f"::notice title=doidkit check::{_data(f'{said} {note}' if note else said)}"


def _more(number: int) -> str:
    return parts.counted(number, "more finding")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
