"""``doidkit review``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit.checks import profile_names
from doidkit.cli.options import fail_on_option, format_option, output_option, timeout_option
from doidkit.cli.output import note, write
from doidkit.rendering import reviews

if TYPE_CHECKING:
    from doidkit.reviewing import Review


@click.command(
    name="review",
    epilog="""\b
Examples:
  doidkit convert -o old.ttl
  doidkit update "DELETE WHERE { DOID:182 rdfs:comment ?o }" old.ttl -o new.ttl
  doidkit review old.ttl new.ttl --profile clinical
  doidkit review old.ttl new.ttl --profile clinical --format html -o review.html
""",
)
@click.argument("versions", nargs=-1, metavar="[OLD] [NEW]...")
@click.option(
    "--profile",
    "-p",
    metavar="NAME|PATH",
    default="do",
    show_default=True,
    help=f"Which checks run: {', '.join(profile_names())} or your own.",
)
@format_option(
    reviews.FORMATS, "For a pull request, for people or for programs.", default="markdown"
)
@output_option("Write this file, whole or not at all.")
@click.option(
    "--max-chars",
    type=click.IntRange(min=reviews.SHORTEST),
    metavar="N",
    help=f"Fit Markdown into N characters, {reviews.LONGEST} by default; the rest is counted.",
)
@fail_on_option("Exit with 1 if a new finding is this bad or worse.", default="never")
@timeout_option(60, "Seconds that each check, and what follows, may take.")
def command(
    versions: tuple[str, ...],
    profile: str,
    format_: str,
    output: Path | None,
    max_chars: int | None,
    fail_on: str,
    timeout: float,
) -> int:
    """Review a change: what it changed, what it implies, which findings are new or fixed.

    OLD is a git ref, or an older file of the one NEW. Without NEW it is every ontology file that
    differs from the ref, each by itself; several NEW are taken together. Without OLD it is the
    base of the pull request, or where HEAD left origin's main branch.
    """
    from doidkit.atomic import write_whole
    from doidkit.checking import fails
    from doidkit.model import Severity

    if max_chars is not None and format_ not in reviews.FITTED:
        raise click.UsageError(f"--max-chars goes with {' or '.join(reviews.FITTED)}.")
    found = _reviewed(versions, profile, timeout)
    told = reviews.render(found, format=format_, limit=max_chars)
    if output is None:
        write(told)
    else:
        write_whole(output, told.encode())
        note(f"Wrote {output}.")
    level = None if fail_on == "never" else Severity(fail_on)
    return int(any(fails(each.report, level) for each in found))


def _reviewed(versions: tuple[str, ...], profile: str, timeout: float) -> "list[Review]":
    from doidkit import temporary
    from doidkit.data.versions import pairs
    from doidkit.reviewing import review

    with temporary.folder() as folder:
        return [
            review(old, new, profile=profile, timeout=timeout)
            for old, new in pairs(versions, folder)
        ]
