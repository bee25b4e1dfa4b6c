"""``doidkit filter``."""

from typing import TYPE_CHECKING

import click

from doidkit.cli.documents import makes_document
from doidkit.cli.terms import found, terms_option

if TYPE_CHECKING:
    from doidkit.editing.streaming import Ontology

Texts = tuple[str, ...]


@click.command(
    name="filter",
    epilog="""\b
Examples:
  doidkit filter --term DOID:182 --select "self descendants annotations" -o calcinosis.ofn
  doidkit filter calcinosis.ofn --remove --axioms annotation -o bare.ttl
  doidkit filter --remove --term rdfs:label --select complement --select annotation-properties
  doidkit filter --axioms internal --base http://purl.obolibrary.org/obo/DOID_ -o base.owl
""",
)
@makes_document(streams=True)
@terms_option("--term", help="Start from this term, not from all.")
@click.option("--select", multiple=True, metavar="WORDS", help="What is related to the terms.")
@click.option("--axioms", multiple=True, metavar="KIND", help="Only axioms of this kind.")
@click.option("--base", multiple=True, metavar="IRI", help="How own IRIs begin.")
@terms_option("--include", help="Choose this term, too.")
@terms_option("--exclude", help="Do not choose this term.")
@click.option("--remove", is_flag=True, help="Take out what is chosen, keep the rest.")
@click.option(
    "--touching/--within",
    default=None,
    help="Choose axioms about any of the terms (when removing), or about nothing else.",
)
@click.option("--names", is_flag=True, help="Only names count, not expressions.")
@click.option("--gaps/--no-gaps", default=True, help="Span what is left out of the hierarchy.")
@click.option("--drop", multiple=True, metavar="PROPERTY", help="Drop annotations of axioms.")
@click.option("--punning", is_flag=True, help="A name may be of several entities.")
def command(
    documents: "list[Ontology]",
    term: Texts,
    select: Texts,
    axioms: Texts,
    base: Texts,
    include: Texts,
    exclude: Texts,
    remove: bool,
    touching: bool | None,
    names: bool,
    gaps: bool,
    drop: Texts,
    punning: bool,
) -> "Ontology":
    """Keep the axioms about some terms, or take them out.

    A term is a CURIE, an IRI, a label, or @FILE with one a line. --select has words such as
    self, parents, ancestors, children, descendants, equivalents, types, instances, domains,
    ranges, complement, classes, properties, individuals, named, anonymous; <PATTERN> of IRIs;
    PROPERTY=VALUE; and imports, ontology, annotations for what is kept besides. Each further
    --select chooses from what the one before chose. --axioms has all, logical, annotation,
    subclass, tbox, internal, external, tautologies (what holds whatever names mean) or
    structural-tautologies (the same by form alone), or names such as ClassAssertion.
    """
    from doidkit.documents import Context
    from doidkit.editing import selecting, streaming
    from doidkit.errors import InputError
    from doidkit.prefixes import PREFIXES

    ontology = streaming.merged(documents)
    context = Context({**PREFIXES, **ontology.prefixes})
    groups = tuple(selecting.group(each, context) for each in select)
    if clash := selecting.contradiction(groups):
        raise InputError(f"Nothing is {clash}, so nothing is chosen; leave one of them out.")
    chosen = selecting.Selection(
        terms=found(ontology, term) if term else None,
        groups=groups,
        include=found(ontology, include),
        exclude=found(ontology, exclude),
        axioms=tuple(word for each in axioms for word in each.split()) or ("all",),
        bases=base,
        trim=touching is None or touching is remove,
        by_name=names,
        preserve_structure=gaps,
        drops=tuple(selecting.dropped(each, context.iri) for each in drop),
        punning=punning,
    )
    return (streaming.removed if remove else streaming.filtered)(ontology, chosen)
