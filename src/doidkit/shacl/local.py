"""Validation in memory: each constraint once over all value nodes of all focus nodes."""

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager

from pyoxigraph import NamedNode, Quad

from doidkit.model import RdfTerm
from doidkit.shacl import paths
from doidkit.shacl.components.nested import Property
from doidkit.shacl.data import Data, Wanted
from doidkit.shacl.focusgraph import selected
from doidkit.shacl.names import SUBCLASS_OF, TYPE
from doidkit.shacl.report import Result, result
from doidkit.shacl.scope import Run
from doidkit.shacl.shapes import AnyTarget, QueryTarget, Shape, Shapes, TargetKind


def validate(
    quads: Iterable[Quad], shapes: Shapes, *, also: Iterable[NamedNode] = ()
) -> tuple[list[Result], Data]:
    """Return the results of all targeted shapes over some data, and the data as it was read.

    Named graphs are merged into one. ``also`` names predicates to keep beside those of the
    shapes.
    """
    with untracked():
        run = Run(shapes, Data(quads, wanted(shapes, also)))
        found: list[Result] = []
        for shape in shapes.targeted():
            focus: dict[RdfTerm, int] = {}
            for target in shape.targets:
                focus |= dict.fromkeys(focus_nodes(target, run), 1)
            found.extend(_results(run, shape, focus))
    return found, run.data


@contextmanager
def untracked() -> Iterator[None]:
    """Pause the cyclic garbage collector: what is made here are edges by the 100,000, no cycles."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def wanted(shapes: Shapes, also: Iterable[NamedNode] = ()) -> Wanted:
    """Return the predicates that the shapes walk over, all that are not ignored if any is closed.

    What runs as SPARQL may use any predicate.
    """
    some: set[NamedNode] = {TYPE, SUBCLASS_OF, *also}
    unless: Set[NamedNode] | None = None
    for shape in shapes.reachable():
        if shape.path is not None:
            some.update(paths.predicates(shape.path))
        for target in shape.targets:
            if isinstance(target, QueryTarget):
                unless = frozenset()
            elif target.kind in (TargetKind.SUBJECTS_OF, TargetKind.OBJECTS_OF):
                assert isinstance(target.term, NamedNode), "the parser saw to it"
                some.add(target.term)
        for constraint in shape.constraints:
            some.update(constraint.predicates())
            allowed = constraint.all_but()
            if allowed is not None:
                unless = allowed if unless is None else unless & allowed
    return Wanted(frozenset(some), unless)


def focus_nodes(target: AnyTarget, run: Run) -> Iterable[RdfTerm]:
    """Return the focus nodes of a target."""
    data = run.data
    if isinstance(target, QueryTarget):
        return selected(data.store, target.query)
    if target.kind is TargetKind.NODE:
        return (target.term,)
    if target.kind is TargetKind.CLASS:
        return data.instances(target.term)
    assert isinstance(target.term, NamedNode), "the parser saw to it"
    if target.kind is TargetKind.SUBJECTS_OF:
        return data.objects(target.term)
    return data.subjects(target.term)


def _results(run: Run, shape: Shape, focus: Mapping[RdfTerm, int]) -> Iterator[Result]:
    """Yield the results of a shape; a focus node that is reached twice is reported twice."""
    if shape.deactivated or not focus:
        return
    scope = run.scope(shape, focus.keys())
    reached: Counter[RdfTerm] | None = None
    for constraint in shape.constraints:
        if isinstance(constraint, Property):
            reached = run.reached(scope, focus) if reached is None else reached
            yield from _results(run, run.shapes[constraint.shape], reached)
            continue
        for offence in constraint.offences(scope):
            each = result(shape, constraint, offence)
            for _ in range(focus[offence.focus]):
                yield each
