"""``doidkit diff``."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit.cli.options import format_option, output_option, timeout_option
from doidkit.cli.output import note, write
from doidkit.recipes import DIFFERS
from doidkit.rendering import changes

if TYPE_CHECKING:
    from doidkit.comparing import Comparison
    from doidkit.data.versions import Side
    from doidkit.entailing import Entailment


@click.command(
    name="diff",
    epilog="""\b
Examples:
  doidkit convert -o old.ttl
  doidkit update "DELETE WHERE { ?s rdfs:comment ?o }" old.ttl -o new.ttl
  doidkit diff old.ttl new.ttl
  doidkit diff old.ttl new.ttl --inferred
  doidkit diff old.ttl new.ttl --format markdown --max-chars 65000
""",
)
@click.argument("old", required=False)
@click.argument("new", required=False)
@format_option(changes.FORMATS, "How to show the changes.")
@output_option("Write this file, whole or not at all.")
@click.option(
    "--inferred",
    is_flag=True,
    help=f"Also tell what follows from one side only, and why, as {', '.join(changes.IMPLYING)}.",
)
@timeout_option(60, "Seconds that it may take to find what follows.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there are differences.")
@click.option(
    "--max-chars",
    type=click.IntRange(min=200),
    metavar="N",
    help="Fit text or Markdown into N characters: the largest terms are folded, and counted.",
)
@click.option(
    "--init",
    type=click.Choice(DIFFERS),
    help="Make git show and merge ontologies by content: .gitattributes, this clone's settings.",
)
def command(
    old: str | None,
    new: str | None,
    format_: str,
    output: Path | None,
    inferred: bool,
    timeout: float,
    exit_code: bool,
    max_chars: int | None,
    init: str | None,
) -> int:
    """Show what an edit changed of an ontology, term by term.

    OLD and NEW are files of any format, stores, endpoints, or REF:path in git. With OLD alone, a
    git ref such as origin/main, every ontology file that differs from it is compared, renames
    followed. The order of statements, prefixes, blank nodes' names and the syntax make no
    difference.
    """
    from doidkit.atomic import write_whole

    if init:
        from doidkit.recipes import differ

        path = differ.write(Path.cwd())
        note(f"Wrote {path}; git difftool -t doidkit shows what changed, git merge merges axioms.")
        return 0
    if old is None:
        raise click.UsageError("Name what to compare: OLD and NEW, or a git ref.")
    if max_chars is not None and format_ not in changes.FITTED:
        raise click.UsageError(f"--max-chars goes with {' or '.join(changes.FITTED)}.")
    if inferred and format_ not in changes.IMPLYING:
        raise click.UsageError(f"--inferred goes with {', '.join(changes.IMPLYING)}.")
    found, implied = _compared(old, new, timeout if inferred else None)
    told = changes.render(found, format=format_, limit=max_chars, entailments=implied)
    if output is None:
        write(told)
    else:
        write_whole(output, told.encode())
    for remark in changes.remarks(found, format=format_):
        note(remark)
    return 1 if exit_code and any(found) else 0


def _compared(
    old: str, new: str | None, timeout: float | None
) -> "tuple[list[Comparison], list[list[Entailment] | None]]":
    """Return the comparisons, and what follows from one side only if that may take some time."""
    from doidkit import temporary
    from doidkit.comparing import compare
    from doidkit.data.versions import changed, side

    with temporary.folder() as folder:
        if new is None:
            pairs = changed(old, folder)
        else:
            pairs = [(side(old, folder, beside=new), side(new, folder, beside=old))]
        found = [compare(a.data, b.data, names=(a.name, b.name)) for a, b in pairs]
        if timeout is None:
            return found, []
        implied = [_implied(a, b, timeout) for a, b in pairs]
        return [
            one if some is not None else replace(one, notes=(*one.notes, _ONE_SIDE))
            for one, some in zip(found, implied, strict=True)
        ], implied


_ONE_SIDE = "What follows was not compared, as one side is no file at all."


def _implied(old: "Side", new: "Side", timeout: float) -> "list[Entailment] | None":
    from doidkit.entailing import called, entailments
    from doidkit.errors import EngineError

    if old.data is None or new.data is None:
        return None
    try:
        found = entailments(old.data, new.data, timeout=timeout)
    except EngineError as error:
        raise EngineError(
            f"What follows is not known: {error} Allow more time with --timeout, or leave out "
            "--inferred."
        ) from error
    return [called(each, new if each.gained else old) for each in found]
