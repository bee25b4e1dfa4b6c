"""Cycles in a hierarchy: its strongly connected components."""

from collections.abc import Iterable, Iterator, Mapping


def cycles(edges: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Return each set of two or more nodes that reach one another, sorted.

    >>> cycles([("a", "b"), ("b", "c"), ("c", "b"), ("d", "d")])
    (('b', 'c'),)
    """
    above: dict[str, set[str]] = {}
    for child, parent in edges:
        above.setdefault(child, set()).add(parent)
    return tuple(sorted(found for found in _components(above) if len(found) > 1))


def _components(above: Mapping[str, set[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the strongly connected components (Tarjan 1972, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    waiting: set[str] = set()
    for root in above:
        if root in index:
            continue
        work = [(root, iter(above[root]))]
        _open(root, index, low, stack, waiting)
        while work:
            node, parents = work[-1]
            for parent in parents:
                if parent not in index:
                    _open(parent, index, low, stack, waiting)
                    work.append((parent, iter(above.get(parent, ()))))
                    break
                if parent in waiting:
                    low[node] = min(low[node], index[parent])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    yield _close(node, stack, waiting)


def _open(
    node: str, index: dict[str, int], low: dict[str, int], stack: list[str], waiting: set[str]
) -> None:
    index[node] = low[node] = len(index)
    stack.append(node)
    waiting.add(node)


def _close(root: str, stack: list[str], waiting: set[str]) -> tuple[str, ...]:
    members = [stack.pop()]
    while members[-1] != root:
        members.append(stack.pop())
    waiting.difference_update(members)
    return tuple(sorted(members))
