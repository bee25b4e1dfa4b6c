"""What is kept beside an index answers as the index does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from doidkit import loading
from doidkit.ontology import Ontology, load
from doidkit.ontology.kept import Kept, lookup
from doidkit.ontology.lookup import SCOPES, Asked
from doidkit.prefixes import expand
from doidkit.sparql.embedded import StoreSource

TYPE = NamedNode(expand("rdf:type"))
SUBCLASS = NamedNode(expand("rdfs:subClassOf"))
KINDS = tuple(NamedNode(expand(c)) for c in ("owl:Class", "skos:Concept", "owl:NamedIndividual"))
IRIS = tuple(expand(f"DOID:{n}") for n in range(5)) + tuple(f"http://e/{n}" for n in range(3))
NAMES = (
    "calcinosis",
    "Calcinosis",
    "calcinosis cutis",
    "cutis calcinosis",
    "calcnosis",
    "kalzinose",
    "two\nlines",
    "a\tb",
    "nul\x00in it",
    "Maße",
    "MASSE",
    "  ",
    "(!)",
    "disease (disorder)",
)
TERM = f"<http://e/1> a <{expand('owl:Class')}> ; <{expand('rdfs:label')}> 'calcinosis' ."
ASKED_FOR = ("calcinosi", "cutis calcinosis", "masse", "(!)", "two lines")

nodes = st.sampled_from([*map(NamedNode, IRIS), BlankNode("a"), BlankNode("b")])
texts = st.sampled_from(NAMES)
names = st.one_of(
    texts.map(Literal),
    st.tuples(texts, st.sampled_from(["en", "en-GB", "de"])).map(
        lambda said: Literal(said[0], language=said[1])
    ),
    st.sampled_from([NamedNode("http://e/no-text"), Literal(7), Literal("")]),
)
quads = st.lists(
    st.one_of(
        st.builds(Quad, nodes, st.just(TYPE), st.sampled_from(KINDS)),
        st.builds(Quad, nodes, st.just(SUBCLASS), nodes | st.just(Literal("no class"))),
        st.builds(Quad, nodes, st.sampled_from(list(SCOPES)), names),
        st.builds(Quad, nodes, st.just(SUBCLASS), nodes, st.just(NamedNode("http://e/graph"))),
    ),
    max_size=30,
)


def pair(given: list[Quad], folder: Path) -> tuple[Ontology, Ontology]:
    folder.mkdir()
    source = StoreSource(beside=folder)
    source.extend(given)
    plain = StoreSource()
    plain.extend(given)
    return Ontology(source), Ontology(plain)


@settings(max_examples=12)
@given(quads)
def test_names_and_trees_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, given: list[Quad]
) -> None:
    kept, asked = pair(given, tmp_path_factory.mktemp("kept") / "index")
    assert isinstance(lookup(kept.source), Kept)
    for text in ASKED_FOR:
        assert kept.search(text) == asked.search(text)
        assert kept.names.exactly(text) == asked.names.exactly(text)
        assert kept.names.near(text) == asked.names.near(text)
    assert kept.names.refs(IRIS) == asked.names.refs(IRIS)
    for iri in IRIS:
        assert kept.hierarchy.down(iri) == asked.hierarchy.down(iri)
        assert kept.hierarchy.up(iri) == asked.hierarchy.up(iri)
        for depth in (1, 2):
            assert kept.hierarchy.down(iri, depth) == asked.hierarchy.down(iri, depth)
            assert kept.hierarchy.up(iri, depth) == asked.hierarchy.up(iri, depth)


def test_many_at_once(tmp_path: Path) -> None:
    many = [NamedNode(f"http://e/{n}") for n in range(700)]
    label = next(iter(SCOPES))
    given = [Quad(node, label, Literal(f"same {n % 600}")) for n, node in enumerate(many)]
    given += [Quad(node, TYPE, KINDS[0]) for node in many[:650]]
    given += [Quad(node, SUBCLASS, many[0]) for node in many]
    kept, asked = pair(given, tmp_path / "index")
    found = kept.search("same")
    assert len(found) == 650
    assert found == asked.search("same")
    assert kept.hierarchy.down(many[0].value) == asked.hierarchy.down(many[0].value)


@pytest.mark.parametrize("content", [b"", b"no table", None], ids=["empty", "other", "cut"])
def test_a_damaged_table_is_made_again(tmp_path: Path, content: bytes | None) -> None:
    label = next(iter(SCOPES))
    node = NamedNode(IRIS[0])
    given = [Quad(node, label, Literal("calcinosis")), Quad(node, TYPE, KINDS[0])]
    kept, _ = pair(given, tmp_path / "index")
    whole = [match.name for match in kept.search("calcinosis")]
    (table,) = (tmp_path / "index").iterdir()
    table.write_bytes(table.read_bytes()[:5000] if content is None else content)
    again = Ontology(kept.source)
    assert [match.name for match in again.search("calcinosis")] == whole == ["calcinosis"]
    assert [*(tmp_path / "index").iterdir()] == [table]


def test_a_store_has_its_names_until_it_is_written_to(
    write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    file = write("a.ttl", TERM)
    store = tmp_path / "store"
    loading.build([file], store)
    loaded = load(store=store)
    assert isinstance(lookup(loaded.source), Kept)
    assert [match.name for match in loaded.search("calcinosis")] == ["calcinosis"]
    del loaded
    written = Store(str(store))  # as a server of Oxigraph does
    written.add(Quad(NamedNode("http://e/1"), next(iter(SCOPES)), Literal("kalzinose")))
    written.flush()
    del written
    again = load(store=store)
    assert isinstance(lookup(again.source), Asked)
    assert [match.name for match in again.search("kalzinose")] == ["kalzinose"]


def test_where_nothing_can_be_kept_the_source_is_asked(tmp_path: Path) -> None:
    source = StoreSource(beside=tmp_path / "gone" / "index")
    assert isinstance(lookup(source), Asked)
    assert Ontology(source).search("calcinosis") == ()
