"""``doidkit template``."""

from collections.abc import Sequence
from pathlib import Path

import click

from doidkit.cli.options import output_option, to_option
from doidkit.cli.output import note, tell_unfit, write
from doidkit.syntax.formats import GraphFormat


@click.command(
    name="template",
    epilog="""\b
Examples:
  doidkit export --header "ID|LABEL" -o terms.csv
  doidkit template terms.csv --string ID --string LABEL --to ofn
  doidkit template terms.csv -s ID -s LABEL --iri http://example.org/o -o terms.owl
""",
)
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="TABLE..."
)
@click.option(
    "--string",
    "-s",
    "strings",
    multiple=True,
    metavar="TEXT",
    help="A column's template string, one for each column; else they are the second row.",
)
@click.option(
    "--data",
    "-d",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="An ontology whose terms the tables name.",
)
@click.option("--prefix", multiple=True, metavar="'P: IRI'", help="A prefix that the tables use.")
@click.option("--iri", metavar="IRI", help="The new ontology's IRI.")
@click.option("--merge", is_flag=True, help="Put what the tables say into the ontology of --data.")
@click.option("--force", is_flag=True, help="Leave out rows with a fault, and tell them.")
@output_option("Write this file, whole or not at all; its extension names the format.")
@to_option("The format to write.")
def command(
    paths: Sequence[Path],
    strings: Sequence[str],
    data: Path | None,
    prefix: Sequence[str],
    iri: str | None,
    merge: bool,
    force: bool,
    output: Path | None,
    to: str | None,
) -> None:
    """Make an ontology of tables of CSV or TSV, by ROBOT's template strings.

    The first row has headers, the second what each column is: ID, LABEL, TYPE, A rdfs:comment,
    SC %, EC 'part of' some %, and so on; SPLIT=| parts a cell, >A annotates what is to its left.
    A fault is told with its row and column.
    """
    from doidkit.documents import Context, read, rendered
    from doidkit.documents import write as write_file
    from doidkit.documents.context import prefix as parted
    from doidkit.editing.merging import merged
    from doidkit.prefixes import PREFIXES
    from doidkit.templating import read as read_table
    from doidkit.templating import templated

    context = Context(PREFIXES).extended(dict(map(parted, prefix)))
    known = read(data) if data else None
    tables = [read_table(each, strings=strings or None) for each in paths]
    made = templated(tables, known, context=context, iri=context.iri(iri) if iri else "")
    if made.faults and not force:
        raise made.faults[0]
    for fault in made.faults:
        note(str(fault))
    found = made.document
    if merge and known is not None:
        found = merged([known, found], imports=False)
    if output is None:
        result = rendered(found, GraphFormat(to) if to else GraphFormat.TURTLE)
        write(result.data)
    else:
        result = write_file(found, output, format=GraphFormat(to) if to else None)
        note(f"Wrote {output} ({len(result.data):,} bytes).")
    tell_unfit(result.unfit)
