"""Validation where the data is: each constraint one query on a SPARQL endpoint.

A shape that the endpoint cannot evaluate rightly is evaluated here, on triples fetched from it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from doidkit.errors import DoidkitError, EngineError, QueryError
from doidkit.model import RdfTerm, Solutions
from doidkit.prefixes import compact
from doidkit.shacl import fetching, probe
from doidkit.shacl.compiler import Compiler, Step
from doidkit.shacl.components.sparql import Asking, Selecting
from doidkit.shacl.components.strings import Matches
from doidkit.shacl.components.values import Datatype
from doidkit.shacl.names import SUBCLASS_OF, Node
from doidkit.shacl.parallel import mapped
from doidkit.shacl.prebinding import SHAPES_GRAPH
from doidkit.shacl.reader import Namer
from doidkit.shacl.remarks import Idle, asked
from doidkit.shacl.report import Result, result
from doidkit.shacl.shapes import Offence, QueryTarget, Shape, Shapes
from doidkit.shacl.unsupported import DATA_SHAPE, refuse_in_data
from doidkit.sparql.complete import complete
from doidkit.sparql.source import Source

_LISTED = 500
_COMPOSED = 60  # shapes; a chain as long is no trouble for an Oxigraph server
_LARGE = "its shapes are too many, or too deep, for a query"
_HAS_SHAPES = f"SELECT ?s {{ GRAPH {SHAPES_GRAPH} {{ ?s ?p ?o }} }} LIMIT 1"
Failed = Callable[[Shape, DoidkitError], None]
"""Is told of a shape that cannot be evaluated, so that the others still are."""


@dataclass(frozen=True)
class Plan:
    """Which queries run on a source, which shapes are evaluated here and why, which not at all."""

    steps: Sequence[Step]
    fetched: Mapping[Node, str]
    refused: Mapping[Node, EngineError]


def plan(
    source: Source, shapes: Shapes, name: Namer = str, *, hierarchy: Iterable[Quad] = ()
) -> Plan:
    """Return how to validate what a source has, after a self-test of the source.

    Raises EngineError if the source gives no answers.
    """
    probe.require(source)
    large = {root.node: _LARGE for root in shapes.targeted() if _size(shapes, root) > _COMPOSED}
    for (node,) in source.rows(f"SELECT ?s {{ ?s {DATA_SHAPE} ?shape }} LIMIT 1"):
        assert node is not None, "a subject is always bound"
        raise refuse_in_data(node)
    small = shapes.only({shape.node for shape in shapes.targeted()} - large.keys())
    steps = list(Compiler(small, _Classes(source, hierarchy)).steps())
    refused = {
        node: EngineError(
            f"{name(node)} cannot be evaluated: the endpoint makes the datatype "
            f"{datatype} another one; validate the file that the data came from."
        )
        for node, datatype in probe.rewritten(source, _datatypes(shapes))
    }
    left = shapes.only({shape.node for shape in shapes.targeted()} - refused.keys())
    fetched = {node: why for node, why in large.items() if node not in refused}
    fetched |= {node: why for node, why in _local_only(left, source) if node not in fetched}
    steps = [s for s in steps if s.root.node not in fetched and s.root.node not in refused]
    for step, feature in probe.failures(source, steps):
        fetched.setdefault(step.root.node, f"the endpoint gets {feature} wrong")
    return Plan([step for step in steps if step.root.node not in fetched], fetched, refused)


def validate(
    source: Source,
    shapes: Shapes,
    name: Namer = str,
    failed: Failed | None = None,
    *,
    hierarchy: Iterable[Quad] = (),
) -> tuple[list[Result], tuple[str, ...]]:
    """Return the results of all targeted shapes over what a source has, and notes on how.

    ``hierarchy`` are subclass triples that hold beside what the source has. Without ``failed``
    EngineError is raised if what a shape needs can neither be asked of the source nor be fetched.
    """
    hierarchy = tuple(hierarchy)
    planned = plan(source, shapes, name, hierarchy=hierarchy)
    for node, error in planned.refused.items():
        _tell(failed, shapes[node], error)
    fetched = dict(planned.fetched)
    answers = _answers(source, planned.steps, fetched)
    for step in _with_loose_labels(source, answers, bool(fetched)):
        fetched.setdefault(step.root.node, "blank nodes have other names in each answer")
    here: list[Result] = []
    try:
        if fetched:
            here = fetching.validate(source, shapes, fetched.keys(), hierarchy)
    except (EngineError, QueryError) as error:
        for node, reason in sorted(fetched.items(), key=str):
            _tell(failed, shapes[node], _unfetched(name(node), reason, error))
    there = [
        result(step.shape, step.constraint, _offence(step, row))
        for step, rows in answers
        if step.root.node not in fetched
        for row in _bound(rows)
    ]
    return [*there, *here], tuple(_notes(fetched, name))


def _size(shapes: Shapes, root: Shape) -> int:
    """Return of how many shapes the queries of a targeted shape are put together, each time."""
    known: dict[Node, int] = {}
    for shape in shapes.below(root):
        used = [node for part in shape.constraints for node in part.shapes()]
        known[shape.node] = 1 + sum(known.get(node, 0) for node in used)
    return known[root.node]


def _datatypes(shapes: Shapes) -> Iterator[tuple[Node, NamedNode]]:
    """Yield the targeted shapes with each datatype that they test."""
    for root in shapes.targeted():
        for shape in shapes.below(root):
            for constraint in shape.constraints:
                if isinstance(constraint, Datatype):
                    yield root.node, constraint.iri


def idle(source: Source, shapes: Shapes, *, hierarchy: Iterable[Quad] = ()) -> list[Idle]:
    """Return the targets without a focus node; none if the source does not say, as for a remark."""
    targets = list(asked(shapes))
    if not targets:
        return []
    compiler = Compiler(shapes, _Classes(source, hierarchy))
    parts = (
        f"{{ SELECT ({number} AS ?n) {{ {compiler.targets([each.target])('?this')} }} LIMIT 1 }}"
        for number, each in enumerate(targets)
    )
    try:
        rows = list(source.rows(f"SELECT DISTINCT ?n {{ {' UNION '.join(parts)} }}"))
    except (EngineError, QueryError):
        return []
    busy = {int(term.value) for (term,) in rows if isinstance(term, Literal)}
    return [each for number, each in enumerate(targets) if number not in busy]


def _tell(failed: Failed | None, shape: Shape, error: EngineError) -> None:
    if failed is None:
        raise error
    failed(shape, error)


def _unfetched(name: str, reason: str, error: DoidkitError) -> EngineError:
    return EngineError(
        f"{name} cannot be evaluated on the endpoint ({reason}), nor can the triples that it needs "
        f"be fetched: {str(error).rstrip('.')}; validate a local copy of the data."
    )


def _notes(fetched: Mapping[Node, str], name: Namer) -> Iterator[str]:
    for reason in sorted(set(fetched.values())):
        nodes = [node for node, why in fetched.items() if why == reason]
        listed = ", ".join(
            sorted(compact(n.value) if isinstance(n, NamedNode) else name(n) for n in nodes)
        )
        yield f"Evaluated in memory, on triples fetched from the endpoint: {listed} ({reason})."


class _Classes:
    """The subclasses of the classes that shapes name, asked for once each."""

    def __init__(self, source: Source, hierarchy: Iterable[Quad]) -> None:
        self._source = source
        self._below: dict[RdfTerm, list[RdfTerm]] = {}
        for quad in hierarchy:
            self._below.setdefault(quad.object, []).append(quad.subject)
        self._known: dict[RdfTerm, Sequence[RdfTerm] | None] = {}

    def __call__(self, of: RdfTerm) -> Sequence[RdfTerm] | None:
        if of not in self._known:
            tops = self._stated(of)
            parts = " UNION ".join(f"{{ ?class {SUBCLASS_OF}* {top} }}" for top in tops)
            query = f"SELECT DISTINCT ?class {{ {parts} }}"
            found = complete(self._source, query).column("class")
            named = [term for term in found if isinstance(term, NamedNode)]
            usable = len(named) == len(found) and len(named) <= _LISTED
            self._known[of] = list(dict.fromkeys([*tops, *named])) if usable else None
        return self._known[of]

    def _stated(self, of: RdfTerm) -> list[RdfTerm]:
        """Return a class and all below it in the given hierarchy."""
        found = {of: None}
        waiting = [of]
        while waiting:
            below = [each for each in self._below.get(waiting.pop(), ()) if each not in found]
            found.update(dict.fromkeys(below))
            waiting += below
        return list(found)


def _answers(
    source: Source, steps: Sequence[Step], failed: dict[Node, str]
) -> list[tuple[Step, Solutions]]:
    """Return what was answered; ``failed`` gets the shapes that have a query which was not."""

    def answer(step: Step) -> Solutions | None:
        if step.root.node not in failed:
            try:
                return complete(source, step.query)
            except (EngineError, QueryError) as error:
                failed.setdefault(step.root.node, f"a query failed, {str(error).rstrip('.')}")
        return None

    answers = zip(steps, mapped(answer, steps), strict=True)
    return [(step, rows) for step, rows in answers if rows is not None]


def _with_loose_labels(
    source: Source, answers: Sequence[tuple[Step, Solutions]], fetching: bool
) -> list[Step]:
    """Return the steps whose blank nodes may also be in other answers, under other labels."""
    found = [
        (step, rows)
        for step, rows in answers
        if any(isinstance(term, BlankNode) for row in rows for term in row)
    ]
    if source.labels_last or len(found) + fetching < 2:
        return []
    if not fetching and any(probe.keeps_labels(source, s.query, rows.rows) for s, rows in found):
        return []
    return [step for step, _ in found]


def _offence(step: Step, row: Mapping[str, RdfTerm]) -> Offence[RdfTerm]:
    if isinstance(step.constraint, Selecting) and step.focus == "?this":
        return step.constraint.offence(step.shape.path is None, dict(row))
    focus = row[step.focus[1:]]
    value = row.get(step.value[1:])
    path = row.get(step.path[1:]) if step.path else None
    bindings = None
    if isinstance(step.constraint, Asking):
        bindings = {**step.constraint.bound, "this": focus, **({"value": value} if value else {})}
    return Offence(focus, value, path if isinstance(path, NamedNode) else None, bindings)


def _bound(rows: Solutions) -> Iterator[dict[str, RdfTerm]]:
    for row in rows.records():
        yield {name: term for name, term in row.items() if term is not None}


def _local_only(shapes: Shapes, source: Source) -> Iterator[tuple[Node, str]]:
    """Yield the targeted shapes that no endpoint can evaluate, and why."""
    for root in shapes.targeted():
        reasons = (_obstacle(shape, source) for shape in shapes.only([root.node]).reachable())
        reason = next(filter(None, reasons), None)
        if reason:
            yield root.node, reason


def _obstacle(shape: Shape, source: Source) -> str | None:
    queries = [t.query for t in shape.targets if isinstance(t, QueryTarget)]
    queries += [c.query for c in shape.constraints if isinstance(c, Selecting | Asking)]
    if any(isinstance(c, Matches) and not c.meant.portable for c in shape.constraints):
        return "engines read its sh:pattern in different ways"
    for query in queries:
        if query.uses_shapes_graph and not list(source.rows(_HAS_SHAPES)):
            return f"its query uses $shapesGraph, and the endpoint has no {SHAPES_GRAPH}"
        if isinstance(shape.node, BlankNode) and "currentShape" in query.text:
            return "its query uses $currentShape, which has no IRI"
        if "failure" in query.text and query.projects("failure"):
            return "its query may report a failure"
        if query.each:
            return "its query must run for each focus node on its own"
    return None
