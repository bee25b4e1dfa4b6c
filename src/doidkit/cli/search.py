"""``doidkit search``."""

from pathlib import Path

import click

from doidkit.cli.output import note, write


@click.command(
    name="search",
    epilog="""\b
Examples:
  doidkit search calcinosis
  doidkit search "pathologic calcification"
""",
)
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--data",
    "-d",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Search these files instead of the bundled ontology.",
)
def command(text: tuple[str, ...], data: tuple[Path, ...]) -> None:
    """Find terms by label or synonym, best matches first."""
    from doidkit.ontology import load
    from doidkit.rendering.text import matches

    found = load(*data).search(" ".join(text))
    if not found:
        note(f'No label or synonym is like "{" ".join(text)}"; try another word.')
    write(matches(found))
