"""``doidkit query``."""

from pathlib import Path

import click

from doidkit.cli.output import terminal_width, write

_FORMATS = ["table", "csv", "tsv", "json", "xml", "markdown", "turtle", "ntriples"]


@click.command(
    name="query",
    epilog="""\b
Examples:
  doidkit query subtypes
  doidkit query ancestors --param term=DOID:182 --format csv
  doidkit query descendants --format markdown
""",
)
@click.argument("name", metavar="NAME|FILE.rq")
@click.option("--param", "-p", "params", multiple=True, metavar="NAME=VALUE", help="Bind $NAME.")
@click.option(
    "--data",
    "-d",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Query these RDF files instead of the bundled ontology.",
)
@click.option("--endpoint", metavar="URL", help="Query a SPARQL endpoint instead.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="Seconds that an endpoint may take.",
)
@click.option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(_FORMATS),
    help="table (SELECT, ASK) or turtle (CONSTRUCT, DESCRIBE) by default.",
)
def command(
    name: str,
    params: tuple[str, ...],
    data: tuple[Path, ...],
    endpoint: str | None,
    timeout: float,
    format_: str | None,
) -> None:
    """Run a bundled query, or the SPARQL in a file.

    Well-known prefixes (DOID, HP, rdfs, skos, ...) need no declaration. `doidkit queries`
    lists the bundled queries and explains their parameters.
    """
    from doidkit.querying import assignments, open_source, query
    from doidkit.rendering.answers import render

    source = open_source(data, endpoint=endpoint, timeout=timeout)
    answer = query(name, assignments(params), source=source)
    write(render(answer, format=format_, width=terminal_width()))
