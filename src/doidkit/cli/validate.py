"""``doidkit validate``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from doidkit.cli.data import source_arguments
from doidkit.cli.options import choice, fail_on_option, format_option
from doidkit.cli.output import terminal_width, write
from doidkit.rendering import reports
from doidkit.validation import Engine

if TYPE_CHECKING:
    from doidkit.data import Data


@click.command(
    name="validate",
    epilog="""\b
Examples:
  doidkit validate
  doidkit convert -o doid-182.ttl
  doidkit validate doid-182.ttl --fail-on never --format json
""",
)
@click.option(
    "--shapes",
    "-s",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="SHACL shapes to use instead of the bundled ones; may be repeated.",
)
@format_option(reports.FORMATS, "turtle is the W3C validation report.")
@fail_on_option("Exit with 1 if a finding is this bad or worse.")
@click.option(
    "--engine",
    type=choice(Engine),
    default=Engine.AUTO.value,
    show_default=True,
    help="auto is sparql, doidkit's own; pyshacl is a second opinion.",
)
@source_arguments(
    timeout="Seconds for a query of an endpoint; if given, also for all of a validation here.",
    imports=True,
)
@click.option("--explain", is_flag=True, help="Print the plan and its queries, check nothing.")
def command(
    data: "Data",
    shapes: tuple[Path, ...],
    format_: str,
    fail_on: str,
    engine: str,
    explain: bool,
) -> int:
    """Check RDF files against SHACL shapes, all files together as one graph.

    Without FILE it is the bundled ontology, without --shapes the bundled shapes.
    """
    from doidkit.data import Data
    from doidkit.model import Severity
    from doidkit.validation import explain as explained
    from doidkit.validation import validate

    rules = Data(shapes, imports=data.imports, network=data.network)
    if explain:
        write(explained(data, shapes=rules))
        return 0
    level = None if fail_on == "never" else Severity(fail_on)
    asked = click.get_current_context().get_parameter_source("read_timeout")
    limit = None if asked is ParameterSource.DEFAULT else data.timeout
    report = validate(data, shapes=rules, engine=Engine(engine), timeout=limit)
    write(reports.render(report, format=format_, fail_on=level, width=terminal_width()))
    return int(level is not None and bool(report.at_least(level)))
