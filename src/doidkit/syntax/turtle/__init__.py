"""Stable Turtle and TriG: the files that go under version control.

The same graph gives the same bytes, whatever order it came in, and an edit changes the fewest
lines: a statement is a line of its own, subject and final dot stand alone, an anonymous node is
nested where it is used, and one that needs a label gets it from its own content, so that no
edit elsewhere can change it. Annotations of a statement (``owl:Axiom``) follow its subject.

The work is done on N-Quads text, which pyoxigraph makes at native speed; Python sees each
statement once, as three strings.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import pyoxigraph as ox

from doidkit.prefixes import NO_PREFIXES
from doidkit.syntax.turtle.blanks import Blanks
from doidkit.syntax.turtle.layout import document
from doidkit.syntax.turtle.names import Names, Naming
from doidkit.syntax.turtle.statements import Graphs, read
from doidkit.syntax.turtle.ties import untied

_Naming = TypeVar("_Naming", bound=Naming)


def turtle(
    statements: Iterable[ox.Triple] | Iterable[ox.Quad],
    *,
    declared: Mapping[str, str] = NO_PREFIXES,
) -> bytes:
    """Return triples as stable Turtle.

    Only the prefixes that occur are declared: the well-known ones, then those of ``declared``
    whose name and namespace are free. Raises ValueError for a quad in a named graph.
    """
    text = ox.serialize(statements, format=ox.RdfFormat.N_TRIPLES)
    assert text is not None  # no output was given, so bytes come back
    return _written(text.decode(), declared, named_graphs=False)


def trig(
    statements: Iterable[ox.Triple] | Iterable[ox.Quad],
    *,
    declared: Mapping[str, str] = NO_PREFIXES,
) -> bytes:
    """Return quads as stable TriG: the default graph, then each named one, laid out as Turtle."""
    text = ox.serialize(statements, format=ox.RdfFormat.N_QUADS)
    assert text is not None
    return _written(text.decode(), declared, named_graphs=True)


def _written(text: str, declared: Mapping[str, str], *, named_graphs: bool) -> bytes:
    return document(*settled(text, lambda: Names(declared), named_graphs=named_graphs)).encode()


def settled(
    text: str, naming: Callable[[], _Naming], *, named_graphs: bool
) -> tuple[Graphs, Blanks, _Naming]:
    """Return the graphs of N-Quads or N-Triples, and how each of their blank nodes is written."""
    # Without their dots the lines are ready to be cut into terms. A dict drops repeated ones
    # and, unlike a set, is walked in the order in which the strings lie in memory: half the time.
    lines = dict.fromkeys(text.split(" .\n"))
    del lines[""]
    names = naming()
    graphs = read(lines, names, named_graphs=named_graphs)
    blanks = Blanks(graphs, names)
    tied = blanks.resolve()
    if tied:
        # Nodes that their content cannot tell apart: with canonical labels any order will do.
        lines = dict.fromkeys(untied(lines, tied, blanks))
        names = naming()
        graphs = read(lines, names, named_graphs=named_graphs)
        blanks = Blanks(graphs, names)
        blanks.resolve()
    return graphs, blanks, names
