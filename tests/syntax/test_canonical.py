from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from rdflib.compare import isomorphic

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
