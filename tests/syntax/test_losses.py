"""Nothing is lost on the way out: what other readers find, and what is refused instead."""

import json
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import fastobo
import pyoxigraph as ox
import pytest
from robot import command, needs_robot

from doidkit.conversion import convert, convert_into
from doidkit.errors import InputError, SyntaxFault
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.owl.from_rdf import axioms
from doidkit.syntax.reading import OXIGRAPH_FORMAT, quads
from doidkit.syntax.writing import distinct

Write = Callable[[str, str], Path]
A = ox.NamedNode("http://e/a")
OBO = GraphFormat.OBO
PREFIXES = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix oio: <http://www.geneontology.org/formats/oboInOwl#> .
@prefix e: <http://e/> .
<http://purl.obolibrary.org/obo/x.owl> a owl:Ontology .
"""


def clauses(text: bytes, identifier: str) -> list[str]:
    """Return a frame's clauses as another reader, fastobo, has them."""
    for frame in fastobo.loads(text.decode()):
        if str(frame.id) == identifier:
            return [str(clause) for clause in frame]
    raise AssertionError(identifier)


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        ("e:note", "e:i"),
        ("e:note", '"x"@en'),
        ("e:note", '"1"^^xsd:integer'),
        ("e:note", "[ ]"),
        ("oio:hasSynonymType", "e:i"),
    ],
)
def test_a_parent_stays_in_its_stanza_whatever_is_said_of_it(
    write: Write, predicate: str, value: str
) -> None:
    path = write(
        "a.ttl",
        f"""{PREFIXES}
        obo:A_1 a owl:Class ; rdfs:subClassOf obo:A_2 . obo:A_2 a owl:Class .
        e:note a owl:AnnotationProperty .
        [] a owl:Axiom ; owl:annotatedSource obo:A_1 ; owl:annotatedProperty rdfs:subClassOf ;
            owl:annotatedTarget obo:A_2 ; {predicate} {value} ; oio:source "kept" .""",
    )
    written = convert([path], format=GraphFormat.OBO)
    assert any(each.startswith("is_a: A:2") for each in clauses(written, "A:1"))
    again = write("again.obo", written.decode())
    if value != "[ ]":
        found = axioms(quads(again)).axioms
        assert {a for a in axioms(quads(path)).axioms if a[0] != "Declaration"} <= found


def test_a_merged_term_with_a_stanza_keeps_its_replacement(write: Write) -> None:
    path = write(
        "a.obo",
        "format-version: 1.4\nontology: x\n\n[Term]\nid: A:1\nalt_id: A:2\n\n"
        "[Term]\nid: A:2\nname: old\nis_obsolete: true\nreplaced_by: A:1\n",
    )
    found = clauses(convert([path], format=GraphFormat.OBO), "A:2")
    assert {"is_obsolete: true", "replaced_by: A:1"} <= set(found)


def test_tags_are_written_as_such_whatever_their_datatype(write: Write) -> None:
    path = write(
        "a.ttl",
        f"""{PREFIXES}
        obo:A_1 a owl:Class ; oio:creation_date "2020-01-01T00:00:00Z"^^xsd:dateTime ;
            oio:created_by "me"@en ; owl:deprecated true ; oio:consider "A:2" .""",
    )
    found = clauses(convert([path], format=GraphFormat.OBO), "A:1")
    assert {each.partition(":")[0] for each in found} == {
        "created_by",
        "creation_date",
        "is_obsolete",
        "consider",
    }


def test_a_class_that_only_a_replacement_names_has_a_stanza(write: Write) -> None:
    path = write(
        "a.ttl", f"{PREFIXES} obo:A_1 a owl:Class ; obo:IAO_0100001 obo:A_2 . obo:A_2 a owl:Class ."
    )
    out = BytesIO()
    assert convert_into(out, [path], format=GraphFormat.OBO) == ()
    assert clauses(out.getvalue(), "A:2") == []


@pytest.mark.parametrize(
    ("said", "clause"),
    [
        ('rdfs:label ""', 'property_value: rdfs:label "" xsd:string'),
        ('rdfs:comment " "', 'property_value: rdfs:comment " " xsd:string'),
        (
            'oio:creation_date "16:05:2013 08:11"',
            'property_value: oio:creation_date "16:05:2013 08:11" xsd:string',
        ),
        ('oio:creation_date "2013-05-16T08:11:52+0200"', "creation_date: 2013-05-16T08:11:52+0200"),
        ('oio:hasDbXref "a b, c"', "xref: a\\Wb\\,\\Wc"),
        ('oio:hasDbXref "X:1 \\"t\\""', 'xref: X:1\\W\\"t\\"'),
    ],
)
def test_no_clause_makes_other_readers_refuse_the_text(
    write: Write, said: str, clause: str
) -> None:
    """ROBOT 1.9.8 and fastobo 0.14 refuse an empty name, another date, a space in a reference."""
    written = convert([write("a.ttl", f"{PREFIXES} obo:A_1 a owl:Class ; {said} .")], format=OBO)
    assert f"\n{clause}\n" in written.decode()
    assert len(clauses(written, "A:1")) == 1


def test_a_genus_comes_first_and_identifier_spaces_are_used(write: Write) -> None:
    text = (
        "format-version: 1.4\nidspace: Z http://z.org/\nontology: x\n\n[Term]\nid: Z:9\n"
        "name: a\\rb\\nc\n"
        "intersection_of: Z:10\nintersection_of: a_relation A:1\n"
    )
    written = convert([write("a.obo", text)], format=GraphFormat.OBO)
    assert b"idspace: Z http://z.org/\n" in written
    assert b"name: a\\rb\\nc\n" in written
    found = [each for each in clauses(written, "Z:9") if each.startswith("intersection_of")]
    assert found == ["intersection_of: Z:10", "intersection_of: a_relation A:1"]


@pytest.mark.parametrize("format", [f for f in GraphFormat if f.is_written])
def test_values_of_another_kind_are_written_or_told(write: Write, format: GraphFormat) -> None:
    """IRIs and blank nodes where OBO has texts once ended in an internal error."""
    predicates = "oio:hasDbXref oio:shorthand obo:IAO_0000115 obo:IAO_0000424 obo:IAO_0000425"
    predicates += " oio:hasExactSynonym oio:creation_date rdfs:label oio:id oio:hasScope"
    said = " ; ".join(f"{each} e:v , [ ] , 7" for each in predicates.split())
    for kind in ("owl:Class", "owl:ObjectProperty", "owl:NamedIndividual"):
        path = write("a.ttl", f"{PREFIXES} obo:A_1 a {kind} ; {said} .")
        assert convert([path], format=format)


@pytest.mark.parametrize("format", [GraphFormat.RDFXML, GraphFormat.OWX])
@pytest.mark.parametrize("written", ["\x01", "\\u0001", "\\U0000FFFE"])
def test_what_xml_cannot_hold_is_refused_with_its_place(
    write: Write, format: GraphFormat, written: str
) -> None:
    path = write("a.ttl", f'# {written}\n{PREFIXES}e:a\n  rdfs:label "x{written}" .')
    with pytest.raises(SyntaxFault, match=r"a.ttl:\d\d:16: XML cannot hold this U\+"):
        convert([path], format=format)


def test_rdfxml_keeps_line_ends_and_the_default_prefix(write: Write) -> None:
    path = write("a.ttl", '@prefix : <http://e/> .\n:a :p "1\\r2\\r\\n3" .')
    written = convert([path], format=GraphFormat.RDFXML)
    assert b'xmlns="http://e/"' in written
    (found,) = quads(write("b.owl", written.decode()))
    assert found.object == ox.Literal("1\r2\r\n3")


def test_each_triple_of_obo_is_written_once(shared: Path) -> None:
    lines = convert(
        [shared / "data" / "doid-NCIthesaurus-2026-07-31.obo.gz"], format=GraphFormat.NTRIPLES
    )
    found = lines.splitlines()
    assert len(found) == len(set(found))


TWICE = {
    "a.ttl": '<http://e/a> <http://e/p> "x"@en, "x"@EN . <http://e/b> <http://e/p> 1 , "1"^^'
    "<http://www.w3.org/2001/XMLSchema#integer> . <http://e/a> <http://e/p> 'x'@en .",
    "a.nq": '<http://e/a> <http://e/p> "x" <http://e/g> .\n' * 2,
    "a.ofn": "Ontology(<http://e/o> Declaration(Class(<http://e/A>)) Declaration(Class(<http://e/A>))"
    " SubClassOf(<http://e/A> <http://e/B>) SubClassOf(<http://e/A> <http://e/B>))",
    "a.json": '{"graphs": [{"id": "http://e/o", "edges": [{"sub": "http://e/A", "pred": "is_a", '
    '"obj": "http://e/B"}, {"sub": "http://e/A", "pred": "is_a", "obj": "http://e/B"}]}]}',
    "a.obo": "format-version: 1.4\nontology: x\n\n[Term]\nid: A:1\nis_a: A:2\nis_a: A:2\n",
}


@pytest.mark.parametrize("name", sorted(TWICE))
@pytest.mark.parametrize("format", [GraphFormat.NQUADS, GraphFormat.TURTLE, GraphFormat.RDFXML])
def test_what_is_said_twice_is_written_once(write: Write, name: str, format: GraphFormat) -> None:
    """Language tags are one whatever their case (RDF 1.2 Concepts, 3.3)."""
    if name == "a.nq":
        format = GraphFormat.NQUADS
    path = write(name, TWICE[name])
    for paths in ([path], [path, path]):
        again = list(ox.parse(convert(paths, format=format), OXIGRAPH_FORMAT[format]))
        assert len(again) == len(set(again)) == len(set(quads(path)))


def test_what_repeats_is_known_in_memory_that_does_not_grow() -> None:
    triples = [ox.Quad(A, A, ox.Literal(number % 10)) for number in range(30)]
    assert list(distinct(triples)) == list(distinct(triples, within=10)) == triples[:10]
    assert list(distinct(triples, within=4)) == triples


def test_an_annotated_definition_is_in_obo_graphs(write: Write) -> None:
    text = (
        "format-version: 1.4\nontology: x\n\n[Term]\nid: A:1\nintersection_of: A:2\n"
        'intersection_of: r A:3 {source="X:1"}\n'
    )
    path = write("a.obo", text)
    written = convert([path], format=GraphFormat.OBOGRAPHS)
    (definition,) = json.loads(written)["graphs"][0]["logicalDefinitionAxioms"]
    assert definition["meta"]["basicPropertyValues"][0]["val"] == "X:1"
    equivalent = [a for a in axioms(quads(path)).axioms if a[0] == "EquivalentClasses"]
    assert set(equivalent) <= axioms(quads(write("b.json", written.decode()))).axioms


EVERY = """
TransitiveObjectProperty(ObjectInverseOf(:r)) FunctionalObjectProperty(ObjectInverseOf(:r))
InverseFunctionalObjectProperty(ObjectInverseOf(:r)) ReflexiveObjectProperty(ObjectInverseOf(:r))
IrreflexiveObjectProperty(ObjectInverseOf(:r)) SymmetricObjectProperty(ObjectInverseOf(:r))
AsymmetricObjectProperty(ObjectInverseOf(:r)) SubObjectPropertyOf(:r ObjectInverseOf(:s))
SubObjectPropertyOf(ObjectPropertyChain(:r :s) :t) SubObjectPropertyOf(ObjectInverseOf(:r) :s)
EquivalentObjectProperties(:r ObjectInverseOf(:t)) DisjointObjectProperties(:r ObjectInverseOf(:u))
ObjectPropertyDomain(:r ObjectUnionOf(:A :B)) ObjectPropertyRange(:r ObjectComplementOf(:A))
InverseObjectProperties(:r :v) SubClassOf(:A ObjectMinCardinality(2 :r :B))
SubClassOf(ObjectSomeValuesFrom(:r :A) ObjectHasSelf(:r)) EquivalentClasses(:A ObjectOneOf(:i :j))
DisjointClasses(:A :B :C) DisjointUnion(:A :B :C) HasKey(:A (:r) ())
SameIndividual(:i :j) DifferentIndividuals(:i :j :k) ClassAssertion(:A :i)
NegativeObjectPropertyAssertion(:r :i :j) AnnotationAssertion(:n :A "x"@en)
""".replace("\n", " ")
DECLARED = " ".join(
    f"Declaration({kind}(:{name}))"
    for kind, names in (("Class", "ABC"), ("ObjectProperty", "rstuv"), ("NamedIndividual", "ijk"))
    for name in names
)


@needs_robot
@pytest.mark.java
def test_robot_reads_each_axiom_that_is_written(write: Write, tmp_path: Path) -> None:
    for number, declared in enumerate(("", DECLARED + " Declaration(AnnotationProperty(:n))")):
        text = f"Prefix(:=<http://e/>)\nOntology(<http://e/o> {declared} {EVERY})"
        source = write(f"{number}.ofn", text)
        for suffix in ("ofn", "omn", "owx"):
            written = tmp_path / f"written{number}.{suffix}"
            convert([source], written)
            out = tmp_path / f"out{number}{suffix}.ofn"
            subprocess.run(command("convert", "-i", written, "-f", "ofn", "-o", out), check=True)
            # Manchester syntax has no frames of inverse properties, which the writer tells.
            expected = axioms(quads(written if suffix == "omn" else source)).axioms
            assert len(expected) > 20
            found = axioms(quads(out)).axioms
            assert {axiom for axiom in expected if axiom[0] != "Declaration"} <= found


def test_what_obo_has_no_words_for_is_told_as_the_users_statement(write: Write) -> None:
    """Once it was an error in a text that nobody had seen: "-:6:6: a cross-reference ..."."""
    path = write("a.ttl", f'{PREFIXES}obo:A_1 a owl:Class ; oio:hasDbXref "" , "X:1" .')
    out = BytesIO()
    (unfit,) = convert_into(out, [path], format=GraphFormat.OBO)
    assert unfit == 'AnnotationAssertion(oboInOwl:hasDbXref obo:A_1 "")'
    assert b"xref: X:1\n" in out.getvalue()


def test_sets_that_no_reader_takes_are_told(write: Write) -> None:
    path = write(
        "a.ofn",
        "Ontology(<http://e/o> SubClassOf(<http://e/a> ObjectIntersectionOf(<http://e/b>))"
        " DifferentIndividuals(<http://e/i>))",
    )
    for format in (GraphFormat.OFN, GraphFormat.OWX):
        out = BytesIO()
        assert len(convert_into(out, [path], format=format)) == 2
        assert b"ntersection" not in out.getvalue()
    with pytest.raises(InputError, match="declared"):
        convert([write("b.ofn", "Ontology(a:b)")])


@pytest.mark.parametrize("prefix", ["a#", "#", "a b", "a/b", "é#"])
def test_an_owl_xml_prefix_with_a_sign_in_it_is_no_crash(write: Write, prefix: str) -> None:
    path = write(
        "a.owx",
        '<Ontology xmlns="http://www.w3.org/2002/07/owl#" ontologyIRI="http://e/o">'
        f'<Prefix name="{prefix}" IRI="http://e/"/>'
        f'<Declaration><Class abbreviatedIRI="{prefix}:A"/></Declaration></Ontology>',
    )
    assert ox.NamedNode("http://e/A") in {quad.subject for quad in quads(path)}
    for format in (f for f in GraphFormat if f.is_written):
        assert b"http://e/" in convert([path], format=format)
