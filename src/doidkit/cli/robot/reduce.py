"""ROBOT's ``reduce``."""

from doidkit.cli.robot.options import Given, boolean, needed, robot_command
from doidkit.cli.robot.reasoners import REASONERS, reasoner_option, refusals
from doidkit.documents import Document
from doidkit.editing import inferring


@robot_command("reduce")
@reasoner_option
@boolean("-p", "--preserve-annotated-axioms", help="Keep annotated axioms (false).")
@boolean("-c", "--named-classes-only", help="Only axioms between names (false).")
@boolean("-s", "--include-subproperties", help="Count properties' superproperties (false).")
def command(
    document: Document | None,
    given: Given,
    reasoner: str,
    preserve_annotated_axioms: bool | None,
    named_classes_only: bool | None,
    include_subproperties: bool | None,
) -> Document:
    """Drop superclasses that others make superfluous."""
    with refusals():
        return inferring.reduce(
            needed(document),
            reasoner=REASONERS[reasoner],
            preserve_annotated_axioms=bool(preserve_annotated_axioms),
            named_classes_only=bool(named_classes_only),
            include_subproperties=bool(include_subproperties),
        )
