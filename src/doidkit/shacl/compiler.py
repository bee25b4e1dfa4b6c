"""Shapes as SPARQL: what fails a shape, and the query of each constraint, composed from groups.

Everything stays on the server: a nested shape is a sub-query over the value nodes that reach it,
``sh:not`` a MINUS, counts a GROUP BY. No NOT EXISTS is nested (Oxigraph does not finish those),
and no answer of one query goes into another, so blank nodes are no trouble.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from doidkit.model import RdfTerm
from doidkit.shacl.components.nested import Property
from doidkit.shacl.components.sparql import Selecting
from doidkit.shacl.names import SUBCLASS_OF, TYPE, Node
from doidkit.shacl.pattern import Binder, Pattern
from doidkit.shacl.shapes import (
    AnyTarget,
    Constraint,
    QueryTarget,
    Shape,
    Shapes,
    TargetKind,
)

NOTHING = "FILTER(false)"
Classes = Callable[[RdfTerm], "Sequence[RdfTerm] | None"]
"""A class's subclasses where they are known, None where the server must walk to them."""


@dataclass(frozen=True)
class Step:
    """One query of the plan: what one constraint finds over all focus nodes of its shape.

    ``root`` is the targeted shape that leads to it; ``focus``, ``value`` and ``path`` name its
    columns.
    """

    root: Shape
    shape: Shape
    constraint: Constraint
    query: str
    focus: str
    value: str
    path: str | None = None


class Compiler:
    """Names variables and puts the texts of shapes together."""

    def __init__(self, shapes: Shapes, classes: Classes = lambda of: None) -> None:
        self._shapes = shapes
        self._classes = classes
        self._count = 0

    def fresh(self, name: str) -> str:
        """Return a variable that nothing else uses."""
        self._count += 1
        return f"?{name}{self._count}"

    def steps(self) -> Iterator[Step]:
        """Yield the queries of all targeted shapes."""
        for shape in self._shapes.targeted():
            for step in self._steps(shape, self.targets(shape.targets), [], []):
                yield replace(step, root=shape)

    def failing(self, node: Node, binder: Binder, variable: str) -> str:
        """Return text that binds a variable to those nodes that do not conform to a shape."""
        shape = self._shapes[node]
        own = self.fresh("failing")
        parts = []
        for constraint in () if shape.deactivated else shape.constraints:
            text = constraint.pattern(Pattern(self, shape, binder, own))
            if text != NOTHING:
                parts.append(f"{{ {text} }}")
        if not parts:
            return NOTHING
        # Jena evaluates a sub-query again for each row that it is joined to, unless the variable
        # that they share is given another name at its end.
        return f"{{ SELECT DISTINCT ({own} AS {variable}) {{ {' UNION '.join(parts)} }} }}"

    def instances(self, of: RdfTerm, variable: str) -> str:
        """Return text that binds a variable to the instances of a class."""
        known = self._classes(of)
        if known is None:
            return f"{variable} {TYPE}/{SUBCLASS_OF}* {of} ."
        if len(known) == 1:
            return f"{variable} {TYPE} {of} ."
        kind = self.fresh("class")
        listed = " ".join(sorted(map(str, known)))
        return f"VALUES {kind} {{ {listed} }} {variable} {TYPE} {kind} ."

    def targets(self, targets: Sequence[AnyTarget]) -> Binder:
        """Return what binds a variable to the focus nodes of some targets, each once."""

        def bind(variable: str) -> str:
            nodes = [
                str(target.term)
                for target in targets
                if not isinstance(target, QueryTarget) and target.kind is TargetKind.NODE
            ]
            if len(nodes) == len(targets):
                return f"VALUES {variable} {{ {' '.join(dict.fromkeys(nodes))} }}"
            parts = [f"VALUES {variable} {{ {' '.join(nodes)} }}"] if nodes else []
            parts += [text for target in targets if (text := self._target(target, variable))]
            united = " UNION ".join(f"{{ {part} }}" for part in parts)
            return f"{{ SELECT DISTINCT {variable} {{ {united} }} }}"

        return bind

    def _target(self, target: AnyTarget, variable: str) -> str:
        if isinstance(target, QueryTarget):
            return f"{{ {target.query.text} }} BIND($this AS {variable})"
        if target.kind is TargetKind.CLASS:
            return self.instances(target.term, variable)
        other = self.fresh("other")
        if target.kind is TargetKind.SUBJECTS_OF:
            return f"{variable} {target.term} {other} ."
        if target.kind is TargetKind.OBJECTS_OF:
            return f"{other} {target.term} {variable} ."
        return ""

    def _steps(
        self, shape: Shape, binder: Binder, reach: list[str], reached: list[str]
    ) -> Iterator[Step]:
        """Yield a shape's queries; ``reach`` joins the ways that lead to a nested property."""
        if shape.deactivated:
            return
        for constraint in shape.constraints:
            on = Pattern(self, shape, binder, self.fresh("this"))
            if isinstance(constraint, Property):
                nested = self._shapes[constraint.shape]
                if shape.path is None:
                    yield from self._steps(nested, binder, reach, reached)
                else:
                    way = _tied(
                        f"SELECT DISTINCT {on.focus} {on.value} {{ {on.pairs()} }}", on, reached
                    )
                    yield from self._steps(
                        nested, on.reached, [*reach, way], [*reached, on.focus, on.value]
                    )
                continue
            text = constraint.pattern(on)
            if text != NOTHING:
                yield self._step(on, constraint, text, reach, reached)

    def _step(
        self, on: Pattern, constraint: Constraint, text: str, reach: list[str], reached: list[str]
    ) -> Step:
        if isinstance(constraint, Selecting) and not reach:
            text = constraint.query.over(on.bound("$this"))
            return Step(on.shape, on.shape, constraint, text, "?this", "?value", "?path")
        columns = " ".join([on.focus, on.value, *on.extra])
        if reach:
            # The nested focus node is the last node reached; the columns before it tell the
            # ways apart, since a property reached twice is reported twice.
            text = f"{' '.join(reach)} {_tied(text, on, reached)}"
            columns += " " + " ".join(reached)
        query = f"SELECT DISTINCT {columns} {{ {text} }}"
        path = next((name for name in on.extra if name.startswith("?path")), None)
        return Step(on.shape, on.shape, constraint, query, on.focus, on.value, path)


def _tied(text: str, on: Pattern, reached: list[str]) -> str:
    """Return a group whose focus nodes are the nodes reached last, if any were."""
    return f"{{ {{ {text} }} BIND({on.focus} AS {reached[-1]}) }}" if reached else f"{{ {text} }}"
