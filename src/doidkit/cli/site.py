"""``doidkit site``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit.cli.data import source_options
from doidkit.cli.output import note

if TYPE_CHECKING:
    from doidkit.data import Data


@click.command(
    name="site",
    epilog="""\b
Examples:
  doidkit site -o calcinosis
""",
)
@click.option(
    "--output",
    "-o",
    "output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    required=True,
    help="Write the site into this folder, which must be empty or a site.",
)
@click.option(
    "--entry",
    is_flag=True,
    help="Add the bundled entry with its statements and evidence to the files.",
)
@click.option(
    "--since",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="An earlier release: a page says what changed, and each term's page what changed of it.",
)
@source_options
def command(output: Path, entry: bool, since: Path | None, data: "Data") -> None:
    """Make a website: a page for each term, query and shape, with search, from local files.

    It opens from a folder, without a server or a network; only the search needs JavaScript. A
    folder that has a site already gets the new one whole, or keeps the old one.
    """
    from doidkit.atomic import replacing_folder
    from doidkit.data import Data as Named
    from doidkit.rendering.site import folder
    from doidkit.website import gather, with_entry

    folder.refuse(output)
    found = gather(
        with_entry(data) if entry else data, since=None if since is None else Named(since)
    )
    with replacing_folder(output.absolute()) as new:
        count = folder.build(found, new)
    note(f"Wrote {output} ({count:,} pages); open {output / 'index.html'}.")
