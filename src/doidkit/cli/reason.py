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
  doidkit reason --relax --reduce -o graph.ttl
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
@click.option(
    "--materialize", is_flag=True, help='With -o: state superclasses "property some class", too.'
)
@click.option(
    "--property",
    "properties",
    multiple=True,
    metavar="PROPERTY",
    help="With --materialize: for this one, by CURIE, IRI or label; repeatable. All by default.",
)
@click.option(
    "--relax", is_flag=True, help="With -o: state what definitions imply by their form, too."
)
@click.option(
    "--reduce", is_flag=True, help="With -o: drop subclass axioms that others make superfluous."
)
@source_arguments(
    timeout="Seconds that the reasoner or an endpoint may take.", seconds=600.0, imports=True
)
def command(
    data: "Data",
    format_: str,
    fail_on: str,
    reasoner: str,
    output: Path | None,
    materialize: bool,
    properties: tuple[str, ...],
    relax: bool,
    reduce: bool,
) -> int:
    """Check OWL files and what they import, taken together, for consistency and classify them.

    Finds contradictions, classes that nothing can belong to, subclass cycles, and what is
    inferred beyond the stated hierarchy; faults come with the axioms that they follow from. An
    answer is whole: rustdl refuses what it would have to leave out, elk says what it may miss.
    Without FILE it is the bundled ontology.
    """
    from doidkit.checking import reasons
    from doidkit.model import Severity
    from doidkit.reasoning import reason
    from doidkit.reasoning.documents import Rewriting, classified_document
    from doidkit.rendering import classifications
    from doidkit.syntax.formats import written_format

    if output is not None:
        written_format(output)  # before the work
    elif materialize or relax or reduce:
        raise click.UsageError("--materialize, --relax and --reduce need -o FILE to write to.")
    if properties and not materialize:
        raise click.UsageError("--property goes with --materialize.")
    result = reason(data, reasoner=reasoner, timeout=data.timeout)
    result = reasons.classification(data, result, data.timeout)
    write(classifications.render(result, format=format_, width=terminal_width()))
    if output is not None and not result.report.at_least(Severity.ERROR):
        asked = materialize or relax or reduce
        wanted = Rewriting(materialize, properties, relax, reduce) if asked else None
        written = classified_document(
            data, result, output, rewriting=wanted, reasoner=reasoner, timeout=data.timeout
        )
        note(f"Wrote {output} ({len(written.data):,} bytes).")
        if asked:
            note(f"Rewritten: {written.added:,} axioms added, {written.removed:,} dropped.")
        for statement in written.unfit:
            note(f"Does not fit the format: {statement}")
    elif output is not None:
        note(f"{output}: not written, as the ontology has errors.")
    return int(fail_on != "never" and bool(result.report.at_least(Severity(fail_on))))
