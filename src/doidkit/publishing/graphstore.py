"""A graph store that is somewhere else: counting, reading, filling, moving graphs.

A graph is named by its IRI, None is the default graph. Everything here may be repeated without
harm, so that ``web`` can try again what was dropped.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, TypeAlias, cast
from urllib.parse import quote, urlencode, urlsplit

import pyoxigraph as ox

from doidkit.errors import EngineError, InputError
from doidkit.sparql.stores.detect import located
from doidkit.sparql.stores.kinds import Addresses, StoreKind, addresses, kind_named
from doidkit.web.addresses import address, shown
from doidkit.web.client import Body, Client, Request
from doidkit.web.connections import Limits
from doidkit.web.peers import Peer

Graph: TypeAlias = str | None
_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.5"
_FORM = "application/x-www-form-urlencoded"
_UPDATE = "application/sparql-update; charset=utf-8"  # Blazegraph reads Latin-1 without it
_STATE = """SELECT (COUNT(*) AS ?n) (SUM(?part) AS ?sum) WHERE { %s
  BIND(IF(ISLITERAL(?o), CONCAT("@", LANG(?o), " ", STR(DATATYPE(?o))), "") AS ?type)
  BIND(MD5(CONCAT(IF(ISBLANK(?s), "_:", STR(?s)), " ", STR(?p), " ",
    IF(ISBLANK(?o), "_:", STR(?o)), ?type)) AS ?hash)
  BIND(<http://www.w3.org/2001/XMLSchema#integer>(
    CONCAT("1", SUBSTR(REPLACE(?hash, "[a-f]", ""), 1, 8))) AS ?part) }"""
"""How many statements and the sum of eight decimal digits of each one's hash."""
_SIZE = "SELECT (COUNT(*) AS ?n) (SUM(STRLEN(STR(?o))) AS ?sum) WHERE { %s }"


class RemoteStore:
    """A triple store by the address of its query service, of its updates, or of itself."""

    def __init__(self, kind: StoreKind, places: Addresses, web: Client) -> None:
        self.kind = kind
        self.places = places
        self.web = web

    @classmethod
    def at(
        cls,
        url: str,
        *,
        kind: str | None = None,
        update: str | None = None,
        graphs: str | None = None,
        timeout: float = 300.0,
    ) -> "RemoteStore":
        """Return the store at an address, of the kind that is named or that it turns out to be."""
        for given in filter(None, (url, update, graphs)):
            address(given)
        web = Client(Peer.STORE, Limits(silence=timeout))
        known, there = (kind_named(kind), url) if kind else located(url, web)
        web.digest = known.digest
        return cls(known, addresses(known, there, update=update, graphs=graphs), web)

    def __str__(self) -> str:
        return shown(self.places.query)

    def greet(self) -> None:
        """Ask something; EngineError if no SPARQL store answers, or does not know us."""
        if self.kind.digest:
            # The challenge is met with nothing in hand, not with the data.
            url = f"{self.places.update}?query={quote('ASK {}')}"
            self.web.send(Request("GET", url, accept=_ROWS))
        self._answer("SELECT (1 AS ?one) WHERE {}")

    def count(self, graph: Graph) -> int:
        """Return how many triples a graph has."""
        row = self._answer(f"SELECT (COUNT(*) AS ?n) WHERE {{ {within(graph, '?s ?p ?o')} }}")
        return int(row[0][0])

    def state(self, graph: Graph) -> "State":
        """Return what changes when the graph's content does, computed by the store."""
        try:
            return self._measured(_STATE, graph)
        except EngineError:
            return self.size(graph)  # a store without MD5

    def size(self, graph: Graph) -> "State":
        """Return a graph's number of triples and the length of all of its objects."""
        return self._measured(_SIZE, graph)

    def _measured(self, query: str, graph: Graph) -> "State":
        text = query % within(graph, "?s ?p ?o")
        number, total = self._answer(text)[0]
        return State(text, number, total)

    def objects(self, graph: str, predicate: str) -> dict[str, str]:
        """Return subject and object of a predicate's statements in a graph, both as text."""
        rows = self._answer(f"SELECT ?s ?o WHERE {{ GRAPH <{graph}> {{ ?s <{predicate}> ?o }} }}")
        return {row[0]: row[1] for row in rows}

    def read(self, graph: Graph) -> Iterator[ox.Quad]:
        """Yield a graph's statements as they arrive, with blank nodes named anew.

        A result that a store cuts short at the end of a line looks whole; compare its length
        with ``count``.
        """
        if self.places.reading:
            request = Request("GET", self._place(self.places.reading, graph), accept=_TRIPLES)
            if not self.count(graph):
                return  # a graph that does not exist is a 404 on some stores
        else:
            text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {within(graph, '?s ?p ?o')} }}"
            request = self._query(text, _TRIPLES)
        with self.web.open(request) as body:
            format = ox.RdfFormat.from_media_type(body.media_type)
            if format is None:
                raise self._no_rdf(body)
            try:
                yield from ox.parse(cast(IO[bytes], body), format, rename_blank_nodes=True)
            except (SyntaxError, ValueError) as error:
                raise self._no_rdf(body) from error

    def put(self, graph: str, body: bytes) -> None:
        """Replace a graph by N-Triples."""
        if self.places.graphs:
            self._graph("PUT", graph, body)
        else:
            self.update(f"DROP SILENT GRAPH <{graph}> ; {_insert(graph, body)}")

    def add(self, graph: str, body: bytes) -> None:
        """Add N-Triples without blank nodes to a graph."""
        if self.places.graphs:
            self._graph("POST", graph, body)
        else:
            self.update(_insert(graph, body))

    def update(self, text: str) -> None:
        """Run a SPARQL Update."""
        self.web.send(Request("POST", self.places.update, text.encode(), _UPDATE))

    def replace(self, source: str, target: Graph, before: "State", mark: str) -> None:
        """Make the target what the source is, if it is still in a state.

        Looking and moving are one update, and so one transaction if the store has any; ``mark``
        is a statement in a graph that is set if the state was seen. COPY would not look, and in
        Fuseki 5.2.0 loses triples.
        """
        new, old = within(source, "?s ?p ?o"), within(target, "?s ?p ?o")
        self.update(
            f"INSERT {{ {mark} }} WHERE {{ {before.holds()} }} ; "
            f"DELETE {{ {old} }} WHERE {{ {mark} {old} FILTER NOT EXISTS {{ {new} }} }} ; "
            f"INSERT {{ {old} }} WHERE {{ {mark} {new} FILTER NOT EXISTS {{ {old} }} }}"
        )

    def join(self, source: str, target: Graph) -> None:
        """Add the source's triples to the target."""
        self.update(f"ADD SILENT GRAPH <{source}> TO {reference(target)}")

    def _graph(self, method: str, graph: str, body: bytes) -> None:
        assert self.places.graphs is not None
        url = self._place(self.places.graphs, graph)
        if self.kind.staging:
            url += f"&{self.kind.staging}"
        self.web.send(Request(method, url, body, self.kind.media_type))

    def _place(self, address: str, graph: Graph) -> str:
        joint = "&" if urlsplit(address).query else "?"
        name = "default" if graph is None else f"graph={quote(graph, safe='')}"
        return f"{address}{joint}{name}"

    def _query(self, text: str, accept: str) -> Request:
        body = urlencode({"query": text}).encode()
        return Request("POST", self.places.query, body, _FORM, accept)

    def _answer(self, text: str) -> list[list[str]]:
        data = self.web.send(self._query(text, _ROWS))
        try:
            result = ox.parse_query_results(BytesIO(data), ox.QueryResultsFormat.JSON)
            assert isinstance(result, ox.QuerySolutions), "only SELECT is asked here"
            return [[getattr(term, "value", "") for term in row] for row in result]
        except (SyntaxError, ValueError, AssertionError) as error:
            raise EngineError(
                f"{self}: what answers here is no SPARQL store; check the address, or name the "
                "kind of the store with --kind."
            ) from error

    def _no_rdf(self, body: Body) -> EngineError:
        return EngineError(
            f"{self}: the store's answer is not RDF ({body.media_type}), or not all of it; "
            "try again, or name the kind of the store with --kind."
        )


@dataclass(frozen=True, slots=True)
class State:
    """What a query said of a graph: its number of triples, and a sum over all of them."""

    query: str = field(compare=False)
    triples: str
    total: str

    def holds(self) -> str:
        """Return a SPARQL pattern that matches as long as the query says the same."""
        test = f'FILTER(STR(?n) = "{self.triples}"'
        if self.total:  # of nothing, a sum is nothing on some stores
            test += f' && STR(?sum) = "{self.total}"'
        return f"{{ {self.query} }} {test})"


def within(graph: Graph, pattern: str) -> str:
    """Return a SPARQL pattern in a graph."""
    return pattern if graph is None else f"GRAPH <{graph}> {{ {pattern} }}"


def reference(graph: Graph) -> str:
    """Return how SPARQL Update's COPY and ADD name a graph."""
    return "DEFAULT" if graph is None else f"GRAPH <{graph}>"


def graph_iri(text: str) -> str:
    """Return an absolute IRI as it was given; InputError if it is none."""
    try:
        ox.NamedNode(text)
    except ValueError as error:
        raise InputError(f'"{text}" is no graph name; give an absolute IRI.') from error
    return text


def _insert(graph: str, body: bytes) -> str:
    return f"INSERT DATA {{ GRAPH <{graph}> {{\n{body.decode()}}} }}"
