"""``doidkit reason``."""

from pathlib import Path

import click

from doidkit.cli.output import terminal_width, write


@click.command(
    name="reason",
    epilog="""\b
Examples:
  doidkit reason
  doidkit reason --no-hermit
  doidkit reason --fail-on warning --format json
""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json has everything that was inferred.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="Exit with 1 if a finding is this bad; an inferred equivalence is a warning.",
)
@click.option(
    "--hermit/--no-hermit",
    default=True,
    help="Run HermiT, which needs Java; without it only subclass cycles are looked for.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=600.0,
    show_default=True,
    help="Seconds that HermiT may take.",
)
def command(
    paths: tuple[Path, ...], format_: str, fail_on: str, hermit: bool, timeout: float
) -> int:
    """Check OWL files, taken together, for consistency and classify them.

    Finds contradictions, classes that nothing can belong to, subclass cycles, and what HermiT
    infers beyond the stated hierarchy. Without FILE it is the bundled ontology.
    """
    from doidkit.model import Severity
    from doidkit.reasoning import reason
    from doidkit.rendering import classifications

    result = reason(paths, hermit=hermit, timeout=timeout)
    write(classifications.render(result, format=format_, width=terminal_width()))
    return int(fail_on != "never" and bool(result.report.at_least(Severity(fail_on))))
