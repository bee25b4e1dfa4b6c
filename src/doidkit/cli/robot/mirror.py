"""ROBOT's ``mirror``."""

from pathlib import Path

import click

from doidkit.cli.robot.options import Given, needed, robot_command
from doidkit.documents import Document
from doidkit.editing.mirroring import mirror


@robot_command("mirror", saves=False)
@click.option("-d", "--directory", metavar="DIR", default=".", help="Where the copies go.")
def command(document: Document | None, given: Given, directory: str) -> Document | None:
    """Keep copies of an ontology and of all that it imports, and a catalog of them."""
    folder = Path(directory)
    mirror(needed(document), folder, Path(given.output or folder / "catalog-v001.xml"))
    return document
