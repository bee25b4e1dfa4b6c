"""``doidkit validate``."""

from pathlib import Path

import click

from doidkit.cli.output import terminal_width, write

_LEVELS = ["error", "warning", "info", "never"]


@click.command(
    name="validate",
    epilog="""\b
Examples:
  doidkit validate
  doidkit convert -o doid-182.ttl
  doidkit validate doid-182.ttl --fail-on never --format json
""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option(
    "--shapes",
    "-s",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="SHACL shapes to use instead of the bundled ones; may be repeated.",
)
@click.option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(["text", "json", "turtle"]),
    default="text",
    show_default=True,
    help="turtle is the W3C validation report.",
)
@click.option(
    "--fail-on",
    type=click.Choice(_LEVELS),
    default="error",
    show_default=True,
    help="Exit with 1 if a finding is this bad or worse.",
)
def command(paths: tuple[Path, ...], shapes: tuple[Path, ...], format_: str, fail_on: str) -> int:
    """Check RDF files against SHACL shapes, all files together as one graph.

    Without FILE it is the bundled ontology, without --shapes the bundled shapes.
    """
    from doidkit.model import Severity
    from doidkit.rendering import reports
    from doidkit.validation import validate

    level = None if fail_on == "never" else Severity(fail_on)
    report = validate(paths, shapes=shapes)
    write(reports.render(report, format=format_, fail_on=level, width=terminal_width()))
    return int(level is not None and bool(report.at_least(level)))
