"""One validation with our own engine, from files or an endpoint to a report."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad

from doidkit.errors import DoidkitError
from doidkit.model import RdfTerm, Report, Triples
from doidkit.prefixes import expand
from doidkit.shacl import local, plan, remote
from doidkit.shacl.data import Data
from doidkit.shacl.findings import findings
from doidkit.shacl.labels import labelled
from doidkit.shacl.origins import namer
from doidkit.shacl.owners import Owners
from doidkit.shacl.parse import parse
from doidkit.shacl.report import Result, report
from doidkit.shacl.shapefiles import Shapes as ShapesFiles
from doidkit.shacl.shapes import Shape
from doidkit.sparql.complete import complete
from doidkit.sparql.source import Source
from doidkit.syntax.canonical import canonical_triples
from doidkit.terms import RDFS_LABEL

Failed = Callable[[str, DoidkitError], None]
"""Is told the id of a shape with a query that failed, so that the others are still evaluated."""

Texts = Callable[[NamedNode], Mapping[RdfTerm, Iterable[RdfTerm]]]
"""What a predicate says of each subject."""

# Best first: a work has a name, a class a label.
_LABELS = tuple(
    NamedNode(iri)
    for iri in (
        RDFS_LABEL,
        expand("skos:prefLabel"),
        expand("schema:name"),
        expand("dcterms:title"),
    )
)
_BATCH = 500  # nodes whose labels one query asks for
# Names in VALUES, too, would be 75 times slower on Oxigraph.
_NAMES = (
    "SELECT ?node ?name ?text {{ VALUES ?node {{ {nodes} }} ?node ?name ?text "
    f"FILTER(?name IN ({', '.join(map(str, _LABELS))})) }}}}"
)


def in_memory(quads: Iterable[Quad], rules: ShapesFiles, *, owners: bool = False) -> Report:
    """Return what shapes find in some data, on request with the owners of blank nodes."""
    above = Owners()
    model = parse(rules.triples, namer(rules))
    with _untracked():
        watched = above.watching(quads) if owners else quads
        found, data = local.validate(watched, model, also=_LABELS)
        nodes = {each.focus for each in found}
        names = _labels(_held(data, nodes), nodes)
        results, renamed = labelled(found, data)
        labels = {renamed.get(node, node): text for node, text in names.items()}
        made = _report(results, rules, labels)
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
) -> Report:
    """Return what shapes find where a source has its data; see ``remote.validate``."""

    def named(shape: Shape, error: DoidkitError) -> None:
        assert failed is not None
        failed(rules.id(shape.node), error)

    name = namer(rules)
    found, notes = remote.validate(
        source, parse(rules.triples, name), name, named if failed else None, hierarchy=hierarchy
    )
    nodes = {each.focus for each in found}
    return _report(found, rules, _labels(_asked(source, nodes), nodes), notes)


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
        made_graph=lambda: Triples(canonical_triples(report(results))),
    )


def _labels(texts: Texts, nodes: set[RdfTerm]) -> dict[RdfTerm, str]:
    found: dict[RdfTerm, str] = {}
    for predicate in reversed(_LABELS):
        labels = texts(predicate)
        for node in nodes & labels.keys():
            literals = [text for text in labels[node] if isinstance(text, Literal)]
            english = [text for text in literals if (text.language or "en").startswith("en")]
            if literals:
                found[node] = min(text.value for text in english or literals)
    return found


def _held(data: Data, nodes: set[RdfTerm]) -> Texts:
    """Return the labels of nodes that the data has."""
    numbers = {node: data.number(node) for node in nodes}

    def texts(predicate: NamedNode) -> dict[RdfTerm, list[RdfTerm]]:
        objects = data.objects(predicate)
        return {
            node: [data.terms[text] for text in objects[number]]
            for node, number in numbers.items()
            if number in objects
        }

    return texts


def _asked(source: Source, nodes: set[RdfTerm]) -> Texts:
    """Return the labels of named nodes as far as a source can be asked for them."""
    iris = sorted(str(node) for node in nodes if isinstance(node, NamedNode))
    found: dict[RdfTerm | None, dict[RdfTerm, list[RdfTerm]]] = {name: {} for name in _LABELS}
    for start in range(0, len(iris), _BATCH):
        values = " ".join(iris[start : start + _BATCH])
        with suppress(DoidkitError):  # a report without labels is as right
            for node, name, text in complete(source, _NAMES.format(nodes=values)):
                if node is not None and text is not None:
                    found[name].setdefault(node, []).append(text)
    return found.__getitem__
