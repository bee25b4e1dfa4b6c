"""The plan of a validation, for people to read."""

from collections.abc import Iterator

from doidkit.prefixes import compact
from doidkit.shacl import local
from doidkit.shacl.compiler import Compiler, Step
from doidkit.shacl.components.sparql import Asking, Selecting
from doidkit.shacl.reader import Namer
from doidkit.shacl.shapes import Shapes


def explain(shapes: Shapes, name: Namer, *, remote: bool = False) -> str:
    """Return the plan of a validation and the query of each of its steps as SPARQL text.

    Remarks are SPARQL comments. The number of steps follows from the shapes alone.
    """
    steps = list(Compiler(shapes).steps())
    lines = [*_remarks(shapes, len(steps), remote=remote)]
    for number, step in enumerate(steps, 1):
        lines += ["", *_described(number, step, name, remote=remote)]
    return "\n".join(lines) + "\n"


def _remarks(shapes: Shapes, count: int, *, remote: bool) -> Iterator[str]:
    if remote:
        yield f"# On the endpoint: {count} queries, and one for each class that a shape names."
        return
    yield f"# In memory: {count} steps, each one pass over all focus nodes of its shape."
    kept = local.wanted(shapes)
    listed = ", ".join(sorted(compact(predicate.value) for predicate in kept.some))
    yield f"# One reading of the data keeps the predicates {listed}" + (
        "." if kept.unless is None else ", and those that only SPARQL or a closed shape needs."
    )
    yield "# The queries say the same as the steps; on an endpoint they are what runs."


def _described(number: int, step: Step, name: Namer, *, remote: bool) -> Iterator[str]:
    component = compact(step.constraint.component.value)
    yield f"# {number}. {name(step.shape.node)} {component}"
    own = step.constraint
    if isinstance(own, Selecting | Asking):
        if own.query.each:
            yield "# Runs for each focus node on its own: its answer depends on the others."
        elif not remote:
            yield "# Runs as SPARQL, with the focus nodes joined in."
    yield step.query.strip()
