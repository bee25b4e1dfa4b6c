"""``doidkit push``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from doidkit.cli.data import file_arguments
from doidkit.cli.options import format_option, output_option, timeout_option
from doidkit.cli.output import note, write
from doidkit.cli.progress import publishing
from doidkit.publishing import Mode
from doidkit.rendering import pushes
from doidkit.sparql.stores.kinds import KINDS

if TYPE_CHECKING:
    from doidkit.data import Data


kind_option = click.option(
    "--kind",
    type=click.Choice([kind.name for kind in KINDS]),
    help="The kind of store; found by asking.",
)


def mode_options(command: Any) -> Any:
    """Add a flag for each mode of a push."""
    for mode in reversed(tuple(Mode)):
        usual: dict[str, Any] = {"default": True} if mode is Mode.REPLACE else {}
        help = f"{mode.does} The default." if usual else mode.does
        flag = click.option(f"--{mode.value}", "mode", flag_value=mode.value, help=help, **usual)
        command = flag(command)
    return command


@click.command(
    name="push",
    epilog="""\b
Examples:
  doidkit push --to http://localhost:7878 --graph urn:doid --dry-run
  doidkit convert -o doid-182.ttl
  doidkit push doid-182.ttl --to http://localhost:3030/ds --kind fuseki --dry-run
  doidkit push doid-182.ttl --partition 2 -o parts
""",
)
@file_arguments()
@click.option("--to", metavar="URL", help="The store: its address, or that of its queries.")
@click.option("--graph", "-g", metavar="IRI", help="The graph; the default graph without it.")
@mode_options
@click.option("--verify", is_flag=True, help="Read back what was sent and compare all of it.")
@click.option(
    "--accept-changes",
    is_flag=True,
    help="Exit with 0 even if the store changed literals as it is known to.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be sent, and send nothing.")
@kind_option
@click.option("--update", metavar="URL", help="Where the store takes updates, if elsewhere.")
@click.option("--graph-store", metavar="URL", help="Where its Graph Store Protocol is.")
@click.option(
    "--chunk",
    type=click.FloatRange(min=0.001),
    default=4.0,
    show_default=True,
    help="Megabytes of a request, about.",
)
@timeout_option(300.0, "Seconds that the store may say nothing.")
@click.option(
    "--partition",
    type=click.IntRange(min=1),
    metavar="N",
    help="Write N parts for bulk loaders into the folder -o instead.",
)
@click.option(
    "--by-property",
    is_flag=True,
    help="With --partition: a property's triples all in one part, for a federation.",
)
@output_option("The new folder of --partition.", metavar="DIR")
@format_option(pushes.FORMATS, "How to report what was done.")
def command(
    data: "Data",
    to: str | None,
    graph: str | None,
    mode: str,
    verify: bool,
    accept_changes: bool,
    dry_run: bool,
    kind: str | None,
    update: str | None,
    graph_store: str | None,
    chunk: float,
    timeout: float,
    partition: int | None,
    by_property: bool,
    output: Path | None,
    format_: str,
) -> int:
    """Publish files as one graph of a triple store, all of it or nothing.

    The graph is filled beside the old one, checked, and then put in its place; killed at any
    moment, the old content or the new stands. Without FILE it is the bundled ontology.

    Exits with 1 if the store is known to change literals and changed some. Credentials come
    from DOIDKIT_ENDPOINT_USER and DOIDKIT_ENDPOINT_PASSWORD, DOIDKIT_ENDPOINT_TOKEN, a netrc
    file or the keyring.
    """
    from doidkit import publishing as stores

    if partition is not None:
        if output is None or to is not None:
            raise click.UsageError("--partition needs -o DIR and goes without --to.")
        with publishing() as progress:
            written = stores.partition(
                data, partition, output, graph=graph, by_property=by_property, progress=progress
            )
        write(pushes.parts(written))
        return 0
    if by_property:
        raise click.UsageError("--by-property needs --partition N.")
    if to is None:
        raise click.UsageError("Name a store with --to URL, or write parts with --partition N.")
    with publishing() as progress:
        report = stores.push(
            data,
            to,
            graph=graph,
            mode=Mode(mode),
            verify=verify,
            dry_run=dry_run,
            kind=kind,
            update=update,
            graph_store=graph_store,
            chunk=round(chunk * 1e6),
            timeout=timeout,
            progress=progress,
        )
    write(pushes.render(report, format=format_))
    if report.changes and not accept_changes:
        note("The store does not hold exactly what was sent; --accept-changes lets that pass.")
        return 1
    return 0
