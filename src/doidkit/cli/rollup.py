"""``doidkit rollup``."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit.cli.data import source_options
from doidkit.cli.options import Decorator, choice, format_option, pager_option
from doidkit.cli.output import note, show
from doidkit.cli.terms import listed
from doidkit.enrichment import End
from doidkit.rendering.enrichments import FORMATS

if TYPE_CHECKING:
    from doidkit.data import Data
    from doidkit.ontology import Ontology

_SHOWN = 5  # names that are told of what is left out


def end_option() -> Decorator:
    """Return ``--terms``, which end of an association is a term."""
    return click.option(
        "--terms",
        "end",
        type=choice(End),
        default=End.OBJECT.value,
        show_default=True,
        help="Which end of an association is a term of the ontology.",
    )


@click.command(
    name="rollup",
    epilog="""\b
Examples:
  doidkit export kgx -o graph
  doidkit rollup graph/edges.tsv DOID:182 "calcinosis cutis" --terms subject
""",
)
@click.argument("table", type=click.Path(path_type=Path))
@click.argument("terms", nargs=-1, metavar="[TERM|@FILE]...")
@click.option("--slim", metavar="NAME", help="Roll up to the terms of this subset, too.")
@end_option()
@click.option("--list", "listing", is_flag=True, help="Name the things, too.")
@format_option(FORMATS, "text to read, csv, tsv and json for programs.")
@pager_option
@source_options
def command(
    table: Path,
    terms: tuple[str, ...],
    slim: str | None,
    end: str,
    listing: bool,
    format_: str,
    pager: bool,
    data: "Data",
) -> None:
    """Count associations by the classes of a slim: those with what is below each included.

    TABLE is a table of KGX edges or of HPO annotations; what it denies is left out.
    """
    from doidkit.enrichment import read, rollup
    from doidkit.ontology import load
    from doidkit.rendering.enrichments import groups

    ontology = load(data)
    wanted = chosen(ontology, terms, slim)
    if wanted is None:
        raise click.UsageError("Name the terms to roll up to, or their --slim.")
    found, unknown = rollup(ontology, read(table, end=End(end)), wanted)
    tell_unknown(unknown)
    show(groups(found, format_, listed=listing), pager=pager)


def chosen(ontology: "Ontology", terms: Iterable[str], slim: str | None) -> tuple[str, ...] | None:
    """Return the IRIs of terms and of a subset; None where neither is named."""
    from doidkit.enrichment import slim as members

    named = tuple(map(ontology.find, listed(terms)))
    if slim is None:
        return named or None
    return (*named, *members(ontology, slim))


def tell_unknown(unknown: tuple[str, ...]) -> None:
    """Say which terms of associations are counted nowhere."""
    if unknown:
        from doidkit import prefixes

        shown = named([prefixes.contract(each) or each for each in unknown])
        note(f"No current class, and counted nowhere: {shown}.")


def named(names: Sequence[str]) -> str:
    """Return the first of some names, and how many more there are."""
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
