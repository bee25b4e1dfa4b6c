"""``doidkit usages``."""

from typing import TYPE_CHECKING

import click

from doidkit.cli.data import source_options
from doidkit.cli.options import format_option, pager_option
from doidkit.cli.output import show
from doidkit.rendering.usages import FORMATS

if TYPE_CHECKING:
    from doidkit.data import Data


@click.command(
    name="usages",
    epilog="""\b
Examples:
  doidkit usages DOID:4734
  doidkit usages CHEBI:10033 --format csv
""",
)
@click.argument("term")
@format_option(FORMATS, "text to read, csv, tsv and json for programs.")
@pager_option
@source_options
def command(term: str, format_: str, pager: bool, data: "Data") -> None:
    """List every axiom and annotation that names a term, with file and line.

    What is said of the term itself comes first. Axioms are in Manchester syntax with labels. A
    store or an endpoint has no lines.
    """
    from doidkit import sourcemap
    from doidkit.ontology import load
    from doidkit.pages.usages import usages
    from doidkit.rendering.usages import render

    sources = [sourcemap.read(path) for path in data.files] if data.local else []
    show(render(usages(load(data), term, sources), format_), pager=pager)
