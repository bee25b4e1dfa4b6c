"""``doidkit explain``."""

from typing import TYPE_CHECKING

import click

from doidkit.cli import completing
from doidkit.cli.data import source_options
from doidkit.cli.options import format_option
from doidkit.cli.output import terminal_width, write
from doidkit.rendering.explanations import FORMATS

if TYPE_CHECKING:
    from doidkit.data import Data

_SECONDS = 60.0


@click.command(
    name="explain",
    epilog="""\b
Examples:
  doidkit explain "calcinosis cutis" disease
  doidkit explain DOID:182 DOID:4 --format json
  doidkit explain "calcinosis cutis" disease --most 1 --format markdown
  doidkit explain "calcinosis cutis" disease --laconic
""",
)
@click.argument("subclass", metavar="[SUB]", required=False, shell_complete=completing.terms)
@click.argument("superclass", metavar="[SUPER]", required=False, shell_complete=completing.terms)
@click.option("--unsatisfiable", is_flag=True, help="Why nothing can belong to SUB.")
@click.option("--inconsistent", is_flag=True, help="Why the axioms contradict one another.")
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="How many explanations to look for.",
)
@click.option("--laconic", is_flag=True, help="Only the parts of axioms that matter.")
@format_option(FORMATS, "json has each axiom with its place.")
@source_options
def command(
    subclass: str | None,
    superclass: str | None,
    data: "Data",
    unsatisfiable: bool,
    inconsistent: bool,
    most: int,
    laconic: bool,
    format_: str,
) -> int:
    """Show why SUB is a subclass of SUPER: the smallest sets of axioms that it follows from.

    SUB and SUPER are CURIEs, IRIs or labels. Axioms are in Manchester syntax with labels, each
    with the line of the file that says it. Exit code 1 if it does not follow. The reasoner is
    rustdl, without Java. Each explanation is whole: leave out one axiom, and nothing follows.
    """
    from doidkit.explaining import explain
    from doidkit.rendering import explanations

    named = [name for name in (subclass, superclass) if name is not None]
    wanted = 0 if inconsistent else 1 if unsatisfiable else 2
    if len(named) != wanted or (unsatisfiable and inconsistent):
        raise click.UsageError(
            "Name SUB and SUPER, or SUB with --unsatisfiable, or nothing with --inconsistent."
        )
    seconds = data.limit or _SECONDS
    found = explain(data, *named, most=most, laconic=laconic, timeout=seconds)
    write(explanations.render(found, format=format_, width=terminal_width()))
    return int(not found.follows)
