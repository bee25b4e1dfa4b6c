from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

import doidkit
from doidkit import CheckError, InputError, Severity, SyntaxFault, bundled
from doidkit.prefixes import expand
from doidkit.validation import Engine

Write = Callable[[str, str | bytes], Path]

PREFIXES = """
@prefix ex: <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SHAPES = (
    PREFIXES
    + """
ex:AgeShape a sh:PropertyShape ; sh:name "An age"@en, "Ein Alter"@de ;
    sh:targetSubjectsOf ex:age ; sh:path ex:age ; sh:datatype xsd:integer ;
    sh:message "Ein Alter angeben."@de, "Write the age as a whole number."@en .
ex:NameShape a sh:NodeShape ; sh:targetSubjectsOf ex:age ; sh:severity sh:Warning ;
    sh:property [ sh:path ( ex:home [ sh:inversePath schema:name ] ) ; sh:minCount 1 ;
        sh:severity sh:Info ] ;
    sh:property [ sh:path [ sh:zeroOrMorePath [ sh:alternativePath ( ex:a ex:b ) ] ] ;
        sh:maxCount 0 ; sh:severity sh:Warning ; sh:name "Inner" ] .
"""
)
DATA = PREFIXES + 'ex:ann ex:age "twelve"^^xsd:integer ; schema:name "Ann" .\n'


def test_the_bundled_data_conforms_and_shows_what_rests_on_nothing() -> None:
    report = doidkit.validate()
    assert report.conforms, [f"{f.check} {f.focus}" for f in report.at_least(Severity.ERROR)]
    assert report.count(Severity.WARNING) > 10
    assert report.count(Severity.INFO) > 10
    unsupported = {f.focus for f in report if f.check == "shape:evidence-mark-unsupported"}
    assert NamedNode(expand("claim:SYM-04")) in unsupported


def test_a_finding_says_what_where_and_how_bad(write: Write) -> None:
    report = doidkit.validate(write("data.ttl", DATA), shapes=write("shapes.ttl", SHAPES))
    first, second, third = report
    assert first.severity is Severity.ERROR
    assert first.check == "http://example.org/AgeShape"
    assert first.title == "An age"
    assert first.message == "Write the age as a whole number."
    assert first.focus == NamedNode("http://example.org/ann")
    assert first.label == "Ann"
    assert first.path == NamedNode("http://example.org/age")
    assert first.value == Literal("twelve", datatype=NamedNode(expand("xsd:integer")))
    assert first.component == expand("sh:DatatypeConstraintComponent")
    assert (second.severity, second.title) == (Severity.WARNING, "Inner")
    assert second.check == third.check == "http://example.org/NameShape"
    assert second.path == "(<http://example.org/a>|<http://example.org/b>)*"
    assert third.severity is Severity.INFO
    assert third.path == "<http://example.org/home>/^schema:name"
    assert not report.conforms


def test_the_report_graph_has_one_result_for_each_finding(write: Write) -> None:
    report = doidkit.validate(write("data.ttl", DATA), shapes=write("shapes.ttl", SHAPES))
    assert report.graph is not None
    results = [t for t in report.graph if t.predicate.value == expand("sh:result")]
    assert len(results) == len(report) == 3


def test_plain_and_typed_strings_are_one_literal(write: Write) -> None:
    shapes = write(
        "shapes.ttl",
        PREFIXES
        + 'ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path ex:p ; sh:hasValue "x" ; '
        'sh:in ( "x" ) ; sh:datatype xsd:string ; sh:maxCount 1 .',
    )
    data = write("data.ttl", PREFIXES + 'ex:a ex:p "x", "x"^^xsd:string .')
    assert doidkit.validate(data, shapes=shapes).findings == ()


@pytest.mark.parametrize(
    "lexical",
    [
        '"none"^^xsd:boolean',
        '"x"^^xsd:integer',
        '"1_000"^^xsd:integer',
        '"2011-01-01"^^xsd:dateTime',
        '"2011"^^xsd:date',
        '"1e3"^^xsd:decimal',
        '"inf"^^xsd:double',
    ],
)
def test_ill_typed_literals_are_caught_and_stay_as_they_are(write: Write, lexical: str) -> None:
    text, _, datatype = lexical.partition("^^")
    shapes = write(
        "shapes.ttl",
        PREFIXES
        + f"ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path ex:p ; sh:datatype {datatype} .",
    )
    data = write("data.ttl", PREFIXES + f"ex:a ex:p {lexical} .")

    (finding,) = doidkit.validate(data, shapes=shapes)
    assert finding.value == Literal(text.strip('"'), datatype=NamedNode(expand(datatype)))


def test_numbers_keep_their_lexical_form(write: Write) -> None:
    shapes = write(
        "s.ttl",
        PREFIXES + "ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path ex:p ; "
        "sh:maxInclusive 5 .",
    )
    data = write("data.ttl", PREFIXES + 'ex:a ex:p "007"^^xsd:integer .')
    (finding,) = doidkit.validate(data, shapes=shapes)
    assert finding.value == Literal("007", datatype=NamedNode(expand("xsd:integer")))


def test_claims_alone_are_understood_through_the_vocabulary(write: Write) -> None:
    data = write(
        "claim.ttl",
        "@prefix dk: <https://w3id.org/doidkit/vocab#> . <http://example.org/c> a dk:SignClaim .",
    )
    found = {finding.check for finding in doidkit.validate(data)}
    assert "shape:statement-identifier" in found


def test_own_shapes_see_the_data_and_nothing_else(write: Write) -> None:
    shapes = write(
        "shapes.ttl",
        PREFIXES + "ex:S a sh:NodeShape ; sh:targetSubjectsOf rdfs:subClassOf ; sh:maxLength 0 .",
    )
    data = write("data.ttl", PREFIXES + "ex:a rdfs:subClassOf ex:b .")
    assert [f.focus for f in doidkit.validate(data, shapes=shapes)] == [
        NamedNode("http://example.org/a")
    ]


def test_files_are_validated_together_named_graphs_included(write: Write) -> None:
    shapes = write(
        "shapes.ttl",
        PREFIXES + "ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path ex:p ; sh:minCount 2 .",
    )
    one = write("one.ttl", PREFIXES + "ex:a ex:p 1 .")
    two = write("two.trig", PREFIXES + "ex:g { ex:a ex:p 2 }")
    assert len(doidkit.validate(one, shapes=[shapes])) == 1
    assert len(doidkit.validate([one, str(two)], shapes=[shapes])) == 0


def test_blank_nodes_of_data_and_shapes_never_meet(write: Write) -> None:
    shapes = write(
        "shapes.ttl",
        PREFIXES + "[] a sh:NodeShape ; sh:targetClass ex:C ; sh:property "
        "[ sh:path [ sh:inversePath ex:p ] ; sh:minCount 1 ] .",
    )
    data = write("data.ttl", PREFIXES + '[] a ex:C ; rdfs:label "nameless" .')
    (finding,) = doidkit.validate(data, shapes=shapes)
    assert (finding.check, finding.label) == ("unnamed shape", "nameless")
    assert finding.path == "^<http://example.org/p>"


def test_mapping_tables_count_as_rdf() -> None:
    report = doidkit.validate(bundled.mapping_files())
    assert any(f.check.startswith("shape:mapping-") for f in report)
    assert not any(f.check.startswith("shape:mapping-") for f in report.at_least(Severity.ERROR))


def test_the_reversed_triple_is_refused(write: Write) -> None:
    reversed_triple = write(
        "reversed.nt",
        "<http://purl.obolibrary.org/obo/DOID_182> "
        "<http://www.w3.org/2000/01/rdf-schema#subClassOf> "
        "<http://purl.obolibrary.org/obo/DOID_6652> .\n",
    )
    report = doidkit.validate([*bundled.ontology_files(), reversed_triple])
    found = {finding.check for finding in report.at_least(Severity.ERROR)}
    assert {"shape:block-statement-asserted", "shape:record-acyclic"} <= found


@pytest.mark.parametrize("broken", ["data", "shapes"])
def test_malformed_turtle_is_located(write: Write, broken: str) -> None:
    good = {"data": write("d.ttl", DATA), "shapes": write("s.ttl", SHAPES)}
    bad = write("bad.ttl", PREFIXES + "ex:a ex:b")
    files = {**good, broken: bad}
    with pytest.raises(SyntaxFault) as caught:
        doidkit.validate(files["data"], shapes=files["shapes"])
    assert str(caught.value).startswith(f"{bad}:8:")


def test_a_missing_file_is_named(write: Write, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.ttl: no such file"):
        doidkit.validate(tmp_path / "nothing.ttl")
    with pytest.raises(InputError, match=r"nothing\.ttl: no such file"):
        doidkit.validate(write("data.ttl", DATA), shapes=tmp_path / "nothing.ttl")


def test_what_is_no_shacl_is_refused(write: Write) -> None:
    data = write("data.ttl", DATA)
    with pytest.raises(InputError, match="holds no SHACL shapes"):
        doidkit.validate(data, shapes=data)
    untargeted = write("shapes.ttl", PREFIXES + "ex:S a sh:NodeShape ; sh:nodeKind sh:IRI .")
    with pytest.raises(InputError, match="no shape has a target"):
        doidkit.validate(data, shapes=untargeted)
    implicit = write("c.ttl", PREFIXES + "ex:C a sh:NodeShape, owl:Class ; sh:nodeKind sh:IRI .")
    assert doidkit.validate(data, shapes=implicit).conforms


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ("sh:js [ sh:jsFunctionName 'f' ]", "sh:js"),
        ("sh:rule [ a sh:TripleRule ]", "sh:rule"),
        ("sh:expression [ sh:path ex:p ]", "sh:expression"),
        ("sh:property [ sh:minCount 1 ]", "a blank node|sh:path"),
        ("sh:minCount 1", "minCount|sh:path|property shape|NodeShape"),
        ("sh:pattern '['", "no regular expression"),
        ("sh:sparql [ sh:select 'SELECT $this WHERE {' ]", "Expected|expected"),
        ("sh:node ex:S", "refers to itself"),
    ],
)
def test_a_shape_that_cannot_be_used_is_named_with_its_file(
    write: Write, shape: str, said: str
) -> None:
    shapes = write("bad.ttl", PREFIXES + f"ex:S a sh:NodeShape ; sh:targetNode ex:ann ; {shape} .")
    with pytest.raises(CheckError, match=said) as caught:
        doidkit.validate(write("data.ttl", DATA), shapes=[shapes, write("good.ttl", SHAPES)])
    message = str(caught.value)
    assert message.startswith(f"{shapes}:8: http://example.org/S ")
    assert "\n" not in message
    assert len(message) < 500


def test_rdf_1_2_is_refused_in_one_sentence(write: Write) -> None:
    data = write("data.ttl", PREFIXES + "ex:a ex:p <<( ex:s ex:p ex:o )>> .")
    with pytest.raises(InputError, match=r"RDF 1\.2"):
        doidkit.validate(data, shapes=write("shapes.ttl", SHAPES), engine=Engine.PYSHACL)
