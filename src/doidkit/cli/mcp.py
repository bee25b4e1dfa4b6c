"""``doidkit mcp``."""

from typing import TYPE_CHECKING

import click

from doidkit.cli.data import source_arguments
from doidkit.cli.interrupts import ended_by
from doidkit.cli.output import note, write

if TYPE_CHECKING:
    from doidkit.data import Data

_SIZE = click.IntRange(min=1)


@click.command(
    name="mcp",
    epilog="""\b
Examples:
  doidkit mcp --check
  doidkit mcp --help
""",
)
@source_arguments(timeout="Seconds that a tool may take.", seconds=60, imports=True)
@click.option(
    "--against", metavar="REF|FILE", help="The older version that the tool diff compares with."
)
@click.option("--http", is_flag=True, help="Listen on the loopback, not on standard input.")
@click.option(
    "--port",
    default=7879,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="With --http: the port to listen on, 0 for a free one.",
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="With --http: a site whose pages may ask, such as https://example.org; may be repeated.",
)
@click.option("--max-size", default=1, show_default=True, type=_SIZE, help="MB of an answer.")
@click.option("--memory", default=2048, show_default=True, type=_SIZE, help="MB of a tool's work.")
@click.option("--check", is_flag=True, help="Open the data and end: see that it can be served.")
def command(
    data: "Data",
    against: str | None,
    http: bool,
    port: int,
    origins: tuple[str, ...],
    max_size: int,
    memory: int,
    check: bool,
) -> None:
    """Offer queries, term pages, checks and diff as tools of a Model Context Protocol server.

    The tools only read, and only what is named here: no argument of theirs is a path. A client
    starts the server and speaks on standard input and output; with --http it is at the address
    that is printed, for programs of this machine.
    """
    from contextlib import ExitStack

    from doidkit import toolserver
    from doidkit.serving.limits import Limits

    with ExitStack() as held:
        subject = toolserver.opened(data, against, held)
        if check:
            note(f"All is there to offer {data}.")
            return
        limits = Limits(seconds=data.timeout, size=max_size << 20, memory=memory)
        from doidkit.toolserver import protocol  # with its library, an extra

        if not http:
            protocol.serve(subject, limits)
            return
        from doidkit.serving import Server, listen

        with listen(port=port) as listening:
            app = protocol.application(subject, limits, origins=origins)
            server = Server(app, listening, limits, lifespan=True)
            running = server.running()
            with ended_by(running.stop):
                note(f"Serving {data}; Ctrl-C ends it.")
                write(f"{server.url}mcp\n")
                running.run()
