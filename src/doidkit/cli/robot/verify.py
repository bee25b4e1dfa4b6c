"""ROBOT's ``verify``."""

from collections.abc import Sequence
from pathlib import Path

import click

from doidkit.atomic import write_whole
from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.options import Given, boolean, needed, robot_command
from doidkit.cli.robot.query import rendered
from doidkit.documents import Document
from doidkit.documents.sources import source
from doidkit.errors import DoidkitError
from doidkit.model import Solutions
from doidkit.syntax.files import read_text


@robot_command("verify", saves=False)
@click.option("-q", "--queries", multiple=True, metavar="QUERY...", help="What has to be empty.")
@click.option("-O", "--output-dir", metavar="DIR", default=".", help="Where the rows go, if any.")
@boolean("-F", "--fail-on-violation", help="Status 1 where a query has rows (true).")
def command(
    document: Document | None,
    given: Given,
    queries: Sequence[str],
    output_dir: str,
    fail_on_violation: bool | None,
) -> Document | None:
    """Find rule violations: each row of each query is one."""
    if not queries:
        raise RobotError("missing query", "at least one query must be provided", page="verify")
    asked = source(needed(document))
    failed = 0
    for query in map(Path, queries):
        if not query.is_file():
            raise DoidkitError(f"{query}\nNo such file; name a file with a query.")
        answer = asked.answer(read_text(query))
        if not isinstance(answer, Solutions):
            raise DoidkitError(f"{query}: only a SELECT has rows, and so violations.")
        count = len(answer)
        click.echo(f"{'FAIL' if count else 'PASS'} Rule {query}: {count} violation(s)")
        failed += bool(count)
        if count:
            write_whole(Path(output_dir) / f"{query.stem}.csv", rendered(answer, "csv"))
    if failed and fail_on_violation is not False:
        raise click.exceptions.Exit(1)
    return document
