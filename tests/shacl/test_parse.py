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
    "an unknown parameter": (NODE + "sh:minCuont 1 .", "sh:minCuont is no parameter"),
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
        "cannot be evaluated: at",
    ),
    "a query without $this": (
        NODE + 'sh:sparql [ sh:select "SELECT ?x { ?x ?p $this }" ] .',
        "does not project",
    ),
    "an undeclared prefix": (
        NODE + 'sh:sparql [ sh:select "SELECT $this { $this ex:p 1 }" ] .',
        r'the prefix "ex:", which is not declared; .* sh:declare',
    ),
    "an undeclared prefix beside a declared one": (
        NODE + 'sh:sparql [ sh:prefixes <> ; sh:select "SELECT $this { $this ex:p ey:o }" ] . '
        '<> sh:declare [ sh:prefix "ex" ; sh:namespace "http://one/"^^xsd:anyURI ] .',
        r'the prefix "ey:", which is not declared',
    ),
    "a function of the shapes": (
        ":f a sh:SPARQLFunction ; sh:returnType xsd:integer ; sh:parameter [ sh:path :x ] ; "
        'sh:select "SELECT ($x AS ?r) {}" . ' + NODE + "sh:sparql [ sh:select "
        '"SELECT $this { $this ?p ?v FILTER(<http://e/f>(?v) = 1) }" ] .',
        "the function <http://e/f> is none of SPARQL's",
    ),
    "a function below EXISTS": (
        NODE + "sh:sparql [ sh:select "
        '"SELECT $this { FILTER NOT EXISTS { $this ?p ?v FILTER(<http://e/f>(?v)) } }" ] .',
        "the function <http://e/f> is none of SPARQL's",
    ),
    "a prefix of two minds": (
        NODE + 'sh:sparql [ sh:prefixes <> ; sh:select "SELECT $this { $this ex:p 1 }" ] . '
        '<> sh:declare [ sh:prefix "ex" ; sh:namespace "http://one/"^^xsd:anyURI ] , '
        '[ sh:prefix "ex" ; sh:namespace "http://two/"^^xsd:anyURI ] .',
        "two namespaces",
    ),
    "a boolean that is a text": (NODE + 'sh:closed "true" .', "sh:closed needs true or false"),
    "a boolean that is none": (NODE + 'sh:closed "yes"^^xsd:boolean .', "sh:closed needs true"),
    "closed by types": (NODE + "sh:closed sh:ByTypes .", "sh:closed needs true or false"),
    "two booleans": (NODE + "sh:closed true , false .", "has 2 values"),
    "unique languages as text": (
        PROPERTY + 'sh:path :p ; sh:uniqueLang "true" .',
        "sh:uniqueLang needs true or false",
    ),
    "unique languages of a node": (NODE + "sh:uniqueLang true .", "needs a property shape"),
    "disjoint as a number": (
        PROPERTY + "sh:path :p ; sh:qualifiedValueShape [] ; sh:qualifiedMinCount 1 ; "
        "sh:qualifiedValueShapesDisjoint 1 .",
        "Disjoint needs true or false",
    ),
    "two qualified shapes": (
        PROPERTY + "sh:path :p ; sh:qualifiedValueShape [] , :T ; sh:qualifiedMinCount 1 .",
        "has 2 values",
    ),
    "a qualified count of a node": (NODE + 'sh:qualifiedMinCount "1" .', "needs an integer"),
    "a deactivated query": (
        NODE + 'sh:sparql [ sh:deactivated "true" ; sh:select "SELECT $this { $this ?p 1 }" ] .',
        "sh:deactivated needs true or false",
    ),
    "a decimal count": (PROPERTY + "sh:path :p ; sh:minCount 1.0 .", "needs an integer"),
    "an ill-typed count": (
        PROPERTY + 'sh:path :p ; sh:maxCount "1_0"^^xsd:integer .',
        "needs an integer",
    ),
    "a count of another type": (
        PROPERTY + 'sh:path :p ; sh:maxCount "1"^^xsd:int .',
        "needs an integer",
    ),
    "a length that is none": (NODE + 'sh:minLength "3" .', "needs an integer"),
    "a pattern with a language": (NODE + 'sh:pattern "a"@en .', "needs a plain string"),
    "two patterns": (NODE + 'sh:pattern "a" , "b" .', "has 2 values"),
    "a tag that is none": (NODE + 'sh:languageIn ( "en"@en ) .', "needs a plain string"),
    "languages without a list": (NODE + 'sh:languageIn "en" .', "list of sh:languageIn"),
    "a severity that is a text": (NODE + 'sh:severity "high" .', "needs an IRI"),
    "a message that is a number": (NODE + "sh:message 7 .", "needs a text"),
    "a bound that is an IRI": (NODE + "sh:minInclusive :a .", "needs a literal"),
    "a datatype that is a text": (NODE + 'sh:datatype "xsd:string" .', "needs an IRI"),
    "two datatypes": (NODE + "sh:datatype xsd:string , xsd:date .", "has 2 values"),
    "equal to a text": (NODE + 'sh:equals "p" .', "needs an IRI"),
    "less than, of a node": (NODE + "sh:lessThan :p .", "needs a property shape"),
    "ignored without a list": (NODE + "sh:ignoredProperties :p .", "list of sh:ignored"),
    "a literal as property": (NODE + 'sh:property "p" .', "sh:property needs a shape"),
    "a class without a name": (
        "[] a sh:NodeShape , rdfs:Class ; sh:nodeKind sh:IRI .",
        "needs an IRI",
    ),
    "a parameter without a path": (
        ':C a sh:ConstraintComponent ; sh:parameter [ sh:name "x" ] . ' + NODE + ":x 1 .",
        "needs a sh:path",
    ),
    "an optional that is none": (
        ":C a sh:ConstraintComponent ; sh:parameter [ sh:path :x ; sh:optional 1 ] . "
        + NODE
        + ":x 1 .",
        "sh:optional needs true or false",
    ),
    "a namespace that is an IRI": (
        NODE + 'sh:sparql [ sh:prefixes <> ; sh:select "SELECT $this { $this ex:p 1 }" ] . '
        '<> sh:declare [ sh:prefix "ex" ; sh:namespace <http://one/> ] .',
        "xsd:anyURI",
    ),
    "a misspelt target": (":T a sh:NodeShape ; sh:targetclass :C .", "sh:targetclass is no"),
    "a misspelt target of nothing else": (
        ":T sh:targetclass :C ; sh:property [ sh:path :p ] .",
        "sh:targetclass is no parameter",
    ),
    "a shape that only another graph would use": (":T sh:minLength true .", "needs an integer"),
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


BEYOND = {
    "a shape class": ":C a sh:ShapeClass ; sh:property [ sh:path :p ; sh:minCount 1 ] .",
    "shapes named in the data": ":a sh:shape :T .",
    "a draft's target": ":T a sh:NodeShape ; sh:targetWhere [] .",
    "a draft's parameter": ":T a sh:NodeShape ; sh:memberShape [ sh:nodeKind sh:IRI ] .",
    "a draft's parameter of nothing": "[] sh:reifierShape :T .",
    "a draft's severity": ":T a sh:NodeShape ; sh:severity sh:Debug .",
    "a severity of one triple": ":T sh:nodeKind sh:IRI {| sh:severity sh:Warning |} .",
    "a remark on one triple": ":T sh:nodeKind sh:IRI {| rdfs:label 'why' |} .",
    "a draft's class": ":T a sh:SelectExpression .",
}


@pytest.mark.parametrize("text", BEYOND.values(), ids=BEYOND.keys())
def test_what_goes_beyond_is_refused_beside_shapes_with_targets(text: str) -> None:
    with pytest.raises(CheckError, match=r"SHACL 1\.2"):
        read(NODE + "sh:nodeKind sh:IRI . " + text)


@pytest.mark.parametrize("value", ["true", '"1"^^xsd:boolean'])
def test_one_is_true(value: str) -> None:
    shapes = read(NODE + f"sh:closed {value} .")
    (shape,) = shapes.targeted()
    assert len(shape.constraints) == 1
    assert not list(read(NODE + f"sh:deactivated {value} ; sh:nodeKind sh:IRI .").targeted())


@pytest.mark.parametrize("value", ["false", '"0"^^xsd:boolean'])
def test_zero_is_false(value: str) -> None:
    (shape,) = read(NODE + f"sh:closed {value} ; sh:deactivated {value} .").targeted()
    assert not shape.constraints


def test_what_nothing_uses_may_be_malformed() -> None:
    shapes = read(NODE + "sh:nodeKind sh:IRI . _:x sh:inversePath _:x .")
    assert len(list(shapes.targeted())) == 1


def test_unused_recursion_is_left_alone() -> None:
    assert read(NODE + "sh:nodeKind sh:IRI . :T a sh:NodeShape ; sh:node :T .")
