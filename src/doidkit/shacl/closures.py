"""What can be reached over edges in one step or more; nodes are numbers."""

from collections.abc import Callable, Collection, Mapping, Set
from itertools import chain
from typing import TypeAlias

_Edges: TypeAlias = Mapping[int, Collection[int]]


def reached(
    step: Callable[[Collection[int]], _Edges], focus: Collection[int], known: dict[int, set[int]]
) -> dict[int, set[int]]:
    """Return what each focus node reaches; one that reaches nothing is absent.

    ``step`` gives the edges that leave some nodes. ``known`` is what was found out before about
    the same edges, and is added to. Only focus nodes are remembered: sets for all nodes on the
    way would take the square of the length of a list.
    """
    edges = _edges(step, {node for node in focus if node not in known}, known)
    for node in focus:
        if node not in known:
            known[node] = _walk(edges, node, known)
    return {node: known[node] for node in focus if known[node]}


def _edges(
    step: Callable[[Collection[int]], _Edges], level: set[int], known: Mapping[int, Set[int]]
) -> _Edges:
    """Return the edges that can be walked from some nodes, up to those that are known."""
    edges: dict[int, Collection[int]] = {}
    seen = set(level)
    while level:
        found = step(level)
        edges.update(found)
        level = set(chain.from_iterable(found.values())).difference(seen, known)
        seen |= level
    return edges


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
