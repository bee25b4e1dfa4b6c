import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from doidkit.errors import InputError
from doidkit.prefixes import Prefixes
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.ofn import writer as ofnwriter
from doidkit.syntax.reading import OXIGRAPH_FORMAT
from doidkit.syntax.writing import in_order_of_mention, serialize

E = "http://example.org/"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
DOID = NamedNode("http://purl.obolibrary.org/obo/DOID_182")


def test_only_the_prefixes_in_use_are_declared_in_reading_order() -> None:
    owl_class = NamedNode("http://www.w3.org/2002/07/owl#Class")
    text = serialize(
        [Triple(DOID, TYPE, owl_class), Triple(DOID, NamedNode(E + "p"), Literal(1))],
        format=GraphFormat.TURTLE,
    ).decode()
    declared = [line.split()[1] for line in text.splitlines() if line.startswith("@prefix")]
    assert declared == ["DOID:", "owl:"]
    assert "\nDOID:182\n    a owl:Class ;\n" in text


def test_subjects_are_set_apart() -> None:
    subjects = [NamedNode(E + name) for name in "ab"]
    tricky = Literal("ends in a stop .\n@prefix")
    text = serialize(
        [Triple(s, NamedNode(E + "p"), tricky) for s in subjects], format=GraphFormat.TURTLE
    ).decode()
    assert text.count("\n.\n\n<") == 1
    assert text.endswith("\n.\n")
    assert [tricky, tricky] == [quad.object for quad in _parsed(text)]


def _parsed(text: str) -> list[Quad]:
    import pyoxigraph

    return list(pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE))


def test_rdfxml_names_predicates_by_prefixes_that_xml_allows() -> None:
    definition = NamedNode("http://purl.obolibrary.org/obo/IAO_0000115")
    text = serialize([Triple(DOID, definition, Literal("x"))], format=GraphFormat.RDFXML).decode()
    assert "<obo:IAO_0000115" in text
    assert "xmlns:IAO" not in text


@pytest.mark.parametrize("iri", [E, E + "1", "http://example.org/p?x=1"])
def test_rdfxml_refuses_a_predicate_that_is_no_xml_name(iri: str) -> None:
    triple = Triple(DOID, NamedNode(iri), Literal("x"))
    with pytest.raises(InputError, match="ends in no XML name"):
        serialize([triple], format=GraphFormat.RDFXML)
    assert serialize([triple], format=GraphFormat.TURTLE)


@pytest.mark.parametrize("format", [f for f in OXIGRAPH_FORMAT if not f.holds_named_graphs])
def test_named_graphs_need_a_format_that_has_them(format: GraphFormat) -> None:
    quad = Quad(DOID, TYPE, NamedNode(E + "C"), NamedNode(E + "g"))
    with pytest.raises(InputError, match="choose trig, nquads or jsonld"):
        serialize([quad], format=format)


def test_blank_nodes_are_named_as_they_first_occur() -> None:
    p, x, y = NamedNode(E + "p"), BlankNode("x"), BlankNode("y")
    quads = [Quad(y, p, x), Quad(DOID, p, Literal("x")), Quad(x, p, Triple(y, p, x), y)]
    b0, b1 = BlankNode("b0"), BlankNode("b1")
    assert list(in_order_of_mention(quads)) == [
        Quad(b0, p, b1),
        Quad(DOID, p, Literal("x")),
        Quad(b1, p, Triple(b0, p, b1), b0),
    ]


def test_prefixes_that_differ_in_case_alone_have_an_order() -> None:
    """A set of names has another order in each process."""
    names = ["DOID", "doid", "Doid", "dOID"]
    for used in (names, names[::-1]):
        writer = ofnwriter.Writer(Prefixes({name: f"http://e/{name}#" for name in names}))
        writer.used = dict.fromkeys(used).keys()  # type: ignore[assignment]
        assert [line[7:11] for line in writer.declarations()] == ["DOID", "Doid", "dOID", "doid"]
