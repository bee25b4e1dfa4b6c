"""``doidkit merge-driver``."""

from pathlib import Path

import click

from doidkit.cli.output import note


@click.command(
    name="merge-driver",
    epilog="""\b
Examples:
  doidkit convert -o base.ttl
  doidkit update "DELETE WHERE { ?s rdfs:comment ?o }" base.ttl -o ours.ttl
  doidkit update "DELETE WHERE { ?s skos:note ?o }" base.ttl -o theirs.ttl
  doidkit merge-driver base.ttl ours.ttl theirs.ttl doid-182.ttl
""",
)
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("path", type=click.Path(path_type=Path), required=False)
def command(base: Path, ours: Path, theirs: Path, path: Path | None) -> int:
    """Merge two edits of an ontology file by axioms, for git.

    OURS and THEIRS are edits of BASE; OURS is written over with the result, whole or not at all.
    PATH is what the file is called, for messages and relative IRIs. The order and the bytes of OURS
    stay but for what THEIRS changed. An axiom that both changed is left as a conflict with markers,
    and told: the exit code is then 1. Where an input is missing or no ontology, it is 2 and OURS
    stays as it is. `doidkit diff --init git` makes git use it.
    """
    from doidkit.atomic import write_whole
    from doidkit.comparing.merging import merge
    from doidkit.syntax.files import raw

    name = path or ours
    old = raw(ours)
    merged = merge(raw(base), old, raw(theirs), name)
    if merged.data != old:
        write_whole(ours, merged.data)
    if merged.remark:
        note(f"{merged.remark}.")
    for conflict in merged.conflicts:
        note(f"{name}:{conflict}")
    return 1 if merged.conflicts else 0
