"""Validating data against SHACL shapes."""

import enum
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Triple

from doidkit import bundled
from doidkit.data import Data, Paths
from doidkit.errors import InputError
from doidkit.model import RdfTerm, Report, Triples
from doidkit.prefixes import expand
from doidkit.shacl.shapefiles import Shapes, read_shapes
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.source import Source
from doidkit.syntax import files
from doidkit.syntax.canonical import canonical, canonical_triples
from doidkit.syntax.reading import quads
from doidkit.terms import RDFS_LABEL, RDFS_SUBCLASS_OF

if TYPE_CHECKING:
    from doidkit.shacl.evaluation import Failed

# Best first: a work has a name, a class a label.
_LABELS = (RDFS_LABEL, expand("skos:prefLabel"), expand("schema:name"), expand("dcterms:title"))


class Engine(enum.Enum):
    """What evaluates the shapes; the value is its name on the command line."""

    AUTO = "auto"
    SPARQL = "sparql"
    PYSHACL = "pyshacl"


def validate(
    paths: Data | Paths = (),
    *,
    shapes: Paths = (),
    engine: Engine = Engine.AUTO,
    endpoint: str | None = None,
    timeout: float = 60.0,
    copy: bool = False,
    store: str | Path | None = None,
    owners: bool = False,
) -> Report:
    """Return what the shapes find in some RDF files, worst first, in a fixed order.

    Files are validated together as one graph, named graphs merged into it; SSSOM tables count as
    RDF. A Data says what else to validate. Without paths the data is the bundled ontology, without
    shapes the shapes are the bundled ones. The bundled shapes target the classes of the doidkit
    vocabulary, so its subclass triples then join the data: a file of claims is understood without
    naming the vocabulary. With shapes of your own the data is what you name and no more. Nothing is
    inferred, no import is followed.

    ``store`` is an on-disk store to validate instead of files. With an ``endpoint`` the shapes
    run there, and only violations come back; ``timeout`` is in seconds for each query. With
    ``copy`` the endpoint's default graph is fetched and validated here.
    ``Engine.AUTO`` is doidkit's own engine, ``Engine.PYSHACL`` a second opinion on files.

    ``owners`` asks for ``Report.owners``, which an endpoint and pySHACL do not give.
    ``Report.graph`` is the W3C report graph. Raises SyntaxFault with line and column,
    InputError for files that are missing or hold no shapes, CheckError for a shape that cannot
    be used, EngineError for an endpoint that fails.

    >>> import doidkit
    >>> doidkit.validate().conforms
    True
    """
    data = Data.of(paths, store=store, endpoint=endpoint, timeout=timeout, copy=copy)
    if _is_read(data):
        return _validated(data.quads(), shapes, engine, owners=owners)
    _refuse_pyshacl(engine)
    return validate_source(data.source(), shapes=shapes, owners=owners)


def validate_source(
    source: Source,
    *,
    shapes: Paths = (),
    owners: bool = False,
    failed: "Failed | None" = None,
) -> Report:
    """Return what the shapes find in a source: in memory what a store has, on an endpoint there.

    ``failed`` is told of each shape that an endpoint does not answer; without it that raises, as
    the rest does in ``validate``, where ``owners`` is explained, too.
    """
    from doidkit.shacl import evaluation

    if isinstance(source, StoreSource):
        return _validated(source.store, shapes, owners=owners)
    hierarchy = () if files.paths(shapes) else _vocabulary_hierarchy()
    return evaluation.on_source(source, _rules(shapes), failed, hierarchy=hierarchy)


def _validated(
    data: Iterable[Quad], shapes: Paths, engine: Engine = Engine.AUTO, *, owners: bool
) -> Report:
    from doidkit.shacl import evaluation

    # Blank nodes of the vocabulary cannot meet those of the data: these triples have none.
    read = chain(data, () if files.paths(shapes) else _vocabulary_hierarchy())
    rules = _rules(shapes)
    if engine is Engine.PYSHACL:
        return _by_pyshacl(canonical(Quad(*quad.triple) for quad in read), rules)
    return evaluation.in_memory(read, rules, owners=owners)


def explain(data: Data | Paths = (), *, shapes: Paths = ()) -> str:
    """Return the plan of a validation and its queries, as text with remarks in it.

    An endpoint that is not copied is asked what its plan depends on: the self-test, and subclasses.
    """
    from doidkit.shacl import evaluation

    asked = Data.of(data)
    if _is_read(asked):
        return evaluation.explained(_rules(shapes))
    hierarchy = () if files.paths(shapes) else _vocabulary_hierarchy()
    return evaluation.explained(_rules(shapes), asked.source(), hierarchy=hierarchy)


def _is_read(data: Data) -> bool:
    """Return whether data are read and validated here, not asked where they are."""
    return data.local or data.store is not None or data.copy


def _rules(shapes: Paths) -> Shapes:
    return read_shapes(files.paths(shapes) or bundled.shape_files())


def _refuse_pyshacl(engine: Engine) -> None:
    if engine is Engine.PYSHACL:
        raise InputError("pySHACL reads no endpoint; add --copy, or leave out --engine pyshacl.")


def _by_pyshacl(data: Sequence[Quad], rules: Shapes) -> Report:
    # pySHACL and rdflib take a third of a second to import.
    from doidkit.shacl.pyshacl import engine as pyshacl
    from doidkit.shacl.pyshacl import report as reports

    triples = [quad.triple for quad in data]
    report, named = pyshacl.validate(triples, rules)
    labels = {pyshacl.scoped_data(term): text for term, text in _labels(triples).items()}
    findings = reports.findings(report, named, labels)
    return Report(findings, made_graph=lambda: Triples(canonical_triples(report)))


def _vocabulary_hierarchy() -> Iterator[Quad]:
    for quad in quads(bundled.vocabulary_file()):
        named = isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
        if named and quad.predicate.value == RDFS_SUBCLASS_OF:
            yield quad


def _labels(data: Iterable[Triple]) -> dict[RdfTerm, str]:
    best: dict[RdfTerm, tuple[int, bool, str]] = {}
    for triple in data:
        if triple.predicate.value in _LABELS and isinstance(triple.object, Literal):
            foreign = not (triple.object.language or "en").startswith("en")
            rank = (_LABELS.index(triple.predicate.value), foreign, triple.object.value)
            if triple.subject not in best or rank < best[triple.subject]:
                best[triple.subject] = rank
    return {subject: text for subject, (_, _, text) in best.items()}
