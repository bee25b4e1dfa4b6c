"""ROBOT's ``expand``."""

from collections.abc import Sequence

import click

from doidkit.cli.robot.options import Given, boolean, needed, robot_command, terms
from doidkit.documents import Document
from doidkit.editing.expanding import expanded


@robot_command("expand")
@click.option("-t", "--expand-term", multiple=True, metavar="TERM", help="A property to expand.")
@click.option("-T", "--expand-term-file", multiple=True, metavar="FILE", help="More of them.")
@click.option("-n", "--no-expand-term", multiple=True, metavar="TERM", help="One to leave.")
@click.option("-N", "--no-expand-term-file", multiple=True, metavar="FILE", help="More of them.")
@boolean("-a", "--annotate-expansion-axioms", help="Say what each axiom is from (false).")
@boolean("-c", "--create-new-ontology", help="Keep the new axioms alone (false).")
def command(
    document: Document | None,
    given: Given,
    expand_term: Sequence[str],
    expand_term_file: Sequence[str],
    no_expand_term: Sequence[str],
    no_expand_term_file: Sequence[str],
    annotate_expansion_axioms: bool | None,
    create_new_ontology: bool | None,
) -> Document:
    """Add the axioms that the ontology's macros stand for."""
    return expanded(
        needed(document),
        only=terms(given, expand_term, expand_term_file),
        without=terms(given, no_expand_term, no_expand_term_file),
        annotated=bool(annotate_expansion_axioms),
        alone=bool(create_new_ontology),
    )
