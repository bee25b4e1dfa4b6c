"""Validating data against SHACL shapes."""

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad, Triple

from doidkit.data import Data, Paths
from doidkit.errors import InputError
from doidkit.labels import Labels
from doidkit.model import Report, Triples
from doidkit.shacl import shipped
from doidkit.shacl.shapefiles import Shapes, read_shapes
from doidkit.sparql.datasets import require_triples
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.source import Source
from doidkit.syntax import options
from doidkit.syntax.canonical import canonical, canonical_triples

if TYPE_CHECKING:
    from doidkit.shacl.evaluation import Failed


class Engine(enum.Enum):
    """What evaluates the shapes; the value is its name on the command line."""

    AUTO = "auto"
    SPARQL = "sparql"
    PYSHACL = "pyshacl"


def validate(
    paths: Data | Paths = (),
    *,
    shapes: Data | Paths = (),
    engine: Engine = Engine.AUTO,
    endpoint: str | None = None,
    timeout: float | None = None,
    copy: bool = False,
    store: str | Path | None = None,
    graphs: Iterable[str] = (),
    owners: bool = False,
) -> Report:
    """Return what the shapes find in some RDF files, worst first, in a fixed order.

    Files are validated together as one graph, named graphs merged into it; SSSOM tables count as
    RDF. A Data says what else to validate. Without paths the data is the bundled ontology, without
    shapes the shapes are the bundled ones. The bundled shapes target the classes of the doidkit
    vocabulary, so its subclass triples then join the data: a file of claims is understood without
    naming the vocabulary. With shapes of your own the data is what you name and no more. Nothing is
    inferred. What data import is read where a Data says so; what shapes import is read as the
    catalog beside them says, unless they are a Data, which says itself.

    ``store`` is an on-disk store to validate instead of files. With an ``endpoint`` the shapes
    run there, and only violations come back. With ``copy`` the endpoint's default graph is fetched
    and validated here. ``timeout`` is in seconds: for each query of an endpoint, 60 unless given,
    and for a validation here as a whole, without a limit unless given.
    ``graphs`` are those of the store or the endpoint to validate; without them it is all that
    the store has, and the endpoint's default graph, which must not be empty.
    ``Engine.AUTO`` is doidkit's own engine, ``Engine.PYSHACL`` a second opinion on files.

    ``owners`` asks for ``Report.owners``, which an endpoint and pySHACL do not give.
    ``Report.graph`` is the W3C report graph. Raises SyntaxFault with line and column,
    InputError for files that are missing or hold no shapes, CheckError for a shape that cannot
    be used, EngineError for an endpoint that fails and for what is not finished in time.

    >>> import doidkit
    >>> doidkit.validate().conforms
    True
    """
    each = Data.timeout if timeout is None else timeout
    data = Data.of(paths, store=store, endpoint=endpoint, timeout=each, copy=copy, graphs=graphs)
    if _is_read(data):
        return _validated(_nonempty(data), shapes, engine, owners=owners, seconds=timeout)
    _refuse_pyshacl(engine)
    return validate_source(data.source(), shapes=shapes, owners=owners)


def validate_source(
    source: Source,
    *,
    shapes: Data | Paths = (),
    owners: bool = False,
    failed: "Failed | None" = None,
) -> Report:
    """Return what the shapes find in a source: in memory what a store has, on an endpoint there.

    ``failed`` is told of each shape that an endpoint does not answer; without it that raises, as
    the rest does in ``validate``, where ``owners`` is explained, too.
    """
    from doidkit.shacl import evaluation

    if isinstance(source, StoreSource):
        return _validated(source.alone().quads(), shapes, owners=owners)
    require_triples(source, "validate")
    rules, own = _rules(shapes)
    hierarchy = () if own else shipped.hierarchy()
    return evaluation.on_source(source, rules, failed, hierarchy=hierarchy, own=own)


def _validated(
    data: Iterable[Quad],
    shapes: Data | Paths,
    engine: Engine = Engine.AUTO,
    *,
    owners: bool,
    seconds: float | None = None,
) -> Report:
    from doidkit.shacl import evaluation
    from doidkit.shacl.limited import limited

    rules, own = _rules(shapes)
    # Blank nodes of the vocabulary cannot meet those of the data: these triples have none.
    read = chain(data, () if own else shipped.hierarchy())
    if engine is Engine.PYSHACL:
        opinion = partial(_by_pyshacl, read, rules)
        return opinion() if seconds is None else limited(lambda _: opinion(), seconds, ())
    return evaluation.in_memory(read, rules, owners=owners, own=own, seconds=seconds)


def explain(data: Data | Paths = (), *, shapes: Data | Paths = ()) -> str:
    """Return the plan of a validation and its queries, as text with remarks in it.

    An endpoint that is not copied is asked what its plan depends on: the self-test, and subclasses.
    """
    from doidkit.shacl import evaluation

    asked = Data.of(data)
    rules, own = _rules(shapes)
    if _is_read(asked):
        return evaluation.explained(rules)
    hierarchy = () if own else shipped.hierarchy()
    return evaluation.explained(rules, asked.source(), hierarchy=hierarchy)


def _nonempty(data: Data) -> Iterator[Quad]:
    found = iter(data.quads())
    first = next(found, None)
    if first is None:
        if data.local and options.current().allow_empty:
            return iter(())
        if data.endpoint is not None or data.store is not None:
            require_triples(replace(data, copy=False).source(), "validate")
        raise InputError(f"There is nothing to validate: {data} holds no triples.")
    return chain((first,), found)


def _is_read(data: Data) -> bool:
    """Return whether data are read and validated here, not asked where they are."""
    return data.local or data.store is not None or data.copy


def _rules(shapes: Data | Paths) -> tuple[Shapes, bool]:
    """Return the shapes to use, and whether they are the user's, not the bundled ones."""
    given = shapes if isinstance(shapes, Data) else Data(shapes, imports=True)
    if given.bundled:
        return shipped.shapes(), False
    return read_shapes(given), True


def _refuse_pyshacl(engine: Engine) -> None:
    if engine is Engine.PYSHACL:
        raise InputError("pySHACL reads no endpoint; add --copy, or leave out --engine pyshacl.")


def _by_pyshacl(data: Iterable[Quad], rules: Shapes) -> Report:
    # pySHACL and rdflib take a third of a second to import.
    from doidkit.shacl import unsupported
    from doidkit.shacl.origins import namer
    from doidkit.shacl.pyshacl import engine as pyshacl
    from doidkit.shacl.pyshacl import report as reports
    from doidkit.shacl.shapesgraph import ShapesGraph

    unsupported.refuse(ShapesGraph(rules.triples), namer(rules))
    triples = [quad.triple for quad in canonical(Quad(*quad.triple) for quad in data)]
    report, named = pyshacl.validate(triples, rules)
    known = Labels()
    for triple in triples:
        known.add(*triple)
    labels = {pyshacl.scoped_data(term): text for term, text in known.texts().items()}
    findings = reports.findings(report, named, labels)
    return Report(findings, notes=rules.missing, made_graph=partial(_graph, report))


def _graph(triples: Sequence[Triple]) -> Triples:
    return Triples(canonical_triples(triples))
