"""Focus nodes as a scratch graph beside the data, so that a query can join them.

Unlike VALUES it holds blank nodes, and rows of any number. The store rewrites numeric literals;
the row says which term was meant.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pyoxigraph as ox

from doidkit.errors import CheckError
from doidkit.model import RdfTerm
from doidkit.shacl.names import Node
from doidkit.shacl.prebinding import SHAPES_GRAPH, Prepared

_PLACE = "urn:doidkit:focus"
_CONSTANTS = ox.NamedNode(_PLACE + ":constants")
ROW = "doidkit_row"


@dataclass(frozen=True)
class FocusGraph:
    """Rows of pre-bound terms; ``names`` are the variables of their columns."""

    store: ox.Store
    rows: Sequence[Sequence[RdfTerm]]
    names: tuple[str, ...]
    shape: Node

    def block(self, query: Prepared, row: int | None = None) -> str:
        """Return the text that binds the variables, for all rows or one."""
        subject = f"?{ROW}" if row is None else f"<{_PLACE}:{row}>"
        triples = "".join(f"{subject} <{_PLACE}:{name}> ${name} . " for name in self.names)
        if isinstance(self.shape, ox.BlankNode) and "currentShape" in query.text:
            triples += f"{_CONSTANTS} {_CONSTANTS} $currentShape . "
        return f"GRAPH <{_PLACE}> {{ {triples} }}"

    def original(self) -> dict[RdfTerm, RdfTerm]:
        """Return the terms that the store has rewritten, by what it made of them."""
        found: dict[RdfTerm, RdfTerm] = {}
        for column, name in enumerate(self.names):
            predicate = ox.NamedNode(f"{_PLACE}:{name}")
            for quad in self.store.quads_for_pattern(None, predicate, None, ox.NamedNode(_PLACE)):
                term = self.rows[_number(quad.subject)][column]
                if term != quad.object:
                    found[quad.object] = term
        return found

    def answers(self, query: Prepared) -> Iterator[tuple[int | None, dict[str, RdfTerm]]]:
        """Yield the solutions of a SELECT, or of an ASK the rows for which it is true."""
        places: Sequence[int | None] = range(len(self.rows)) if query.each else [None]
        for place in places:
            text = query.over(self.block(query, place), select=f"?{ROW}" if query.ask else None)
            for solution in _solutions(self.store, text):
                row = solution.pop(ROW, None)
                number = place if row is None else _number(row)
                yield number, solution


@contextmanager
def focus_graph(
    store: ox.Store, rows: Sequence[Sequence[RdfTerm]], names: tuple[str, ...], shape: Node
) -> Iterator[FocusGraph]:
    """Put rows into the scratch graph, and take them out again at the end."""
    graph = ox.NamedNode(_PLACE)
    store.bulk_extend(
        ox.Quad(ox.NamedNode(f"{_PLACE}:{number}"), ox.NamedNode(f"{_PLACE}:{name}"), term, graph)
        for number, row in enumerate(rows)
        for name, term in zip(names, row, strict=True)
    )
    store.add(ox.Quad(_CONSTANTS, _CONSTANTS, shape, graph))
    try:
        yield FocusGraph(store, rows, names, shape)
    finally:
        store.remove_graph(graph)


def selected(store: ox.Store, query: Prepared) -> list[RdfTerm]:
    """Return what a target's query selects as ?this."""
    found = (solution.get("this") for solution in _solutions(store, query.text))
    return [term for term in found if term is not None]


def load_shapes(store: ox.Store, triples: Sequence[ox.Triple]) -> None:
    """Put the shapes graph beside the data, for $shapesGraph."""
    if not store.contains_named_graph(SHAPES_GRAPH):
        store.bulk_extend(
            ox.Quad(triple.subject, triple.predicate, triple.object, SHAPES_GRAPH)
            for triple in triples
        )


def _number(row: RdfTerm) -> int:
    assert isinstance(row, ox.NamedNode), "rows are named by us"
    return int(row.value.rpartition(":")[2])


def _solutions(store: ox.Store, text: str) -> Iterator[dict[str, RdfTerm]]:
    try:
        answer = store.query(text)
    except (SyntaxError, RuntimeError) as error:
        raise CheckError(f"A shape's query cannot be evaluated ({error}); simplify it.") from error
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    for row in answer:
        yield {name: term for name, term in zip(names, row, strict=True) if term is not None}
