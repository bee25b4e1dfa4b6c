"""Validation in memory: each constraint once over all value nodes of all focus nodes."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set

from pyoxigraph import NamedNode, Quad

from doidkit.errors import CheckError
from doidkit.shacl import paths
from doidkit.shacl.components.nested import Property
from doidkit.shacl.datagraph import DataGraph, Number, Wanted
from doidkit.shacl.focusgraph import selected
from doidkit.shacl.names import SUBCLASS_OF, TYPE, Node
from doidkit.shacl.remarks import Idle, asked
from doidkit.shacl.report import Result, result
from doidkit.shacl.scope import Scope, Selves
from doidkit.shacl.shapes import AnyTarget, Constraint, QueryTarget, Shape, Shapes, TargetKind
from doidkit.shacl.unsupported import DATA_SHAPE, refuse_in_data

_MOST = 1_000_000  # results that are the same


def validate(
    quads: Iterable[Quad],
    shapes: Shapes,
    *,
    also: Iterable[NamedNode] = (),
    started: Callable[[int], None] = lambda position: None,
) -> tuple[list[Result], DataGraph]:
    """Return the results of all targeted shapes over some data, and the data as it was read.

    Named graphs are merged into one. ``also`` names predicates to keep beside those of the
    shapes. ``started`` is told the position of each targeted shape. Raises CheckError for data
    that name their own shapes, as SHACL 1.2 would have it.
    """
    run = _Run(shapes, DataGraph(quads, wanted(shapes, (*also, DATA_SHAPE))))
    for node, _ in run.data.pairs(DATA_SHAPE):
        raise refuse_in_data(run.data.terms[node])
    found: list[Result] = []
    for position, shape in enumerate(shapes.targeted()):
        started(position)
        focus: dict[Number, int] = {}
        for target in shape.targets:
            focus |= dict.fromkeys(focus_nodes(target, run.data), 1)
        found.extend(_results(run, shape, Counter(focus)))
    return found, run.data


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


def idle(shapes: Shapes, data: DataGraph) -> list[Idle]:
    """Return the targets without a focus node, as far as that can be told."""
    return [each for each in asked(shapes) if not any(True for _ in focus_nodes(each.target, data))]


def focus_nodes(target: AnyTarget, data: DataGraph) -> Iterable[Number]:
    """Return the focus nodes of a target."""
    if isinstance(target, QueryTarget):
        return map(data.number, selected(data.store, target.query))
    if target.kind is TargetKind.NODE:
        return (data.number(target.term),)
    if target.kind is TargetKind.CLASS:
        return data.instances(target.term)
    assert isinstance(target.term, NamedNode), "the parser saw to it"
    if target.kind is TargetKind.SUBJECTS_OF:
        return data.objects(target.term)
    return data.subjects(target.term)


class _Run:
    """One validation in memory; what is known of a node and a shape is worked out once."""

    def __init__(self, shapes: Shapes, data: DataGraph) -> None:
        self.shapes = shapes
        self.graph = shapes.graph
        self.data = data
        self._asked: dict[Node, set[Number]] = {}
        self._failing: dict[Node, set[Number]] = {}

    def scope(self, shape: Shape, focus: Collection[Number]) -> Scope:
        """Return the value nodes of a shape for some focus nodes."""
        values = Selves(focus) if shape.path is None else self.data.values(shape.path, focus)
        return Scope(shape.node, shape.path, focus, values, self)

    def failing(self, node: Node, focus: Collection[Number]) -> Collection[Number]:
        """Return the nodes known not to conform to a shape, all of ``focus`` looked at."""
        shape = self.shapes[node]
        asked = self._asked.setdefault(node, set())
        found = self._failing.setdefault(node, set())
        fresh = set(focus) - asked if asked else focus
        if fresh and not shape.deactivated:
            scope = self.scope(shape, fresh)
            for constraint in shape.constraints:
                found.update(constraint.unmet(scope))
        asked.update(fresh)
        return found


def _results(run: _Run, root: Shape, focus: Counter[Number]) -> Iterator[Result]:
    """Yield the results of a shape and of its property shapes, each of which is looked at once.

    A focus node that is reached twice is reported twice.
    """
    times: dict[Node, Counter[Number]] = {root.node: focus}
    for shape in _in_order(run.shapes, root):
        own = times.pop(shape.node, None)
        if not own:
            continue
        scope = run.scope(shape, own.keys())
        below = [part.shape for part in shape.constraints if isinstance(part, Property)]
        reached = _reached(scope, own) if below else Counter()
        for node in below:
            times.setdefault(node, Counter()).update(reached)
        for constraint in shape.constraints:
            if not isinstance(constraint, Property):
                yield from _offending(run, shape, constraint, scope, own)


def _in_order(shapes: Shapes, root: Shape) -> list[Shape]:
    """Return a shape and the property shapes below it, each after all that it stands under."""
    found: dict[Node, Shape] = {}
    stack = [(root, _properties(shapes, root))]
    while stack:
        following = next(stack[-1][1], None)
        if following is None:
            shape = stack.pop()[0]
            found[shape.node] = shape
        elif following.node not in found:
            stack.append((following, _properties(shapes, following)))
    return list(found.values())[::-1]


def _properties(shapes: Shapes, shape: Shape) -> Iterator[Shape]:
    for constraint in shape.constraints:
        if isinstance(constraint, Property) and not shapes[constraint.shape].deactivated:
            yield shapes[constraint.shape]


def _offending(
    run: _Run, shape: Shape, constraint: Constraint, scope: Scope, times: Counter[Number]
) -> Iterator[Result]:
    for offence in constraint.offences(scope):
        each = result(shape, constraint, offence.over(run.data.terms.__getitem__))
        count = times[offence.focus]
        if count > _MOST:
            raise CheckError(
                f"{shape.node} is reached {count:,} times from {each.focus}, and each makes a "
                "result of its own; name it by fewer sh:property."
            )
        for _ in range(count):
            yield each


def _reached(scope: Scope, times: Mapping[Number, int]) -> Counter[Number]:
    """Return the value nodes, each with how often the focus nodes reach it."""
    if scope.path is None:
        return Counter(times)
    found: Counter[Number] = Counter()
    for focus, value in scope.pairs():
        found[value] += times[focus]
    return found
