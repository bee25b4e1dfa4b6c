"""rdflib over the embedded store, for people's own scripts.

rdflib's plug-in registry and other global state stay as they are: the store is handed over as
an object, never by plug-in name.
"""

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from doidkit.prefixes import PREFIXES, prefix_of


def graph_over(store: ox.Store) -> Graph:
    """Return an rdflib Graph that reads and writes the default graph of this very store."""
    graph = Graph(
        store=OxigraphStore(store=store),
        identifier=DATASET_DEFAULT_GRAPH_ID,
        bind_namespaces="none",
    )
    for prefix, namespace in PREFIXES.items():
        if prefix_of(namespace) == prefix:
            graph.bind(prefix, namespace)
    return graph
