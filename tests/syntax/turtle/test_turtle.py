"""The laws of stable Turtle, on graphs full of blank nodes, lists and odd terms."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doidkit.prefixes import PREFIXES
from doidkit.syntax.turtle import trig, turtle

GOLDEN = Path(__file__).with_name("golden.ttl")
XSD = PREFIXES["xsd"]
RDF = PREFIXES["rdf"]


def named(*iris: str) -> st.SearchStrategy[ox.NamedNode]:
    return st.sampled_from([ox.NamedNode(iri) for iri in iris])


subjects = named(
    "http://e/a",
    "http://e/b",
    "http://purl.obolibrary.org/obo/DOID_4",
    "http://purl.obolibrary.org/obo/DOID_4.",
    "http://purl.obolibrary.org/obo/doid#a_b",
    "http://purl.obolibrary.org/obo/",
    "http://e/a/b%20c",
    "http://e/é(1)'~;,",
    "urn:x:1.2.3",
)
blanks = st.sampled_from([ox.BlankNode(name) for name in "abcdef"])
predicates = named(
    f"{RDF}type",
    f"{RDF}first",
    f"{RDF}rest",
    f"{PREFIXES['owl']}annotatedSource",
    "http://e/p",
    "http://e/q/5",
)
lexical = st.sampled_from(
    ["007", "5", "-0", "+1", "1.50", ".5", "5.", "1e9", "1.E+3", "true", "1", "x", "", "INF"]
)
datatypes = named(*(f"{XSD}{n}" for n in ("integer", "decimal", "double", "boolean", "string")))
literals = st.one_of(
    st.builds(ox.Literal, st.text(max_size=5)),
    st.builds(lambda text: ox.Literal(text, language="en-gb"), st.text(max_size=5)),
    st.builds(lambda form, kind: ox.Literal(form, datatype=kind), lexical, datatypes),
    st.builds(ox.Literal, st.sampled_from(['"', "\\", "a\nb", "_:x", " .\n", "<<( _:a", "\x01a"])),
)
ends = subjects | blanks | literals | named(f"{RDF}nil")
graphs = st.lists(st.builds(ox.Quad, subjects | blanks, predicates, ends), max_size=14)
tangles = st.lists(
    st.builds(ox.Quad, blanks | named("http://e/a"), named("http://e/p"), blanks), max_size=10
)


def canonical(quads: list[ox.Quad]) -> set[ox.Quad]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def parsed(data: bytes, format: ox.RdfFormat = ox.RdfFormat.TURTLE) -> list[ox.Quad]:
    return list(ox.parse(data, format))


def renamed(quads: list[ox.Quad], random: object) -> list[ox.Quad]:
    names = [ox.BlankNode(f"n{number}") for number in range(6)]
    random.shuffle(names)
    other = dict(zip((ox.BlankNode(name) for name in "abcdef"), names, strict=True))
    found = [ox.Quad(*(other.get(term, term) for term in quad)) for quad in quads]
    random.shuffle(found)
    return found


@settings(max_examples=300)
@given(graphs | tangles)
def test_the_graph_stays_the_same_graph(quads: list[ox.Quad]) -> None:
    assert canonical(parsed(turtle(quads))) == canonical(quads)


@settings(max_examples=300)
@given(graphs | tangles, st.randoms(use_true_random=False))
def test_neither_order_nor_labels_of_the_input_matter(quads: list[ox.Quad], random: object) -> None:
    assert turtle(renamed(quads, random)) == turtle(quads)


@given(graphs | tangles)
def test_twice_is_once(quads: list[ox.Quad]) -> None:
    once = turtle(quads)
    assert turtle(parsed(once)) == once


@given(graphs)
def test_rdflib_reads_the_same_graph(quads: list[ox.Quad]) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=turtle(quads), format="turtle")
    assert len(graph) == len({quad.triple for quad in quads})


graph_names = named("http://e/g", "urn:h") | blanks | st.just(ox.DefaultGraph())
datasets = st.lists(
    st.builds(ox.Quad, subjects | blanks, named("http://e/p", f"{RDF}type"), ends, graph_names),
    max_size=10,
)


@settings(max_examples=300)
@given(datasets, st.randoms(use_true_random=False))
def test_trig_has_the_same_laws(quads: list[ox.Quad], random: object) -> None:
    once = trig(quads)
    assert canonical(parsed(once, ox.RdfFormat.TRIG)) == canonical(quads)
    assert trig(renamed(quads, random)) == once
    assert trig(parsed(once, ox.RdfFormat.TRIG)) == once


def changed(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    import difflib

    delta = list(difflib.ndiff(before.decode().splitlines(), after.decode().splitlines()))
    return (
        [line[2:].strip() for line in delta if line.startswith("- ")],
        [line[2:].strip() for line in delta if line.startswith("+ ")],
    )


BASE = """
@prefix : <http://e/> .
:a a :C ; :p 1, 2 ; :q [ :r "x", "y" ] ; :l ( 1 2 ) .
:b :p _:s . :c :p _:s . _:s :q "shared" .
:d :p _:t . :e :p _:t . _:t :q "other" .
"""


@pytest.mark.parametrize(
    "edit", [":a :p 3 .", ":a :p 0 .", ":a a :D .", ":c :q 1 .", "_:u :x :y . :e :z _:u ."]
)
def test_a_new_statement_is_a_new_line(edit: str) -> None:
    removed, added = changed(turtle(parsed(BASE.encode())), turtle(parsed((BASE + edit).encode())))
    assert removed == []
    assert len([line for line in added if line not in ("[", "] ;")]) == edit.count(" .")


def test_a_label_changes_with_its_own_content_only() -> None:
    before = turtle(parsed(BASE.encode()))
    removed, added = changed(before, turtle(parsed(BASE.replace("shared", "edited").encode())))
    assert len(removed) == len(added) == 4  # two references, the subject, the statement
    assert all("other" not in line for line in removed + added)


def test_annotations_follow_the_subject_that_they_annotate() -> None:
    text = turtle(
        parsed(
            b"""
            @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix : <http://e/> .
            :b :p "y" . :a :p "x" .
            [] a owl:Axiom ; owl:annotatedSource :a ; owl:annotatedProperty :p ;
              owl:annotatedTarget "x" ; :note "n" .
            """
        )
    ).decode()
    assert text.index("<http://e/a>") < text.index("owl:Axiom") < text.index("<http://e/b>\n")


def test_lexical_forms_stay_and_short_ones_are_short() -> None:
    text = turtle(
        parsed(
            b"""@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            <urn:s> <urn:p> "007"^^xsd:integer, "1.50"^^xsd:decimal, "5."^^xsd:decimal,
              "x"^^xsd:string, "1"^^xsd:boolean, true, 0.89 ."""
        )
    ).decode()
    for form in ("007 ;", "1.50 ;", '"5."^^xsd:decimal ;', '"x" ;', '"1"^^xsd:boolean ;', "true ;"):
        assert f"<urn:p> {form}\n" in text


def test_a_long_list_and_a_deep_nest_stay_in_reach() -> None:
    numbers = " ".join(map(str, range(20_000)))
    data = f"<urn:s> <urn:l> ({numbers}) ; <urn:p> {'[ <urn:p> ' * 900} 1 {']' * 900} ."
    quads = parsed(data.encode())
    text = turtle(quads)
    assert len(set(parsed(text))) == len(quads)
    assert turtle(parsed(text)) == text
    assert max(len(line) - len(line.lstrip()) for line in text.decode().splitlines()) < 80


def test_declared_prefixes_fill_what_the_well_known_leave() -> None:
    quads = parsed(b"<http://e/a> <http://purl.obolibrary.org/obo/IAO_1> <http://e/b.> .")
    declared = {"ex": "http://e/", "obo": "http://e/x#", "mine": "http://purl.obolibrary.org/obo/"}
    assert turtle(quads, declared=declared).decode() == (
        "@prefix IAO: <http://purl.obolibrary.org/obo/IAO_> .\n@prefix ex: <http://e/> .\n\n"
        "ex:a\n    IAO:1 <http://e/b.> ;\n.\n"
    )


def test_triple_terms_are_kept() -> None:
    data = b"<urn:s> <urn:p> <<( _:x <urn:q> <<( <urn:a> <urn:b> 5 )>> )>> . _:x <urn:q> 1 ."
    quads = parsed(data)
    assert canonical(parsed(turtle(quads))) == canonical(quads)


def test_nothing_is_nothing() -> None:
    assert turtle([]) == b""
    assert trig([]) == b""


def test_named_graphs_need_trig() -> None:
    quad = ox.Quad(
        ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("o"), ox.NamedNode("urn:g")
    )
    with pytest.raises(ValueError, match="named graphs"):
        turtle([quad])


def test_the_look(write: Callable[..., Path]) -> None:
    """The golden file is its own input: what it looks like is what comes out."""
    assert turtle(parsed(GOLDEN.read_bytes()), declared={"ex": "http://example.org/"}) == (
        GOLDEN.read_bytes()
    )
