"""``doidkit query``."""

from typing import TYPE_CHECKING

import click

from doidkit.cli import completing
from doidkit.cli.data import source_options
from doidkit.cli.options import format_option
from doidkit.cli.output import note, terminal_width, write, write_parts
from doidkit.rendering import answers

if TYPE_CHECKING:
    from doidkit.data import Data


@click.command(
    name="query",
    epilog="""\b
Examples:
  doidkit query subtypes
  doidkit query ancestors --param term=DOID:182 --format csv
  doidkit query descendants --format markdown
  echo "SELECT ?x { ?x rdfs:subClassOf DOID:182 }" | doidkit query -
""",
)
@click.argument("name", metavar="NAME|FILE.rq|-", shell_complete=completing.queries)
@click.option(
    "--param",
    "-p",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    shell_complete=completing.parameters,
    help="Bind $NAME.",
)
@source_options
@format_option(
    answers.FORMATS, "table (SELECT, ASK) or turtle (CONSTRUCT, DESCRIBE) by default.", default=None
)
@click.option("--explain", is_flag=True, help="Print what would be asked, and ask nothing.")
@click.option(
    "--allow-service", is_flag=True, help="Let the query's SERVICE clauses reach other servers."
)
def command(
    name: str,
    params: tuple[str, ...],
    data: "Data",
    format_: str | None,
    explain: bool,
    allow_service: bool,
) -> None:
    """Run a bundled query, or the SPARQL in a file or, with -, of standard input.

    Well-known prefixes (DOID, HP, rdfs, skos, ...) need no declaration. `doidkit queries`
    lists the bundled queries and explains their parameters. In your own, what is written $name
    throughout is a parameter, which has to be given.
    """
    from doidkit.querying import assignments, question
    from doidkit.rendering import questions

    bound = assignments(params)
    asked = question(name, bound, source=data, allow_service=allow_service, checked=not explain)
    prepared = asked.prepared()
    if explain:
        write(questions.explanation(prepared.text, source=str(data), notes=prepared.notes))
        return
    for remark in (*prepared.notes, *asked.remarks()):
        note(f"Note: {remark}")
    write_parts(answers.stream(asked.stream(), format=format_, width=terminal_width()))
