"""Writing RDF: stable Turtle, TriG and JSON-LD, the others as a stream through pyoxigraph."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any, BinaryIO, cast

import pyoxigraph as ox

from doidkit.errors import InputError
from doidkit.prefixes import NO_PREFIXES
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.jsonld import jsonld
from doidkit.syntax.rdfxml import tags
from doidkit.syntax.reading import OXIGRAPH_FORMAT
from doidkit.syntax.turtle import trig, turtle
from doidkit.syntax.xml.characters import ForeignCharacter, foreign, has_foreign

Statements = Iterable[ox.Triple] | Iterable[ox.Quad]

STABLE = {GraphFormat.TURTLE: turtle, GraphFormat.TRIG: trig, GraphFormat.JSONLD: jsonld}
"""What writes the syntaxes that are sorted, from all of the data at once."""


def serialize(
    statements: Statements,
    *,
    format: GraphFormat,
    declared: Mapping[str, str] = NO_PREFIXES,
) -> bytes:
    """Return triples or quads in one syntax, sorted in those of ``STABLE``, else as they come.

    Prefixes that occur are declared, the well-known ones and those of ``declared``. Raises
    InputError where the syntax cannot say what the data holds: named graphs outside TriG,
    N-Quads and JSON-LD, or, in RDF/XML, a predicate whose IRI ends in no XML name.
    """
    if format in STABLE:
        with _graphs_fit(format):
            return STABLE[format](statements, declared=declared)
    kept: Any = list(statements)
    out = BytesIO()
    stream(lambda: kept, out, format=format, declared=declared)
    return out.getvalue()


def reads_twice(format: GraphFormat) -> bool:
    """Return True for a stream that declares prefixes before the first statement."""
    return format is GraphFormat.RDFXML


def stream(
    statements: Callable[[], Statements],
    out: BinaryIO,
    *,
    format: GraphFormat,
    declared: Mapping[str, str] = NO_PREFIXES,
    predicates: Iterable[ox.NamedNode] | None = None,
) -> None:
    """Write triples or quads as they come, in any syntax outside ``STABLE``.

    ``statements`` is called twice where ``reads_twice`` says so, unless their ``predicates`` are
    known. RDF/XML keeps the prefixes of ``declared``, which the first time may fill. Raises
    InputError as ``serialize``.
    """
    prefixes: dict[str, str] = {}
    if format is GraphFormat.RDFXML:
        if predicates is None:
            predicates = {statement.predicate for statement in statements()}
        prefixes = tags.prefixes((each.value for each in predicates), declared)
    target = _Xml(out, statements) if format is GraphFormat.RDFXML else out
    with _graphs_fit(format):
        ox.serialize(
            statements(),
            cast(BinaryIO, target),
            format=OXIGRAPH_FORMAT[format],
            prefixes=prefixes,
        )


class _Xml:
    """Takes what pyoxigraph (0.5.13) writes as RDF/XML: CR as it is, and what XML has not."""

    def __init__(self, out: BinaryIO, statements: Callable[[], Statements]) -> None:
        self._out, self._statements = out, statements

    def write(self, data: bytes) -> int:
        """Write bytes, CR as a reference; ForeignCharacter for what XML cannot hold."""
        if has_foreign(data):
            self._refuse()
        self._out.write(data.replace(b"\r", b"&#13;") if b"\r" in data else data)
        return len(data)

    def flush(self) -> None:
        """Do nothing: who opened the stream flushes it."""

    def _refuse(self) -> None:
        for statement in self._statements():
            if character := foreign(getattr(statement.object, "value", "")):
                raise ForeignCharacter(character, f"{statement.subject} {statement.predicate}")


def distinct(quads: Iterable[ox.Quad], *, within: int = 0) -> Iterator[ox.Quad]:
    """Yield each quad once, of language tags that differ in case alone one (RDF 1.2, 3.3).

    Where ``within`` is given, one that repeats after more than so many others may come again: that
    is what can be told in memory that does not grow.
    """
    recent: set[ox.Quad] = set()
    before: set[ox.Quad] = set()
    for quad in quads:
        if quad in recent or quad in before:
            continue
        yield quad
        recent.add(quad)
        if len(recent) == within:
            before, recent = recent, set()


def in_order_of_mention(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield quads with their blank nodes named b0, b1, ... as they first occur."""
    names: dict[ox.BlankNode, ox.BlankNode] = {}
    plain = (ox.NamedNode, ox.Literal, ox.DefaultGraph)
    for quad in quads:
        subject, predicate, term, graph = quad
        if isinstance(subject, plain) and isinstance(term, plain) and isinstance(graph, plain):
            yield quad
            continue
        yield ox.Quad(_named(subject, names), predicate, _named(term, names), _named(graph, names))


def _named(
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | ox.DefaultGraph,
    names: dict[ox.BlankNode, ox.BlankNode],
) -> Any:
    if isinstance(term, ox.BlankNode):
        return names.setdefault(term, ox.BlankNode(f"b{len(names)}"))
    if isinstance(term, ox.Triple):
        subject, predicate, end = term
        return ox.Triple(_named(subject, names), predicate, _named(end, names))
    return term


@contextmanager
def _graphs_fit(format: GraphFormat) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        if "named graphs" not in str(error):
            raise
        raise InputError(
            f"The data has named graphs, which {format.value} cannot hold; "
            "choose trig, nquads or jsonld."
        ) from error
