"""In which order blank nodes can be written, and where cycles make that impossible."""

from collections.abc import Collection, Iterable, Iterator, Mapping

Neighbours = Mapping[str, Collection[str]]


def bottom_up(
    nodes: Collection[str], children: Neighbours, parents: Neighbours
) -> tuple[list[str], set[str], list[str]]:
    """Return the nodes below every cycle, those on or between cycles, and those above.

    In the lists a node comes after all that it refers to.
    """
    below = _peeled(nodes, children, parents)
    rest = set(nodes).difference(below)
    above = _peeled(rest, parents, children)
    return below, rest.difference(above), above[::-1]


def components(
    nodes: Collection[str], children: Neighbours, parents: Neighbours
) -> Iterator[list[str]]:
    """Yield the nodes in groups that hang together without a way through other nodes."""
    left = set(nodes)
    while left:
        found = [left.pop()]
        for node in found:
            for near in (*children.get(node, ()), *parents.get(node, ())):
                if near in left:
                    left.remove(near)
                    found.append(near)
        yield found


def _peeled(nodes: Iterable[str], needs: Neighbours, needed_by: Neighbours) -> list[str]:
    inside = set(nodes)
    pending = {node: sum(need in inside for need in needs.get(node, ())) for node in inside}
    ready = [node for node, count in pending.items() if count == 0]
    for node in ready:
        for user in needed_by.get(node, ()):
            if user in inside:
                pending[user] -= 1
                if pending[user] == 0:
                    ready.append(user)
    return ready
