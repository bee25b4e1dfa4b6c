"""ROBOT's ``merge``."""

from doidkit.cli.robot.options import Given, boolean, needed, robot_command
from doidkit.documents import Document
from doidkit.editing.merging import merged


@robot_command("merge", many=True)
@boolean("-c", "--collapse-import-closure", help="Take in what is imported (true).")
@boolean("-a", "--include-annotations", help="Keep the annotations of all ontologies (false).")
def command(
    document: Document | None,
    given: Given,
    collapse_import_closure: bool | None,
    include_annotations: bool | None,
) -> Document:
    """Merge ontologies, and what they import."""
    every = [*([document] if document else []), *given.read()]
    needed(every[0] if every else None)
    return merged(
        every,
        imports=collapse_import_closure is not False,
        annotations=bool(include_annotations),
    )
