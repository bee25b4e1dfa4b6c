"""``doidkit convert``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit.cli.data import file_arguments
from doidkit.cli.options import output_option, to_option
from doidkit.cli.output import note, stream, tell_unfit
from doidkit.syntax.formats import GraphFormat

if TYPE_CHECKING:
    from doidkit.data import Data


@click.command(
    name="convert",
    epilog="""\b
Examples:
  doidkit convert --to ntriples
  doidkit convert -o doid-182.ttl
  doidkit convert doid-182.ttl --to jsonld
  doidkit convert doid-182.ttl --sort -o doid-182.nt.gz
  doidkit convert doid-182.ttl --to ofn
""",
)
@file_arguments(
    metavar="[IN]...",
    store="Write what a store holds; one that load made keeps numbers as they were written.",
    graphs=True,
)
@output_option("Write this file, whole or not at all; its extension names the format.")
@to_option("The format to write.")
@click.option("--sort", is_flag=True, help="One order for one graph in every format.")
@click.option("--keep-headers", is_flag=True, help="Keep the ontology header of every file.")
def command(
    data: "Data", output: Path | None, to: str | None, sort: bool, keep_headers: bool
) -> None:
    """Merge files of any format into one, the same input always giving the same bytes.

    Without IN it is the bundled ontology; without OUT the result goes to stdout, as Turtle
    unless --to says otherwise. Lexical forms stay as they are written. Several files become one
    ontology: one header, which imports nothing that is there already.

    Turtle, TriG and JSON-LD are always sorted, with blank nodes labelled by their content, so
    that they can be compared line by line. The other formats of RDF stream in the order of the
    input unless --sort is given. What OBO, functional syntax, OWL/XML or OBO Graphs cannot hold
    is listed on stderr.
    """
    from doidkit.conversion import convert_file, convert_into

    wanted = GraphFormat(to) if to else None
    if output is None:
        with stream() as stdout:
            form = wanted or GraphFormat.TURTLE
            unfit = convert_into(stdout, data, format=form, sort=sort, keep_headers=keep_headers)
    else:
        done = convert_file(data, output, format=wanted, sort=sort, keep_headers=keep_headers)
        note(f"Wrote {output} ({done.size:,} bytes).")
        unfit = done.unfit
    tell_unfit(unfit)
