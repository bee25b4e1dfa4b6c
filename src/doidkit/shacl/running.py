"""One validation with our own engine, from files or an endpoint to a report."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad

from doidkit.engines.canonical import canonical_triples
from doidkit.engines.shapes import Shapes as ShapesFiles
from doidkit.engines.source import Source
from doidkit.model import RdfTerm, Report, Triples
from doidkit.prefixes import expand
from doidkit.shacl import local, plan, remote
from doidkit.shacl.data import Data
from doidkit.shacl.findings import findings
from doidkit.shacl.labels import labelled
from doidkit.shacl.owners import Owners
from doidkit.shacl.parse import parse
from doidkit.shacl.places import namer
from doidkit.shacl.report import Result, report
from doidkit.terms import RDFS_LABEL

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


def in_memory(quads: Iterable[Quad], rules: ShapesFiles, *, owners: bool = False) -> Report:
    """Return what shapes find in some data, on request with the owners of blank nodes."""
    above = Owners()
    model = parse(rules.triples, namer(rules))
    found, data = local.validate(above.watching(quads) if owners else quads, model, also=_LABELS)
    names = _labels(data, {each.focus for each in found})
    results, renamed = labelled(found, data)
    labels = {renamed.get(node, node): text for node, text in names.items()}
    made = _report(results, rules, labels)
    return replace(made, owners=above.by_label(renamed)) if owners else made


def on_source(source: Source, rules: ShapesFiles) -> Report:
    """Return what shapes find where a source has its data."""
    return _report(remote.validate(source, parse(rules.triples, namer(rules))), rules, {})


def explained(rules: ShapesFiles, *, remotely: bool = False) -> str:
    """Return the plan and its queries."""
    name = namer(rules)
    return plan.explain(parse(rules.triples, name), name, remote=remotely)


def _report(results: Sequence[Result], rules: ShapesFiles, labels: dict[RdfTerm, str]) -> Report:
    return Report(
        findings(results, rules, labels),
        made_graph=lambda: Triples(canonical_triples(report(results))),
    )


def _labels(data: Data, nodes: set[RdfTerm]) -> dict[RdfTerm, str]:
    found: dict[RdfTerm, str] = {}
    for predicate in reversed(_LABELS):
        labels = data.objects(predicate)
        for node in nodes & labels.keys():
            texts = [text for text in labels[node] if isinstance(text, Literal)]
            english = [text for text in texts if (text.language or "en").startswith("en")]
            if texts:
                found[node] = min(text.value for text in english or texts)
    return found
