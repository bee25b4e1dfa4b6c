"""``doidkit rename``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit.cli.documents import makes_document, term
from doidkit.errors import InputError

if TYPE_CHECKING:
    from doidkit.documents import Document

Pairs = tuple[tuple[str, str], ...]


@click.command(
    name="rename",
    epilog="""\b
Examples:
  doidkit rename --term DOID:182 http://example.org/calcinosis -o renamed.ofn
  doidkit rename --beginning http://example.org/ https://example.org/ renamed.ofn --to ofn
""",
)
@makes_document
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
    documents: "list[Document]",
    terms: Pairs,
    tables: tuple[Path, ...],
    beginnings: Pairs,
    allow_missing: bool,
    allow_duplicates: bool,
) -> "Document":
    """Rename terms wherever an ontology mentions them, by name or by how their IRIs begin.

    All new names are given at once, so two terms can be exchanged. Several files become one.
    """
    from doidkit.editing import merging, renaming
    from doidkit.editing.signatures import signature

    if not (terms or tables or beginnings):
        raise click.UsageError("Name what to rename: --term, --table or --beginning.")
    found = merging.merged(documents, imports=False)
    rows = [row for t in tables for row in renaming.table(t, allow_duplicates=allow_duplicates)]
    rows += [(old, new, "") for old, new in terms]
    names = {term(old): term(new) for old, new, _ in rows}
    absent = renaming.missing(signature(found), names)
    if absent and not allow_missing:
        raise InputError(f"{absent[0]} is no term of the ontology; --allow-missing passes over it.")
    if len({*names.values()}) < len(names) and not allow_duplicates:
        raise InputError("Two terms would get one name; --allow-duplicates makes one of them.")
    found = renaming.renamed(found, names, {term(new): label for _, new, label in rows if label})
    return renaming.renamed(found, renaming.beginning(signature(found), dict(beginnings)))
