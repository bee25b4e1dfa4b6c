"""``doidkit checks``."""

from pathlib import Path

import click

from doidkit.cli import completing
from doidkit.cli.options import format_option
from doidkit.cli.output import terminal_width, write
from doidkit.rendering import findings


@click.command(
    name="checks",
    epilog="""\b
Examples:
  doidkit checks
  doidkit checks duplicate_label
  doidkit checks claim-frequency
""",
)
@click.argument("name", required=False, shell_complete=completing.checks)
@click.argument("more", nargs=-1)
@click.option("--lint", is_flag=True, help="Look for mistakes in the checks in files and folders.")
@click.option(
    "--data",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --lint: RDF whose terms a check may name; may be repeated.",
)
@format_option(
    findings.FORMATS,
    "With --lint: how to write the findings.",
)
def command(
    name: str | None, more: tuple[str, ...], lint: bool, data: tuple[Path, ...], format_: str
) -> int | None:
    """List the bundled checks, explain one, or lint your own.

    The list shows each check's severity in each bundled profile. With --lint the arguments are
    .rq and .ttl files and folders of them; the exit code is 1 if the linter has a finding.
    """
    from doidkit.checks import catalogue, registry
    from doidkit.rendering import checks as pages

    if lint:
        return _lint(tuple(Path(path) for path in (name, *more) if path), data, format_)
    if more:
        raise click.UsageError("doidkit checks explains one check at a time.")
    if name is None:
        write(pages.check_list(tuple(registry().values()), catalogue.levels()))
        return None
    check = catalogue.find(name)
    found = catalogue.examples(check)
    write(pages.check_page(check, catalogue.levels(), pages.Examples(*found) if found else None))
    return None


def _lint(paths: tuple[Path, ...], data: tuple[Path, ...], format_: str) -> int:
    from doidkit.checks.lint import RULES, lint
    from doidkit.model import Report, Severity

    if not paths:
        raise click.UsageError("Name the check files or folders to lint.")
    report = Report(lint(paths, data=data), rules=tuple(RULES.values()))
    write(findings.render(report, format=format_, width=terminal_width(), fail_on=Severity.INFO))
    return int(bool(report.findings))
