"""A graph of a triple store as a file: the inverse of a push."""

from pathlib import Path
from typing import BinaryIO

from doidkit.atomic import writing_whole
from doidkit.errors import InputError
from doidkit.publishing.graphstore import RemoteStore, graph_iri
from doidkit.publishing.pushing import whole
from doidkit.publishing.report import Phase, Progress, quiet
from doidkit.syntax.formats import GraphFormat, written_format
from doidkit.syntax.writing import serialize

FORMATS = tuple(format for format in GraphFormat if format.is_rdf)
"""The formats that a graph can be pulled in."""


def pull(
    url: str,
    *,
    graph: str | None = None,
    format: GraphFormat = GraphFormat.TURTLE,
    kind: str | None = None,
    graph_store: str | None = None,
    timeout: float = 300.0,
    progress: Progress = quiet,
) -> bytes:
    """Return a graph of the store at an address, by default as stable Turtle.

    ``graph`` is an IRI, None the default graph. Raises EngineError if the store fails or gives
    less than it says that it has, InputError if it has no such graph.
    """
    if format not in FORMATS:
        known = ", ".join(each.value for each in FORMATS)
        raise InputError(f"A pull gives {known}; convert one of these to {format.value}.")
    target = graph_iri(graph) if graph is not None else None
    store = RemoteStore.at(url, kind=kind, graphs=graph_store, timeout=timeout)
    expected = store.count(target)
    if not expected:
        raise InputError(f"{store}: there are no triples in {graph or 'the default graph'}.")
    found = []
    for quad in store.read(target):
        found.append(quad)
        if len(found) % 10_000 == 0:
            progress(Phase.READ, len(found), expected)
    whole(store, len(found), expected)
    return serialize(found, format=format)


def pull_file(
    url: str,
    out: str | Path,
    *,
    graph: str | None = None,
    kind: str | None = None,
    graph_store: str | None = None,
    timeout: float = 300.0,
    progress: Progress = quiet,
) -> int:
    """Write a graph to a file, whole or not at all; its extension names the format.

    Returns the number of bytes, before compression. Raises as ``pull`` does.
    """
    target = Path(out)
    format = written_format(target)
    file: BinaryIO
    with writing_whole(target) as file:
        data = pull(
            url,
            graph=graph,
            format=format,
            kind=kind,
            graph_store=graph_store,
            timeout=timeout,
            progress=progress,
        )
        file.write(data)
    return len(data)
