"""``doidkit tree``."""

from pathlib import Path

import click

from doidkit.cli.output import write


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
@click.option(
    "--data",
    "-d",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Use these files instead of the bundled ontology.",
)
def command(term: str, up: bool, data: tuple[Path, ...]) -> None:
    """Show a term's descendants or ancestors; TERM is a CURIE, an IRI or a label."""
    from doidkit.ontology import load
    from doidkit.rendering.text import tree

    write(tree(load(*data).tree(term, up=up)))
