"""``doidkit check``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit import recipes
from doidkit.checks import profile_names
from doidkit.cli import completing
from doidkit.cli.data import source_arguments
from doidkit.cli.options import fail_on_option, format_option, output_option
from doidkit.cli.output import note, terminal_width, write
from doidkit.rendering.findings import FORMATS, render, shortfall

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from doidkit.data import Data
    from doidkit.model import Report

_FILE = click.Path(path_type=Path)

_ROUNDS = 9  # of mending: two rules of one value could otherwise undo each other for ever


@click.command(
    name="check",
    epilog="""\b
Examples:
  doidkit check
  doidkit check --select shape:claim --format markdown
  doidkit convert -o doid-182.ttl
  doidkit check doid-182.ttl --profile clinical --baseline known.json --write-baseline
""",
)
@click.option(
    "--profile",
    "-p",
    metavar="NAME|PATH",
    shell_complete=completing.profiles,
    help=f"{', '.join(profile_names())} or your own; do by default, clinical without FILE.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="ID",
    shell_complete=completing.checks,
    help="Run this check only; repeatable.",
)
@click.option(
    "--against", metavar="REF|FILE", help="Fail on what is new since a git ref or an older file."
)
@click.option("--baseline", type=_FILE, metavar="FILE", help="Fail on what is not in this file.")
@click.option("--write-baseline", is_flag=True, help="Write all findings to the baseline file.")
@click.option(
    "--waivers",
    type=_FILE,
    metavar="FILE",
    help="Who excuses what until when; doidkit-waivers.toml beside the first FILE by default.",
)
@click.option("--robot-profile", type=_FILE, metavar="FILE", help="A ROBOT report profile.")
@click.option(
    "--queries", multiple=True, metavar="GLOB", help="ROBOT verify queries to run too; repeatable."
)
@format_option(FORMATS, "For people, for scripts or for a CI system.")
@output_option("Write the report to this file.")
@fail_on_option("Exit with 1 if a finding is this bad or worse.")
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The report's day, at which waivers are judged; today unless given, and then not told.",
)
@click.option("--fix", is_flag=True, help="Mend what can be mended with certainty, then check.")
@click.option("--dry-run", is_flag=True, help="With --fix: show the changes and make none.")
@click.option(
    "--reason/--no-reason",
    default=None,
    help="Run HermiT, or no reasoner; a quick look without Java by default.",
)
@click.option("--allow-service", is_flag=True, help="Let the checks' SERVICE reach other servers.")
@click.option(
    "--init",
    type=click.Choice(list(recipes.KINDS)),
    help="Write a CI file that checks FILE into this folder, and check nothing.",
)
@click.option(
    "--install-from",
    metavar="URL",
    help="With --init: where CI installs doidkit from, git+https://HOST/OWNER/doidkit@TAG.",
)
@source_arguments(timeout="Seconds that each check may take.")
def command(
    data: "Data",
    profile: str | None,
    select: tuple[str, ...],
    against: str | None,
    baseline: Path | None,
    write_baseline: bool,
    waivers: Path | None,
    robot_profile: Path | None,
    queries: tuple[str, ...],
    format_: str,
    output: Path | None,
    fail_on: str,
    date: "datetime | None",
    fix: bool,
    dry_run: bool,
    reason: bool | None,
    allow_service: bool,
    init: str | None,
    install_from: str | None,
) -> int:
    """Check an ontology in one go: syntax, rules, shapes, cycles and reasoning.

    Each finding has its file, line and column. Without FILE it is the bundled ontology; a
    store or an endpoint is checked where it is, by term. A check that cannot run is a finding
    like any other, and the rest still runs.
    """
    from functools import partial

    from doidkit import checking
    from doidkit.model import Severity

    if (init is not None or fix) and not data.local:
        raise click.UsageError("--init and --fix need files, not a store or an endpoint.")
    if init is not None:
        return _started(init, data, profile, install_from)
    if install_from is not None:
        raise click.UsageError("--install-from goes with --init.")
    _refuse(fix=fix, dry_run=dry_run, write_baseline=write_baseline, baseline=baseline)
    run = partial(
        checking.check,
        data,
        profile=profile,
        select=select,
        against=against,
        baseline=None if write_baseline else baseline,
        waivers=waivers,
        robot_profile=robot_profile,
        queries=queries,
        reason=reason,
        allow_service=allow_service,
        timeout=data.timeout,
        today=date.date() if date else None,
    )
    report = run()
    if fix:
        report = _mended(report, data, run, dry_run=dry_run)
        if dry_run:
            return 0
    for remark in report.notes:
        note(f"Note: {remark}")
    if write_baseline and baseline is not None:
        checking.write_baseline(baseline, report)
        note(f"Wrote {baseline} ({len(report):,} findings).")
        return 0
    level = None if fail_on == "never" else Severity(fail_on)
    width = terminal_width() if output is None else None
    _give(render(report, format=format_, width=width, fail_on=level), report, format_, output)
    return int(checking.fails(report, level))


def _started(kind: str, data: "Data", profile: str | None, source: str | None) -> int:
    files = () if data.bundled else data.files
    written = recipes.write(kind, Path(), files=files, profile=profile or "do", source=source)
    note(f"Wrote {written}; commit it to check each change.")
    return 0


def _refuse(*, fix: bool, dry_run: bool, write_baseline: bool, baseline: Path | None) -> None:
    if dry_run and not fix:
        raise click.UsageError("--dry-run goes with --fix.")
    if write_baseline and baseline is None:
        raise click.UsageError("--write-baseline needs --baseline FILE to write to.")


def _mended(
    report: "Report", data: "Data", run: "Callable[[], Report]", *, dry_run: bool
) -> "Report":
    """Mend the files and check them again, or write what would be changed."""
    from doidkit import mending

    found, total, count = mending.mends(report, data), len(report), 0
    if dry_run:
        write("".join(each.diff for each in found.files))
    changed = {each.path for each in found.files}
    for _ in range(0 if dry_run else _ROUNDS):
        if not found.files:
            break
        mending.apply(found)
        changed |= {each.path for each in found.files}
        count += found.findings
        report = run()
        # What is about a value that another finding changed is looked at anew.
        found = (
            mending.mends(report, data) if found.waiting else mending.Mending(refused=found.refused)
        )
    for refusal in found.refused:
        note(f"Note: {refusal}")
    files = f"{len(changed)} file" + ("" if len(changed) == 1 else "s")
    if dry_run:
        would = f"Would mend {found.findings:,} of {total:,} findings in {files}"
        note(f"{would}; nothing was changed.")
    else:
        note(f"Mended {count:,} of {total:,} findings in {files}.")
    return report


def _give(text: str, report: "Report", format: str, output: Path | None) -> None:
    """Write the report where it goes, and say what its reader will not show."""
    from doidkit.atomic import write_whole

    if output is None:
        write(text)
    else:
        write_whole(output, text.encode())
        note(f"Wrote {output}.")
    if remark := shortfall(report, format=format):
        note(f"Note: {remark}")
