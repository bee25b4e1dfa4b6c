"""The laws of stable JSON-LD, on data full of blank nodes, lists and names that look alike."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doidkit.errors import InputError
from doidkit.prefixes import PREFIXES
from doidkit.syntax.jsonld import jsonld

GOLDEN = Path(__file__).with_name("golden.jsonld")
XSD, RDF, OWL = PREFIXES["xsd"], PREFIXES["rdf"], PREFIXES["owl"]
DECLARED = {
    "": "http://e/",
    "ex": "http://e/a/",
    "urn": "http://e/urn/",  # a scheme
    "x": "http://e/x:",
    "t": "http://e/term_",  # ends in what JSON-LD takes for a prefix only when told
    "type": "http://e/type=",
    "http": "http://e/h#",
    "a.b-c": "http://e/dots/",
}


def named(*iris: str) -> st.SearchStrategy[ox.NamedNode]:
    return st.sampled_from([ox.NamedNode(iri) for iri in iris])


resources = named(
    *(f"{namespace}{tail}" for namespace in DECLARED.values() for tail in ("", "b", "//b", "@id")),
    "http://e/a/../a/./b",
    "http://e/a/b:c",
    "http://e/a/%20é'()",
    "http://e/@graph",
    "http://purl.obolibrary.org/obo/DOID_4",
    "http://purl.obolibrary.org/obo/DOID_",
    "http://purl.obolibrary.org/obo/",
    "DOID:4",  # IRIs that look like CURIEs
    "DOID://4",
    "ex:b",
    "x:y",
    "type:@type",
    "owl:Class",
    "urn:b",
    f"{OWL}Class",
    f"{RDF}nil",
    f"{RDF}JSON",
)
blanks = st.sampled_from([ox.BlankNode(name) for name in "abcdef"])
predicates = named(
    *(f"{RDF}{name}" for name in ("type", "first", "rest")),
    f"{OWL}annotatedSource",
    "http://e/a/p",
    "http://e/term_p",
    "http://e/p",
    "DOID:p",
    "urn:p",
)
lexical = st.sampled_from(
    ["007", "5", "-5", "-0", "0", "+1", "1.50", "1e9", "true", "1", "x", "", "INF", "{}", "null"]
) | st.sampled_from(["123456789012345", "1234567890123456", "12345678901234567890"])
datatypes = named(
    *(f"{XSD}{name}" for name in ("integer", "decimal", "double", "boolean", "string", "anyURI")),
    f"{RDF}JSON",
    "DOID:4",
    "http://e/term_d",
)
texts = st.text(max_size=5) | st.sampled_from(
    ['"', "\\", "a\nb", "_:x", " .\n", "@id", "http://e/a", "ex:b", "^^", '"@en', "\x00\x7f\u2028"]
)
literals = st.one_of(
    st.builds(ox.Literal, texts),
    st.builds(lambda text: ox.Literal(text, language="en-gb"), texts),
    st.builds(
        lambda text, way: ox.Literal(text, language="ar", direction=way),
        texts,
        st.sampled_from([ox.BaseDirection.RTL, ox.BaseDirection.LTR]),
    ),
    st.builds(lambda form, kind: ox.Literal(form, datatype=kind), lexical | texts, datatypes),
)
ends = resources | blanks | literals
graph_names = st.just(ox.DefaultGraph()) | resources | blanks
loose = st.builds(ox.Quad, resources | blanks, predicates, ends, graph_names)


@st.composite
def lists(draw: st.DrawFn) -> list[ox.Quad]:
    """A list, sometimes with an item too many, a cell used twice or an end that is none."""
    name, graph = draw(st.sampled_from("lmn")), draw(graph_names)
    items = draw(st.lists(ends, max_size=3))
    cells = [ox.BlankNode(f"{name}{number}") for number in range(len(items))]
    end = draw(st.just(ox.NamedNode(f"{RDF}nil")) | resources | blanks)
    chain = [*cells, end]
    found = [ox.Quad(draw(resources | blanks), draw(predicates), chain[0], graph)]
    for cell, item, rest in zip(cells, items, chain[1:], strict=True):
        found.append(ox.Quad(cell, ox.NamedNode(f"{RDF}first"), item, graph))
        found.append(ox.Quad(cell, ox.NamedNode(f"{RDF}rest"), rest, graph))
    if draw(st.booleans()):
        found.append(
            ox.Quad(draw(resources), draw(predicates), draw(st.sampled_from(chain)), graph)
        )
    return found


flat = st.lists(loose, max_size=10)
listed = st.lists(lists(), max_size=3).map(lambda found: [quad for one in found for quad in one])
tangles = st.lists(
    st.builds(ox.Quad, blanks | named("http://e/a"), named("http://e/p"), blanks), max_size=10
)
datasets = flat | tangles | st.builds(lambda one, other: one + other, flat, listed)


def canonical(quads: list[ox.Quad]) -> set[ox.Quad]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def parsed(data: bytes, format: ox.RdfFormat = ox.RdfFormat.JSON_LD) -> list[ox.Quad]:
    return list(ox.parse(data, format))


def trig(text: str) -> list[ox.Quad]:
    prefixes = "".join(f"@prefix {name}: <{PREFIXES[name]}> ." for name in ("owl", "xsd", "rdf"))
    return parsed(f"@prefix : <http://e/> . {prefixes}{text}".encode(), ox.RdfFormat.TRIG)


@settings(max_examples=600, deadline=None)
@given(datasets, st.sampled_from([{}, DECLARED]))
def test_nothing_is_lost_and_nothing_changes(
    quads: list[ox.Quad], declared: dict[str, str]
) -> None:
    data = jsonld(quads, declared=declared)
    assert canonical(parsed(data)) == canonical(quads)
    read = ox.parse(data, ox.RdfFormat.JSON_LD, base_iri="http://e/a/b")
    assert canonical(list(read)) == canonical(quads), "the address matters"


@settings(max_examples=300, deadline=None)
@given(datasets, st.randoms(use_true_random=False))
def test_the_same_data_give_the_same_bytes(quads: list[ox.Quad], random: object) -> None:
    once = jsonld(quads, declared=DECLARED)
    labels = {term for quad in quads for term in quad if isinstance(term, ox.BlankNode)}
    names = [ox.BlankNode(f"n{number}") for number in range(len(labels))]
    random.shuffle(names)
    other = dict(zip(sorted(labels, key=str), names, strict=True))
    shuffled = [ox.Quad(*(other.get(term, term) for term in quad)) for quad in quads]
    random.shuffle(shuffled)
    assert jsonld(shuffled, declared=DECLARED) == once
    assert jsonld(parsed(once), declared=DECLARED) == once


def node(text: str, **declared: str) -> dict[str, object]:
    (found,) = json.loads(jsonld(trig(text), declared=declared))["@graph"]
    return found


@pytest.mark.parametrize(
    ("turtle", "value"),
    [
        ("7", 7),
        ("007", {"@type": "xsd:integer", "@value": "007"}),
        ("+7", {"@type": "xsd:integer", "@value": "+7"}),
        ("1234567890123456", {"@type": "xsd:integer", "@value": "1234567890123456"}),
        ("1.50", {"@type": "xsd:decimal", "@value": "1.50"}),
        ("true", True),
        ("'1'^^xsd:boolean", {"@type": "xsd:boolean", "@value": "1"}),
        ("'true'^^xsd:string", "true"),
        ("'7'", "7"),
        ("'x'@en", {"@language": "en", "@value": "x"}),
        ("'x'@ar--rtl", {"@direction": "rtl", "@language": "ar", "@value": "x"}),
        ("(1 'x' ())", {"@list": [1, "x", {"@list": []}]}),
        ("(:a)", {"@list": ["http://e/a"]}),
        ("()", {"@list": []}),
        ("[:q :a]", {"http://e/q": "http://e/a"}),
        ("[]", {}),
        (":a", "http://e/a"),
        (":a , 1", [1, {"@id": "http://e/a"}]),
    ],
)
def test_values(turtle: str, value: object) -> None:
    assert node(f":s :p {turtle} .")["http://e/p"] == value


def test_types_are_types_where_they_are_named() -> None:
    found = node(":s a owl:Class , [ a :C ] , 'x' .")
    assert found["@type"] == "owl:Class"
    assert found["rdf:type"] == ["x", {"@type": "http://e/C"}]


def test_the_context_has_what_occurs_and_no_more() -> None:
    declared = {"": "http://e/", "e": "http://e/", "t": "http://e/t_", "unused": "http://f/"}
    text = ":s :t_p :t_a ; :q 'x' ; :r () . :s a owl:Class ."
    assert json.loads(jsonld(trig(text), declared=declared))["@context"] == {
        "@version": 1.1,
        "e": "http://e/",
        "owl": OWL,
        "t": {"@id": "http://e/t_", "@prefix": True},
        "t:p": {"@type": "@id"},
    }


def test_a_scheme_in_the_data_is_no_prefix() -> None:
    quads = trig("<DOID:4> :p <http://purl.obolibrary.org/obo/DOID_4> .")
    document = json.loads(jsonld(quads))
    assert document["@graph"][0]["@id"] == "DOID:4"
    assert "DOID" not in document["@context"]
    assert document["@graph"][0]["http://e/p"] == "obo:DOID_4"


@pytest.mark.parametrize("term", ["<<( :a :b :c )>>", "<<( _:a :b <<( :a :b 'c' )>> )>>"])
def test_a_triple_term_is_refused(term: str) -> None:
    with pytest.raises(InputError, match=r"triple term.*choose turtle or trig"):
        jsonld(trig(f":s :p {term} ."))


def test_nothing_is_an_empty_graph() -> None:
    assert json.loads(jsonld([])) == {"@context": {"@version": 1.1}, "@graph": []}


def test_a_long_list_and_a_deep_nest_stay_in_reach() -> None:
    numbers = " ".join(map(str, range(20_000)))
    quads = trig(
        f":s :l ({numbers}) ; :p {'[ :p ' * 900} 1 {']' * 900} ; :m {'(' * 400}{')' * 400} ."
    )
    data = jsonld(quads)
    assert len(set(parsed(data))) == len(quads)
    assert jsonld(parsed(data)) == data


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_the_look_and_what_rdflib_reads_in_it() -> None:
    """The golden file is its own input: what it looks like is what comes out."""
    data = GOLDEN.read_bytes()
    assert jsonld(parsed(data), declared={"ex": "http://example.org/"}) == data
    rdflib = pytest.importorskip("rdflib")
    compare = pytest.importorskip("rdflib.compare")
    lines = ox.serialize(parsed(data), format=ox.RdfFormat.N_QUADS)
    ours = rdflib.Dataset().parse(data=lines, format="nquads")
    theirs = rdflib.Dataset().parse(data=data, format="json-ld")
    for graph in (*ours.graphs(), *theirs.graphs()):
        name = graph.identifier
        assert compare.isomorphic(ours.graph(name), theirs.graph(name)), name
