"""The dataset that a request chooses: graphs of the data, never documents of the web."""

from copy import copy
from typing import TYPE_CHECKING

import pyoxigraph as ox

from doidkit.serving.replies import Refused

if TYPE_CHECKING:
    from doidkit.sparql.embedded import StoreSource


def with_dataset(
    source: "StoreSource", default: tuple[str, ...], named: tuple[str, ...]
) -> "StoreSource":
    """Return a source of the graphs that a request names; they go before the query's FROM.

    Without a default graph that one is empty. Raises Refused where a graph is not there: its
    absence would read as an answer.
    """
    for iri in (*default, *named):
        _require(source, iri)
    chosen = copy(source)
    chosen.graphs = default
    chosen.named = named
    return chosen


def _require(source: "StoreSource", iri: str) -> None:
    try:
        graph = ox.NamedNode(iri)
    except ValueError:
        raise Refused(400, f"{iri} is no IRI, so it names no graph.") from None
    if not source.store.contains_named_graph(graph):
        raise Refused(400, f"There is no graph <{iri}> here; no other is fetched.")
