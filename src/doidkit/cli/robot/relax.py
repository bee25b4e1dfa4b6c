"""ROBOT's ``relax``."""

from doidkit.cli.robot.options import Given, boolean, needed, robot_command
from doidkit.documents import Document
from doidkit.editing import inferring


@robot_command("relax")
@boolean("--exclude-named-classes", help="Not where names are equivalent (true).")
@boolean("-s", "--include-subclass-of", help="Superclasses, too (false).")
@boolean("--enforce-obo-format", help="Only what OBO can say (false).")
def command(
    document: Document | None,
    given: Given,
    exclude_named_classes: bool | None,
    include_subclass_of: bool | None,
    enforce_obo_format: bool | None,
) -> Document:
    """State what definitions imply by their form."""
    return inferring.relax(
        needed(document),
        exclude_named_classes=exclude_named_classes is not False,
        include_subclass_of=bool(include_subclass_of),
        enforce_obo_format=bool(enforce_obo_format),
    )
