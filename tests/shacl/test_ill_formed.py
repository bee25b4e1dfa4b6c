"""Whatever the specification calls ill-formed is refused, wherever in a shapes graph it stands.

The table is SHACL's appendix B, the syntax rules, read off the specification; the shapes around
it are drawn. A value that is right there is taken, so that refusing everything does not pass.
"""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doidkit.errors import CheckError
from doidkit.shacl.parse import parse
from doidkit.validation import validate

PREFIXES = """
@prefix : <http://e/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
IRI = [":a"]
INTEGERS = ["1", '"0"^^xsd:integer', "-1"]
BOOLEANS = ["true", "false", '"1"^^xsd:boolean', '"0"^^xsd:boolean']
STRINGS = ['"a"', '"a"^^xsd:string']
SHAPES = ["[ sh:nodeKind sh:IRI ]", ":none"]
NO_IRI = ['"a"', "1", "true", "[]"]
NO_INTEGER = [
    '"1"',
    "1.0",
    "1e0",
    "true",
    ":a",
    "[]",
    '"x"^^xsd:integer',
    '"1"^^xsd:long',
    '"1"@en',
]
NO_BOOLEAN = ['"true"', "1", '"yes"^^xsd:boolean', '"TRUE"^^xsd:boolean', ":a", "[]", '"true"@en']
NO_STRING = ["1", "true", ":a", "[]", '"a"@en', '"a"^^xsd:token']
NO_SHAPE = ['"a"', "1", '"a"@en']
NO_LIST = [":a", '"a"', "[]", "[ rdf:first 1 ]", "[ rdf:rest () ]"]

# sh: parameter, right values, wrong values, whether it may stand in a shape without a path
RULES = [
    ("class", IRI, NO_IRI, True),
    ("datatype", ["xsd:date"], NO_IRI, True),
    ("nodeKind", ["sh:IRI", "sh:BlankNodeOrLiteral"], [*NO_IRI, "sh:Iri", ":IRI"], True),
    ("minCount", INTEGERS, NO_INTEGER, False),
    ("maxCount", INTEGERS, NO_INTEGER, False),
    ("minExclusive", ["1", '"a"'], [":a", "[]"], True),
    ("minInclusive", ["1", '"a"'], [":a", "[]"], True),
    ("maxExclusive", ["1", '"a"'], [":a", "[]"], True),
    ("maxInclusive", ["1", '"a"'], [":a", "[]"], True),
    ("minLength", INTEGERS, NO_INTEGER, True),
    ("maxLength", INTEGERS, NO_INTEGER, True),
    ("pattern", STRINGS, [*NO_STRING, '"["', '"a**"', '"(?=a)"'], True),
    ("flags", ['"i"'], NO_STRING, True),
    ("languageIn", ['( "en" )', "()"], [*NO_LIST, "( 1 )", '( "en"@en )', "( :a )"], True),
    ("uniqueLang", BOOLEANS, NO_BOOLEAN, False),
    ("equals", IRI, NO_IRI, True),
    ("disjoint", IRI, NO_IRI, True),
    ("lessThan", IRI, NO_IRI, False),
    ("lessThanOrEquals", IRI, NO_IRI, False),
    ("not", SHAPES, NO_SHAPE, True),
    ("and", ["( :none )", "()"], [*NO_LIST, '( "a" )', "( 1 )"], True),
    ("or", ["( :none )", "( [] )"], [*NO_LIST, '( "a" )', "( 1 )"], True),
    ("xone", ["( :none )", "( [] )"], [*NO_LIST, '( "a" )', "( 1 )"], True),
    ("node", SHAPES, NO_SHAPE, True),
    ("property", ["[ sh:path :q ]"], [*NO_SHAPE, "[]", ":none", '[ sh:path "q" ]'], True),
    ("qualifiedValueShape", SHAPES, NO_SHAPE, False),
    ("qualifiedMinCount", INTEGERS, NO_INTEGER, True),
    ("qualifiedMaxCount", INTEGERS, NO_INTEGER, True),
    ("qualifiedValueShapesDisjoint", BOOLEANS, NO_BOOLEAN, True),
    ("closed", BOOLEANS, [*NO_BOOLEAN, "sh:ByTypes"], True),
    ("ignoredProperties", ["( :a )", "()"], [*NO_LIST, '( "a" )', "( [] )"], True),
    ("in", ["( 1 :a )", "()"], NO_LIST, True),
    ("deactivated", BOOLEANS, NO_BOOLEAN, True),
    ("severity", ["sh:Info", ":Grave"], [*NO_IRI, "sh:Debug", "sh:Grave"], True),
    ("message", ['"a"', '"a"@en'], ["1", "true", ":a", "[]"], True),
    ("targetClass", IRI, NO_IRI, True),
    ("targetNode", [":a", "1"], ["[]"], True),
    ("targetSubjectsOf", IRI, NO_IRI, True),
    ("targetObjectsOf", IRI, NO_IRI, True),
    ("sparql", [], [*NO_SHAPE, "[]", ":none", "[ sh:select 1 ]", '[ sh:ask "ASK {}" ]'], True),
]
ONCE = (
    "datatype nodeKind minCount maxCount minLength maxLength pattern flags languageIn uniqueLang "
)
ONCE += "minExclusive minInclusive maxExclusive maxInclusive closed ignoredProperties in "
ONCE += "deactivated severity "
ONCE += "qualifiedValueShape qualifiedMinCount qualifiedMaxCount qualifiedValueShapesDisjoint"
# Where a shape can stand below one that has a target; {} is what is tested.
PLACES = [
    "{}",
    "sh:node [ {} ]",
    "sh:not [ {} ]",
    "sh:and ( [] [ {} ] )",
    "sh:or ( [ sh:xone ( [ {} ] ) ] )",
    "sh:property [ sh:path :p ; sh:node [ {} ] ]",
    "sh:property [ sh:path :p ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ {} ] ]",
]


def read(constraint: str, place: str, *, path: bool) -> None:
    inner = f"sh:path :r ; {constraint}" if path else constraint
    shape = ":S sh:targetNode :x ; " + place.format(inner)
    parse(quad.triple for quad in ox.parse(f"{PREFIXES} {shape} .", ox.RdfFormat.TURTLE))


chosen = settings(
    max_examples=500, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@chosen
@given(st.data(), st.sampled_from(RULES), st.sampled_from(PLACES), st.booleans())
def test_a_value_of_another_kind_is_refused(data, rule, place: str, path: bool) -> None:
    name, _, wrong, _ = rule
    value = data.draw(st.sampled_from(wrong))
    with pytest.raises(CheckError):
        read(f"sh:{name} {value}", place, path=path)


@chosen
@given(st.data(), st.sampled_from(RULES), st.sampled_from(PLACES), st.booleans())
def test_a_value_of_the_right_kind_is_taken(data, rule, place: str, path: bool) -> None:
    name, right, _, anywhere = rule
    if right and (path or anywhere or name == "qualifiedValueShape"):
        read(f"sh:{name} {data.draw(st.sampled_from(right))}", place, path=path)


@pytest.mark.parametrize(
    "name", [rule[0] for rule in RULES if not rule[3] and "qual" not in rule[0]]
)
@pytest.mark.parametrize("place", PLACES)
def test_what_belongs_to_a_property_is_refused_without_a_path(name: str, place: str) -> None:
    (right,) = (rule[1] for rule in RULES if rule[0] == name)
    with pytest.raises(CheckError, match="property shape"):
        read(f"sh:{name} {right[0]}", place, path=False)


@pytest.mark.parametrize("name", ONCE.split())
def test_what_may_stand_once_is_refused_twice(name: str) -> None:
    (right,) = (rule[1] for rule in RULES if rule[0] == name)
    second = right[1] if len(right) > 1 else {"flags": '"s"', "datatype": "xsd:time"}.get(name)
    second = second or "( 2 )"
    with pytest.raises(CheckError, match="has 2 values"):
        read(f"sh:{name} {right[0]} , {second}", "{}", path=True)


NO_PATH = ['"p"', "[]", "()", "( :p )", "[ sh:inversePath :p , :q ]", "[ :p :q ]", ":p , :q"]
NO_PATH += ["[ sh:alternativePath :p ]", "[ sh:alternativePath ( :p ) ]", '( :p "q" )']
NO_PATH += ["[ sh:inversePath :p ; sh:zeroOrMorePath :q ]", '[ sh:inversePath "p" ]']
NO_PATH += ["[ sh:zeroOrMorePath [] ]"]


@pytest.mark.parametrize("path", NO_PATH)
@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_path_is_refused(path: str, place: str) -> None:
    with pytest.raises(CheckError):
        read(f"sh:path {path} ; sh:minCount 1", place, path=False)


@pytest.mark.parametrize("name", ["in", "languageIn", "and", "or", "xone", "ignoredProperties"])
@pytest.mark.parametrize(
    "nodes",
    [
        "_:l rdf:first :a ; rdf:rest _:l",
        "_:l rdf:first :a ; rdf:rest _:m . _:m rdf:first :a ; rdf:rest _:l",
        "_:l rdf:first :a ; rdf:rest () , ( :b )",
        "_:l rdf:first :a , :b ; rdf:rest ()",
        "_:l rdf:first :a ; rdf:rest :b",
    ],
)
def test_a_list_without_one_end_is_refused(name: str, nodes: str) -> None:
    with pytest.raises(CheckError, match=f"the list of sh:{name} is malformed"):
        read(f"sh:{name} _:l . {nodes}", "{}", path=True)


COMPONENT = ":C a sh:ConstraintComponent ; sh:parameter {} ; {} . {} :limit 3"
ASK = 'sh:validator [ sh:ask "ASK { FILTER($value < $limit) }" ]'
SELECT = '[ sh:select "SELECT $this { $this ?p $limit }" ]'
PARAMETER = "[ sh:path :limit ]"
NO_COMPONENT = [
    ("[]", ASK),
    ('"limit"', ASK),
    ('[ sh:path "limit" ]', ASK),
    ("[ sh:path ( :limit :p ) ]", ASK),
    ("[ sh:path :limit , :p ]", ASK),
    ("[ sh:path :limit ; sh:optional 1 ]", ASK),
    ("[ sh:path :no-variable ]", ASK),
    *((f"[ sh:path :{name} ]", ASK) for name in ("this", "value", "PATH", "path", "shapesGraph")),
    (PARAMETER, 'sh:validator "ASK {}"'),
    (PARAMETER, "sh:validator []"),
    (PARAMETER, "sh:validator [ sh:ask 1 ]"),
    (PARAMETER, 'sh:validator [ sh:ask "ASK {" ]'),
    (PARAMETER, 'sh:validator [ sh:ask "ASK {}" , "ASK { ?s ?p ?o }" ]'),
    (PARAMETER, 'sh:validator [ sh:ask "SELECT $this { $this ?p ?o }" ]'),
    (PARAMETER, 'sh:validator [ sh:ask "ASK {}" ; sh:message 3 ]'),
    (PARAMETER, f"sh:validator {SELECT}"),
    (PARAMETER, ASK.replace("validator", "propertyValidator")),
]


@pytest.mark.parametrize(("parameter", "validator"), NO_COMPONENT)
def test_what_is_no_component_is_refused(parameter: str, validator: str) -> None:
    with pytest.raises(CheckError):
        read(COMPONENT.format(parameter, validator, ":S"), "sh:minCount 1 . {}", path=False)


@pytest.mark.parametrize("validator", [ASK, f"sh:propertyValidator {SELECT}"])
def test_a_component_is_taken(validator: str) -> None:
    read(COMPONENT.format(PARAMETER, validator, ":S"), "sh:path :p . {}", path=False)


@pytest.mark.parametrize(
    "constraint",
    [
        'sh:select "ASK {}"',
        'sh:select "CONSTRUCT { ?s ?p $this } WHERE { ?s ?p $this }"',
        'sh:select "SELECT $this { $this ?p ?o }" ; sh:ask "ASK {}"',
        'sh:select "SELECT $this { $this ?p ?o }" ; sh:prefixes "http://e/"',
        'sh:select "SELECT $this { $this ?p ?o }" ; sh:prefixes [ sh:declare [ sh:prefix "e" ] ]',
        'sh:select "SELECT $this { $this ?p ?o }" ; sh:deactivated 1',
        'sh:select "SELECT $this { $this ?p ?o }" , "SELECT $this { ?s ?p $this }"',
    ],
)
def test_what_is_no_query_of_a_shape_is_refused(constraint: str) -> None:
    with pytest.raises(CheckError):
        read(f"sh:sparql [ {constraint} ]", "{}", path=False)


@pytest.mark.parametrize("rule", RULES, ids=[rule[0] for rule in RULES])
def test_an_endpoint_refuses_alike(
    rule: tuple[str, list[str], list[str], bool], server, tmp_path: Path
) -> None:
    name, _, wrong, _ = rule
    data, shapes = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    data.write_text("<http://e/x> <http://e/p> 1 .")
    server.put(quad.triple for quad in ox.parse(path=str(data)))
    for value in dict.fromkeys((wrong[0], wrong[-1])):
        shapes.write_text(f"{PREFIXES} :S sh:targetNode :x ; sh:path :r ; sh:{name} {value} .")
        with pytest.raises(CheckError) as here:
            validate([data], shapes=shapes)
        with pytest.raises(CheckError) as there:
            validate(endpoint=f"{server.address}/query", shapes=shapes)
        assert str(there.value) == str(here.value)


HALVES = {
    'sh:flags "i"': ("flags", "sh:pattern"),
    "sh:ignoredProperties ( :p )": ("ignoredProperties", "sh:closed"),
    "sh:qualifiedMinCount 3": ("qualifiedMinCount", "sh:qualifiedValueShape"),
    "sh:qualifiedMaxCount 0": ("qualifiedMaxCount", "sh:qualifiedValueShape"),
    "sh:qualifiedValueShapesDisjoint true": (
        "qualifiedValueShapesDisjoint",
        "sh:qualifiedValueShape",
    ),
    "sh:qualifiedValueShape []": (
        "qualifiedValueShape",
        "sh:qualifiedMinCount or sh:qualifiedMaxCount",
    ),
}


@pytest.mark.parametrize("half", HALVES)
def test_half_a_constraint_is_none_and_told(half: str, server, tmp_path: Path) -> None:
    """SHACL 4: a shape has a constraint if it has all mandatory parameters of its component."""
    data, shapes = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    data.write_text("<http://e/x> <http://e/p> 1 .")
    server.put(quad.triple for quad in ox.parse(path=str(data)))
    shapes.write_text(f"{PREFIXES} :S sh:targetNode :x ; sh:path :p ; {half} .")
    name, needed = HALVES[half]
    for report in (
        validate([data], shapes=shapes),
        validate(endpoint=f"{server.address}/query", shapes=shapes),
    ):
        assert report.conforms
        assert f"sh:{name} says nothing in <http://e/S>, without {needed}." in report.notes
