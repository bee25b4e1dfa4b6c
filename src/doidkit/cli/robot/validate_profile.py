"""ROBOT's ``validate-profile``."""

from pathlib import Path

import click

from doidkit.atomic import write_whole
from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.options import Given, needed, robot_command
from doidkit.documents import Document
from doidkit.measuring.profiles import Profile, profile

_PAGE = "validate-profile"
_PROFILES = {each.upper(): each for each in Profile}


@robot_command("validate-profile", saves=False)
@click.option("-p", "--profile", "wanted", metavar="NAME", help="DL, EL, QL, RL or Full.")
def command(document: Document | None, given: Given, wanted: str | None) -> None:
    """Check that an ontology is in a profile of OWL 2."""
    found = needed(document)
    if wanted is None:
        what = "validate-profile#MISSING PROFILE ERROR a profile is required"
        raise RobotError("missing requirement", what)
    name = wanted.upper()
    if name not in _PROFILES:
        raise RobotError("invalid profile", f"unknown profile: {name}", page=_PAGE)
    report = profile(found, _PROFILES[name])
    if given.output:
        write_whole(Path(given.output), str(report).encode())
    else:
        click.echo(str(report))
    if not report.fits:
        what = f"{found.iri.strip('<>')} violates profile {name}"
        raise RobotError("profile violation", what, page=_PAGE)
