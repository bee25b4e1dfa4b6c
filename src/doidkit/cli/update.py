"""``doidkit update``."""

from pathlib import Path

import click

from doidkit.cli.options import output_option
from doidkit.cli.output import note, stream

_FORMATS = [
    *("turtle", "ntriples", "rdfxml", "jsonld", "trig", "nquads"),
    *("obo", "ofn", "owx", "obographs"),
]


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
@click.argument("inputs", nargs=-1, type=click.Path(path_type=Path), metavar="[IN]...")
@output_option("Write this file, whole or not at all; it may be IN itself.")
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Change this store that `doidkit load` made, instead of files.",
)
@click.option("--to", "-t", "to", type=click.Choice(_FORMATS), help="The format to write.")
@click.option("--allow-network", is_flag=True, help="Let LOAD and SERVICE reach other servers.")
def command(
    text: str,
    inputs: tuple[Path, ...],
    output: Path | None,
    store: Path | None,
    to: str | None,
    allow_network: bool,
) -> None:
    """Change files with SPARQL 1.1 Update and write the result, or change a store.

    What the update does not touch stays as it is written, lexical forms and declared prefixes
    included. Well-known prefixes need no declaration. Without OUT the result goes to stdout,
    as Turtle unless --to says otherwise. A store is changed whole or not at all.
    """
    from doidkit.syntax.formats import GraphFormat
    from doidkit.updating import update, update_into

    wanted = GraphFormat(to) if to else None
    if store is not None:
        done = update(text, inputs, output, store=store, network=allow_network)
        note(f"Changed {store}: {done.removed:,} removed, {done.added:,} added.")
    elif output is None:
        with stream() as stdout:
            format = wanted or GraphFormat.TURTLE
            done = update_into(stdout, text, inputs, format=format, network=allow_network)
    else:
        done = update(text, inputs, output, format=wanted, network=allow_network)
        note(f"Wrote {output}: {done.removed:,} removed, {done.added:,} added.")
    for statement in done.unfit:
        note(f"Does not fit the format: {statement}")
