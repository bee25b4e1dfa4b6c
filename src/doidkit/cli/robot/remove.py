"""ROBOT's ``remove``."""

from typing import Any

from doidkit.cli.robot.choosing import asked, choosing, selection
from doidkit.cli.robot.options import Given, needed, robot_command
from doidkit.editing import streaming
from doidkit.editing.streaming import Ontology


@robot_command("remove", streams=True)
@choosing
def command(document: Ontology | None, given: Given, **options: Any) -> Ontology:
    """Remove the axioms about chosen terms."""
    ontology = needed(document)
    wanted = selection(ontology, given, options)
    return asked(lambda: streaming.removed(ontology, wanted))
