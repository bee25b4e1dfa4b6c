"""A report of findings in every format that people and CI systems read, one module a format.

Each is a pure function from a Report to text: the same report gives the same text.
"""

from collections.abc import Callable

from doidkit.model import Report, Severity
from doidkit.rendering.findings import (
    annotations,
    codequality,
    comment,
    data,
    junit,
    robot,
    sarif,
    text,
    webpage,
)

_PLAIN: dict[str, Callable[[Report], str]] = {
    "json": data.render,
    "sarif": sarif.render,
    "code-scanning": sarif.render_upload,
    "github": annotations.render,
    "gitlab": codequality.render,
    "tsv": robot.render,
    "sheet": robot.render_spreadsheet,
}
_JUDGING: dict[str, Callable[[Report, Severity | None], str]] = {
    "junit": junit.render,
    "markdown": comment.render,
    "html": webpage.render,
}
_SHORTFALLS: dict[str, Callable[[Report], str | None]] = {
    "sarif": sarif.shortfall,
    "code-scanning": sarif.shortfall_upload,
    "markdown": comment.shortfall,
}

FORMATS: dict[str, str] = {
    "text": "for people, coloured on a terminal",
    "json": "doidkit's own schema, docs/report.schema.json",
    "sarif": "SARIF 2.1.0 with everything, fixed and waived findings too",
    "code-scanning": "SARIF 2.1.0 to upload to GitHub code scanning",
    "junit": "JUnit XML, a test case a check",
    "github": "workflow annotations, for the log of a GitHub Actions step",
    "gitlab": "a GitLab code quality report",
    "markdown": "a pull-request comment",
    "tsv": "the columns of ROBOT report",
    "sheet": "the same as CSV in which no cell is a formula",
    "html": "one page that opens offline",
}
"""Every format with what it is."""


def render(
    report: Report,
    *,
    format: str,
    width: int | None = None,
    fail_on: Severity | None = Severity.ERROR,
) -> str:
    """Return the report in one of ``FORMATS``.

    ``width`` is that of a terminal, for text in colour. ``fail_on`` is the level that a format
    with a verdict judges at, None for no verdict; where the report was compared with an
    earlier version, only new findings count. What a format's reader would not show is said in
    the format itself and by ``shortfall``.
    """
    if format == "text":
        written = text.render(report, fail_on=fail_on, width=width)
    elif format in _JUDGING:
        written = _JUDGING[format](report, fail_on)
    else:
        written = _PLAIN[format](report)
    # A lone surrogate has no UTF-8; the report must come out all the same.
    return written.encode("utf-8", "replace").decode("utf-8")


def shortfall(report: Report, *, format: str) -> str | None:
    """Return one sentence on what the format's reader will not show, None if it shows all.

    Annotations go to a log that says so itself.
    """
    counted = _SHORTFALLS.get(format)
    return counted(report) if counted else None
