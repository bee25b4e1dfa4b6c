"""What graphs a source has, and that there is something in what is asked."""

from copy import copy

from pyoxigraph import NamedNode

from doidkit.errors import InputError
from doidkit.sparql.source import Source

_GRAPHS = "SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } } LIMIT 11"


def require_triples(source: Source, verb: str) -> None:
    """Raise InputError, naming the graphs that are there, if the default graph is empty.

    ``verb`` says what was to be done: "check".
    """
    if source.ask("ASK { ?s ?p ?o }"):
        return
    empty = "the default graph is empty"
    if source.graphs:
        names = " and ".join(f"<{graph}>" for graph in source.graphs)
        empty = f"there is nothing in {names}"
    graphs = [term.value for term in _graphs(source) if term.value not in source.graphs]
    if not graphs:
        raise InputError(f"There is nothing to {verb}, as {empty}; load the data there first.")
    listed = ", ".join(f"<{graph}>" for graph in graphs[:10]) + ", …" * (len(graphs) > 10)
    raise InputError(
        f"There is nothing to {verb}, as {empty}; name a graph with --graph, there are {listed}."
    )


def _graphs(source: Source) -> list[NamedNode]:
    whole = copy(source)
    whole.graphs = ()  # a dataset of chosen graphs has no named ones
    found = whole.rows(_GRAPHS)
    return sorted((term for (term,) in found if isinstance(term, NamedNode)), key=str)
