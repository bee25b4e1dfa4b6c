"""``doidkit annotate``."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from doidkit.cli.documents import makes_document, term

if TYPE_CHECKING:
    from doidkit.editing.streaming import Ontology

Values = tuple[tuple[str, ...], ...]


def _several(*names: str, metavar: str, help: str) -> Callable[..., Any]:
    """Return an option that may be repeated, with as many values as its metavar has words."""
    count = len(metavar.split())
    return click.option(*names, nargs=count, multiple=True, metavar=metavar, help=help)


@click.command(
    name="annotate",
    epilog="""\b
Examples:
  doidkit annotate --iri http://example.org/my.owl -o my.ofn
  doidkit annotate my.ofn --text rdfs:comment "Mine." -o my.ttl
  doidkit annotate my.ofn --version-iri http://example.org/1/my.owl --sources --to ofn
""",
)
@makes_document(streams=True)
@click.option("--remove-annotations", is_flag=True, help="Without those that the header has.")
@click.option(
    "--text", "texts", nargs=2, multiple=True, metavar="PROPERTY TEXT", help="Add a text."
)
@click.option(
    "--in-language",
    nargs=3,
    multiple=True,
    metavar="PROPERTY TEXT LANGUAGE",
    help="Add a text in a language.",
)
@click.option(
    "--typed",
    nargs=3,
    multiple=True,
    metavar="PROPERTY VALUE DATATYPE",
    help="Add a value of a datatype.",
)
@click.option("--link", "links", nargs=2, multiple=True, metavar="PROPERTY IRI", help="Add a link.")
@click.option("--file", "files", multiple=True, metavar="FILE", help="What a file says, too.")
@click.option("--iri", metavar="IRI", help="Set the ontology's IRI.")
@click.option("--version-iri", metavar="IRI", help="Set the version's IRI.")
@click.option("--sources", is_flag=True, help="Axioms say which version they are from.")
@click.option("--definers", is_flag=True, help="Entities say which ontology defines them.")
def command(
    documents: "list[Ontology]",
    remove_annotations: bool,
    texts: Values,
    in_language: Values,
    typed: Values,
    links: Values,
    files: tuple[str, ...],
    iri: str | None,
    version_iri: str | None,
    sources: bool,
    definers: bool,
) -> "Ontology":
    """Annotate an ontology's header, set its IRIs, say where its axioms are from.

    Several files become one; the header is that of the first.
    """
    from doidkit.documents import Document, read_all
    from doidkit.editing import annotating, merging, streaming
    from doidkit.syntax.owl.lexical import literal

    ontology = streaming.merged(documents)
    if files or sources or definers:
        ontology = streaming.whole(ontology)
    found = ontology if isinstance(ontology, Document) else ontology.head
    if remove_annotations:
        found = annotating.without_annotations(found)
    values = [(name, literal(text)) for name, text in texts]
    values += [(name, f"{literal(text)}@{tag}") for name, text, tag in in_language]
    values += [(name, literal(text, term(kind))) for name, text, kind in typed]
    values += [(name, term(target)) for name, target in links]
    found = annotating.annotated(found, (("Annotation", term(n), value) for n, value in values))
    if files:
        found = merging.merged([found, *read_all(files)], imports=False, annotations=True)
    found = annotating.identified(
        found, term(iri) if iri else "", term(version_iri) if version_iri else ""
    )
    if sources:
        found = annotating.with_source(found)
    if definers:
        found = annotating.with_definer(found)
    return found if isinstance(ontology, Document) else replace(ontology, head=found)
