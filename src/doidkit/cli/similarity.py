"""``doidkit similarity``."""

from typing import TYPE_CHECKING

import click

from doidkit.cli.data import source_options
from doidkit.cli.options import choice, format_option, pager_option
from doidkit.cli.output import show
from doidkit.cli.terms import listed
from doidkit.rendering.similarities import FORMATS
from doidkit.similarity import Measure

if TYPE_CHECKING:
    from doidkit.data import Data


@click.command(
    name="similarity",
    epilog="""\b
Examples:
  doidkit similarity DOID:4734 DOID:6652
  doidkit similarity DOID:4734 --limit 5
  doidkit similarity calciphylaxis --measure resnik --least 4 --format csv
""",
)
@click.argument("subjects", metavar="TERM|@FILE")
@click.argument("objects", required=False, metavar="[TERM|@FILE]")
@click.option(
    "--measure",
    type=choice(Measure),
    default=Measure.LIN.value,
    show_default=True,
    help="The measure by which pairs are ordered and chosen.",
)
@click.option("--least", type=float, default=0.0, help="Leave out pairs that are less alike.")
@click.option(
    "--limit", "-n", type=click.IntRange(min=1), help="Pairs of each subject; all unless given."
)
@format_option(FORMATS, "text to read, csv, tsv and json for programs.")
@pager_option
@source_options
def command(
    subjects: str,
    objects: str | None,
    measure: str,
    least: float,
    limit: int | None,
    format_: str,
    pager: bool,
    data: "Data",
) -> None:
    """Tell how alike classes are by where they stand: Resnik, Lin, Jaccard.

    Each subject is compared with each object; with no objects, with every current class. @FILE is
    a list, a term a line; two lists have a best-match average, too. Of two terms the common
    ancestors are shown with their information content, in bits.
    """
    from doidkit.ontology import load
    from doidkit.rendering.similarities import render
    from doidkit.similarity import similarity

    found = similarity(
        load(data),
        listed([subjects]),
        None if objects is None else listed([objects]),
        measure=Measure(measure),
        least=least,
        limit=limit,
    )
    show(render(found, format_), pager=pager)
