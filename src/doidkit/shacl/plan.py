"""The plan of a validation, for people to read."""

from collections.abc import Iterator

from doidkit.prefixes import compact
from doidkit.shacl import local, remote
from doidkit.shacl.compiler import Compiler, Step
from doidkit.shacl.components.sparql import Asking, Selecting
from doidkit.shacl.reader import Namer
from doidkit.shacl.shapes import Shapes


def explain(shapes: Shapes, name: Namer, *, there: remote.Plan | None = None) -> str:
    """Return the plan of a validation and the query of each of its steps as SPARQL text.

    Remarks are SPARQL comments. The number of steps follows from the shapes alone. ``there`` is
    the plan for a source, where that is what will run.
    """
    steps = list(Compiler(shapes).steps() if there is None else there.steps)
    lines = list(_in_memory(shapes, len(steps)) if there is None else _on_source(there, name))
    for number, step in enumerate(steps, 1):
        lines += ["", *_described(number, step, name, remotely=there is not None)]
    return "\n".join(lines) + "\n"


def _on_source(plan: remote.Plan, name: Namer) -> Iterator[str]:
    yield f"# On the endpoint: {len(plan.steps)} queries."
    for node, reason in sorted(plan.fetched.items(), key=str):
        yield f"# Evaluated in memory, on triples that one query fetches: {name(node)} ({reason})."
    for error in plan.refused.values():
        yield f"# Not evaluated: {error}"


def _in_memory(shapes: Shapes, count: int) -> Iterator[str]:
    yield f"# In memory: {count} steps, each one pass over all focus nodes of its shape."
    kept = local.wanted(shapes)
    listed = ", ".join(sorted(compact(predicate.value) for predicate in kept.some))
    yield f"# One reading of the data keeps the predicates {listed}" + (
        "." if kept.unless is None else ", and those that only SPARQL or a closed shape needs."
    )
    yield "# The queries say the same as the steps; on an endpoint they are what runs."


def _described(number: int, step: Step, name: Namer, *, remotely: bool) -> Iterator[str]:
    component = compact(step.constraint.component.value)
    yield f"# {number}. {name(step.shape.node)} {component}"
    own = step.constraint
    if isinstance(own, Selecting | Asking):
        if own.query.each:
            yield "# Runs for each focus node on its own: its answer depends on the others."
        elif not remotely:
            yield "# Runs as SPARQL, with the focus nodes joined in."
    yield step.query.strip()
