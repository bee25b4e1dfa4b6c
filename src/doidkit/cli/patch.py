"""``doidkit patch``."""

from pathlib import Path

import click

from doidkit.cli.options import output_option, to_option
from doidkit.cli.output import note, write
from doidkit.syntax.formats import GraphFormat


@click.command(
    name="patch",
    epilog="""\b
Examples:
  doidkit convert -o old.ttl
  doidkit update "DELETE WHERE { ?s rdfs:comment ?o }" old.ttl -o new.ttl
  doidkit diff old.ttl new.ttl --format json -o changes.json
  doidkit patch old.ttl changes.json -o patched.ttl
""",
)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("changes", type=click.Path(path_type=Path))
@output_option("Write this file, whole or not at all; it may be OLD itself.", metavar="NEW")
@to_option("The format to write.")
def command(old: Path, changes: Path, output: Path | None, to: str | None) -> None:
    """Make on OLD the changes that `doidkit diff` wrote as JSON or Turtle, or KGCL commands.

    All changes are made or none: where they remove what OLD does not have, nothing is written.
    Without NEW the result goes to stdout, as Turtle unless --to says otherwise.
    """
    from doidkit.comparing import patched_document

    document, unfit = patched_document(old, changes, output, GraphFormat(to) if to else None)
    if output is None:
        write(document)
    else:
        note(f"Wrote {output} ({len(document):,} bytes).")
    for statement in unfit:
        note(f"Does not fit the format: {statement}")
