"""ROBOT's ``report``."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from doidkit import checks
from doidkit.atomic import write_whole
from doidkit.checking import check
from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.options import Given, boolean, needed, robot_command
from doidkit.documents import Document
from doidkit.documents.labels import Names
from doidkit.documents.sources import source
from doidkit.errors import CheckError, DoidkitError
from doidkit.rendering import violations
from doidkit.rendering.violations import Violation

_FORMATS: dict[str, Callable[[Sequence[Violation]], bytes]] = {
    "tsv": violations.tabular,
    "csv": partial(violations.tabular, separator=","),
    "json": violations.as_json,
    "yaml": violations.as_yaml,
    "html": violations.as_html,
}
_LEVELS = ("ERROR", "WARN", "INFO")


@robot_command("report", saves=False)
@click.option("-p", "--profile", metavar="FILE", help="Which rules, and how bad each is.")
@click.option("-F", "--fail-on", metavar="LEVEL", default="ERROR", help="ERROR, WARN, INFO, none.")
@click.option("-f", "--format", metavar="FORMAT", help=f"{', '.join(_FORMATS)}.")
@click.option("-P", "--print", "printed", type=int, metavar="N", help="Print the first N.")
@click.option("-L", "--limit", type=int, metavar="N", help="At most N of each rule.")
@boolean("-l", "--labels", help="Labels in place of CURIEs (false).")
@click.option("--base-iri", multiple=True, metavar="IRI", help="Only terms that begin like this.")
@boolean("--standalone", help="Has no effect: the page needs nothing from the web.")
@boolean("-t", "--tdb", help="Has no effect.")
@click.option("-d", "--tdb-directory", metavar="DIR", help="Has no effect.")
@boolean("-k", "--keep-tdb-mappings", help="Has no effect.")
def command(
    document: Document | None,
    given: Given,
    profile: str | None,
    fail_on: str,
    format: str | None,
    printed: int | None,
    limit: int | None,
    labels: bool | None,
    base_iri: Sequence[str],
    standalone: bool | None,
    tdb: bool | None,
    tdb_directory: str | None,
    keep_tdb_mappings: bool | None,
) -> Document | None:
    """Report what is wrong with an ontology, by ROBOT's rules or those of a profile."""
    found = needed(document)
    level = fail_on.upper()
    if level not in (*_LEVELS, "NONE"):
        raise RobotError("fail on", f"{fail_on} is not a valid fail-on level", page="report")
    write = _writer(given.output, format)
    rows = _rows(found, given, profile, base_iri, labels=bool(labels))
    if limit is not None:
        rows = _limited(rows, limit)
    if given.output is not None:
        write_whole(Path(given.output), write(rows))
    _tell(rows, len(rows) if printed is None and given.output is None else printed or 0)
    if level != "NONE" and any(row.level in _LEVELS[: _LEVELS.index(level) + 1] for row in rows):
        click.echo("ERROR Report failed!")
        raise click.exceptions.Exit(1)
    return document


def _writer(output: str | None, format: str | None) -> Callable[[Sequence[Violation]], bytes]:
    name = (format or Path(output or "").suffix[1:]).lower()
    if format is None:
        return _FORMATS.get("yaml" if name == "yml" else name, violations.tabular)
    if name not in _FORMATS:
        known = ", ".join(_FORMATS)
        raise DoidkitError(f"{format} is no format of a report; choose from {known}.")
    return _FORMATS[name]


def _rows(
    document: Document,
    given: Given,
    profile: str | None,
    bases: Sequence[str],
    *,
    labels: bool,
) -> list[Violation]:
    if profile is not None and not Path(profile).is_file():
        raise DoidkitError(f"{profile} (No such file or directory)")
    try:
        report = check(source=source(document), profile="obo", robot_profile=profile, reason=False)
    except CheckError as error:
        raise RobotError("unknown report query", str(error), page="report") from error
    known = Names(document).labels if labels else {}

    def name(iri: str) -> str:
        # ROBOT names an ontology by its whole IRI, and a query of its own by "file:".
        bare = iri == document.iri
        return known.get(iri) or (iri[1:-1] if bare else given.context.curie(iri))

    found = [
        each if each.check in checks.registry() else replace(each, check=f"file:{each.check}")
        for each in report.findings
        if each.check != checks.CYCLE
    ]
    rows = violations.violations(found, name)
    prefixes = tuple(bases)
    return [row for row in rows if not prefixes or row.iris[0].startswith(prefixes)]


def _limited(rows: Sequence[Violation], most: int) -> list[Violation]:
    seen: Counter[str] = Counter()
    kept = []
    for row in rows:
        seen[row.rule] += 1
        if seen[row.rule] <= most:
            kept.append(row)
    return kept


def _tell(rows: Sequence[Violation], printed: int) -> None:
    if not rows:
        click.echo("No violations found.")
        return
    counts = Counter(row.level for row in rows)
    click.echo(f"Violations: {len(rows)}\n-----------------")
    for level in _LEVELS:
        click.echo(f"{level + ':':<12}{counts[level]}")
    if printed:
        click.echo(f"\nFirst {printed} violations:")
        for row in rows[:printed]:
            click.echo("\t".join(row.cells))
