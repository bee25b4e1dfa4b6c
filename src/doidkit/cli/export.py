"""``doidkit export``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit.cli.data import source_options
from doidkit.cli.options import output_option
from doidkit.cli.output import note, write
from doidkit.exporting import TABLES

if TYPE_CHECKING:
    from doidkit.data import Data


@click.command(
    name="export",
    epilog="""\b
Examples:
  doidkit export hpoa
  doidkit export hpoa -o phenotype.hpoa
  doidkit export kgx -o graph
""",
)
@click.argument("form", type=click.Choice(list(TABLES)))
@output_option("Write this file; for kgx this folder, with nodes.tsv and edges.tsv.")
@source_options
def command(form: str, output: Path | None, data: "Data") -> None:
    """Export the claims: kgx, nodes and edges in Biolink's terms, or hpoa, HPO annotations.

    In hpoa only what is borne out is a row: void, partial and disputed evidence makes none. In
    kgx every claim about two terms is an edge, which says when it is denied, disputed or one of
    several; without -o only the edges are written.
    """
    from doidkit.atomic import made_folder, writing_whole

    made = TABLES[form](data.source())
    tables = made if isinstance(made, dict) else {"": made}
    if output is None:
        write(list(tables.values())[-1].tsv())
        return
    if isinstance(made, dict):
        made_folder(output)
    for name, table in tables.items():
        path = output / name if name else output
        with writing_whole(path) as file:
            file.write(table.tsv())
        note(f"Wrote {path} ({len(table.rows):,} rows).")
