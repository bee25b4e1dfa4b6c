"""ROBOT's ``unmerge``."""

from doidkit.cli.robot.options import Given, all_of, robot_command
from doidkit.documents import Document
from doidkit.editing.merging import unmerged


@robot_command("unmerge", many=True)
def command(document: Document | None, given: Given) -> Document:
    """Take the axioms of all ontologies but the first out of the first."""
    first, *others = all_of(document, given)
    return unmerged(first, others)
