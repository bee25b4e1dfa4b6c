"""``doidkit search``."""

from typing import TYPE_CHECKING

import click

from doidkit.cli import completing
from doidkit.cli.data import source_options
from doidkit.cli.options import format_option, pager_option
from doidkit.cli.output import note, show, terminal_width
from doidkit.rendering.matches import FORMATS

if TYPE_CHECKING:
    from doidkit.data import Data


@click.command(
    name="search",
    epilog="""\b
Examples:
  doidkit search calcinosis
  doidkit search "pathologic calcification"
  doidkit search tumour --under DOID:4 --limit 5
  doidkit search MESH:D002114
  doidkit search calcinosis --format json
""",
)
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", "-n", type=click.IntRange(min=1), help="Terms to show; all unless given.")
@click.option(
    "--under",
    metavar="TERM",
    shell_complete=completing.terms,
    help="Only this term and what is below it.",
)
@format_option(FORMATS, "text to read, csv and json with the name that matched, and how.")
@pager_option
@source_options
def command(
    text: tuple[str, ...],
    limit: int | None,
    under: str | None,
    format_: str,
    pager: bool,
    data: "Data",
) -> None:
    """Find terms by label, synonym or identifier, best matches first.

    An identifier is a term's own, an alternative id or a cross-reference, such as MESH:D002114.
    Exact labels come before exact synonyms, then names that begin with the text, hold it as words
    or at all, or are like it. British and American spellings are one.
    """
    from doidkit.ontology import load

    found = load(data).search(" ".join(text), limit=limit, under=under)
    if not found:
        note(f'No label, synonym or identifier is like "{" ".join(text)}"; try another word.')
    show(FORMATS[format_](found, terminal_width()), pager=pager)
