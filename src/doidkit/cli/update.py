"""``doidkit update``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit.cli.data import file_arguments
from doidkit.cli.options import output_option, to_option
from doidkit.cli.output import note, stream
from doidkit.syntax.formats import GraphFormat

if TYPE_CHECKING:
    from doidkit.data import Data


@click.command(
    name="update",
    epilog="""\b
Examples:
  doidkit convert -o doid-182.ttl
  doidkit update "DELETE WHERE { ?s rdfs:comment ?o }" doid-182.ttl -o without-comments.ttl
  doidkit load doid-182.ttl --store doid-store
  doidkit update "DELETE WHERE { ?s rdfs:comment ?o }" --store doid-store
""",
)
@click.argument("text", metavar="FILE.ru|TEXT")
@file_arguments(
    metavar="[IN]...", store="Change this store that `doidkit load` made, instead of files."
)
@output_option("Write this file, whole or not at all; it may be IN itself.")
@to_option("The format to write.")
@click.option(
    "--allow-network", "network", is_flag=True, help="Let LOAD and SERVICE reach other servers."
)
def command(
    text: str,
    data: "Data",
    output: Path | None,
    to: str | None,
    network: bool,
) -> None:
    """Change files with SPARQL 1.1 Update and write the result, or change a store.

    What the update does not touch stays as it is written, lexical forms and declared prefixes
    included. Well-known prefixes need no declaration. Without OUT the result goes to stdout,
    as Turtle unless --to says otherwise. A store is changed whole or not at all.
    """
    from doidkit.updating import update, update_into

    wanted = GraphFormat(to) if to else None
    if data.store is not None:
        done = update(text, data, output, network=network)
        note(f"Changed {data}: {done.removed:,} removed, {done.added:,} added.")
    elif output is None:
        with stream() as stdout:
            format = wanted or GraphFormat.TURTLE
            done = update_into(stdout, text, data, format=format, network=network)
    else:
        done = update(text, data, output, format=wanted, network=network)
        note(f"Wrote {output}: {done.removed:,} removed, {done.added:,} added.")
    for statement in done.unfit:
        note(f"Does not fit the format: {statement}")
