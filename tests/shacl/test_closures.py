"""Closures against the definition: what is found by joining the edges until nothing is new."""

from collections.abc import Collection

from hypothesis import given
from hypothesis import strategies as st

from doidkit.shacl.closures import reached

NODES = st.integers(0, 7)
EDGES = st.dictionaries(NODES, st.lists(NODES, max_size=3), max_size=8)
FOCUSES = st.lists(st.lists(NODES, min_size=1, max_size=5, unique=True), min_size=1, max_size=4)


def by_definition(edges: dict[int, list[int]]) -> set[tuple[int, int]]:
    pairs = {(start, end) for start, ends in edges.items() for end in ends}
    while fresh := {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs:
        pairs |= fresh
    return pairs


@given(edges=EDGES, focuses=FOCUSES)
def test_a_closure_is_transitive_whatever_is_known_from_before(
    edges: dict[int, list[int]], focuses: list[list[int]]
) -> None:
    def step(nodes: Collection[int]) -> dict[int, list[int]]:
        return {node: edges[node] for node in nodes if node in edges}

    pairs = by_definition(edges)
    known: dict[int, set[int]] = {}
    for focus in focuses:
        ends = {node: {end for start, end in pairs if start == node} for node in focus}
        assert reached(step, focus, known) == {node: found for node, found in ends.items() if found}


def test_only_focus_nodes_are_remembered_on_a_long_chain() -> None:
    edges = {node: [node + 1] for node in range(5000)}
    known: dict[int, set[int]] = {}
    found = reached(lambda nodes: {n: edges[n] for n in nodes if n in edges}, [0, 4990], known)
    assert {node: len(ends) for node, ends in found.items()} == {0: 5000, 4990: 10}
    assert known.keys() == {0, 4990}
