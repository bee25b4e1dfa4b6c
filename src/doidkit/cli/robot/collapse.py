"""ROBOT's ``collapse``."""

import click

from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.options import Given, needed, robot_command, terms
from doidkit.documents import Document
from doidkit.editing.collapsing import collapsed


@robot_command("collapse")
@click.option("-t", "--threshold", default="2", help="How many subclasses are enough (2).")
@click.option("-r", "--precious", multiple=True, help="A class that stays.")
@click.option("-R", "--precious-terms", multiple=True, metavar="FILE", help="The same.")
def command(
    document: Document | None,
    given: Given,
    threshold: str,
    precious: tuple[str, ...],
    precious_terms: tuple[str, ...],
) -> Document:
    """Remove the classes in between that have few subclasses."""
    ontology = needed(document)
    try:
        enough = int(threshold)
    except ValueError as error:
        text = f"threshold ('{threshold}') must be a valid integer."
        raise RobotError("threshold", text, page="minimize") from error
    if enough < 2:
        text = f"threshold ('{enough}') must be 2 or greater."
        raise RobotError("threshold value", text, page="minimize")
    kept = terms(given, precious, precious_terms)
    return collapsed(ontology, threshold=enough, precious=kept)
