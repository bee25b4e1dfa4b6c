"""ROBOT's ``diff``."""

from pathlib import Path

import click

from doidkit.atomic import write_whole
from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.options import Given, boolean, robot_command
from doidkit.documents import Document, read
from doidkit.documents.labels import Names
from doidkit.editing.differing import difference
from doidkit.errors import DoidkitError

_OURS = ("html", "markdown")


@robot_command("diff", inputs=False, saves=False)
@click.option("-l", "--left", metavar="FILE", help="The ontology before.")
@click.option("-L", "--left-iri", metavar="IRI", help="The same, from the web.")
@click.option("-r", "--right", metavar="FILE", help="The ontology after.")
@click.option("-R", "--right-iri", metavar="IRI", help="The same, from the web.")
@click.option("--left-catalog", metavar="FILE", help="Where its imports are.")
@click.option("--right-catalog", metavar="FILE", help="Where its imports are.")
@click.option(
    "-f", "--format", metavar="FORMAT", default="plain", help="plain, pretty, html or markdown."
)
@boolean("--labels", help="Labels behind names (false).")
def command(
    document: Document | None,
    given: Given,
    left: str | None,
    left_iri: str | None,
    right: str | None,
    right_iri: str | None,
    left_catalog: str | None,
    right_catalog: str | None,
    format: str,
    labels: bool | None,
) -> Document | None:
    """Show the axioms that only one of two ontologies has."""
    one, two = left or left_iri, right or right_iri
    if one is None and document is None:
        raise RobotError("missing input", "--left or --left-iri is required")
    if two is None:
        raise RobotError("missing input", "--right or --right-iri is required")
    if format in _OURS:
        data = _changes(one, two, format)
    elif format in ("plain", "pretty"):
        before = _read(one, left_catalog, given) if one else document
        after = _read(two, right_catalog, given)
        assert before is not None, "there is a left one"
        names = {**Names(after).labels, **Names(before).labels}
        shown = names if labels or format == "pretty" else None
        data = difference(before, after, shown).text().encode()
    else:
        raise RobotError("diff format", f"unknown format: {format}", page="diff")
    if given.output is None:
        click.echo(data, nl=False)
    else:
        write_whole(Path(given.output), data)
    return document


def _read(path: str, catalog: str | None, given: Given) -> Document:
    if not path.startswith(("http://", "https://")) and not Path(path).exists():
        raise DoidkitError(f"{path} (No such file or directory)")
    return read(path, catalog=catalog or given.catalog, network=True)


def _changes(left: str | None, right: str, format: str) -> bytes:
    """Return doidkit's own account of the changes, term by term."""
    from doidkit.comparing import compare
    from doidkit.rendering.changes import render

    if left is None:
        raise RobotError("diff format", f"{format} needs a --left file", page="diff")
    return render([compare(left, right)], format=format).encode()
