"""``doidkit tree``."""

from typing import TYPE_CHECKING

import click

from doidkit.cli import completing
from doidkit.cli.data import source_options
from doidkit.cli.options import pager_option
from doidkit.cli.output import show, terminal_width

if TYPE_CHECKING:
    from doidkit.data import Data


@click.command(
    name="tree",
    epilog="""\b
Examples:
  doidkit tree DOID:182
  doidkit tree --depth 1 "calcium metabolism disease"
  doidkit tree --up "calcinosis cutis"
""",
)
@click.argument("term", shell_complete=completing.terms)
@click.option("--up/--down", default=False, help="Ancestors, or descendants (the default).")
@click.option("--depth", type=click.IntRange(min=1), help="Levels to show; all unless given.")
@pager_option
@source_options
def command(term: str, up: bool, depth: int | None, pager: bool, data: "Data") -> None:
    """Show a term's descendants or ancestors; TERM is a CURIE, an IRI or a label."""
    from doidkit.ontology import load
    from doidkit.rendering.text import tree

    grown = load(data).tree(term, up=up, depth=depth)
    show(tree(grown, up=up, width=terminal_width()), pager=pager)
