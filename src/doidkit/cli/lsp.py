"""``doidkit lsp``."""

import click

from doidkit.checks import profile_names
from doidkit.cli.output import note


@click.command(
    name="lsp",
    epilog="""\b
Examples:
  doidkit lsp --check
  doidkit lsp --help
""",
)
@click.option(
    "--profile",
    "-p",
    default="do",
    show_default=True,
    metavar="NAME|PATH",
    help=f"Which checks run: {', '.join(profile_names())} or your own.",
)
@click.option("--check", is_flag=True, help="See that the server can start, and end.")
def command(profile: str, check: bool) -> None:
    """Show an editor what `check` finds in OBO, OFN and Turtle while somebody types.

    An editor starts the server and speaks the Language Server Protocol on its standard input
    and output. It tells what terms are, where they are and where they are used, completes and
    renames identifiers, and offers what mends a finding with certainty.
    """
    from doidkit import languageserver
    from doidkit.checks import profile as read_profile

    languageserver.require()
    if check:
        note(f"All is there to check with the profile {read_profile(profile).name}.")
        return
    from doidkit.languageserver import protocol  # with its library, an extra

    protocol.serve(profile)
