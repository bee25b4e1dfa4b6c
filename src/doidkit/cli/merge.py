"""``doidkit merge``."""

from typing import TYPE_CHECKING

import click

from doidkit.cli.documents import makes_document

if TYPE_CHECKING:
    from doidkit.documents import Document


@click.command(
    name="merge",
    epilog="""\b
Examples:
  doidkit merge --to ofn
  doidkit merge -o merged.owl
  doidkit merge merged.owl --definers -o defined.ofn
  doidkit merge merged.owl --without merged.owl -o nothing.ttl --to turtle
""",
)
@makes_document()
@click.option("--keep-imports", is_flag=True, help="Import what is imported, as before.")
@click.option("--annotations", is_flag=True, help="Keep the annotations of all headers.")
@click.option("--sources", is_flag=True, help="Axioms say which version they are from.")
@click.option("--definers", is_flag=True, help="Entities say which ontology defines them.")
@click.option("--without", multiple=True, metavar="FILE", help="Leave out what this file says.")
def command(
    documents: "list[Document]",
    keep_imports: bool,
    annotations: bool,
    sources: bool,
    definers: bool,
    without: tuple[str, ...],
) -> "Document":
    """Merge ontologies, and what they import, into the first of them.

    The IRIs and annotations of the first stay. An axiom that several have is there once.
    """
    from doidkit.documents import read_all
    from doidkit.editing.merging import merged, unmerged

    found = merged(
        documents,
        imports=not keep_imports,
        annotations=annotations,
        sources=sources,
        definers=definers,
    )
    return unmerged(found, read_all(without)) if without else found
