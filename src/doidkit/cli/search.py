"""``doidkit search``."""

from typing import TYPE_CHECKING

import click

from doidkit.cli.data import source_options
from doidkit.cli.output import note, write

if TYPE_CHECKING:
    from doidkit.data import Data


@click.command(
    name="search",
    epilog="""\b
Examples:
  doidkit search calcinosis
  doidkit search "pathologic calcification"
""",
)
@click.argument("text", nargs=-1, required=True)
@source_options
def command(text: tuple[str, ...], data: "Data") -> None:
    """Find terms by label or synonym, best matches first."""
    from doidkit.ontology import load
    from doidkit.rendering.text import matches

    found = load(data).search(" ".join(text))
    if not found:
        note(f'No label or synonym is like "{" ".join(text)}"; try another word.')
    write(matches(found))
