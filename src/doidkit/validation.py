"""Validating data against SHACL shapes."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple

from doidkit import bundled, files
from doidkit.engines.canonical import canonical, canonical_triples
from doidkit.engines.shapes import read_shapes
from doidkit.engines.sssom import mapping_quads
from doidkit.engines.syntax import quads
from doidkit.model import RdfTerm, Report, Triples
from doidkit.prefixes import expand
from doidkit.terms import RDFS_LABEL, RDFS_SUBCLASS_OF

# Best first: a work has a name, a class a label.
_LABELS = (RDFS_LABEL, expand("skos:prefLabel"), expand("schema:name"), expand("dcterms:title"))

Paths = str | Path | Iterable[str | Path]


def validate(paths: Paths = (), *, shapes: Paths = ()) -> Report:
    """Return what the shapes find in some RDF files, worst first, in a fixed order.

    Files are validated together as one graph, named graphs merged into it; SSSOM tables (.tsv)
    count as RDF. Without paths the data is the bundled ontology, without shapes the shapes are
    the bundled ones. The bundled shapes target the classes of the doidkit vocabulary, so its
    subclass triples then join the data: a file of claims is understood without naming the
    vocabulary. With shapes of your own the data is what you name and no more. Nothing is
    inferred, no import is followed.

    ``Report.graph`` is the W3C report graph. Raises SyntaxFault with line and column,
    InputError for files that are missing or hold no shapes, CheckError for a shape that cannot
    be used.

    >>> import doidkit
    >>> doidkit.validate().conforms
    True
    """
    # pySHACL and rdflib take a third of a second to import, and not every path gets here.
    from doidkit.engines import pyshacl_engine, shacl_report

    wanted = files.paths(shapes)
    given = files.paths(paths) or [*bundled.ontology_files(), *bundled.mapping_files()]
    rules = read_shapes(wanted or bundled.shape_files())
    data = [quad.triple for quad in canonical(_statements(given))]
    # Blank nodes of the vocabulary cannot meet those of the data: the kept triples have none.
    context = () if wanted else _vocabulary_hierarchy()
    report, named = pyshacl_engine.validate([*data, *context], rules)
    labels = {pyshacl_engine.scoped_data(term): text for term, text in _labels(data).items()}
    findings = shacl_report.findings(report, named, labels)
    return Report(findings, graph=Triples(canonical_triples(report)))


def _statements(paths: Iterable[Path]) -> Iterator[Quad]:
    for path in paths:
        source = mapping_quads(path) if path.name.endswith(".tsv") else quads(path)
        for quad in source:
            yield Quad(quad.subject, quad.predicate, quad.object)


def _vocabulary_hierarchy() -> Iterator[Triple]:
    for quad in quads(bundled.vocabulary_file()):
        named = isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
        if named and quad.predicate.value == RDFS_SUBCLASS_OF:
            yield quad.triple


def _labels(data: Iterable[Triple]) -> dict[RdfTerm, str]:
    best: dict[RdfTerm, tuple[int, bool, str]] = {}
    for triple in data:
        if triple.predicate.value in _LABELS and isinstance(triple.object, Literal):
            foreign = not (triple.object.language or "en").startswith("en")
            rank = (_LABELS.index(triple.predicate.value), foreign, triple.object.value)
            if triple.subject not in best or rank < best[triple.subject]:
                best[triple.subject] = rank
    return {subject: text for subject, (_, _, text) in best.items()}
