"""Functional syntax, OWL/XML and OBO Graphs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from isomorphism import canonical, difference

from doidkit.conversion import convert
from doidkit.errors import SyntaxFault
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.owlwriting import write
from doidkit.syntax.reading import quads

DATA = Path(__file__).parents[1] / "examples" / "owlsyntax"
Write = Callable[..., Path]
TURTLE = """@prefix : <http://e/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."""


@pytest.mark.parametrize("format", [GraphFormat.OFN, GraphFormat.OMN, GraphFormat.OWX])
@pytest.mark.parametrize("name", ["axioms.ofn", "clauses.obo", "sharing.obo", "differs.obo"])
def test_every_axiom_survives(name: str, format: GraphFormat, tmp_path: Path) -> None:
    written = write(quads(DATA / name), format=format)
    assert written.unfit == ()
    again = tmp_path / f"again{format.extensions[0]}"
    again.write_bytes(written.data)
    assert write(quads(again), format=format).data == written.data


UNDECLARED = """
SubObjectPropertyOf(:r :s)
SubDataPropertyOf(:d :e)
SubAnnotationPropertyOf(:n :m)
ObjectPropertyAssertion(:r :i :j)
DataPropertyAssertion(:d :i "x")
NegativeDataPropertyAssertion(:d :i "x")
ObjectPropertyDomain(:r :A)
DataPropertyDomain(:d :A)
DataPropertyRange(:d :t)
FunctionalDataProperty(:d)
EquivalentDataProperties(:d :e)
DisjointDataProperties(:d :e :f)
HasKey(:A (:r ObjectInverseOf(:s)) (:d))
HasKey(:A () (:d))
DatatypeDefinition(:t :u)
SubClassOf(:A DataSomeValuesFrom(:d :t))
SubClassOf(:A DataMinCardinality(1 :d))
SubClassOf(:A DataMaxCardinality(1 :d DataComplementOf(:t)))
""".split("\n")[1:-1]


@pytest.mark.parametrize("axiom", UNDECLARED)
def test_an_axiom_says_itself_what_its_names_are(write: Write, axiom: str) -> None:
    """As ROBOT types them, which in RDF decides what the axiom is."""
    source = write("a.ofn", f"Prefix(:=<http://e/>)\nOntology(<http://e/o>\n{axiom}\n)")
    again = write("a.owx", convert([source], format=GraphFormat.OWX))
    for path in (source, again):
        assert axiom in convert([path], format=GraphFormat.OFN).decode().split("\n")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('"a@b@en"^^rdf:PlainLiteral', '"a@b"@en'),
        ('"@en"^^rdf:PlainLiteral', '""@en'),
        ('"x@"^^rdf:PlainLiteral', '"x"'),
        ('"x"^^rdf:PlainLiteral', '"x"'),
        ('"1" # a comment\n ^^ xsd:integer', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ('"x" @en', '"x"@en'),
    ],
)
def test_literals_of_functional_syntax(write: Write, written: str, meant: str) -> None:
    path = write("a.ofn", f"Ontology(<a:o> AnnotationAssertion(<a:n> <a:A> {written}))")
    assert meant in {str(quad.object) for quad in quads(path)}


def test_relative_datatypes_and_facets_of_owl_xml(write: Write) -> None:
    path = write(
        "a.owx",
        '<Ontology xmlns="http://www.w3.org/2002/07/owl#" xml:base="http://e/o">'
        '<DatatypeDefinition><Datatype IRI="#t"/><DatatypeRestriction><Datatype IRI="#u"/>'
        '<FacetRestriction facet="#f"><Literal datatypeIRI="#v">1</Literal></FacetRestriction>'
        "</DatatypeRestriction></DatatypeDefinition></Ontology>",
    )
    assert '"1"^^<http://e/o#v>' in {str(quad.object) for quad in quads(path)}
    assert "http://e/o#f" in {quad.predicate.value for quad in quads(path)}


@pytest.mark.parametrize(
    ("triples", "axiom"),
    [
        (":r owl:inverseOf :s ; rdfs:domain :A", "ObjectPropertyDomain(:r :A)"),
        (":r owl:propertyChainAxiom (:s :t) . :t rdfs:range :A", "ObjectPropertyRange(:t :A)"),
        (":r rdfs:range xsd:string ; a owl:FunctionalProperty", "FunctionalDataProperty(:r)"),
        (
            ":d rdfs:domain :A . [] owl:onProperty :d ; owl:someValuesFrom xsd:string",
            "DataPropertyDomain(:d :A)",
        ),
        (
            ":r a owl:AnnotationProperty ; rdfs:range xsd:string",
            "AnnotationPropertyRange(:r xsd:string)",
        ),
        (":r rdfs:range :A", "AnnotationPropertyRange(:r :A)"),
    ],
)
def test_what_triples_prove_needs_no_declaration(write: Write, triples: str, axiom: str) -> None:
    """As ROBOT 1.9.8 reads the same triples."""
    path = write("a.ttl", f"{TURTLE} <http://e/o> a owl:Ontology . {triples} .")
    assert axiom in convert([path], format=GraphFormat.OFN).decode().split("\n")


def test_functional_to_rdfxml_to_functional(tmp_path: Path) -> None:
    first = write(quads(DATA / "axioms.ofn"), format=GraphFormat.OFN).data
    convert([DATA / "axioms.ofn"], tmp_path / "a.owl", format=GraphFormat.RDFXML)
    assert write(quads(tmp_path / "a.owl"), format=GraphFormat.OFN).data == first


def test_the_logic_of_do_is_one_graph_in_both_syntaxes(shared: Path) -> None:
    logic = [shared / "data" / f"do-logical-2026-07-31.{form}.gz" for form in ("ofn", "owl")]
    assert difference(*logic) == set()


def test_functional_syntax_in_a_file_called_owl(write: Write) -> None:
    path = write("doid-edit.owl", (DATA / "axioms.ofn").read_bytes())
    assert canonical(quads(path)) == canonical(quads(DATA / "axioms.ofn"))


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("Ontology(<a:o>\nSubClasOf(<a:b> <a:c>)\n)", "2:1", "no axiom SubClasOf"),
        ("Ontology(<a:o>\nSubClassOf(<a:b> x:c)\n)", "2:18", "not declared"),
        ("Ontology(<a:o>\nSubClassOf(<a:b> <a:c>)\n", "3:1", "ends before"),
        ("Ontology(<a:o>\n SubClassOf(<a:b>)\n)", "2:2", "not complete"),
        ("Ontology(<a:o>\n) more", "2:3", "nothing may follow"),
        ('Ontology(<a:o>\nSubClassOf(<a:b> "x)\n)', "2:18", "not functional syntax"),
    ],
)
def test_functional_errors_name_their_place(
    write: Write, text: str, place: str, reason: str
) -> None:
    with pytest.raises(SyntaxFault, match=reason) as caught:
        list(quads(write("a.ofn", text)))
    assert f"a.ofn:{place}:" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("<SubClassOf><Class IRI='#a'/></Ontology>", "3:", "mismatched tag"),
        ("<SubClasOf><Class IRI='#a'/></SubClasOf></Ontology>", "3:1", "no axiom"),
        ("<Declaration><Class abbreviatedIRI='x:a'/></Declaration></Ontology>", "3:", "declared"),
    ],
)
def test_xml_errors_name_their_place(write: Write, text: str, place: str, reason: str) -> None:
    start = '<?xml version="1.0"?>\n<Ontology xmlns="http://www.w3.org/2002/07/owl#">\n'
    with pytest.raises(SyntaxFault, match=reason) as caught:
        list(quads(write("a.owx", start + text)))
    assert f"a.owx:{place}" in str(caught.value)


def test_graphs_hold_what_they_are_made_for() -> None:
    source = list(quads(DATA / "sharing.obo"))
    written = write(source, format=GraphFormat.OBOGRAPHS)
    kinds = {line.partition("(")[0] for line in written.unfit}
    assert kinds <= {"EquivalentClasses", "DisjointClasses", "AnnotationAssertion"}


def test_a_definition_is_never_written_in_part(write: Write) -> None:
    text = """Ontology(<http://example.org/o>
    EquivalentClasses(<http://example.org/a> ObjectIntersectionOf(<http://example.org/b>
        ObjectSomeValuesFrom(<http://example.org/p> ObjectUnionOf(<http://example.org/c>
            <http://example.org/d>)))))"""
    path = write("a.ofn", text)
    from doidkit.syntax import owlwriting

    written = owlwriting.write(quads(path), format=GraphFormat.OBOGRAPHS)
    assert b"logicalDefinitionAxioms" not in written.data
    assert any(line.startswith("EquivalentClasses(") for line in written.unfit)


def test_json_errors_name_their_place(write: Write) -> None:
    with pytest.raises(SyntaxFault, match=r"a.json:1:24: expecting value"):
        list(quads(write("a.json", '{"graphs": [{"nodes": [}]')))
    with pytest.raises(SyntaxFault, match=r"b.json:1:24: this object of an OBO graph has no"):
        list(quads(write("b.json", '{"graphs": [{"nodes": [{"lbl": "x"}]}]}')))


OWN_PREFIX = """\
Prefix(mine:=<http://example.org/mine#>)

Ontology(<http://example.org/o>

Declaration(AnnotationProperty(mine:note))
Declaration(Class(mine:A))
AnnotationAssertion(mine:note mine:A "x")
)
"""


@pytest.mark.parametrize("name", ["1.ofn", "1.owx", "1.ttl", "1.trig", "1.owl"])
def test_a_document_s_own_prefixes_stay(write: Write, tmp_path: Path, name: str) -> None:
    convert([write("0.ofn", OWN_PREFIX)], tmp_path / name)
    assert convert([tmp_path / name], format=GraphFormat.OFN).decode() == OWN_PREFIX


def test_a_prefix_that_has_another_meaning_is_not_taken(write: Write) -> None:
    text = OWN_PREFIX.replace("mine:", "skos:")
    written = convert([write("0.ofn", text)], format=GraphFormat.OFN).decode()
    assert "Prefix(" not in written
    assert "Declaration(Class(<http://example.org/mine#A>))" in written


def test_relative_iris_in_owlxml_are_added_to_the_base(write: Callable[..., Path]) -> None:
    """As OWLAPI writes and reads them (ROBOT 1.9.8 on the same document)."""
    classes = "".join(f'<Declaration><Class IRI="{each}"/></Declaration>' for each in ("/A", "#B"))
    root = 'xmlns="http://www.w3.org/2002/07/owl#" xml:base="http://e/iri"'
    path = write("a.owx", f"<Ontology {root}>{classes}</Ontology>")
    found = {quad.subject.value for quad in quads(path) if quad.object.value.endswith("#Class")}
    assert found == {"http://e/iri/A", "http://e/iri#B"}
