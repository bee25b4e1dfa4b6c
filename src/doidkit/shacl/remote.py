"""Validation where the data is: each constraint one query on a SPARQL endpoint."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pyoxigraph import BlankNode, NamedNode, Quad

from doidkit.engines.complete import complete
from doidkit.engines.source import Source
from doidkit.errors import CheckError, DoidkitError
from doidkit.model import RdfTerm, Solutions
from doidkit.prefixes import compact
from doidkit.shacl import probe
from doidkit.shacl.compiler import Compiler, Step
from doidkit.shacl.components.sparql import Asking, Selecting
from doidkit.shacl.names import SUBCLASS_OF
from doidkit.shacl.prebinding import SHAPES_GRAPH
from doidkit.shacl.report import Result, result
from doidkit.shacl.shapes import Offence, QueryTarget, Shape, Shapes

_LISTED = 500
_HAS_SHAPES = f"ASK {{ GRAPH {SHAPES_GRAPH} {{ ?s ?p ?o }} }}"


Failed = Callable[[Shape, DoidkitError], None]
"""Is told of a shape with a query that failed, so that the others are still evaluated."""


def validate(
    source: Source,
    shapes: Shapes,
    failed: Failed | None = None,
    *,
    hierarchy: Iterable[Quad] = (),
) -> list[Result]:
    """Return the results of all targeted shapes over what a source has, moving only violations.

    ``hierarchy`` are subclass triples that hold beside what the source has.

    Raises CheckError for a shape that cannot be run on a remote source, EngineError if the
    source cannot answer rightly what the shapes need or, without ``failed``, fails to answer.
    """
    _require_remote(shapes, source)
    compiler = Compiler(shapes, _Classes(source, hierarchy))
    steps = list(compiler.steps())
    probe.require(source, steps)
    answers = [*_answers(source, steps, failed)]
    lasting = _labels_last(source, answers)
    return [
        result(step.shape, step.constraint, _offence(step, row))
        for step, rows in answers
        for row in (_bound(rows) if lasting else _named_apart(_bound(rows)))
    ]


def _answers(
    source: Source, steps: Sequence[Step], failed: Failed | None
) -> Iterator[tuple[Step, Solutions]]:
    for step in steps:
        try:
            yield step, complete(source, step.query)
        except DoidkitError as error:
            if failed is None:
                raise
            failed(step.shape, error)


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


def _labels_last(source: Source, answers: Sequence[tuple[Step, Solutions]]) -> bool:
    """Return True if blank nodes that occur in several answers may be told by their labels."""
    with_blanks = [
        (step, rows)
        for step, rows in answers
        if any(isinstance(term, BlankNode) for row in rows for term in row)
    ]
    if source.labels_last or len(with_blanks) < 2:
        return True
    return any(probe.keeps_labels(source, step.query, rows.rows) for step, rows in with_blanks)


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


def _named_apart(rows: Iterator[dict[str, RdfTerm]]) -> Iterator[dict[str, RdfTerm]]:
    """Yield rows whose blank nodes are those of no other answer."""
    fresh: dict[RdfTerm, RdfTerm] = {}
    for row in rows:
        yield {
            name: fresh.setdefault(term, BlankNode()) if isinstance(term, BlankNode) else term
            for name, term in row.items()
        }


def _require_remote(shapes: Shapes, source: Source) -> None:
    for shape in shapes.reachable():
        queries = [t.query for t in shape.targets if isinstance(t, QueryTarget)]
        queries += [c.query for c in shape.constraints if isinstance(c, Selecting | Asking)]
        for query in queries:
            if query.uses_shapes_graph and not source.ask(_HAS_SHAPES):
                raise _local_only(
                    shape, f"its query uses $shapesGraph, and the endpoint has no {SHAPES_GRAPH}"
                )
            if isinstance(shape.node, BlankNode) and "currentShape" in query.text:
                raise _local_only(shape, "its query uses $currentShape, which has no IRI")
            if query.each:
                raise _local_only(shape, "its query must run for each focus node on its own")


def _local_only(shape: Shape, reason: str) -> CheckError:
    name = compact(shape.node.value) if isinstance(shape.node, NamedNode) else "An unnamed shape"
    return CheckError(
        f"{name} cannot be run on an endpoint ({reason}); validate a local copy of the data."
    )
