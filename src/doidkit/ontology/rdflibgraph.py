"""rdflib over the embedded store, for people's own scripts.

rdflib's plug-in registry and other global state stay as they are: the store is handed over as
an object, never by plug-in name.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Graph, Literal
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import XSD
from rdflib.query import Result

from doidkit.prefixes import PREFIXES, prefix_of


class PlainStringStore(OxigraphStore):
    """Oxigraph for rdflib that gives ``"x"`` for ``"x"^^xsd:string``.

    They are one literal in RDF 1.1, but rdflib compares them as two, and oxrdflib always gives
    the typed one.
    """

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[Any]:
        """Yield the matching triples with plain strings."""
        for (s, p, o), contexts in super().triples(triple_pattern, context):
            yield (s, p, _plain(o)), contexts

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],
        initBindings: Mapping[str, Any],
        queryGraph: str,
        **kwargs: object,
    ) -> Result:
        """Return the answer with plain strings."""
        result: Result = super().query(query, initNs, initBindings, queryGraph, **kwargs)
        if result.type == "SELECT":
            rows = ({name: _plain(term) for name, term in row.items()} for row in result.bindings)
            result.bindings = rows
        return result


def graph_over(store: ox.Store) -> Graph:
    """Return an rdflib Graph that reads and writes the default graph of this very store."""
    graph = Graph(
        store=PlainStringStore(store=store),
        identifier=DATASET_DEFAULT_GRAPH_ID,
        bind_namespaces="none",
    )
    for prefix, namespace in PREFIXES.items():
        if prefix_of(namespace) == prefix:
            graph.bind(prefix, namespace)
    return graph


def _plain(term: Any) -> Any:
    if isinstance(term, Literal) and term.datatype == XSD.string:
        return Literal(str(term))
    return term
