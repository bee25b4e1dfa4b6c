"""``doidkit extract``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit.cli.documents import makes_document
from doidkit.cli.documents import term as iri_of
from doidkit.cli.options import choice
from doidkit.cli.terms import found, terms_option
from doidkit.editing.extracting import METHODS, Individuals, Intermediates, Method

if TYPE_CHECKING:
    from doidkit.documents import Document
    from doidkit.editing.streaming import Ontology

Texts = tuple[str, ...]


@click.command(
    name="extract",
    epilog="""\b
Examples:
  doidkit extract --term "calcinosis cutis" -o module.ofn
  doidkit extract --term DOID:182 --method bot --annotations -o above.ttl
  doidkit extract --method mireot --lower DOID:182 --upper DOID:4 -o hierarchy.owl
  doidkit extract --method mireot --branch DOID:182 --intermediates none --to ofn
""",
)
@makes_document(streams=True)
@terms_option("--term", help="What to know all about.")
@click.option(
    "--method",
    type=click.Choice(METHODS),
    default=METHODS[0],
    show_default=True,
    help="Which part: see above.",
)
@terms_option("--lower", help="With mireot: go up from this term.")
@terms_option("--upper", help="With mireot: go up no further than this term.")
@terms_option("--branch", help="With mireot: go down from this term.")
@click.option(
    "--individuals",
    type=choice(Individuals),
    default=Individuals.INCLUDE.value,
    show_default=True,
    help="Which individuals a module has.",
)
@click.option(
    "--intermediates",
    type=choice(Intermediates),
    default=Intermediates.ALL.value,
    show_default=True,
    help="What becomes of the terms in between.",
)
@click.option("--iri", metavar="IRI", help="What the new ontology is called.")
@click.option("--annotations", is_flag=True, help="Keep the annotations of the header.")
@click.option("--definers", is_flag=True, help="Terms say which ontology defines them.")
@click.option(
    "--sources",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --definers: a TSV or CSV of terms and the ontologies that define them.",
)
@click.option("--allow-missing", is_flag=True, help="Take it if no term is there.")
def command(
    documents: "list[Ontology]",
    term: Texts,
    method: str,
    lower: Texts,
    upper: Texts,
    branch: Texts,
    individuals: str,
    intermediates: str,
    iri: str | None,
    annotations: bool,
    definers: bool,
    sources: Path | None,
    allow_missing: bool,
) -> "Document":
    """Extract a part of an ontology that has what there is to know about some terms.

    A module entails what the ontology does about its terms: bot has what is above them, top
    what is below, star what is between them. mireot is a hierarchy with annotations and no other
    logic; subset is the terms alone, with what is inferred between them. A term is a CURIE, an
    IRI, a label, or @FILE with one a line. What is imported is a part, unless --no-imports is
    given.
    """
    from doidkit.documents import Context
    from doidkit.editing import extracting, streaming
    from doidkit.prefixes import PREFIXES

    given = streaming.merged(documents)
    options = extracting.Extraction(
        individuals=Individuals(individuals),
        intermediates=Intermediates(intermediates),
        iri=iri_of(iri) if iri else "",
        copy_annotations=annotations,
        annotate_with_source=definers,
        sources=extracting.source_table(sources, Context(PREFIXES)) if sources else {},
        force=allow_missing,
    )
    if (method == "mireot") is bool(term) or (method != "mireot" and (lower or upper or branch)):
        raise click.UsageError("Name --lower or --branch terms with mireot, --term otherwise.")
    if method == "mireot":
        return streaming.extracted(
            given,
            lower=found(given, lower),
            upper=found(given, upper),
            branches=found(given, branch),
            options=options,
        )
    ontology = streaming.whole(given)
    wanted = found(ontology, term)
    if method == "subset":
        return extracting.subset_of(ontology, wanted, options=options)
    return extracting.module(ontology, wanted, Method(method.upper()), options=options)
