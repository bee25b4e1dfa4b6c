"""``doidkit lexmatch``."""

from pathlib import Path

import click

from doidkit.cli.options import output_option
from doidkit.cli.output import note, write

_FILE = click.Path(path_type=Path)


@click.command(
    name="lexmatch",
    epilog="""\b
Examples:
  doidkit convert -o own.ttl
  doidkit lexmatch own.ttl own.ttl
  doidkit lexmatch own.ttl own.ttl -o own.sssom.tsv
""",
)
@click.argument("subjects", type=_FILE, metavar="FILE")
@click.argument("objects", type=_FILE, metavar="OTHER")
@output_option("Write this file.")
def command(subjects: Path, objects: Path, output: Path | None) -> None:
    """Match the classes of two ontologies by their names, into an SSSOM mapping set.

    Labels and synonyms are compared whatever their case, number and spelling; each mapping says
    which of them matched, in which form, and what it took. None is asserted.
    """
    from doidkit.aligning import lexmatch
    from doidkit.atomic import write_whole
    from doidkit.data import Data
    from doidkit.lexicon import Lexicon
    from doidkit.rendering.alignments import render

    one = Lexicon.of(Data(subjects).quads())
    other = one if objects == subjects else Lexicon.of(Data(objects).quads())
    found = [*lexmatch(one, other)]
    if output is None:
        write(render(found))
        return
    write_whole(output, render(found).encode())
    note(f"Wrote {output} ({len(found):,} mappings).")
