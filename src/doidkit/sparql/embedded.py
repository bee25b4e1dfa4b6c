"""The embedded source: an in-memory Oxigraph store.

The store canonicalises numeric literals (``007`` becomes ``7``); what must keep its lexical
form goes through ``syntax.reading`` instead.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from doidkit.errors import EngineError, QueryError
from doidkit.model import RowStream, Stream, TripleStream
from doidkit.prefixes import PREFIXES
from doidkit.sparql import querytext
from doidkit.sparql.portable import Prepared, prepared, without_absent_graphs
from doidkit.sparql.results import SourceMethods, rows
from doidkit.sparql.source import NOTHING, Bindings
from doidkit.sparql.template import template
from doidkit.sparql.zeropaths import with_absent_terms
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.reading import rdf

_FAILURES = (OSError, RuntimeError, ValueError)
_Item = TypeVar("_Item")


class StoreSource(SourceMethods):
    """RDF in memory, queried in process; ``store`` is the pyoxigraph Store itself.

    ``graphs`` are what its queries find as the default graph, the store's own unless given.
    """

    labels_last = True

    def __init__(
        self,
        store: ox.Store | None = None,
        *,
        services: bool = False,
        graphs: Sequence[str] = (),
    ) -> None:
        self.store = ox.Store() if store is None else store
        self.services = services
        self.graphs = tuple(graphs)

    def triples(self) -> Iterator[ox.Triple]:
        """Yield what all graphs have, or those that were chosen, blank nodes as the store has."""
        if not self.graphs:
            return (quad.triple for quad in self.store)
        chosen = map(ox.NamedNode, self.graphs)
        found = (self.store.quads_for_pattern(None, None, None, graph) for graph in chosen)
        return (quad.triple for quad in chain.from_iterable(found))

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
        with rdf(path, format=format) as source:
            self.store.bulk_load(source.stream, source.syntax, base_iri=source.base)

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads made elsewhere."""
        self.store.bulk_extend(quads)

    def alone(self) -> "StoreSource":
        """Return a source whose store has nothing beside the chosen graphs, self if all are."""
        if not self.graphs:
            return self
        chosen = StoreSource(services=self.services)
        chosen.extend(ox.Quad(*triple) for triple in self.triples())
        return chosen

    def prepare(self, query: str, *, bindings: Bindings = NOTHING) -> Prepared:
        """Return the text that Oxigraph gets, and remarks on what was done to it."""
        read = prepared(query, bindings, services=self.services)
        known = without_absent_graphs(read.text, self._has_graph)
        text = with_absent_terms(known.text, self._is_absent)
        return Prepared(text, read.notes + known.notes)

    def stream(self, query: str, *, bindings: Bindings = NOTHING) -> Stream:
        """Return the answer of a query of any form while it is found."""
        text = self.prepare(query, bindings=bindings).text
        if (by_row := self._by_row(text)) is not None:
            return by_row
        try:
            result = self._asked(text)
        except SyntaxError as error:
            raise _query_fault(query, bindings, error) from error
        except _FAILURES as error:
            raise _failure(error) from error
        if isinstance(result, ox.QueryBoolean):
            return bool(result)
        if isinstance(result, ox.QueryTriples):
            return TripleStream(_guarded(result))
        return rows(result.variables, _guarded(result))

    def _by_row(self, query: str) -> TripleStream | None:
        """Return the triples of a CONSTRUCT that can be asked as SELECT; None for any other."""
        if querytext.form(query) != "CONSTRUCT" or (found := template(query)) is None:
            return None
        try:
            result = self._asked(found.select)
        except SyntaxError:  # told of the query as it was written
            return None
        except _FAILURES as error:
            raise _failure(error) from error
        assert isinstance(result, ox.QuerySolutions), "only SELECT is asked here"
        names = [variable.value for variable in result.variables]
        return TripleStream(found.triples(names, _guarded(map(tuple, result))))

    def rows(self, query: str) -> RowStream:
        """Return the rows of a SELECT, taken as it is, with the store's own blank node labels."""
        try:
            result = self._asked(query)
        except SyntaxError as error:
            raise _query_fault(query, NOTHING, error) from error
        except _FAILURES as error:
            raise _failure(error) from error
        assert isinstance(result, ox.QuerySolutions), "only SELECT is asked here"
        names = tuple(variable.value for variable in result.variables)
        return RowStream(names, _guarded(map(tuple, result)))

    def _is_absent(self, iri: str) -> bool:
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return False
        starting = self.store.quads_for_pattern(node, None, None, None)
        ending = self.store.quads_for_pattern(None, None, node, None)
        return next(starting, None) is None and next(ending, None) is None

    def _asked(self, query: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]
        graphs = [ox.NamedNode(iri) for iri in self.graphs]
        return self.store.query(query, default_graph=graphs or None)

    def _has_graph(self, iri: str) -> bool:
        return self.store.contains_named_graph(ox.NamedNode(iri))


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
    expected = f" (expected {reason})" if len(reason) < 60 and "one of" not in reason else ""
    return f"line {line}, column {column}, {what}{expected}; correct it there"
