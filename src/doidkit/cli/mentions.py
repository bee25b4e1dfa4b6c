"""``doidkit mentions``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit.cli import texts
from doidkit.cli.data import source_options
from doidkit.cli.options import format_option, pager_option
from doidkit.cli.output import show
from doidkit.errors import InputError
from doidkit.rendering.mentions import FORMATS

if TYPE_CHECKING:
    from doidkit.data import Data


@click.command(
    name="mentions",
    epilog="""\b
Examples:
  doidkit mentions "Calciphylaxis is a rare calcinosis of the skin."
  doidkit export --header LABEL -o labels.tsv
  doidkit mentions @labels.tsv --format csv
""",
)
@click.argument("text", nargs=-1, required=True, metavar="TEXT|@FILE|-")
@format_option(FORMATS, "text to read, csv, tsv and json for programs.")
@pager_option
@source_options
def command(text: tuple[str, ...], format_: str, pager: bool, data: "Data") -> None:
    """Find the terms that a text names: the longest names, with their places.

    Places count characters from 0, the end excluded. A name is found in any case, singular or
    plural, British or American; an acronym only in its own capitals. Terms are current classes.
    ("annotate" sets an ontology's annotations, as ROBOT's does.)
    """
    from doidkit.lexicon import Lexicon
    from doidkit.mentioning import mentions
    from doidkit.rendering.mentions import render

    whole = " ".join(text)
    if whole[:1] == "@" or whole == "-":
        whole = texts.read(Path(whole.removeprefix("@")))
    elif len(whole) < 256 and Path(whole).is_file():
        raise InputError(f"{whole}: is a file; @{whole} stands for its text.")
    show(render(mentions(Lexicon.asked(data.source()), whole), format_), pager=pager)
