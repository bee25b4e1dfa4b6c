"""ROBOT's ``filter``."""

from typing import Any

import click

from doidkit.cli.robot.choosing import asked, choosing, selection
from doidkit.cli.robot.options import Given, needed, robot_command
from doidkit.editing import streaming
from doidkit.editing.streaming import Ontology


@robot_command("filter", streams=True)
@choosing
@click.option("-O", "--ontology-iri", metavar="IRI", help="The name of the new ontology.")
def command(
    document: Ontology | None, given: Given, ontology_iri: str | None, **options: Any
) -> Ontology:
    """Keep the axioms about chosen terms."""
    ontology = needed(document)
    wanted = selection(ontology, given, options)
    found = asked(lambda: streaming.filtered(ontology, wanted))
    return streaming.headed(found, iri=f"<{ontology_iri}>") if ontology_iri else found
