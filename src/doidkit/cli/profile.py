"""``doidkit profile``."""

from typing import TYPE_CHECKING

import click

from doidkit.cli.documents import reads_document
from doidkit.cli.options import choice
from doidkit.cli.output import write
from doidkit.measuring.profiles import Profile

if TYPE_CHECKING:
    from doidkit.documents import Document


@click.command(
    name="profile",
    epilog="""\b
Examples:
  doidkit profile
  doidkit profile --of DL
""",
)
@reads_document
@click.option("--of", type=choice(Profile), help="Tell all that keeps it out of this profile.")
def command(document: "Document", of: str | None) -> int:
    """Tell which profiles of OWL 2 an ontology is in, with what it imports.

    With --of it is what keeps it out of one, each with its axiom, and the exit code is 1 where
    something does. Sentences and their names are OWL API's, and so ROBOT's.
    """
    from doidkit.measuring.profiles import profile

    if of:
        report = profile(document, Profile(of))
        write(str(report))
        return int(not report.fits)
    for each in Profile:
        count = len(profile(document, each).violations)
        write(f"{each.value:5} {f'no ({count:,})' if count else 'yes'}\n")
    return 0
