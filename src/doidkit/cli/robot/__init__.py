"""``doidkit robot``: ROBOT's command line, its chains and its errors, without Java."""

import click

from doidkit.cli.robot.chain import EPILOG, run


@click.command(
    name="robot",
    add_help_option=False,
    epilog=EPILOG,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> int:
    """Run ROBOT's commands, one after another on one ontology, as ROBOT would."""
    return run(arguments)
