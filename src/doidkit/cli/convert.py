"""``doidkit convert``."""

from pathlib import Path

import click

from doidkit.cli.output import note, write

_FORMATS = ["turtle", "ntriples", "rdfxml", "jsonld", "trig", "nquads"]


@click.command(
    name="convert",
    epilog="""\b
Examples:
  doidkit convert --to ntriples
  doidkit convert -o doid-182.ttl
  doidkit convert doid-182.ttl --to jsonld
""",
)
@click.argument("inputs", nargs=-1, type=click.Path(path_type=Path), metavar="[IN]...")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Write this file, whole or not at all; its extension names the format.",
)
@click.option("--to", "-t", "to", type=click.Choice(_FORMATS), help="The format to write.")
def command(inputs: tuple[Path, ...], output: Path | None, to: str | None) -> None:
    """Merge RDF files into one, the same input always giving the same bytes.

    Without IN it is the bundled ontology; without OUT the result goes to stdout, as Turtle
    unless --to says otherwise. Lexical forms stay as they are written.
    """
    from doidkit.conversion import convert
    from doidkit.formats import GraphFormat

    data = convert(inputs, output, format=GraphFormat(to) if to else None)
    if output is None:
        write(data)
    else:
        note(f"Wrote {output} ({len(data):,} bytes).")
