"""``doidkit export``."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit.cli.data import source_options
from doidkit.cli.options import choice, format_option, output_option
from doidkit.cli.output import note, write
from doidkit.documents import Context
from doidkit.exporting import TABLES
from doidkit.prefixes import PREFIXES
from doidkit.rendering.termtable import FORMATS, LINKED
from doidkit.tabulating import Form, Include, Options, Select

if TYPE_CHECKING:
    from doidkit.data import Data


@click.command(
    name="export",
    epilog="""\b
Examples:
  doidkit export hpoa
  doidkit export hpoa -o phenotype.hpoa
  doidkit export kgx -o graph
  doidkit export --header "ID|LABEL|SubClass Of" -o terms.tsv
  doidkit export --header "LABEL|has role [ID NAMED]" --sort ^LABEL --format json
""",
)
@click.argument("form", type=click.Choice(list(TABLES)), required=False)
@output_option("Write this file; for kgx this folder, with nodes.tsv and edges.tsv.")
@click.option("--header", metavar="A|B|C", help="Export terms instead, with these columns.")
@click.option("--sort", metavar="A|B", help="Columns to sort by; ^A the other way around.")
@click.option("--include", multiple=True, type=choice(Include), help="Which terms have a row.")
@format_option(FORMATS, "The format of a table of terms; else the file's.", default=None)
@click.option("--split", metavar="TEXT", default="|", help="What stands between values. [|]")
@click.option("--entities", type=choice(Form), default="NAME", help="How terms are named. [NAME]")
@click.option("--select", type=choice(Select), default="ANY", help="Names or expressions. [ANY]")
@source_options
def command(
    form: str | None,
    output: Path | None,
    header: str | None,
    data: "Data",
    format_: str | None,
    split: str,
    sort: str | None,
    include: Sequence[str],
    entities: str,
    select: str,
) -> None:
    """Export claims (kgx: nodes and edges, hpoa: HPO annotations), or terms with --header.

    In hpoa only what is borne out is a row: void, partial and disputed evidence makes none. In
    kgx every claim about two terms is an edge, which says when it is denied, disputed or one of
    several; without -o only the edges are written.

    A column of terms is IRI, ID, LABEL, SYNONYMS, SubClass Of, SubClasses, Equivalent Class,
    SubProperty Of, Equivalent Property, Disjoint With, Type, Domain, Range, or a property by label
    or CURIE. Behind it may stand how its values are named and which are shown: [ID NAMED].
    """
    if (form is None) == (header is None):
        raise click.UsageError(f"Name one of {', '.join(TABLES)}, or columns with --header.")
    if form is not None:
        _claims(form, output, data)
        return
    assert header is not None, "one of the two is given"
    chosen = format_ or (output and output.suffix[1:].lower())
    wanted = chosen if chosen in FORMATS else "tsv"
    options = Options(
        include=[Include(each) for each in include] or Options().include,
        sort=sort.split("|") if sort else (),
        form=Form(entities),
        select=Select(select),
        linked=wanted in LINKED,
        context=Context(PREFIXES),
    )
    _terms(header, options, data, output, wanted, split)


def _claims(form: str, output: Path | None, data: "Data") -> None:
    from doidkit.atomic import made_folder, writing_whole

    made = TABLES[form](data.source())
    tables = made if isinstance(made, dict) else {"": made}
    if output is None:
        write(list(tables.values())[-1].tsv())
        return
    if isinstance(made, dict):
        made_folder(output)
    for name, table in tables.items():
        path = output / name if name else output
        with writing_whole(path) as file:
            file.write(table.tsv())
        note(f"Wrote {path} ({len(table.rows):,} rows).")


def _terms(
    header: str, options: Options, data: "Data", output: Path | None, wanted: str, split: str
) -> None:
    from doidkit.atomic import write_whole
    from doidkit.documents import parsed
    from doidkit.rendering import termtable
    from doidkit.tabulating import tabulated

    table = tabulated(parsed(data.quads()), header.split("|"), options)
    made = termtable.render(table, wanted, split=split)
    if output is None:
        write(made if wanted == "xlsx" or made.endswith(b"\n") else made + b"\n")
        return
    write_whole(output, made)
    note(f"Wrote {output} ({len(table.rows):,} rows).")
