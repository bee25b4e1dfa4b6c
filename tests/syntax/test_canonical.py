import random

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from rdflib.compare import isomorphic

from doidkit.errors import InputError
from doidkit.syntax.canonical import canonical, canonical_triples
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.writing import serialize


def rdflib_graph(quads: list[Quad]) -> object:
    import rdflib

    text = serialize([quad.triple for quad in quads], format=GraphFormat.NTRIPLES).decode()
    return rdflib.Graph().parse(data=text, format="nt")


nodes = st.sampled_from([NamedNode("http://e/a"), NamedNode("http://e/b")])
blanks = st.sampled_from([BlankNode(name) for name in "abcd"])
predicates = st.sampled_from([NamedNode("http://e/p"), NamedNode("http://e/q")])
literals = st.sampled_from([Literal("x"), Literal("x", language="en"), Literal(7)])
graphs = st.lists(
    st.builds(Quad, nodes | blanks, predicates, nodes | blanks | literals), max_size=8
)


@given(graphs, st.randoms())
def test_order_and_labels_of_the_input_do_not_matter(quads: list[Quad], random: object) -> None:
    names = list("wxyz")
    random.shuffle(names)
    renamed = {BlankNode(old): BlankNode(new) for old, new in zip("abcd", names, strict=True)}
    other = [
        Quad(renamed.get(q.subject, q.subject), q.predicate, renamed.get(q.object, q.object))
        for q in quads
    ]
    random.shuffle(other)
    assert canonical(other) == canonical(quads)


@given(graphs)
def test_the_graph_stays_the_same_graph(quads: list[Quad]) -> None:
    assert isomorphic(rdflib_graph(canonical(quads)), rdflib_graph(quads))


@given(graphs)
def test_twice_is_once(quads: list[Quad]) -> None:
    once = canonical(quads)
    assert canonical(once) == once


def test_the_order_reads_well() -> None:
    rdf_type = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    a, b, g = (NamedNode(f"http://e/{name}") for name in "abg")
    low = NamedNode("http://a/p")
    quads = [
        Quad(BlankNode("z"), low, a),
        Quad(a, low, a, g),
        Quad(b, low, Literal("1")),
        Quad(b, low, a),
        Quad(b, rdf_type, a),
        Quad(a, low, a),
    ]
    ordered = canonical(quads)
    assert ordered[:4] == [Quad(a, low, a), Quad(b, rdf_type, a), Quad(b, low, a), quads[2]]
    assert ordered[-1] == quads[1]


def test_triples_without_duplicates() -> None:
    triple = Quad(NamedNode("http://e/a"), NamedNode("http://e/p"), Literal("x")).triple
    assert canonical_triples([triple, triple]) == (triple,)


LINK, KIND = NamedNode("http://e/p"), NamedNode("http://e/kind")
FIRST, REST, NIL = (
    NamedNode(f"http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}")
    for name in ("first", "rest", "nil")
)


def listed(length: int, said: int) -> list[Quad]:
    """Return a list of blank nodes; of each something is said, ``said`` different things in all."""
    found = []
    for at in range(length):
        rest = BlankNode(f"cell{at + 1}") if at < length - 1 else NIL
        found += [
            Quad(BlankNode(f"cell{at}"), FIRST, BlankNode(f"item{at}")),
            Quad(BlankNode(f"cell{at}"), REST, rest),
            Quad(BlankNode(f"item{at}"), KIND, Literal(str(at % said))),
        ]
    return found


def chained(length: int, *, closed: bool = False) -> list[Quad]:
    ends = [*range(1, length), 0] if closed else range(1, length)
    return [Quad(BlankNode(f"n{at}"), LINK, BlankNode(f"n{end}")) for at, end in enumerate(ends)]


def all_linked(number: int) -> list[Quad]:
    pairs = ((a, b) for a in range(number) for b in range(number) if a != b)
    return [Quad(BlankNode(f"n{a}"), LINK, BlankNode(f"n{b}")) for a, b in pairs]


def fanned(number: int) -> list[Quad]:
    """Return two nodes that all others refer to."""
    return [Quad(BlankNode(f"n{at}"), LINK, BlankNode(end)) for at in range(number) for end in "ab"]


def prism(number: int) -> list[Quad]:
    """Return two circles with rungs between them: nothing tells its nodes apart."""
    rings = [
        Quad(BlankNode(f"{ring}{at}"), LINK, BlankNode(f"{ring}{(at + 1) % number}"))
        for ring in "ab"
        for at in range(number)
    ]
    rungs = [Quad(BlankNode(f"a{at}"), KIND, BlankNode(f"b{at}")) for at in range(number)]
    return rings + rungs


def shuffled(quads: list[Quad], seed: int) -> list[Quad]:
    chance = random.Random(seed)
    names = sorted({t.value for q in quads for t in (q.subject, q.object) if type(t) is BlankNode})
    others = chance.sample(names, len(names))
    new = dict(zip(map(BlankNode, names), map(BlankNode, others), strict=True))
    found = [
        Quad(new.get(q.subject, q.subject), q.predicate, new.get(q.object, q.object)) for q in quads
    ]
    return chance.sample(found, len(found))


LARGE = {
    "a list of different nodes": listed(450, said=450),
    "a list of equal nodes": listed(450, said=1),
    "two chains of one form": [*chained(100), *shuffled(chained(101), 7)],
    "nodes in nodes": chained(451),
    "a circle": chained(60, closed=True),
    "all linked to all": all_linked(12),
    "many that refer to the same two": fanned(300),
    "two circles with rungs": prism(20),
}


@pytest.mark.parametrize("quads", LARGE.values(), ids=LARGE)
def test_large_groups_have_one_order(quads: list[Quad]) -> None:
    found = canonical(quads)
    assert len(found) == len(set(quads))
    assert canonical(shuffled(quads, 1)) == canonical(shuffled(quads, 2)) == found
    assert canonical(found) == found


@given(
    st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.integers(0, 9)), max_size=30),
    st.integers(0, 1000),
)
def test_entangled_nodes_have_one_order_and_stay_the_same_graph(
    edges: list[tuple[int, bool, int]], seed: int
) -> None:
    kinds = {False: LINK, True: KIND}
    quads = [Quad(BlankNode(f"n{a}"), kinds[kind], BlankNode(f"n{b}")) for a, kind, b in edges]
    # A stem that makes the group a large one, so that it is never RDFC-1.0 that orders it.
    quads += [Quad(BlankNode("n0"), LINK, BlankNode(f"stem{at}")) for at in range(25)]
    quads += [Quad(BlankNode(f"n{at}"), KIND, BlankNode(f"n{at + 1}")) for at in range(9)]
    found = canonical(quads)
    assert canonical(shuffled(quads, seed)) == found
    again = ox.Dataset(found)
    expected = ox.Dataset(quads)
    again.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    expected.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert again == expected


def test_graphs_that_only_trying_tells_apart_are_told_apart() -> None:
    """Refinement gives two circles of 15 the colours of one of 30; each is a group of its own."""
    two = [
        *chained(30, closed=True),
        *(Quad(BlankNode(f"m{at}"), LINK, BlankNode(f"m{(at + 1) % 30}")) for at in range(30)),
    ]
    one = chained(60, closed=True)
    assert canonical(one) != canonical(two)


def test_a_group_has_the_same_label_for_a_node_in_triple_terms_and_as_a_graph() -> None:
    deep = [Quad(quad.subject, LINK, quad.triple, BlankNode("g")) for quad in chained(40)]
    found = canonical(deep)
    assert len(found) == len(deep)
    assert {quad.graph_name for quad in found} == {found[0].graph_name}
    assert all(quad.object.subject == quad.subject for quad in found)


def test_a_long_list_does_not_end_the_process() -> None:
    assert len(canonical(listed(30_000, said=2))) == 90_000


def test_what_cannot_be_ordered_in_time_is_refused() -> None:
    with pytest.raises(InputError, match="4,000 blank nodes refer to each other"):
        canonical(chained(4_000, closed=True))


def test_small_groups_have_the_labels_of_rdfc() -> None:
    quads = [*listed(6, said=6), *all_linked(3)]
    expected = ox.Dataset(quads)
    expected.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert ox.Dataset(canonical(quads)) == expected
