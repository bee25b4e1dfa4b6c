"""Malformed shapes are refused with their name before any data is looked at."""

import pyoxigraph as ox
import pytest

from doidkit.errors import CheckError
from doidkit.shacl.parse import parse
from doidkit.shacl.shapes import Shapes

PREFIXES = """
@prefix : <http://e/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def read(text: str) -> Shapes:
    return parse(quad.triple for quad in ox.parse(PREFIXES + text, ox.RdfFormat.TURTLE))


NODE = ":S a sh:NodeShape ; sh:targetNode :a ; "
PROPERTY = ":S a sh:PropertyShape ; sh:targetNode :a ; "
MALFORMED = {
    "two paths": (PROPERTY + "sh:path :p , :q .", "2 paths"),
    "no path": (PROPERTY + "sh:minCount 1 .", "needs a sh:path"),
    "no path below sh:property": (NODE + "sh:property [ sh:minCount 1 ] .", "needs a sh:path"),
    "a literal as path": (PROPERTY + 'sh:path "p" .', "needs a property path"),
    "a path of itself": (PROPERTY + "sh:path _:p . _:p sh:inversePath _:p .", "contains itself"),
    "a path of one step": (PROPERTY + "sh:path ( :p ) .", "at least two"),
    "no path at all": (PROPERTY + "sh:path [ :p :q ] .", "is no property path"),
    "a node shape with a path": (NODE + "sh:path :p .", "has no sh:path"),
    "a literal as shape": (NODE + 'sh:node "S" .', "sh:node needs a shape"),
    "a literal in sh:or": (NODE + 'sh:or ( "S" [] ) .', "sh:or needs a shape"),
    "a bad expression": (PROPERTY + 'sh:path :p ; sh:pattern "[" .', "no regular expression"),
    "bad flags": (PROPERTY + 'sh:path :p ; sh:pattern "a" ; sh:flags "k" .', 'flags "k"'),
    "an unknown parameter": (NODE + "sh:minCuont 1 .", "no parameter sh:minCuont"),
    "a circular list": (
        NODE + "sh:in _:l . _:l rdf:first 1 ; rdf:rest _:l .",
        "list of sh:in is malformed",
    ),
    "a list with two ends": (
        NODE + "sh:in _:l . _:l rdf:first 1 ; rdf:rest ( ) , ( 2 ) .",
        "list of sh:in is malformed",
    ),
    "recursion": (NODE + "sh:node :T . :T sh:node :S .", "refers to itself"),
    "recursion by property": (NODE + "sh:property :P . :P sh:path :p ; sh:node :S .", "itself"),
    "a count that is none": (PROPERTY + 'sh:path :p ; sh:minCount "one" .', "needs an integer"),
    "two counts": (PROPERTY + "sh:path :p ; sh:maxCount 1 , 2 .", "has 2 values"),
    "a count on a node shape": (NODE + "sh:maxCount 1 .", "needs a property shape"),
    "a kind that is none": (NODE + "sh:nodeKind sh:Iri .", "is none of"),
    "a literal as class": (NODE + 'sh:class "C" .', "sh:class needs an IRI"),
    "a literal as target": (':S a sh:NodeShape ; sh:targetClass "C" .', "needs an IRI"),
    "rules": (NODE + "sh:rule [ a sh:TripleRule ] .", "--engine pyshacl"),
    "JavaScript": (NODE + "sh:js [] .", "goes beyond SHACL Core"),
    "entailment": (NODE + 'sh:nodeKind sh:IRI . <> sh:entailment "RDFS" .', "infer first"),
    "deactivated is no text": (NODE + 'sh:deactivated "yes" .', "needs true or false"),
    "a query that is none": (
        NODE + 'sh:sparql [ sh:select "SELECT $this {" ] .',
        "not valid SPARQL",
    ),
    "a query without $this": (
        NODE + 'sh:sparql [ sh:select "SELECT ?x { ?x ?p $this }" ] .',
        "does not project",
    ),
    "an undeclared prefix": (
        NODE + 'sh:sparql [ sh:select "SELECT $this { $this ex:p 1 }" ] .',
        "not valid SPARQL",
    ),
    "a prefix of two minds": (
        NODE + 'sh:sparql [ sh:prefixes <> ; sh:select "SELECT $this { $this ex:p 1 }" ] . '
        '<> sh:declare [ sh:prefix "ex" ; sh:namespace "http://one/" ] , '
        '[ sh:prefix "ex" ; sh:namespace "http://two/" ] .',
        "two namespaces",
    ),
    "a target without a query": (":S a sh:NodeShape ; sh:target [] .", "needs a sh:select"),
}


@pytest.mark.parametrize(("text", "said"), MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_shape_is_named(text: str, said: str) -> None:
    text = text.replace("<>", "<urn:shapes>")
    with pytest.raises(CheckError, match=said) as caught:
        read(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("word", ["MINUS { $this ?a ?b }", "VALUES ?x { 1 }", "SERVICE <urn:s> {}"])
def test_what_prebinding_cannot_have(word: str) -> None:
    query = f"SELECT $this {{ $this ?x ?y . {word} }}"
    with pytest.raises(CheckError, match="SHACL-SPARQL does not allow"):
        read(NODE + f'sh:sparql [ sh:select "{query}" ] .')


def test_what_nothing_uses_may_be_malformed() -> None:
    shapes = read(NODE + "sh:nodeKind sh:IRI . _:x sh:inversePath _:x .")
    assert len(list(shapes.targeted())) == 1


def test_unused_recursion_is_left_alone() -> None:
    assert read(NODE + "sh:nodeKind sh:IRI . :T a sh:NodeShape ; sh:node :T .")
