"""The embedded source: an in-memory Oxigraph store.

The store canonicalises numeric literals (``007`` becomes ``7``); what must keep its lexical
form goes through ``engines.syntax`` instead.
"""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from doidkit.engines import querytext
from doidkit.engines.canonical import canonical_triples
from doidkit.engines.results import SourceMethods, solutions
from doidkit.engines.source import NOTHING, Bindings
from doidkit.engines.syntax import OXIGRAPH_FORMAT, fault
from doidkit.errors import EngineError, QueryError
from doidkit.files import opened, require
from doidkit.formats import GraphFormat, graph_format
from doidkit.model import Answer, Triples
from doidkit.prefixes import PREFIXES


class StoreSource(SourceMethods):
    """RDF in memory, queried in process; ``store`` is the pyoxigraph Store itself."""

    def __init__(self, store: ox.Store | None = None) -> None:
        self.store = ox.Store() if store is None else store

    @classmethod
    def of(cls, paths: Iterable[Path]) -> "StoreSource":
        """Return a source with these files loaded."""
        source = cls()
        for path in paths:
            source.load(path)
        return source

    def load(self, path: Path, *, format: GraphFormat | None = None) -> None:
        """Load one RDF file; blank nodes of different files stay apart.

        Raises SyntaxFault with line and column, InputError for a missing or unreadable file.
        """
        syntax = OXIGRAPH_FORMAT[format or graph_format(require(path))]
        with opened(path) as stream:
            try:
                self.store.bulk_load(stream, syntax)
            except SyntaxError as error:
                raise fault(path, error) from error

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads made elsewhere."""
        self.store.bulk_extend(quads)

    def answer(self, query: str, *, bindings: Bindings = NOTHING) -> Answer:
        """Return the answer of a query of any form.

        Blank nodes are renamed by their order in the answer, triples are sorted.
        """
        querytext.form(query)
        querytext.with_prefixes(query)
        try:
            result = self.store.query(querytext.bind(query, bindings), prefixes=PREFIXES)
            if isinstance(result, ox.QueryBoolean):
                return bool(result)
            if isinstance(result, ox.QueryTriples):
                return Triples(canonical_triples(result))
            return solutions(result)
        except SyntaxError as error:
            raise _query_fault(query, bindings, error) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise EngineError(f"The query cannot be evaluated ({error}); simplify it.") from error


def _query_fault(query: str, bindings: Bindings, error: SyntaxError) -> QueryError:
    """Return a syntax error of the query as written, or of what its parameters made of it."""
    try:
        ox.Store().query(query, prefixes=PREFIXES)
    except SyntaxError as plain:
        return QueryError(f"The query is not valid SPARQL: {_place(query, plain)}.")
    names = ", ".join(f"${name} = {term}" for name, term in sorted(bindings.items()))
    return QueryError(
        f"The query does not take {names} where it uses it; "
        "give an IRI or CURIE where a term is needed, a text or number where a value is."
    )


def _place(query: str, error: SyntaxError) -> str:
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
