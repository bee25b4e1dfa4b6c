"""ROBOT's ``merge``."""

from doidkit.cli.robot.options import Given, all_of, boolean, robot_command
from doidkit.documents import Document
from doidkit.editing.merging import merged


@robot_command("merge", many=True)
@boolean("-c", "--collapse-import-closure", help="Take in what is imported (true).")
@boolean("-a", "--include-annotations", help="Keep the annotations of all ontologies (false).")
@boolean("-f", "--annotate-derived-from", help="Axioms say which version they are from (false).")
@boolean("-d", "--annotate-defined-by", help="Entities say which ontology defines them (false).")
def command(
    document: Document | None,
    given: Given,
    collapse_import_closure: bool | None,
    include_annotations: bool | None,
    annotate_derived_from: bool | None,
    annotate_defined_by: bool | None,
) -> Document:
    """Merge ontologies, and what they import."""
    return merged(
        all_of(document, given),
        imports=collapse_import_closure is not False,
        annotations=bool(include_annotations),
        sources=bool(annotate_derived_from),
        definers=bool(annotate_defined_by),
    )
