"""One validation with our own engine, from files or an endpoint to a report."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial

from pyoxigraph import Quad

from doidkit.errors import DoidkitError
from doidkit.labels import PREDICATES, Labels, asked
from doidkit.model import RdfTerm, Report, Solutions, Triples
from doidkit.shacl import local, plan, remote
from doidkit.shacl.blanklabels import labelled
from doidkit.shacl.datagraph import DataGraph
from doidkit.shacl.findings import findings
from doidkit.shacl.limited import Started, limited
from doidkit.shacl.origins import namer
from doidkit.shacl.owners import Owners
from doidkit.shacl.parse import parse
from doidkit.shacl.remarks import remarks
from doidkit.shacl.report import Result, report
from doidkit.shacl.shapefiles import Shapes as ShapesFiles
from doidkit.shacl.shapes import Shape, Shapes
from doidkit.sparql.complete import complete
from doidkit.sparql.source import Source
from doidkit.syntax.canonical import canonical_triples

Failed = Callable[[str, DoidkitError], None]
"""Is told the id of a shape with a query that failed, so that the others are still evaluated."""


def in_memory(
    quads: Iterable[Quad],
    rules: ShapesFiles,
    *,
    owners: bool = False,
    own: bool = True,
    seconds: float | None = None,
    model: Shapes | None = None,
) -> Report:
    """Return what shapes find in some data, on request with the owners of blank nodes.

    ``own`` says that the shapes are the user's, ``model`` is what they mean if that was read
    before. Raises EngineError for what is not finished in so many ``seconds``, if that is given.
    """
    model = model or read(rules)

    def validate(started: Started) -> Report:
        return _evaluated(quads, rules, model, started, owners=owners, own=own)

    if seconds is None:
        return validate(lambda position: None)
    return limited(validate, seconds, [rules.id(shape.node) for shape in model.targeted()])


def read(rules: ShapesFiles) -> Shapes:
    """Return what shapes mean, to be used for any number of validations."""
    return parse(rules.triples, namer(rules))


def _evaluated(
    quads: Iterable[Quad],
    rules: ShapesFiles,
    model: Shapes,
    started: Started,
    *,
    owners: bool,
    own: bool,
) -> Report:
    above = Owners()
    with _untracked():
        watched = above.watching(quads) if owners else quads
        found, data = local.validate(watched, model, also=PREDICATES, started=started)
        nodes = {each.focus for each in found}
        names = _held(data, nodes)
        results, renamed = labelled(found, data)
        labels = {renamed.get(node, node): text for node, text in names.items()}
        notes = remarks(rules, model, local.idle(model, data), own=own)
        made = _report(results, rules, labels, notes)
        return replace(made, owners=above.by_label(renamed)) if owners else made


@contextmanager
def _untracked() -> Iterator[None]:
    """Pause the cyclic garbage collector: what is made here are edges by the 100,000, no cycles."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def on_source(
    source: Source,
    rules: ShapesFiles,
    failed: Failed | None = None,
    *,
    hierarchy: Iterable[Quad] = (),
    own: bool = True,
) -> Report:
    """Return what shapes find where a source has its data; see ``remote.validate``.

    ``own`` says that the shapes are the user's.
    """

    def named(shape: Shape, error: DoidkitError) -> None:
        assert failed is not None
        failed(rules.id(shape.node), error)

    name, hierarchy = namer(rules), tuple(hierarchy)
    model = parse(rules.triples, name)
    found, notes = remote.validate(
        source, model, name, named if failed else None, hierarchy=hierarchy
    )
    idle = remote.idle(source, model, hierarchy=hierarchy)
    notes = (*remarks(rules, model, idle, own=own), *notes)
    nodes = {each.focus for each in found}
    return _report(found, rules, _asked(source, nodes), notes)


def explained(
    rules: ShapesFiles, source: Source | None = None, *, hierarchy: Iterable[Quad] = ()
) -> str:
    """Return the plan and its queries, in memory or on a source."""
    name = namer(rules)
    model = parse(rules.triples, name)
    if source is None:
        return plan.explain(model, name)
    return plan.explain(model, name, there=remote.plan(source, model, name, hierarchy=hierarchy))


def _report(
    results: Sequence[Result],
    rules: ShapesFiles,
    labels: dict[RdfTerm, str],
    notes: tuple[str, ...] = (),
) -> Report:
    return Report(
        findings(results, rules, labels),
        notes=notes,
        made_graph=partial(_graph, results),
    )


def _graph(results: Sequence[Result]) -> Triples:
    return Triples(canonical_triples(report(results)))


def _held(data: DataGraph, nodes: set[RdfTerm]) -> dict[RdfTerm, str]:
    """Return the labels of nodes that the data has."""
    numbers = {node: data.number(node) for node in nodes}
    found = Labels()
    for predicate in PREDICATES:
        objects = data.objects(predicate)
        for node, number in numbers.items():
            for text in objects.get(number, ()):
                found.add(node, predicate, data.terms[text])
    return found.texts()


def _asked(source: Source, nodes: set[RdfTerm]) -> dict[RdfTerm, str]:
    """Return the labels of named nodes as far as a source can be asked for them."""

    def select(query: str) -> Solutions:
        with suppress(DoidkitError):  # a report without labels is as right
            return complete(source, query)
        return Solutions((), ())

    return asked(nodes, select)
