"""What a report says beside its results: shapes that found nothing to look at, or are not there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import NamedNode

from doidkit.prefixes import compact
from doidkit.shacl.names import SH
from doidkit.shacl.shapefiles import Shapes as ShapesFiles
from doidkit.shacl.shapes import Shape, Shapes, Target, TargetKind

_LISTED = 10
_NEEDED = {
    "flags": ("pattern",),
    "ignoredProperties": ("closed",),
    "qualifiedMinCount": ("qualifiedValueShape",),
    "qualifiedMaxCount": ("qualifiedValueShape",),
    "qualifiedValueShapesDisjoint": ("qualifiedValueShape",),
    "qualifiedValueShape": ("qualifiedMinCount", "qualifiedMaxCount"),
}
"""What a parameter is part of a constraint with; alone it is well-formed, and none (SHACL 4)."""
_ASKED = (TargetKind.CLASS, TargetKind.SUBJECTS_OF, TargetKind.OBJECTS_OF)


@dataclass(frozen=True, slots=True)
class Idle:
    """A target of a shape that has no focus node in the data."""

    shape: Shape
    target: Target


def asked(shapes: Shapes) -> Iterator[Idle]:
    """Yield the targets that may be without a focus node; a node is one, wherever it stands."""
    for shape in shapes.targeted():
        for target in shape.targets:
            if isinstance(target, Target) and target.kind in _ASKED:
                yield Idle(shape, target)


def remarks(
    rules: ShapesFiles, shapes: Shapes, idle: Sequence[Idle], *, own: bool
) -> tuple[str, ...]:
    """Return the remarks; ``own`` says that the user named the shapes, not all of them bundled.

    Bundled shapes are many, and data of one kind has focus nodes for few: then it is told only
    that none has any.
    """
    nothing = len(idle) == sum(len(shape.targets) for shape in shapes.targeted())
    told = list(rules.missing)
    if idle and (own or len(idle) == sum(1 for _ in asked(shapes))):
        names = [f"sh:{each.target.kind.value} {_name(each)}" for each in idle]
        text = f"No focus node: {_listed(names)}."
        told.append(f"{text} The shapes had nothing to validate." if nothing else text)
    told += sorted(set(_without_effect(shapes)))
    unknown = sorted(set(_unknown(shapes)))
    if unknown:
        told.append(f"The shapes graph says nothing of {_listed(unknown)}, which its shapes name.")
    return tuple(told)


def _name(idle: Idle) -> str:
    assert isinstance(idle.target.term, NamedNode), "the parser saw to it"
    return compact(idle.target.term.value)


def _listed(names: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(names))
    more = len(distinct) - _LISTED
    return ", ".join(islice(distinct, _LISTED)) + (f" and {more} more" if more > 0 else "")


def _without_effect(shapes: Shapes) -> Iterator[str]:
    """Yield a remark on each parameter whose constraint lacks another one."""
    for shape in shapes.reachable():
        has = {predicate.value for predicate in shapes.graph.predicates(shape.node)}
        for name, needed in _NEEDED.items():
            if SH + name in has and has.isdisjoint(SH + other for other in needed):
                others = " or ".join(f"sh:{other}" for other in needed)
                named = isinstance(shape.node, NamedNode)
                where = f" in {compact(shape.node.value)}" if named else ""
                yield f"sh:{name} says nothing{where}, without {others}."
        if SH + "qualifiedValueShape" in has and shape.path is None:
            yield "sh:qualifiedValueShape says nothing in a shape without sh:path."


def _unknown(shapes: Shapes) -> Iterator[str]:
    """Yield the names of shapes that others use, and that no triple of the shapes graph is about.

    Every node conforms to such a shape, which is most likely another one's name misspelt.
    """
    for shape in shapes.reachable():
        if isinstance(shape.node, NamedNode) and not list(shapes.graph.predicates(shape.node)):
            yield compact(shape.node.value)
