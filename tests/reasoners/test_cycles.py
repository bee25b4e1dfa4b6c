from hypothesis import given
from hypothesis import strategies as st

from doidkit.reasoners.cycles import cycles

nodes = st.sampled_from("abcdefgh")


@given(st.lists(st.tuples(nodes, nodes), max_size=25))
def test_a_cycle_is_every_node_that_reaches_the_others_and_back(
    edges: list[tuple[str, str]],
) -> None:
    reach = {node: {node} for node in "abcdefgh"}
    for _ in range(8):
        for child, parent in edges:
            for found in reach.values():
                if child in found:
                    found.add(parent)
    expected = {
        tuple(sorted(other for other in reach[node] if node in reach[other])) for node in reach
    }
    assert cycles(edges) == tuple(sorted(group for group in expected if len(group) > 1))


def test_a_long_chain_does_not_exhaust_the_stack() -> None:
    chain = [(f"{n:06}", f"{n + 1:06}") for n in range(50_000)]
    assert cycles(chain) == ()
    assert [len(group) for group in cycles([*chain, ("050000", "000000")])] == [50_001]
