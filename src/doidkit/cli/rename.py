"""``doidkit rename``."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit.cli.documents import makes_document, term
from doidkit.errors import InputError

if TYPE_CHECKING:
    from doidkit.editing.renaming import Row
    from doidkit.editing.streaming import Ontology

Pairs = tuple[tuple[str, str], ...]


@click.command(
    name="rename",
    epilog="""\b
Examples:
  doidkit rename --term DOID:182 http://example.org/calcinosis -o renamed.ofn
  doidkit rename --beginning http://example.org/ https://example.org/ renamed.ofn --to ofn
""",
)
@makes_document(streams=True)
@click.option("--term", "terms", nargs=2, multiple=True, metavar="OLD NEW", help="One term.")
@click.option(
    "--table",
    "tables",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A TSV or CSV of old and new names, and labels.",
)
@click.option(
    "--beginning",
    "beginnings",
    nargs=2,
    multiple=True,
    metavar="OLD NEW",
    help="All terms whose IRIs begin so.",
)
@click.option("--allow-missing", is_flag=True, help="Old names may be of nothing.")
@click.option("--allow-duplicates", is_flag=True, help="Two terms may get one name.")
def command(
    documents: "list[Ontology]",
    terms: Pairs,
    tables: tuple[Path, ...],
    beginnings: Pairs,
    allow_missing: bool,
    allow_duplicates: bool,
) -> "Ontology":
    """Rename terms wherever an ontology mentions them, by name or by how their IRIs begin.

    An old name is a CURIE, an IRI or a label. All new names are given at once, so two terms can be
    exchanged. Several files become one.
    """
    from doidkit.editing import renaming, streaming

    if not (terms or tables or beginnings):
        raise click.UsageError("Name what to rename: --term, --table or --beginning.")
    found = streaming.merged(documents)
    rows = [row for t in tables for row in renaming.table(t, allow_duplicates=allow_duplicates)]
    rows += [(old, new, "") for old, new in terms]
    names = {old: term(new) for old, new, _ in _found(found, rows, allow_missing)}
    if len({*names.values()}) < len(names) and not allow_duplicates:
        raise InputError("Two terms would get one name; --allow-duplicates makes one of them.")
    found = streaming.renamed(found, names, {term(new): label for _, new, label in rows if label})
    if not beginnings:
        return found
    known = streaming.signature(found)
    return streaming.renamed(found, renaming.beginning(known, dict(beginnings)))


def _found(document: "Ontology", rows: "list[Row]", allow_missing: bool) -> "Iterator[Row]":
    """Yield the rows with the IRIs of their old names; InputError for what names nothing."""
    from doidkit.documents import Context
    from doidkit.documents.finding import finder
    from doidkit.prefixes import PREFIXES

    if not rows:
        return
    one = finder(document, Context({**PREFIXES, **document.prefixes}))
    for old, new, label in rows:
        try:
            yield one(old), new, label
        except InputError as error:
            if not allow_missing:
                raise InputError(f"{error} --allow-missing passes over it.") from error
