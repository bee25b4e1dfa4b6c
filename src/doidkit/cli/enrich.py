"""``doidkit enrich``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit.cli.data import source_options
from doidkit.cli.options import format_option, pager_option
from doidkit.cli.output import note, show
from doidkit.cli.rollup import chosen, end_option, named
from doidkit.cli.terms import listed
from doidkit.enrichment import End
from doidkit.rendering.enrichments import FORMATS

if TYPE_CHECKING:
    from doidkit.data import Data


@click.command(
    name="enrich",
    epilog="""\b
Examples:
  doidkit export kgx -o graph
  doidkit enrich graph/edges.tsv -s CHEBI:35156 --terms subject --most 1
""",
)
@click.argument("table", type=click.Path(path_type=Path))
@click.argument("terms", nargs=-1, metavar="[TERM|@FILE]...")
@click.option(
    "--sample",
    "-s",
    multiple=True,
    required=True,
    metavar="ID|@FILE",
    help="The things that are tested, as the table names them; may be repeated.",
)
@click.option(
    "--background",
    multiple=True,
    metavar="ID|@FILE",
    help="The things that they are drawn from; all of the table unless given.",
)
@click.option("--slim", metavar="NAME", help="Test the terms of this subset only.")
@end_option()
@click.option(
    "--most",
    type=click.FloatRange(min=0, max=1),
    default=0.05,
    show_default=True,
    help="The greatest adjusted p-value that is shown.",
)
@format_option(FORMATS, "text to read, csv, tsv and json for programs.")
@pager_option
@source_options
def command(
    table: Path,
    terms: tuple[str, ...],
    sample: tuple[str, ...],
    background: tuple[str, ...],
    slim: str | None,
    end: str,
    most: float,
    format_: str,
    pager: bool,
    data: "Data",
) -> None:
    """Test which classes a sample of things is associated with more often than chance.

    TABLE is a table of KGX edges or of HPO annotations; a thing has the classes above its terms,
    too. The test is the hypergeometric one, adjusted by Benjamini and Hochberg. All classes are
    tested, or the TERMs that are named and those of a --slim.
    """
    from doidkit.enrichment import enriched, read
    from doidkit.ontology import load
    from doidkit.rendering import enrichments

    ontology = load(data)
    associations, things = read(table, end=End(end)), listed(sample)
    found = enriched(
        ontology,
        associations,
        things,
        slim=chosen(ontology, terms, slim),
        background=listed(background) or None,
        most=most,
    )
    if not background and (lacking := [each for each in things if each not in associations.terms]):
        note(f"Not in the table, and counted nowhere: {named(lacking)}.")
    if not found:
        note(f"No class has an adjusted p-value of {most:g} or less.")
    show(enrichments.enriched(found, format_), pager=pager)
