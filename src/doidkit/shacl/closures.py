"""What can be reached over edges in one step or more; nodes are numbers."""

from collections.abc import Callable, Collection, Iterator, Mapping, Set
from typing import TypeAlias

_Edges: TypeAlias = Mapping[int, Collection[int]]


def reached(
    step: Callable[[Collection[int]], _Edges], focus: Collection[int], known: dict[int, set[int]]
) -> dict[int, set[int]]:
    """Return what each focus node reaches; one that reaches nothing is absent.

    ``step`` gives the edges that leave some nodes. ``known`` is what was found out before about
    the same edges, and is added to.
    """
    edges = _edges(step, {node for node in focus if node not in known}, known)
    # For one focus node a single walk is less work than the sets of all nodes below it.
    search = _walk if len(focus) == 1 else _reach
    found = {node: known[node] if node in known else search(edges, node, known) for node in focus}
    return {node: ends for node, ends in found.items() if ends}


def _edges(
    step: Callable[[Collection[int]], _Edges], level: set[int], known: Mapping[int, Set[int]]
) -> _Edges:
    """Return the edges that can be walked from some nodes, up to those that are known."""
    edges: dict[int, Collection[int]] = {}
    seen = set(level)
    while level:
        found = step(level)
        edges.update(found)
        level = {end for ends in found.values() for end in ends if end not in known} - seen
        seen |= level
    return edges


def _reach(edges: _Edges, start: int, known: dict[int, set[int]]) -> set[int]:
    """Return what one node reaches; the sets of the nodes below it become known too.

    A node from which a circle can be reached is walked from on its own.
    """
    path: list[tuple[int, Iterator[int]]] = [(start, iter(edges.get(start, ())))]
    entered = {start}
    while path:
        node, ends = path[-1]
        for end in ends:
            if end in known:
                continue
            if end in entered:
                known[start] = _walk(edges, start, known)
                return known[start]
            entered.add(end)
            path.append((end, iter(edges.get(end, ()))))
            break
        else:
            path.pop()
            below = edges.get(node, ())
            known[node] = set(below).union(*(known[end] for end in below))
    return known[start]


def _walk(edges: _Edges, start: int, known: Mapping[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = [start]
    while waiting:
        for end in edges.get(waiting.pop(), ()):
            if end not in found:
                found.add(end)
                if end in known:
                    found |= known[end]
                else:
                    waiting.append(end)
    return found
