"""Blank nodes that no content tells apart, put in one order."""

from collections.abc import Iterable

import pyoxigraph as ox

from doidkit.syntax.blanklabels import labelled, nodes_of, renamed
from doidkit.syntax.turtle.blanks import Blanks
from doidkit.syntax.turtle.order import components
from doidkit.syntax.turtle.statements import nodes_in


def untied(lines: Iterable[str], tied: Iterable[str], blanks: Blanks) -> set[str]:
    """Return the lines with canonical labels for the tied nodes and all that hang on them.

    Only those groups of nodes are canonicalised, so nothing else can change their order. With
    canonical labels, an order by label is the same for every input of the same graph.
    """
    everything = blanks.children.keys() | blanks.parents.keys() | set(tied)
    wanted: set[str] = set()
    for group in components(everything, blanks.children, blanks.parents):
        if not wanted.issuperset(group) and not set(tied).isdisjoint(group):
            wanted.update(group)
    if len(blanks.graphs) > 1:  # a node may hang on another through the name of a graph
        concerned = {line for line in lines if "_:" in line}
    else:
        concerned = {line for line in lines if _ends(line) & wanted}
    others = set(lines) - concerned
    text = " .\n".join([*concerned, ""])
    quads = list(labelled(ox.parse(text.encode(), ox.RdfFormat.N_QUADS)))
    start = _fresh(" ".join(others))
    fresh = {node: ox.BlankNode(start + node.value) for quad in quads for node in nodes_of(quad)}
    again = ox.serialize((renamed(quad, fresh) for quad in quads), format=ox.RdfFormat.N_QUADS)
    assert again is not None
    return others | set(again.decode().removesuffix(" .\n").split(" .\n"))


def _ends(line: str) -> set[str]:
    subject, _, term = line.split(" ", 2)
    return {node for end in (subject, term) if end[0] in "_<" for node in nodes_in(end)}


def _fresh(text: str) -> str:
    """Return a beginning of labels that no other node has."""
    start = "t"
    while f"_:{start}c14n" in text:
        start += "t"
    return start
