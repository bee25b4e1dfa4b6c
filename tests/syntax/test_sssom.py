"""SSSOM's own package is the oracle for the RDF of a mapping table."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import yaml
from rdflib import OWL, RDF, RDFS, URIRef

from doidkit import prefixes
from doidkit.errors import DoidkitNote, SyntaxFault
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.reading import quads
from doidkit.syntax.sssom.header import header
from doidkit.syntax.writing import serialize

SSSOM = rdflib.Namespace("https://w3id.org/sssom/")
HEAD = """\
#curie_map:
#  DOID: http://purl.obolibrary.org/obo/DOID_
#  HP: "http://purl.obolibrary.org/obo/HP_"
#  obo: http://purl.obolibrary.org/obo/
#  orcid: https://orcid.org/
#mapping_set_id: https://example.org/set
#mapping_set_title: "A set: of three"
#license: https://creativecommons.org/publicdomain/zero/1.0/
"""
COMMON = {
    "predicate_id": "skos:exactMatch",
    "object_id": "HP:0003761",
    "object_label": "Calcinosis",
    "mapping_justification": "semapv:ManualMappingCuration",
    "object_source": "obo:hp",
}
ROWS = [
    {
        **COMMON,
        "subject_id": "DOID:182",
        "subject_label": "calcinosis",
        "predicate_modifier": "Not",
        "author_id": "orcid:0000-0001-0000-0001|orcid:0000-0002-0000-0002",
        "confidence": "0.9",
        "subject_type": "owl class",
        "mapping_cardinality": "1:1",
        "mapping_date": "2026-11-22",
        "comment": 'it says "no"',
        "see_also": "http://e/x|http://e/y",
    },
    {
        **COMMON,
        "subject_id": "DOID:182",
        "object_id": "sssom:NoTermFound",
        "object_label": "",
        "object_source": "obo:mondo",
    },
    {**COMMON, "subject_label": "lumps under the skin", "subject_type": "rdfs literal"},
]


def table(head: str, rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    columns = sorted({column for row in rows for column in row})
    writer = csv.DictWriter(text, columns, restval="", dialect="excel-tab", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return head + text.getvalue()


TABLE = table(HEAD, ROWS)


def graph_of(path: Path) -> rdflib.Graph:
    text = serialize([quad.triple for quad in quads(path)], format=GraphFormat.NTRIPLES)
    return rdflib.Graph().parse(data=text.decode(), format="nt")


def records(graph: rdflib.Graph) -> set[frozenset]:
    """Return each mapping as its pairs, whatever its node is called."""
    mappings = set(graph.subjects(OWL.annotatedProperty))
    return {
        frozenset((p, _comparable(o)) for p, o in graph.predicate_objects(m) if p != RDF.type)
        for m in mappings
    }


def _comparable(term: object) -> object:
    # 0.9 and 9e-01 are one number, "x" and "x"^^xsd:string one literal.
    return term.toPython() if isinstance(term, rdflib.Literal) else term


@pytest.mark.filterwarnings("ignore")  # the oracle's own dependencies warn
def test_the_same_triples_as_the_sssom_package(write: Callable[..., Path]) -> None:
    parsers = pytest.importorskip("sssom.parsers")
    writers = pytest.importorskip("sssom.writers")
    path = write("a.sssom.tsv", TABLE)
    text = io.StringIO()
    writers.write_rdf(parsers.parse_sssom_table(str(path)), text)
    theirs = rdflib.Graph().parse(data=text.getvalue(), format="turtle")
    ours = graph_of(path)
    # What stands beside SSSOM's own statements for the tools that drop those.
    for added in (RDFS.label, SSSOM.subject_id, SSSOM.predicate_id, SSSOM.object_id):
        assert (None, added, None) in ours
        ours.remove((None, added, None))
    assert records(ours) == records(theirs)


def test_no_mapping_is_an_axiom_that_an_owl_tool_would_assert(
    write: Callable[..., Path],
) -> None:
    graph = graph_of(write("a.sssom.tsv", TABLE))
    assert not set(graph.subjects(RDF.type, OWL.Axiom))
    for node in graph.subjects(RDF.type, SSSOM.Mapping):
        for slot, kin in (
            (SSSOM.subject_id, OWL.annotatedSource),
            (SSSOM.predicate_id, OWL.annotatedProperty),
            (SSSOM.object_id, OWL.annotatedTarget),
        ):
            assert set(graph.objects(node, slot)) == set(graph.objects(node, kin))
        assert len(set(graph.objects(node, RDFS.label))) == 1


def test_nodes_are_mappings_with_iris_from_their_content(
    write: Callable[..., Path],
) -> None:
    graph = graph_of(write("a.sssom.tsv", TABLE))
    nodes = set(graph.subjects(RDF.type, SSSOM.Mapping))
    assert len(nodes) == 3
    assert all(isinstance(node, URIRef) for node in nodes)
    again = table(HEAD, ROWS[::-1])
    assert set(graph_of(write("b.sssom.tsv", again))) == set(graph)


def test_the_set_holds_its_mappings(write: Callable[..., Path]) -> None:
    graph = graph_of(write("a.sssom.tsv", TABLE))
    the_set = URIRef("https://example.org/set")
    assert (the_set, RDF.type, SSSOM.MappingSet) in graph
    assert len(set(graph.objects(the_set, SSSOM.mappings))) == 3
    title = URIRef(prefixes.expand("dcterms:title"))
    assert str(graph.value(the_set, title)) == "A set: of three"


def test_a_text_subject_keeps_only_its_label(write: Callable[..., Path]) -> None:
    graph = graph_of(write("a.sssom.tsv", TABLE))
    (node,) = graph.subjects(SSSOM.subject_label, rdflib.Literal("lumps under the skin"))
    assert graph.value(node, OWL.annotatedSource) is None
    assert graph.value(node, SSSOM.subject_type) == RDFS.Literal


def test_what_the_header_says_for_all_rows_stands_on_each(write: Callable[..., Path]) -> None:
    head = "#object_source: obo:hp\n#creator_id:\n#  - orcid:0000-0001-0000-0001\n"
    row = {key: value for key, value in COMMON.items() if key != "object_source"}
    graph = graph_of(write("a.sssom.tsv", table(head, [row])))
    (source,) = graph.objects(None, SSSOM.object_source)
    assert source == URIRef("http://purl.obolibrary.org/obo/hp")
    assert not list(graph.objects(None, URIRef(prefixes.expand("dcterms:creator"))))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\tb\n1\t2\n", r"a\.sssom\.tsv:1: the SSSOM table has no column"),
        ("# x: y\npredicate_id\tmapping_justification\nnope\tsemapv:X\n", r":3: .*nope.* no IRI"),
        ("predicate_id\tmapping_justification\nskos:x\tsemapv:X\textra\n", ":2: .*more cells"),
        ("predicate_id\tmapping_justification\nskos:x", ":2: .*is cut within"),
        (
            "predicate_id\tmapping_justification\tcomment\nskos:x\tsemapv:X\t" + "y" * 131_073,
            ":2: .*larger than field limit",
        ),
        (
            "predicate_id\tmapping_justification\tpredicate_modifier\nskos:x\tsemapv:X\tMaybe\n",
            ":2: predicate_modifier cannot be",
        ),
        ("#x: y\n", ":2: the SSSOM table has no column"),
    ],
)
def test_a_broken_table_is_located(write: Callable[..., Path], text: str, message: str) -> None:
    with pytest.raises(SyntaxFault, match=message):
        list(quads(write("a.sssom.tsv", text)))


def test_a_text_where_sssom_wants_an_iri_is_kept_and_told(write: Callable[..., Path]) -> None:
    """As in the tables of sssom-py's tests, which sssom-py takes."""
    text = (
        "#curie_map:\n#  x: http://e/x/\n"
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\tsubject_source\tcreator_id\n"
        "x:1\tskos:exactMatch\tx:2\tLexical\ty\torcid:1|x:me\n"
        "x:3\tskos:exactMatch\tx:4\tLexical\tz\tx:me\n"
    )
    with pytest.warns(DoidkitNote) as notes:
        found = list(quads(write("a.sssom.tsv", text)))
    assert sorted(str(note.message).partition("a.sssom.tsv:")[2][:21] for note in notes) == [
        "4: mapping_justificat",
        '4: subject_source "y"',
    ]
    sources = {q.object for q in found if q.predicate.value.endswith("subject_source")}
    assert sources == {ox.Literal("y"), ox.Literal("z")}


@pytest.mark.parametrize(
    ("objects", "message"),
    [
        ("x:2|x:3", ":4: .* is several values where SSSOM has one; make a row of each"),
        ("q:2", ":4: .* no CURIE with a prefix of the curie_map"),
    ],
)
def test_what_a_mapping_is_about_has_to_be_an_iri(
    write: Callable[..., Path], objects: str, message: str
) -> None:
    text = (
        "#curie_map:\n#  x: http://e/x/\nsubject_id\tpredicate_id\tobject_id\t"
        f"mapping_justification\nx:1\tskos:exactMatch\t{objects}\tsemapv:X\n"
    )
    with pytest.raises(SyntaxFault, match=message):
        list(quads(write("a.sssom.tsv", text)))


def test_a_row_without_its_line_end_is_told(write: Callable[..., Path]) -> None:
    head = "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
    row = "DOID:182\tskos:exactMatch\tHP:0003761\tsemapv:ManualMappingCuration"
    for end in ("\n", "\r\n"):
        assert list(quads(write("a.sssom.tsv", head + row + end)))
    for cut in (row, row[:-3], row.replace("\t", "\r\n", 0)[:-1]):
        with pytest.warns(DoidkitNote, match=r"a\.sssom\.tsv does not end with a line end"):
            list(quads(write("a.sssom.tsv", head + cut)))


@pytest.mark.parametrize(
    "title",
    [
        '"T: \\"x\\" # no comment"',
        "'it''s'",
        "T # a comment",
        "a#b",
        "|\n  a long\n  text",
        ">\n  a long\n  text",
        "a long\n  text goes on",
        "[a, 'b, c']",
        "\n- a\n- b",
        '\n  - "a"\n  - b c',
        "null",
    ],
)
@pytest.mark.parametrize("begin", ["#", "# "])
def test_the_header_is_yaml(title: str, begin: str) -> None:
    """PyYAML, and so sssom-py, reads the same lines."""
    text = f"mapping_set_id: http://e/s\ntitle: {title}\n"
    expected = yaml.safe_load(text)["title"] or []
    expected = [expected.rstrip()] if isinstance(expected, str) else expected
    commented = "".join(f"{begin}{line}\n" for line in text.splitlines())
    assert header(commented, Path("a.tsv")).slots.get("title", []) == expected


def test_a_line_of_the_header_that_is_no_yaml_is_told() -> None:
    with pytest.warns(DoidkitNote, match="a.tsv:2: this line"):
        found = header("#mapping_set_id: http://e/s\n#made by hand\n", Path("a.tsv"))
    assert found.slots == {"mapping_set_id": ["http://e/s"]}


def test_prefixes_of_the_header_in_every_style() -> None:
    expected = {"A": "http://a/#", "B": "http://b/"}
    for lines in (
        "#curie_map:\n#  A: http://a/#\n#  # a comment\n#  'B': \"http://b/\"\n",
        '#curie_map: {A: "http://a/#", B: http://b/}\n',
    ):
        assert header(lines, Path("a.tsv")).prefixes == expected
