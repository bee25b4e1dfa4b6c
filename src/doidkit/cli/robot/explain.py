"""ROBOT's ``explain``."""

from pathlib import Path

import click

from doidkit.atomic import write_whole
from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.options import Given, needed, robot_command
from doidkit.cli.robot.reasoners import REASONERS, reasoner_option
from doidkit.documents import Document
from doidkit.explaining import entailments, names
from doidkit.explaining.entailments import Entailment, Which
from doidkit.rendering.entailments import render

_PAGE = "explain"
_MODES = ("entailment", "inconsistency", "unsatisfiability")


@robot_command("explain")
@reasoner_option
@click.option("-a", "--axiom", metavar="AXIOM", help="What to explain, in Manchester syntax.")
@click.option("-m", "--max", "most", default="1", help="How many explanations of each (1).")
@click.option("-M", "--mode", default="entailment", help=", ".join(_MODES) + ".")
@click.option("-u", "--unsatisfiable", help="all, root, most_general, random:n or list.")
@click.option("-e", "--explanation", metavar="FILE", help="Write the explanations as Markdown.")
@click.option("-f", "--format", "_", help="Without a use in ROBOT, and here.")
def command(
    document: Document | None,
    given: Given,
    reasoner: str,
    axiom: str | None,
    most: str,
    mode: str,
    unsatisfiable: str | None,
    explanation: str | None,
    _: str | None,
) -> Document:
    """Explain why something follows."""
    before, number = needed(document), _number(most)
    ours = REASONERS[reasoner]
    if mode not in _MODES:
        what = f"{mode}. Must be one of {' '.join(_MODES)}."
        raise RobotError("illegal explanation mode", what, page=_PAGE)
    if mode == "unsatisfiability" and unsatisfiable == "list":
        empty = entailments.unsatisfiable(before, reasoner=ours)
        _write(explanation, "".join(f"{given.context.curie(name)}\n" for name in sorted(empty)))
        return entailments.explanation(before, ())
    found: tuple[Entailment, ...]
    if mode == "entailment":
        if axiom is None:
            raise RobotError("missing axiom argument", "must have a valid --axiom.", page=_PAGE)
        asked = names.axiom_of(axiom, before, given.context)
        found = entailments.entailed(before, asked, most=number, reasoner=ours)
    elif mode == "inconsistency":
        found = entailments.why_inconsistent(before, most=number, reasoner=ours)
    else:
        classes = _classes(before, unsatisfiable, ours)
        found = entailments.why_unsatisfiable(before, classes, most=number, reasoner=ours)
    _write(explanation, render(found, before))
    return entailments.explanation(before, found)


def _classes(document: Document, which: str | None, reasoner: str) -> list[str]:
    """Return the unsatisfiable classes to explain; of ``random:n`` the first in order."""
    number = (which or "").removeprefix("random:") if (which or "").startswith("random:") else ""
    if which not in [*Which] and not number.isdecimal():
        what = (
            f"{which}. Must have either a valid --unsatisfiable option "
            "(all, root, most_general, random:n), where n is an integer."
        )
        raise RobotError("illegal unsatisfiable argument", what, page=_PAGE)
    empty = entailments.unsatisfiable(document, reasoner=reasoner)
    if number:
        return [*empty[: int(number)]]
    return entailments.chosen(document, empty, Which(which or Which.ALL))


def _number(text: str) -> int:
    if not text.isdecimal():
        raise RobotError("max type", f"--max ('{text}') must be an integer", page=_PAGE)
    return int(text)


def _write(path: str | None, text: str) -> None:
    if path:
        write_whole(Path(path), text.encode())
