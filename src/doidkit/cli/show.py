"""``doidkit show``."""

from typing import TYPE_CHECKING

import click

from doidkit.cli import completing
from doidkit.cli.data import source_options
from doidkit.cli.options import format_option, pager_option
from doidkit.cli.output import show, terminal_width
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
@click.argument("term", shell_complete=completing.terms)
@source_options
@format_option(
    FORMATS,
    "text to read, markdown or html to publish, turtle and jsonld for the RDF behind the page; "
    "jsonld has schema.org's MedicalCondition beside it for a disease that a document speaks of.",
)
@pager_option
def command(term: str, data: "Data", format_: str, pager: bool) -> None:
    """Show an entry as a person would read it, with all that the data say of it and who uses it.

    TERM is a CURIE, an IRI, a label, an exact synonym, an alternative id, or an identifier that is
    mapped to it or stands among its cross-references, such as MESH:D002114.

    A term that the document is about shows the document's sections in its order, each
    statement with a mark for its evidence; any other term shows the statements it is in.
    """
    from doidkit.ontology import load

    show(FORMATS[format_](load(data), term, terminal_width()), pager=pager)
