"""ROBOT's ``repair``."""

from collections.abc import Sequence

import click

from doidkit.cli.robot.options import Given, boolean, needed, robot_command, terms
from doidkit.documents import Document
from doidkit.editing import repairing
from doidkit.errors import InputError


@robot_command("repair")
@boolean("-r", "--invalid-references", help="Mention what replaces deprecated terms.")
@boolean("-m", "--merge-axiom-annotations", help="Say an axiom once, with all annotations.")
@click.option("-a", "--annotation-property", multiple=True, metavar="TERM", help="One to migrate.")
@click.option("-A", "--annotation-properties-file", multiple=True, metavar="FILE")
@click.option("-O", "--output-iri", metavar="IRI", hidden=True)
def command(
    document: Document | None,
    given: Given,
    invalid_references: bool | None,
    merge_axiom_annotations: bool | None,
    annotation_property: Sequence[str],
    annotation_properties_file: Sequence[str],
    output_iri: str | None,
) -> Document:
    """Repair references to deprecated terms, and axioms that are said twice."""
    found = needed(document)
    migrated = terms(given, annotation_property, annotation_properties_file)

    def resolved(curie: str) -> str:
        try:
            return given.context.iri(curie)
        except InputError:
            return ""

    if merge_axiom_annotations:
        found = repairing.with_one_axiom_each(found)
    if invalid_references or not merge_axiom_annotations:
        found = repairing.with_valid_references(found, resolved, migrated)
    return found
