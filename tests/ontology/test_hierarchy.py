"""Trees of hierarchies that no real ontology has."""

from pyoxigraph import RdfFormat

from doidkit.ontology import Branch, Ontology
from doidkit.ontology.hierarchy import DEEPEST
from doidkit.rendering.text import tree
from doidkit.sparql.embedded import StoreSource

BELOW = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"


def ontology(edges: list[tuple[int, int]]) -> Ontology:
    source = StoreSource()
    lines = (f"<http://e/{child}> {BELOW} <http://e/{parent}> .\n" for child, parent in edges)
    source.store.load("".join(lines).encode(), RdfFormat.N_TRIPLES)
    return Ontology(source)


def levels(branch: Branch) -> int:
    count = 0
    while branch.branches:
        (branch,) = branch.branches
        count += 1
    return count


def test_a_chain_of_100_000_is_drawn_as_deep_as_trees_go_and_says_so() -> None:
    chain = ontology([(at, at + 1) for at in range(100_000)])
    found = chain.tree("http://e/0", up=True)
    assert levels(found) == DEEPEST
    lines = tree(found).splitlines()
    assert len(lines) == DEEPEST + 1
    assert lines[-1].endswith(
        f"└── http://e/{DEEPEST} (more below: doidkit tree http://e/{DEEPEST})"
    )
    # What is exactly as deep as trees go is whole.
    short = chain.tree(f"http://e/{100_000 - DEEPEST}", up=True)
    assert "more below" not in tree(short)


def test_a_circle_of_1_000_ends() -> None:
    circle = ontology([(at, (at + 1) % 1000) for at in range(1000)])
    assert levels(circle.tree("http://e/0")) == DEEPEST
    small = ontology([(0, 1), (1, 2), (2, 0)])
    assert tree(small.tree("http://e/0", up=True)).splitlines() == [
        "http://e/0",
        "└── http://e/1",
        "    └── http://e/2",
        "        └── http://e/0 (shown above)",
    ]
