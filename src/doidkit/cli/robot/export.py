"""ROBOT's ``export``."""

from pathlib import Path

import click

from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.options import Given, boolean, needed, robot_command
from doidkit.documents import Document
from doidkit.tabulating import ColumnFault, Include, Options, formed, selection, tabulated


@robot_command("export", saves=False)
@click.option("-e", "--export", metavar="FILE", help="Write the table here.")
@click.option("-c", "--header", metavar="A|B", help="The headers of the columns.")
@click.option("-s", "--sort", metavar="A|B", help="Headers to sort by; ^A the other way around.")
@click.option("-n", "--include", metavar="KINDS", help="classes, individuals, properties.")
@click.option("-f", "--format", "format_", metavar="FORMAT", help="The format of the table.")
@click.option("-S", "--split", metavar="TEXT", default="|", help="What is between values.")
@click.option("-E", "--entity-format", metavar="FORM", default="NAME", help="NAME, ID, IRI, LABEL.")
@click.option("-l", "--entity-select", metavar="KIND", default="ANY", help="ANY, NAMED, ANON.")
@boolean("--standalone", help="HTML with a head (true).")
def command(
    document: Document | None,
    given: Given,
    export: str | None,
    header: str | None,
    sort: str | None,
    include: str | None,
    format_: str | None,
    split: str,
    entity_format: str,
    entity_select: str,
    standalone: bool | None,
) -> None:
    """Write terms as a table."""
    from doidkit.atomic import write_whole
    from doidkit.rendering import termtable

    for value, reason in (
        (header, "--header is a required option"),
        (export, "an export file must be specified"),
    ):
        if value is None:
            raise RobotError("missing requirement", reason)
    assert header is not None, "it was looked for"
    assert export is not None, "it was looked for"
    try:
        form = _format(export, format_)
        options = Options(
            include=_included(include),
            sort=sort.strip().split("|") if sort else (),
            form=formed(entity_format),
            select=selection(entity_select),
            linked=form in termtable.LINKED,
            context=given.context,
        )
        table = tabulated(needed(document), header.split("|"), options)
    except ColumnFault as fault:
        raise RobotError(fault.rule, fault.reason, page="export") from fault
    made = termtable.render(table, form, split=split, standalone=standalone is not False)
    write_whole(Path(export), made)


def _format(export: str, wanted: str | None) -> str:
    from doidkit.rendering.termtable import FORMATS

    ending = Path(export).suffix[1:].lower()
    form = wanted or ending
    if wanted is not None and wanted not in FORMATS:
        reason = f"'{wanted}' is an unknown export format"
        raise ColumnFault("unknown format", f"{reason}; one of {', '.join(FORMATS)} is expected")
    return form if form in FORMATS else "tsv"


def _included(text: str | None) -> list[Include]:
    if text is None:
        return [Include.CLASSES, Include.INDIVIDUALS]
    words = text.lower().replace(",", " ").split()
    return [each for each in Include if each.value in words]
