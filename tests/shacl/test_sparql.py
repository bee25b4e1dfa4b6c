"""SHACL-SPARQL over many focus nodes at once, in memory and as queries on a store."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from doidkit.errors import CheckError
from doidkit.shacl import local, remote
from doidkit.shacl.parse import parse
from doidkit.shacl.report import Result
from doidkit.shacl.shapes import Shapes
from doidkit.sparql.embedded import StoreSource

PREFIXES = """
@prefix : <http://e/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:decl sh:declare [ sh:prefix "ex" ; sh:namespace "http://e/"^^xsd:anyURI ] .
"""
DATA = """
:a a :C ; :p 1 , 2 , 3 ; :q "one" .
:b a :C ; :p 2 .
:c a :C .
_:x a :C ; :p 5 .
:n :size "007"^^xsd:integer , "8"^^xsd:integer .
"""


def triples(text: str) -> list[ox.Quad]:
    return list(ox.parse(PREFIXES + text, ox.RdfFormat.TURTLE))


def in_memory(shapes: Shapes) -> list[Result]:
    return local.validate(triples(DATA), shapes)[0]


def as_queries(shapes: Shapes) -> list[Result]:
    source = StoreSource()
    source.extend(triples(DATA))
    return remote.validate(source, shapes)[0]


Way = Callable[[Shapes], list[Result]]
both = pytest.mark.parametrize("way", [in_memory, as_queries])


def found(way: Way, text: str) -> list[str]:
    shapes = parse(quad.triple for quad in triples(text))
    return sorted(f"{short(r.focus)} {short(r.value)}" for r in way(shapes))


def short(term: object) -> str:
    if isinstance(term, ox.BlankNode):
        return "_"
    return str(getattr(term, "value", term)).removeprefix("http://e/")


def constraint(query: str, extra: str = "") -> str:
    return (
        f":S a sh:NodeShape ; sh:targetClass :C ; sh:sparql [ {extra} "
        f'sh:prefixes :decl ; sh:select """{query}""" ] .'
    )


@both
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT $this { $this ex:p ?v FILTER(?v > 2) }", ["_ _", "a a"]),
        ("SELECT $this ?value { $this ex:p ?value FILTER(?value > 2) }", ["_ 5", "a 3"]),
        ("SELECT $this { FILTER NOT EXISTS { $this ex:p ?v } }", ["c c"]),
        # The branches and the OPTIONAL are groups of their own, in which $this must be bound.
        (
            "SELECT $this { { FILTER($this = ex:a) } UNION { FILTER($this = ex:c) } }",
            ["a a", "c c"],
        ),
        (
            "SELECT $this { OPTIONAL { ?s ex:p ?v FILTER(?s = $this && ?v = 2) } "
            "FILTER(bound(?v)) }",
            ["a a", "b b"],
        ),
        ("SELECT $this { { { FILTER(isBLANK($this)) } } }", ["_ _"]),
        (
            "SELECT $this { { SELECT $this (COUNT(?v) AS ?n) { $this ex:p ?v } GROUP BY $this } "
            "FILTER(?n > 1) }",
            ["a a"],
        ),
        ("SELECT DISTINCT $this ?value { $this ex:q|ex:none ?value }", ["a one"]),
    ],
)
def test_all_focus_nodes_at_once(way: Way, query: str, expected: list[str]) -> None:
    assert found(way, constraint(query)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # Each focus node has a first value, not all of them together.
        ("SELECT $this ?value { $this ex:p ?value } ORDER BY DESC(?value) LIMIT 1", "_ 5|a 3|b 2"),
        # A group without members is a row too, if there is one for each focus node.
        (
            "SELECT $this ?value { { SELECT $this (COUNT(?v) AS ?value) "
            "{ OPTIONAL { $this ex:p ?v } } GROUP BY ?none $this HAVING(?value = 0) } }",
            "",
        ),
    ],
)
def test_one_focus_node_after_the_other_where_it_matters(query: str, expected: str) -> None:
    assert "|".join(found(in_memory, constraint(query))) == expected


@both
def test_a_failure_that_a_query_reports_is_one(way: Way) -> None:
    query = "SELECT $this ?failure { $this ex:p 3 BIND(true AS ?failure) }"
    with pytest.raises(CheckError, match="could not decide about <http://e/a>"):
        found(way, constraint(query))
    nested = f":S a sh:NodeShape ; sh:targetClass :C ; sh:not :T . {constraint(query)}"
    nested = nested.replace(":S a sh:NodeShape ; sh:targetClass :C ; sh:sparql", ":T sh:sparql")
    with pytest.raises(CheckError, match="could not decide"):
        found(way, nested)
    no = "SELECT $this ?failure { $this ex:p 3 BIND(false AS ?failure) }"
    assert found(way, constraint(no)) == ["a a"]


@both
def test_a_deactivated_constraint_is_left_out(way: Way) -> None:
    query = "SELECT $this { $this ex:p ?v }"
    assert found(way, constraint(query, "sh:deactivated true ;")) == []


@both
def test_messages_name_the_variables_of_a_row(way: Way) -> None:
    text = constraint(
        "SELECT $this ?value ?old { $this ex:p ?value FILTER(?value = 3) BIND(4 AS ?old) }",
        'sh:message "{?value} is not {$old} in {$this}, {?none}"@en ;',
    )
    (result,) = way(parse(quad.triple for quad in triples(text)))
    assert result.messages == (ox.Literal("3 is not 4 in <http://e/a>, {?none}", language="en"),)


COMPONENT = """
:Above a sh:ConstraintComponent ;
    sh:parameter [ sh:path :above ] , [ sh:path :unless ; sh:optional true ] ;
    sh:validator [ a sh:SPARQLAskValidator ; sh:prefixes :decl ; sh:message "Above {$above}." ;
        sh:ask "ASK { FILTER($value > $above || (BOUND($unless) && $value = $unless)) }" ] ;
    sh:nodeValidator [ a sh:SPARQLSelectValidator ; sh:prefixes :decl ;
        sh:select "SELECT $this { $this ex:p ?v FILTER(?v <= $above) }" ] .
"""


@both
@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("sh:PropertyShape ; sh:path :p ; :above 2", ["a 1", "a 2", "b 2"]),
        ("sh:PropertyShape ; sh:path :p ; :above 2 ; :unless 1", ["a 2", "b 2"]),
        ("sh:NodeShape ; :above 1", ["a a"]),
        ("sh:NodeShape ; :unless 1", []),
        ("sh:NodeShape ; sh:property [ sh:path :p ; :above 4 ]", ["a 1", "a 2", "a 3", "b 2"]),
        ("sh:NodeShape ; sh:not [ sh:path :p ; :above 1 ]", ["_ _", "b b", "c c"]),
    ],
)
def test_custom_components(way: Way, shape: str, expected: list[str]) -> None:
    assert found(way, f"{COMPONENT} :S sh:targetClass :C ; a {shape} .") == expected


@both
def test_targets_by_query(way: Way) -> None:
    own = (
        ":S a sh:NodeShape ; sh:nodeKind sh:Literal ; sh:target [ a sh:SPARQLTarget ; "
        'sh:prefixes :decl ; sh:select "SELECT ?this { ?this ex:p 2 }" ] .'
    )
    assert found(way, own) == ["a a", "b b"]
    kind = (
        ":With a sh:SPARQLTargetType ; sh:parameter [ sh:path :least ] ; sh:prefixes :decl ; "
        'sh:select "SELECT ?this { ?this ex:p ?v FILTER(?v >= $least) }" . '
        ":S a sh:NodeShape ; sh:nodeKind sh:Literal ; sh:target [ a :With ; :least 3 ] ."
    )
    assert found(way, kind) == ["_ _", "a a"]


def test_focus_nodes_keep_their_lexical_form() -> None:
    text = (
        ":S a sh:NodeShape ; sh:targetObjectsOf :size ; sh:sparql [ sh:select "
        '"SELECT $this { FILTER($this < 8) }" ] .'
    )
    assert found(in_memory, text) == ["007 007"]
