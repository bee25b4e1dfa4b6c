"""ROBOT's ``filter``."""

from dataclasses import replace
from typing import Any

import click

from doidkit.cli.robot.choosing import asked, choosing, selection
from doidkit.cli.robot.options import Given, needed, robot_command
from doidkit.documents import Document
from doidkit.editing.selecting import filtered


@robot_command("filter")
@choosing
@click.option("-O", "--ontology-iri", metavar="IRI", help="The name of the new ontology.")
def command(
    document: Document | None, given: Given, ontology_iri: str | None, **options: Any
) -> Document:
    """Keep the axioms about chosen terms."""
    ontology = needed(document)
    wanted = selection(ontology, given, options)
    found = asked(lambda: filtered(ontology, wanted))
    return replace(found, iri=f"<{ontology_iri}>") if ontology_iri else found
