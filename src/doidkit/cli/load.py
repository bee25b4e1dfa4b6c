"""``doidkit load``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit.cli.data import file_arguments
from doidkit.cli.output import note
from doidkit.cli.progress import reading

if TYPE_CHECKING:
    from doidkit.data import Data


@click.command(
    name="load",
    epilog="""\b
Examples:
  doidkit convert -o doid-182.ttl
  doidkit load doid-182.ttl --store doid-store
  doidkit query subtypes --store doid-store
""",
)
@file_arguments(metavar="FILE...", required=True)
@click.option(
    "--store",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder of the store, new or to be replaced.",
)
def command(data: "Data", store: Path) -> None:
    """Build an on-disk store from files, for --store of the other commands.

    The store holds these files and nothing else. One that exists is replaced at the end and at
    once: whatever happens, the old store or the new one stands.
    """
    from doidkit.loading import build

    with reading(data.files) as progress:
        size = build(data, store, progress=progress)
    note(f"Loaded {size:,} quads into {store}.")
