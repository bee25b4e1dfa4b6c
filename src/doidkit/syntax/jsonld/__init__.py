"""Stable JSON-LD: compact, with a context of the prefixes and references that occur.

The same data give the same bytes. Nodes stand in the order of Turtle, and its rules decide
which blank nodes are nested, which have a label, and what that is. The writer is our own:
rdflib's puts numbers into other lexical forms, and so does PyLD 3 with doubles (7.0E0 for 007); its
``compact`` takes the whole document as Python objects and nests no node.
"""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from doidkit.prefixes import NO_PREFIXES
from doidkit.syntax.jsonld.names import Names, Terms
from doidkit.syntax.jsonld.nodes import Graph, block, references
from doidkit.syntax.turtle import settled


def jsonld(
    statements: Iterable[ox.Triple] | Iterable[ox.Quad],
    *,
    declared: Mapping[str, str] = NO_PREFIXES,
) -> bytes:
    """Return quads as stable JSON-LD: the default graph's nodes, then each named graph.

    Prefixes are those that ``turtle`` declares, but for the empty one and for names that are the
    scheme of an IRI in the data. Raises InputError for a triple term, which JSON-LD has not.
    """
    text = ox.serialize(statements, format=ox.RdfFormat.N_QUADS)
    assert text is not None  # no output was given, so bytes come back
    graphs, blanks, terms = settled(text.decode(), Terms, named_graphs=True)
    subjects = [subject for graph in graphs.values() for subject in graph.subjects()]
    names = Names(declared, terms.iris([*graphs, *subjects]))
    kinds = references(graphs, blanks)
    nodes: list[str] = []
    for title, name in sorted((_title(name, blanks.texts), name) for name in graphs):
        found = Graph(graphs[name], blanks, names, kinds).nodes()
        nodes += [_named(names[title], found)] if title else found
    context = f'"@context": {block("{", names.context(), "}")}'
    return (block("{", [context, f'"@graph": {block("[", nodes, "]")}'], "}") + "\n").encode()


def _named(name: str, nodes: Iterable[str]) -> str:
    return block("{", [f'"@id": {name}', f'"@graph": {block("[", nodes, "]")}'], "}")


def _title(graph: str, texts: Mapping[str, str]) -> str:
    return texts[graph] if graph[:1] == "_" else graph
