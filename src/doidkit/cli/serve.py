"""``doidkit serve``."""

from typing import TYPE_CHECKING

import click

from doidkit.cli.data import source_arguments
from doidkit.cli.interrupts import ended_by
from doidkit.cli.output import note, write

if TYPE_CHECKING:
    from doidkit.data import Data

_SIZE = click.IntRange(min=1)


@click.command(
    name="serve",
    epilog="""\b
Examples:
  doidkit serve --check
  doidkit serve --help
""",
)
@source_arguments(timeout="Seconds that a query or a page may take.", seconds=30, imports=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    default=7878,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="The port to listen on, 0 for a free one.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A name that requests may be for, beside localhost; * for any; may be repeated.",
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="A site whose pages may ask, such as https://example.org, * for any; may be repeated.",
)
@click.option(
    "--workers", type=_SIZE, help="Queries and pages made at once; two for each core unless given."
)
@click.option("--max-size", default=64, show_default=True, type=_SIZE, help="MB of an answer.")
@click.option("--memory", default=1024, show_default=True, type=_SIZE, help="MB of a query.")
@click.option("--check", is_flag=True, help="Open the data and end: see that it can be served.")
def command(
    data: "Data",
    host: str,
    port: int,
    names: tuple[str, ...],
    origins: tuple[str, ...],
    workers: int | None,
    max_size: int,
    memory: int,
    check: bool,
) -> None:
    """Serve pages of the terms and a SPARQL 1.1 endpoint, both to be read only.

    The address is printed when it can be asked; Ctrl-C ends the server. Only this machine can
    reach it, unless --host names another address; then --name is what others call it.
    """
    from doidkit.serving import Limits, Server, application, listen, opened, require

    if check:
        opened(data)
        note(f"All is there to serve {data}.")
        return
    require()
    chosen = {} if workers is None else {"workers": workers}
    limits = Limits(seconds=data.timeout, size=max_size << 20, memory=memory, **chosen)
    with listen(host, port) as listening:
        app = application(data, limits, names=(host, *names), origins=origins)
        server = Server(app, listening, limits)
        running = server.running()
        with ended_by(running.stop):
            note(f"Serving {data}; Ctrl-C ends it.")
            write(f"{server.url}\n")
            running.run()
