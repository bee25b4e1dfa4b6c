"""``doidkit tree``."""

from typing import TYPE_CHECKING

import click

from doidkit.cli.data import source_options
from doidkit.cli.output import write

if TYPE_CHECKING:
    from doidkit.data import Data


@click.command(
    name="tree",
    epilog="""\b
Examples:
  doidkit tree DOID:182
  doidkit tree --up "calcinosis cutis"
""",
)
@click.argument("term")
@click.option("--up/--down", default=False, help="Ancestors, or descendants (the default).")
@source_options
def command(term: str, up: bool, data: "Data") -> None:
    """Show a term's descendants or ancestors; TERM is a CURIE, an IRI or a label."""
    from doidkit.ontology import load
    from doidkit.rendering.text import tree

    write(tree(load(data).tree(term, up=up)))
