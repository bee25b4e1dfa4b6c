"""``doidkit load``."""

from pathlib import Path

import click

from doidkit.cli.output import note
from doidkit.cli.progress import reading


@click.command(
    name="load",
    epilog="""\b
Examples:
  doidkit convert -o doid-182.ttl
  doidkit load doid-182.ttl --store doid-store
  doidkit query subtypes --store doid-store
""",
)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option(
    "--store",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder of the store, new or to be replaced.",
)
def command(files: tuple[Path, ...], store: Path) -> None:
    """Build an on-disk store from files, for --store of the other commands.

    The store holds these files and nothing else. One that exists is replaced at the end and at
    once: whatever happens, the old store or the new one stands.
    """
    from doidkit.loading import build

    with reading(files) as progress:
        size = build(files, store, progress=progress)
    note(f"Loaded {size:,} quads into {store}.")
