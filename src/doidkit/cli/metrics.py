"""``doidkit metrics``."""

from typing import TYPE_CHECKING

import click

from doidkit.cli.documents import reads_document
from doidkit.cli.options import choice, format_option
from doidkit.cli.output import write
from doidkit.measuring.metrics import Level
from doidkit.reasoners import REASONERS
from doidkit.rendering.metrics import FORMATS

if TYPE_CHECKING:
    from doidkit.documents import Document


@click.command(
    name="metrics",
    epilog="""\b
Examples:
  doidkit metrics
  doidkit metrics --level all --format json
  doidkit metrics --reasoner elk --format yaml
""",
)
@reads_document
@format_option(FORMATS, "What is written.", default="tsv")
@click.option(
    "--level",
    type=choice(Level),
    default=Level.ESSENTIAL.value,
    show_default=True,
    help="How much is counted.",
)
@click.option(
    "--reasoner",
    type=click.Choice(REASONERS),
    default=REASONERS[-1],
    show_default=True,
    help="Also whether it is consistent, and how many classes are empty, by this one.",
)
def command(document: "Document", format_: str, level: str, reasoner: str) -> None:
    """Count what is in an ontology, with and without what it imports.

    Entities and axioms by kind, namespaces, profiles, the description logic; the names are those
    of ROBOT's measure, and what is counted, too.
    """
    from doidkit.documents import Context
    from doidkit.measuring.metrics import measure
    from doidkit.prefixes import PREFIXES
    from doidkit.rendering.metrics import render

    asked = "" if reasoner == "none" else reasoner
    context = Context({**PREFIXES, **document.prefixes})
    found = measure(document, Level(level), context=context, reasoner=asked)
    text = render(found, format=format_)
    write(text if text.endswith("\n") else f"{text}\n")
