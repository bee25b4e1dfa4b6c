"""``doidkit queries``."""

import click

from doidkit.cli import completing
from doidkit.cli.output import write


@click.command(
    name="queries",
    epilog="""\b
Examples:
  doidkit queries
  doidkit queries ancestors
""",
)
@click.argument("name", required=False, shell_complete=completing.queries)
def command(name: str | None) -> None:
    """List the bundled queries, or explain one."""
    from doidkit.queries import bundled_queries, find
    from doidkit.rendering.text import query_list, query_page

    write(query_page(find(name)) if name else query_list(bundled_queries()))
