"""``doidkit show``."""

from typing import TYPE_CHECKING

import click

from doidkit.cli.data import source_options
from doidkit.cli.options import format_option
from doidkit.cli.output import terminal_width, write
from doidkit.rendering.entry import FORMATS

if TYPE_CHECKING:
    from doidkit.data import Data


@click.command(
    name="show",
    epilog="""\b
Examples:
  doidkit show DOID:182
  doidkit show "calcinosis cutis"
  doidkit show CHEBI:10033
  doidkit show DOID:182 --format markdown
  doidkit show DOID:182 --format html
  doidkit show DOID:182 --format turtle
""",
)
@click.argument("term")
@source_options
@format_option(
    FORMATS,
    "text to read, markdown or html to publish, turtle for the RDF behind the page; jsonld is "
    "schema.org's MedicalCondition for a disease, the RDF for another term.",
)
def command(term: str, data: "Data", format_: str) -> None:
    """Show an entry as a person would read it; TERM is a CURIE, an IRI or an exact label.

    A term that the document is about shows the document's sections in its order, each
    statement with a mark for its evidence; any other term shows the statements it is in.
    """
    from doidkit.ontology import load

    write(FORMATS[format_](load(data), term, terminal_width()))
