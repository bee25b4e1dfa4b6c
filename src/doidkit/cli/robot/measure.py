"""ROBOT's ``measure``."""

from pathlib import Path

import click

from doidkit.atomic import write_whole
from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.options import Given, needed, robot_command
from doidkit.cli.robot.reasoners import REASONERS, reasoner_option
from doidkit.documents import Document
from doidkit.measuring.metrics import Level, measure
from doidkit.rendering.metrics import FORMATS, render

_REASONED = "-reasoner"


@robot_command("measure", saves=False)
@reasoner_option
@click.option("-f", "--format", metavar="FORMAT", help="tsv, csv, html, yaml or json.")
@click.option("-m", "--metrics", default="essential", help="essential, extended or all.")
def command(
    document: Document | None, given: Given, reasoner: str, format: str | None, metrics: str
) -> None:
    """Count what is in an ontology."""
    if not given.output:
        raise RobotError("missing requirement", "an output file must be specified")
    found = needed(document)
    level = metrics.removesuffix(_REASONED)
    if level not in [*Level]:
        raise RobotError("metrics type", f"unknown metrics type: {metrics}", page="measure")
    form = format or Path(given.output).suffix[1:].replace("yml", "yaml")
    if form not in FORMATS:
        if format:
            raise RobotError("metrics format", f"unknown metrics format: {form}", page="measure")
        form = "tsv"
    measured = measure(
        found,
        Level(level),
        context=given.context,
        reasoner=REASONERS[reasoner] if metrics.endswith(_REASONED) else "",
    )
    write_whole(Path(given.output), render(measured, format=form).encode())
