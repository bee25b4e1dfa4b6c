"""The embedded source: an in-memory Oxigraph store.

The store keeps numbers, booleans and times by value (``007`` becomes ``7``). Files that have
such literals are also read as ``forms`` writes them, and it is that copy that queries are asked
of, as it is where a store on disk has one.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar, cast

import pyoxigraph as ox

from doidkit.errors import EngineError, QueryError
from doidkit.model import RdfTerm, RowStream, Stream, TripleStream
from doidkit.prefixes import PREFIXES
from doidkit.sparql.literals import (
    changes,
    marked,
    marked_quads,
    restored,
    restored_quad,
    restored_triple,
)
from doidkit.sparql.results import SourceMethods, rows
from doidkit.sparql.source import NOTHING, Bindings
from doidkit.syntax.files import is_kept
from doidkit.syntax.formats import GraphFormat

if TYPE_CHECKING:
    from doidkit.sparql.portable import Prepared
    from doidkit.sparql.watching import Watch

_FAILURES = (OSError, RuntimeError, ValueError)
_SHOWN = 90  # characters of what a parser expects
_EXPECTED = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|[^,\"\[]+")
_SENTENCE = re.compile(r"[A-Z][A-Za-z]*(?: [A-Za-z]+){3,}\Z")
_Item = TypeVar("_Item")


class StoreSource(SourceMethods):
    """RDF in memory or indexed, queried in process; ``store`` is the pyoxigraph Store itself.

    ``written`` is another with the same data, their literals marked (``forms``), for data that
    the store changes. ``graphs`` are what its queries find as the default graph, the store's
    own unless given. ``limit`` are the seconds that a query may take, any number unless given.
    ``beside`` is a folder that lives as long as what is indexed, for what is made of it.
    ``named``, where it is set, are the only graphs that GRAPH finds, and ``graphs`` all of the
    default graph, be they none.
    """

    labels_last = True

    def __init__(
        self,
        store: ox.Store | None = None,
        *,
        written: ox.Store | None = None,
        services: bool = False,
        graphs: Sequence[str] = (),
        limit: float | None = None,
        beside: Path | None = None,
    ) -> None:
        self.limit = limit
        self.beside = beside
        self.store = ox.Store() if store is None else store
        self.services = services
        self.graphs = tuple(graphs)
        self.named: tuple[str, ...] | None = None
        self._watch: Watch | None = None
        self._parts: list[Callable[[], Iterable[ox.Quad]]] = []
        self._written = written
        self._by_value = False

    def quads(self) -> Iterator[ox.Quad]:
        """Yield what all graphs have, or as one graph those that were chosen, as it is written.

        Blank nodes are those of ``rows``.
        """
        store = self.labelled
        if not self.graphs:
            return map(restored_quad, store)
        chosen = map(ox.NamedNode, self.graphs)
        found = (store.quads_for_pattern(None, None, None, graph) for graph in chosen)
        return (ox.Quad(*restored_quad(quad).triple) for quad in chain.from_iterable(found))

    @classmethod
    def of(cls, paths: Iterable[Path], *, services: bool = False) -> "StoreSource":
        """Return a source with these files loaded."""
        source = cls(services=services)
        for path in paths:
            source.load(path)
        return source

    def load(self, path: Path, *, format: GraphFormat | None = None) -> None:
        """Load one file of any format; blank nodes of different files stay apart.

        Raises SyntaxFault with line and column, InputError for a missing, unreadable or empty
        file.
        """
        from doidkit.syntax.reading import quads, rdf

        if not is_kept(path):  # it could not be read again
            self.extend(quads(path, format=format))
            return
        with rdf(path, format=format) as source:
            watched = cast(BinaryIO, self._watched().over(source.stream, source.syntax))
            self.store.bulk_load(watched, source.syntax, base_iri=source.base)
        self._parts.append(lambda: quads(path, format=format))
        self._written = None

    def extend(self, found: Iterable[ox.Quad]) -> None:
        """Add quads made elsewhere; ValueError for those of a store that is only read."""
        given = found if isinstance(found, Sequence) else list(found)
        self.store.bulk_extend(given)
        watch = self._watched()
        watch.found = watch.found or any(
            isinstance(quad.object, ox.Literal) and changes(quad.object) for quad in given
        )
        self._parts.append(lambda: given)
        self._written = None

    def writable(self) -> ox.Store:
        """Return the store for others to change: queries go by it alone then, numbers by value."""
        self._watch, self._parts, self._written = None, [], None
        self._by_value = True
        return self.store

    def _watched(self) -> "Watch":
        if self._watch is None:
            from doidkit.sparql.watching import Watch

            self._watch = Watch()
        return self._watch

    @property
    def labelled(self) -> ox.Store:
        """The store that has the blank node labels of ``rows``; its literals may be marked."""
        written = self._as_written()
        return self.store if written is None else written

    def alone(self) -> "StoreSource":
        """Return a source whose store has nothing beside the chosen graphs, self if all are."""
        if not self.graphs:
            return self
        chosen = StoreSource(services=self.services)
        chosen.extend(self.quads())
        return chosen

    def prepare(self, query: str, *, bindings: Bindings = NOTHING) -> "Prepared":
        """Return the text that Oxigraph gets, and remarks on what was done to it."""
        # The way of a query is long; who only reads what is near a term need not know it.
        from doidkit.sparql.alternatives import with_unions
        from doidkit.sparql.expressions import syntax_problem
        from doidkit.sparql.planning import planned
        from doidkit.sparql.portable import Prepared, prepared, without_absent_graphs
        from doidkit.sparql.replacements import with_xpath_replacements
        from doidkit.sparql.zeropaths import with_absent_terms

        read = prepared(query, bindings, services=self.services)
        known = without_absent_graphs(read.text, self._has_graph)
        text = with_absent_terms(with_xpath_replacements(known.text), self._is_absent)
        text = planned(with_unions(text))
        if text != known.text and syntax_problem(text) and not syntax_problem(known.text):
            text = known.text  # better slow than refused
        return Prepared(text, read.notes + known.notes)

    def stream(self, query: str, *, bindings: Bindings = NOTHING) -> Stream:
        """Return the answer of a query of any form while it is found."""
        text = self.prepare(query, bindings=bindings).text
        if self.limit is None:
            return self._found(text, query, bindings)
        from doidkit.sparql.timed import timed  # with the processes, seldom needed

        return timed(lambda: self._found(text, query, bindings), query, self.limit)

    def _found(self, text: str, query: str, bindings: Bindings) -> Stream:
        marked_text, store = self._told(text)
        found = self._evaluated(marked_text, query, bindings, store)
        return found if marked_text is text else _as_written(found)

    def _told(self, text: str) -> tuple[str, ox.Store]:
        """Return what is asked, the very same text if nothing is marked, and of which store."""
        from doidkit.sparql.forms import told, told_marks

        if (written := self._as_written()) is not None:
            return told(text), written
        return (None if self._by_value else told_marks(text)) or text, self.store

    def _as_written(self) -> ox.Store | None:
        """Return all data with the literals marked that the store would change; None for none."""
        if self._watch is not None and self._watch.found and self._written is None:
            self._written = ox.Store()
            for part in self._parts:
                self._written.bulk_extend(marked_quads(part()))
        return self._written

    def _evaluated(self, text: str, query: str, bindings: Bindings, store: ox.Store) -> Stream:
        if (by_row := self._by_row(text, store)) is not None:
            return by_row
        try:
            result = self._asked(text, store)
        except SyntaxError as error:
            raise _query_fault(query, bindings, error) from error
        except _FAILURES as error:
            raise _failure(error) from error
        if isinstance(result, ox.QueryBoolean):
            return bool(result)
        if isinstance(result, ox.QueryTriples):
            return TripleStream(_guarded(result))
        return rows(result.variables, _guarded(result))

    def _by_row(self, query: str, store: ox.Store) -> TripleStream | None:
        """Return the triples of a CONSTRUCT that can be asked as SELECT; None for any other."""
        from doidkit.sparql import querytext
        from doidkit.sparql.template import template

        if querytext.form(query) != "CONSTRUCT" or (found := template(query)) is None:
            return None
        try:
            result = self._asked(found.select, store)
        except SyntaxError:  # told of the query as it was written
            return None
        except _FAILURES as error:
            raise _failure(error) from error
        assert isinstance(result, ox.QuerySolutions), "only SELECT is asked here"
        names = [variable.value for variable in result.variables]
        return TripleStream(found.triples(names, _guarded(map(tuple, result))))

    def rows(self, query: str) -> RowStream:
        """Return the rows of a SELECT, taken as it is, with the store's own blank node labels."""
        text, store = self._told(query)
        try:
            result = self._asked(text, store)
        except SyntaxError as error:
            raise _query_fault(query, NOTHING, error) from error
        except _FAILURES as error:
            raise _failure(error) from error
        assert isinstance(result, ox.QuerySolutions), "only SELECT is asked here"
        names = tuple(variable.value for variable in result.variables)
        found: Stream = RowStream(names, _guarded(map(tuple, result)))
        found = found if text is query else _as_written(found)
        assert isinstance(found, RowStream), "rows stay rows"
        return found

    def _is_absent(self, text: str, graph: str) -> bool:
        """Return True if no triple of a graph begins or ends with a term; of the default one if "".

        A graph that is not there lacks nothing: a pattern about it has no solution.
        """
        if graph and not self._has_graph(graph):
            return False
        try:
            (given,) = ox.parse(f"<urn:n> <urn:n> {text} .", ox.RdfFormat.TURTLE)
        except (SyntaxError, ValueError):
            return False
        term = marked(given.object)
        names = (graph,) if graph else self.graphs
        if not names:
            return self.named is not None or not self._has(term, ox.DefaultGraph())
        return not any(self._has(term, ox.NamedNode(name)) for name in names)

    def _has(self, term: RdfTerm, place: ox.NamedNode | ox.DefaultGraph) -> bool:
        ends = self.labelled.quads_for_pattern(None, None, term, place)
        if next(ends, None) is not None:
            return True
        if not isinstance(term, ox.NamedNode):
            return False
        return next(self.labelled.quads_for_pattern(term, None, None, place), None) is not None

    def _asked(
        self, query: str, store: ox.Store
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        from doidkit.sparql.forms import aggregates, functions

        graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]
        graphs = [ox.NamedNode(iri) for iri in self.graphs]
        return store.query(
            query,
            default_graph=graphs if graphs or self.named is not None else None,
            named_graphs=None if self.named is None else [*map(ox.NamedNode, self.named)],
            custom_functions=functions(),
            custom_aggregate_functions=aggregates(),
        )

    def _has_graph(self, iri: str) -> bool:
        among = self.named is None or iri in self.named
        return among and self.store.contains_named_graph(ox.NamedNode(iri))


def _as_written(found: Stream) -> Stream:
    if isinstance(found, RowStream):
        return RowStream(found.variables, (tuple(map(restored, row)) for row in found.rows))
    if isinstance(found, TripleStream):
        return TripleStream(map(restored_triple, found.triples))
    return found


def _guarded(found: Iterator[_Item]) -> Iterator[_Item]:
    try:
        yield from found
    except _FAILURES as error:
        raise _failure(error) from error


def _failure(error: Exception) -> EngineError:
    return EngineError(f"The query cannot be evaluated ({error}); simplify it.")


def _query_fault(query: str, bindings: Bindings, error: SyntaxError) -> QueryError:
    """Return a syntax error of the query as written, or of what its parameters made of it."""
    try:
        ox.Store().query(query, prefixes=PREFIXES)
    except SyntaxError as plain:
        return QueryError(f"The query is not valid SPARQL: {located(query, plain)}.")
    names = ", ".join(f"${name} = {term}" for name, term in sorted(bindings.items()))
    return QueryError(
        f"The query does not take {names} where it uses it; "
        "give an IRI or CURIE where a term is needed, a text or number where a value is."
    )


def located(query: str, error: SyntaxError) -> str:
    """Return line, column and the text there from a message like "error at 1:19: expected"."""
    head, _, reason = str(error.msg).removeprefix("error at ").partition(": ")
    line, _, column = head.partition(":")
    if not (line.isdigit() and column.isdigit()):
        return str(error.msg).splitlines()[0]
    lines = query.splitlines() or [""]
    near = lines[int(line) - 1][int(column) - 1 :][:30] if int(line) <= len(lines) else ""
    what = f'near "{near.strip()}"' if near.strip() else "at its end"
    told = _told(" ".join(reason.split()))
    return f"line {line}, column {column}, {what}{f' ({told})' if told else ''}; correct it there"


def _told(reason: str) -> str:
    """Return what the parser has to say: its sentence, else what it could have gone on with.

    Among the tokens that it expects it may have one sentence ("The SELECT contains a variable
    that is unbound"), and classes of characters such as ``[_]`` that help nobody.
    """
    found: list[str] = [
        each.strip() for each in _EXPECTED.findall(reason.removeprefix("expected one of "))
    ]
    for each in found:
        if _SENTENCE.match(each):
            return each
    wanted = ", ".join(each for each in found if each and each[0] != "[")
    if not wanted.removeprefix("expected").strip():
        return ""
    if len(wanted) > _SHOWN:  # a choice of many
        wanted = wanted[:_SHOWN].rpartition(",")[0] + " …"
    if wanted.startswith("expected ") or wanted.endswith(" failed"):  # IRI parsing failed
        return wanted
    return f"expected {'one of ' * (', ' in wanted)}{wanted}"
