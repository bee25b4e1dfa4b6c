"""ROBOT's ``export-prefixes``."""

import json
from pathlib import Path

import click

from doidkit.atomic import write_whole
from doidkit.cli.robot.options import Given, robot_command
from doidkit.documents import Document


@robot_command("export-prefixes", inputs=False, saves=False)
def command(document: Document | None, given: Given) -> None:
    """Print the prefixes, or write them to a file, as a JSON-LD context."""
    found = {"@context": dict(given.context.prefixes)}
    text = json.dumps(found, indent=2, ensure_ascii=False, separators=(",", " : "))
    for output in given.outputs:
        write_whole(Path(output), text.encode())
    if not given.outputs:
        click.echo(text)
