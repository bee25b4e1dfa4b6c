"""ROBOT's ``remove``."""

from typing import Any

from doidkit.cli.robot.choosing import asked, choosing, selection
from doidkit.cli.robot.options import Given, needed, robot_command
from doidkit.documents import Document
from doidkit.editing.selecting import removed


@robot_command("remove")
@choosing
def command(document: Document | None, given: Given, **options: Any) -> Document:
    """Remove the axioms about chosen terms."""
    ontology = needed(document)
    wanted = selection(ontology, given, options)
    return asked(lambda: removed(ontology, wanted))
