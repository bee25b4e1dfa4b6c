"""``doidkit pull``."""

from pathlib import Path

import click

from doidkit.cli.options import output_option, timeout_option, to_option
from doidkit.cli.output import note, write
from doidkit.cli.progress import publishing
from doidkit.cli.push import kind_option
from doidkit.publishing.pulling import FORMATS
from doidkit.syntax.formats import GraphFormat


@click.command(
    name="pull",
    epilog="""\b
Examples:
  doidkit pull --help

With a store that runs:
  $ doidkit pull --from http://localhost:7878 --graph urn:doid -o doid-182.ttl
""",
)
@click.option("--from", "url", required=True, metavar="URL", help="The store.")
@click.option("--graph", "-g", metavar="IRI", help="The graph; the default graph without it.")
@output_option("Write this file, whole or not at all; its extension names the format.")
@to_option("The format on stdout.", FORMATS, default=GraphFormat.TURTLE)
@kind_option
@click.option("--graph-store", metavar="URL", help="Where its Graph Store Protocol is.")
@timeout_option(300.0, "Seconds that the store may say nothing.")
def command(
    url: str,
    graph: str | None,
    output: Path | None,
    to: str,
    kind: str | None,
    graph_store: str | None,
    timeout: float,
) -> None:
    """Fetch a graph of a triple store as stable Turtle: what push sent comes back.

    The result is compared with the store's own count, so that a store that cuts its answers
    short is found out.
    """
    from doidkit import publishing as stores

    with publishing() as progress:
        options = {"graph": graph, "kind": kind, "graph_store": graph_store}
        if output is not None:
            size = stores.pull_file(url, output, **options, timeout=timeout, progress=progress)
        else:
            data = stores.pull(
                url, format=GraphFormat(to), **options, timeout=timeout, progress=progress
            )
    if output is not None:
        note(f"Wrote {output} ({size:,} bytes).")
    else:
        write(data)
