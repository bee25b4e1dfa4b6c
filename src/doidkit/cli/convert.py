"""``doidkit convert``."""

from pathlib import Path

import click

from doidkit.cli.output import note, stream

_FORMATS = ["turtle", "ntriples", "rdfxml", "jsonld", "trig", "nquads"]


@click.command(
    name="convert",
    epilog="""\b
Examples:
  doidkit convert --to ntriples
  doidkit convert -o doid-182.ttl
  doidkit convert doid-182.ttl --to jsonld
  doidkit convert doid-182.ttl --sort -o doid-182.nt.gz
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
@click.option("--sort", is_flag=True, help="One order for one graph in every format.")
def command(inputs: tuple[Path, ...], output: Path | None, to: str | None, sort: bool) -> None:
    """Merge RDF files into one, the same input always giving the same bytes.

    Without IN it is the bundled ontology; without OUT the result goes to stdout, as Turtle
    unless --to says otherwise. Lexical forms stay as they are written.

    Turtle and TriG are always sorted, with blank nodes labelled by their content, so that they
    can be compared line by line. The other formats stream in the order of the input unless
    --sort is given.
    """
    from doidkit.conversion import convert_file, convert_into
    from doidkit.formats import GraphFormat

    wanted = GraphFormat(to) if to else None
    if output is None:
        with stream() as stdout:
            convert_into(stdout, inputs, format=wanted or GraphFormat.TURTLE, sort=sort)
    else:
        size = convert_file(inputs, output, format=wanted, sort=sort)
        note(f"Wrote {output} ({size:,} bytes).")
