"""ROBOT's ``materialize``."""

import click

from doidkit.cli.robot.options import Given, boolean, needed, robot_command, terms
from doidkit.cli.robot.reasoners import REASONERS, reasoner_option, refusals
from doidkit.documents import Document
from doidkit.editing import inferring


@robot_command("materialize")
@reasoner_option
@click.option("-t", "--term", "given_terms", multiple=True, help="A property.")
@click.option("-T", "--term-file", "term_files", multiple=True, help="A file of properties.")
@boolean("-n", "--create-new-ontology", help="Only what is inferred (false).")
@boolean("-a", "--annotate-inferred-axioms", help="Mark what is inferred, with -n (false).")
@boolean("-s", "--remove-redundant-subclass-axioms", help="Without a use in ROBOT, and here.")
def command(
    document: Document | None,
    given: Given,
    reasoner: str,
    given_terms: tuple[str, ...],
    term_files: tuple[str, ...],
    create_new_ontology: bool | None,
    annotate_inferred_axioms: bool | None,
    remove_redundant_subclass_axioms: bool | None,
) -> Document:
    """State inferred superclasses with a property."""
    only = bool(create_new_ontology)
    with refusals():
        return inferring.materialize(
            needed(document),
            terms(given, given_terms, term_files),
            reasoner=REASONERS[reasoner],
            only=only,
            annotate=only and bool(annotate_inferred_axioms),
        )
