"""``doidkit fill``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit.cli import texts
from doidkit.cli.data import source_options
from doidkit.cli.options import output_option
from doidkit.cli.output import note, write
from doidkit.filling import COLUMNS, DEFAULT

if TYPE_CHECKING:
    from doidkit.data import Data

_SHOWN = 5  # unknown identifiers that are named


@click.command(
    name="fill",
    epilog="""\b
Examples:
  doidkit export --header ID --include classes -o ids.tsv
  doidkit fill ids.tsv
  doidkit fill ids.tsv --add label --add synonyms -o filled.tsv
""",
)
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--column", default="", help="The identifiers' column; id or the first unless given.")
@click.option(
    "--add",
    multiple=True,
    type=click.Choice([*COLUMNS]),
    default=DEFAULT,
    show_default=True,
    help="A column to fill, and to add where there is none; may be repeated.",
)
@output_option("Write this file.")
@source_options
def command(
    table: Path, column: str, add: tuple[str, ...], output: Path | None, data: "Data"
) -> int:
    """Fill a table of ids with labels, definitions, parents of the terms.

    TABLE is CSV or has tabs, with a row of column names; what is in a cell already stays. Ids that
    no term has are told, and the exit code is then 1.
    """
    from doidkit.atomic import write_whole
    from doidkit.filling import fill
    from doidkit.ontology import load
    from doidkit.rendering.filled import render

    found = fill(load(data), texts.read(table), table, column=column, add=add)
    if output is None:
        write(render(found))
    else:
        write_whole(output, render(found).encode())
        note(f"Wrote {output} ({len(found.rows):,} rows).")
    if found.unknown:
        more = len(found.unknown) - _SHOWN
        rest = f" and {more:,} more" if more > 0 else ""
        note(f"No term has the id {', '.join(found.unknown[:_SHOWN])}{rest}.")
    return int(bool(found.unknown))
