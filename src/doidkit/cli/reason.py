"""``doidkit reason``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit.cli.data import source_arguments
from doidkit.cli.options import fail_on_option, format_option, output_option
from doidkit.cli.output import note, terminal_width, write
from doidkit.reasoners import REASONERS
from doidkit.rendering.classifications import FORMATS

if TYPE_CHECKING:
    from doidkit.data import Data


@click.command(
    name="reason",
    epilog="""\b
Examples:
  doidkit reason
  doidkit reason -o classified.ttl
  doidkit reason --reasoner none
  doidkit reason --fail-on warning --format json
""",
)
@format_option(FORMATS, "json has everything that was inferred.")
@fail_on_option("Exit with 1 if a finding is this bad; an inferred equivalence is a warning.")
@click.option(
    "--reasoner",
    type=click.Choice(REASONERS),
    default=REASONERS[0],
    show_default=True,
    help="rustdl and HermiT find all that follows, elk what ELK does; only HermiT needs Java. "
    "With none only subclass cycles are looked for.",
)
@output_option("Write the data with what is inferred to this file; not where there are errors.")
@source_arguments(
    timeout="Seconds that the reasoner or an endpoint may take.", seconds=600.0, imports=True
)
def command(data: "Data", format_: str, fail_on: str, reasoner: str, output: Path | None) -> int:
    """Check OWL files and what they import, taken together, for consistency and classify them.

    Finds contradictions, classes that nothing can belong to, subclass cycles, and what is
    inferred beyond the stated hierarchy. An answer is whole: rustdl refuses what it would have
    to leave out, elk says what it may miss. Without FILE it is the bundled ontology.
    """
    from doidkit.model import Severity
    from doidkit.reasoning import classified_document, reason
    from doidkit.rendering import classifications
    from doidkit.syntax.formats import written_format

    if output is not None:
        written_format(output)  # before the work
    result = reason(data, reasoner=reasoner, timeout=data.timeout)
    write(classifications.render(result, format=format_, width=terminal_width()))
    if output is not None and not result.report.at_least(Severity.ERROR):
        document, unfit = classified_document(data, result, output)
        note(f"Wrote {output} ({len(document):,} bytes).")
        for statement in unfit:
            note(f"Does not fit the format: {statement}")
    elif output is not None:
        note(f"{output}: not written, as the ontology has errors.")
    return int(fail_on != "never" and bool(result.report.at_least(Severity(fail_on))))
