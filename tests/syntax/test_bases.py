"""Relative IRIs, in each format that has them: of a base, else of the document's own address."""

from collections.abc import Callable
from pathlib import Path

import pytest

from doidkit.checking import check
from doidkit.syntax.options import reading
from doidkit.syntax.reading import quads

Write = Callable[[str, str], Path]
RDF = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:owl="http://www.w3.org/2002/07/owl#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"'
)
OWX = 'xmlns="http://www.w3.org/2002/07/owl#"'
NAMES = """@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
DOCUMENTS = {
    "a.ttl": f'{NAMES}<#A> a owl:Class ;\n rdfs:label " x " .\n',
    "a.trig": f'{NAMES}{{ <#A> a owl:Class ;\n rdfs:label " x " . }}\n',
    "a.owl": f'<rdf:RDF {RDF}>\n<owl:Class rdf:about="#A">\n\n<rdfs:label> x </rdfs:label>'
    "</owl:Class></rdf:RDF>",
    "a.jsonld": '{"@id": "#A",\n"@type": "http://www.w3.org/2002/07/owl#Class",\n\n'
    '"http://www.w3.org/2000/01/rdf-schema#label": " x "}',
    "a.ofn": "Ontology(<http://e/o>\nDeclaration(Class(<#A>))\n\n"
    'AnnotationAssertion(rdfs:label <#A> " x "))',
    "a.omn": 'Ontology: <http://e/o>\n\nClass: <#A>\n Annotations: rdfs:label " x "\n',
    "a.owx": f'<Ontology {OWX}>\n<Declaration><Class IRI="#A"/></Declaration>\n'
    '<AnnotationAssertion><AnnotationProperty abbreviatedIRI="rdfs:label"/><IRI>#A</IRI>\n'
    "<Literal> x </Literal></AnnotationAssertion></Ontology>",
}


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_finding_on_a_relative_iri_has_its_place(write: Write, name: str) -> None:
    path = write(name, DOCUMENTS[name])
    (found,) = check([path], select=["label_whitespace"]).findings
    assert str(found.focus) == f"<{path.as_uri()}#A>"
    assert found.location is not None
    assert found.location.line == 4
    with reading(base="http://e/b"):
        (based,) = check([path], select=["label_whitespace"]).findings
    assert str(based.focus) == "<http://e/b#A>"
    assert based.location == found.location


@pytest.mark.parametrize(
    ("name", "text", "meant"),
    [
        (
            "a.owl",
            f'<rdf:RDF {RDF} xml:base="http://b/x/"><owl:T xml:base="y/" rdf:about="A"/></rdf:RDF>',
            "http://b/x/y/A",
        ),
        ("a.owl", f'<rdf:RDF {RDF} xml:base=""><owl:T rdf:about="#A"/></rdf:RDF>', "http://q/r#A"),
        (
            "a.owx",
            f'<Ontology {OWX} xml:base="http://b/x"><Declaration xml:base="http://c/">'
            '<Class IRI="A"/></Declaration></Ontology>',
            "http://c/A",
        ),
        (
            "a.owx",
            f'<Ontology {OWX} ontologyIRI="http://e/o"><Declaration><Class IRI="#A"/>'
            "</Declaration></Ontology>",
            "http://q/r#A",
        ),
        ("a.ofn", "Prefix(:=<#>)\nOntology(Declaration(Class(:A)))", "http://q/r#A"),
        ("a.omn", "Prefix: : <#>\nOntology:\nClass: A\n", "http://q/r#A"),
        ("a.trig", "<g> { <#A> a <http://e/T> }", "http://q/r#A"),
        ("a.ttl", "@base <y/> . <A> a <#T> .", "http://q/y/A"),
        (
            "a.jsonld",
            '{"@context": {"@base": "y/"}, "@id": "A", "@type": "http://e/T"}',
            "http://q/y/A",
        ),
    ],
)
def test_what_a_relative_iri_means(write: Write, name: str, text: str, meant: str) -> None:
    with reading(base="http://q/r"):
        assert meant in {quad.subject.value for quad in quads(write(name, text))}
