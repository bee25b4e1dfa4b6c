"""Canonical labels for blank nodes: RDFC-1.0's, and for large groups of them our own.

Which of the two a group gets depends on its size and form alone, so that equal graphs get equal
labels. ``c14n0``, ``c14n1``, ... are the labels of both, those of large groups the last.
"""

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

_SMALL = 24
"""Blank nodes that hang together; RDFC-1.0 takes at most a hundredth of a second for them."""
_CYCLES = 3
"""Links more than a tree has; for 10 nodes that are all linked it would take hours."""

_PLAIN = frozenset((ox.NamedNode, ox.Literal, ox.DefaultGraph))
_Node = ox.BlankNode
_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | ox.DefaultGraph


def labelled(statements: Iterable[ox.Quad]) -> Iterable[ox.Quad]:
    """Return the distinct quads with canonical labels, in no order.

    Raises InputError for blank nodes that could not be told apart in time.
    """
    dataset = ox.Dataset(statements)
    large = _large(dataset)
    if not large:
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return dataset
    return _both(dataset, large)


def _both(dataset: ox.Dataset, large: list[list[_Node]]) -> Iterator[ox.Quad]:
    number = {node: at for at, group in enumerate(large) for node in group}
    held: list[list[ox.Quad]] = [[] for _ in large]
    others, nodes = ox.Dataset(), set[_Node]()
    for quad in dataset:
        found = nodes_of(quad)
        if found and found[0] in number:
            held[number[found[0]]].append(quad)
        else:
            others.add(quad)
            nodes.update(found)
    others.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    yield from others
    ordered = sorted((_group(quads) for quads in held), key=lambda group: group[0])
    names: dict[_Node, _Node] = {}
    for _, order in ordered:
        for node in order:
            names[node] = ox.BlankNode(f"c14n{len(nodes) + len(names)}")
    for quads in held:
        yield from (renamed(quad, names) for quad in quads)


def nodes_of(quad: ox.Quad) -> list[_Node]:
    """Return the blank nodes of a quad, each once, those in triple terms included."""
    subject, _, value = quad.triple
    graph = quad.graph_name
    if all(map(_PLAIN.__contains__, map(type, (subject, value, graph)))):  # as most are
        return []
    return list(dict.fromkeys(_nodes((subject, value, graph))))


def _nodes(terms: Iterable[_Term]) -> Iterator[_Node]:
    for term in terms:
        if isinstance(term, ox.BlankNode):
            yield term
        elif isinstance(term, ox.Triple):
            yield from _nodes((term.subject, term.object))


def renamed(quad: ox.Quad, names: Mapping[_Node, _Node]) -> ox.Quad:
    """Return a quad with other blank nodes."""
    subject, predicate, term = _renamed(quad.triple, names)
    graph = quad.graph_name
    if isinstance(graph, ox.BlankNode):
        graph = names.get(graph, graph)
    return ox.Quad(subject, predicate, term, graph)


def _renamed(triple: ox.Triple, names: Mapping[_Node, _Node]) -> ox.Triple:
    subject, predicate, term = triple
    if isinstance(subject, ox.BlankNode):
        subject = names.get(subject, subject)
    if isinstance(term, ox.BlankNode):
        term = names.get(term, term)
    elif isinstance(term, ox.Triple):
        term = _renamed(term, names)
    return ox.Triple(subject, predicate, term)


def _large(dataset: ox.Dataset) -> list[list[_Node]]:
    """Return the groups of blank nodes that are too large, or too entangled, for RDFC-1.0."""
    near: dict[_Node, set[_Node]] = {}
    for quad in dataset:
        found = nodes_of(quad)
        if len(found) > 1:
            for node in found:
                near.setdefault(node, set()).update(found)
    return [group for group in _connected(near) if not _is_easy(group, near)]


def _connected(near: Mapping[_Node, set[_Node]]) -> Iterator[list[_Node]]:
    left = set(near)
    while left:
        found = [left.pop()]
        for node in found:
            fresh = near[node] & left
            left -= fresh
            found.extend(fresh)
        yield found


def _is_easy(group: list[_Node], near: Mapping[_Node, set[_Node]]) -> bool:
    if len(group) > _SMALL:
        return False
    links = sum(len(near[node]) - 1 for node in group) // 2
    return links < len(group) + _CYCLES


def _group(quads: list[ox.Quad]) -> tuple[str, list[_Node]]:
    """Return a group's digest and its nodes in canonical order."""
    from doidkit.syntax.blankgroups import Group, Link  # seldom needed

    numbers: dict[_Node, int] = {}
    group = Group({}, [])
    for quad in quads:
        found = nodes_of(quad)
        for node in found:
            numbers.setdefault(node, len(numbers))
        places = {node: ox.BlankNode(f"{at}") for at, node in enumerate(found)}
        shape = str(renamed(quad, places))
        if len(found) == 1:
            group.facts.setdefault(numbers[found[0]], []).append(shape)
        else:
            group.links.append(Link(shape, tuple(numbers[node] for node in found)))
    for number in numbers.values():
        group.facts.setdefault(number, [])
    digest, order = group.order()
    nodes = list(numbers)
    return digest, [nodes[number] for number in order]
