"""Random small shapes and graphs: our two ways, and pySHACL, find the same.

Where pySHACL and the specification differ, the generator stays away and a fixed test in
test_against_pyshacl.py says which is right.
"""

import re
from collections import Counter

import pyoxigraph as ox
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from doidkit.shacl import local, remote
from doidkit.shacl.parse import parse
from doidkit.shacl.pyshacl import engine
from doidkit.shacl.report import report
from doidkit.shacl.shapefiles import Shapes as ShapesFiles
from doidkit.sparql.embedded import StoreSource

SH = "http://www.w3.org/ns/shacl#"
PREFIXES = """
@prefix : <http://e/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NODES = [":a", ":b", ":c", ":d", "_:x", "_:y"]
CLASSES = [":C", ":D", ":E"]
LITERALS = [
    "1",
    "2",
    "5",
    "2.5",
    "true",
    '"x"',
    '"xy"',
    '"X"@en',
    '"y"@en',
    '"x"@en-GB',
    '"x"@de',
    '"2020-01-01"^^xsd:date',
    '"2021-05-05"^^xsd:date',
    '"nope"^^xsd:integer',
    '"2020-13-01"^^xsd:date',
]
TERMS = [*NODES, *LITERALS]
NAMED = [":a", ":b", ":c", ":d", *LITERALS[:9]]
PREDICATES = [":p", ":q"]

one = st.sampled_from


def triples(nodes: list[str] = NODES, terms: list[str] = TERMS) -> st.SearchStrategy[str]:
    plain = st.builds("{} {} {} .".format, one(nodes), one(PREDICATES), one(terms))
    typed = st.builds("{} a {} .".format, one(nodes), one(CLASSES))
    below = st.builds("{} rdfs:subClassOf {} .".format, one(CLASSES), one(CLASSES))
    return st.lists(plain | plain | plain | typed | below, max_size=14, unique=True).map("\n".join)


def paths() -> st.SearchStrategy[str]:
    predicate = one(PREDICATES)
    return st.recursive(
        predicate,
        lambda inner: (
            st.builds("[ sh:inversePath {} ]".format, inner)
            | st.builds("( {} {} )".format, inner, inner)
            | st.builds("[ sh:alternativePath ( {} {} ) ]".format, inner, inner)
            | st.builds("[ sh:zeroOrMorePath {} ]".format, inner)
            | st.builds("[ sh:oneOrMorePath {} ]".format, inner)
            | st.builds("[ sh:zeroOrOnePath {} ]".format, inner)
        ),
        max_leaves=3,
    )


def simple(*, ordered: bool) -> st.SearchStrategy[str]:
    bounds = one(["minInclusive", "minExclusive", "maxInclusive", "maxExclusive"])
    order = st.builds("sh:{} {}".format, bounds, one(["2", "2.5", '"2020-06-01"^^xsd:date']))
    kinds = one(["IRI", "Literal", "BlankNode", "IRIOrLiteral", "BlankNodeOrIRI"])
    datatypes = one(["xsd:integer", "xsd:string", "xsd:date", "rdf:langString", "xsd:boolean"])
    return (
        (order if ordered else st.nothing())
        | st.builds("sh:nodeKind sh:{}".format, kinds)
        | st.builds("sh:datatype {}".format, datatypes)
        | st.builds("sh:class {}".format, one(CLASSES))
        | st.builds("sh:minLength {}".format, one([1, 2]))
        | st.builds("sh:maxLength {}".format, one([1, 3]))
        | st.builds('sh:pattern "{}"'.format, one(["^x", "e/[ab]$", "y"]))
        | st.just('sh:pattern "^X" ; sh:flags "i"')
        | st.just('sh:languageIn ( "en" "fr" )')
        | st.builds("sh:in ( {} {} )".format, one(NAMED), one(NAMED))
        | st.builds("sh:hasValue {}".format, one(NAMED))
        | st.builds("sh:equals {}".format, one(PREDICATES))
        | st.builds("sh:disjoint {}".format, one(PREDICATES))
        | st.just("sh:closed true ; sh:ignoredProperties ( rdf:type :p )")
    )


def for_properties(shape: st.SearchStrategy[str], *, ordered: bool) -> st.SearchStrategy[str]:
    qualified = "sh:qualifiedValueShape {} ; sh:qualifiedMinCount {} ; sh:qualifiedMaxCount {}"
    less = st.builds("sh:{} {}".format, one(["lessThan", "lessThanOrEquals"]), one(PREDICATES))
    return (
        (less if ordered else st.nothing())
        | st.builds("sh:minCount {}".format, one([1, 2]))
        | st.builds("sh:maxCount {}".format, one([0, 1, 2]))
        | st.just("sh:uniqueLang true")
        | st.builds(qualified.format, shape, one([1, 2]), one([0, 1]))
    )


@st.composite
def shapes(draw: st.DrawFn, *, ordered: bool = True) -> str:
    """Draw a few named shapes; each refers only to later ones, so none is recursive."""
    count = draw(st.integers(1, 4))
    is_property = [draw(st.booleans()) for _ in range(count)]
    found = [_shape(draw, number, is_property, ordered) for number in range(count)]
    return "\n".join(found)


def _shape(draw: st.DrawFn, number: int, is_property: list[bool], ordered: bool) -> str:
    later = range(number + 1, len(is_property))
    nodes = [f":S{n}" for n in later if not is_property[n]]
    properties = [f":S{n}" for n in later if is_property[n]]
    choices = [simple(ordered=ordered)]
    if nodes:
        choices += [
            st.builds("sh:node {}".format, one(nodes)),
            st.builds("sh:not {}".format, one(nodes)),
            st.builds("sh:{} ( {} {} )".format, one(["and", "or", "xone"]), one(nodes), one(nodes)),
        ]
    if properties:
        choices += [
            st.builds("sh:property {}".format, one(properties)),
            st.builds("sh:not {}".format, one(properties)),
        ]
    if is_property[number]:
        qualified = one(nodes) if nodes else st.just("[ sh:nodeKind sh:IRI ]")
        choices.append(for_properties(qualified, ordered=ordered))
    parts = draw(st.lists(st.one_of(choices), min_size=1, max_size=3))
    # A parameter may stand once in a shape, so of two alike the first is kept.
    parts = list({part.split()[0]: part for part in reversed(parts)}.values())
    if is_property[number]:
        parts.append(f"sh:path {draw(paths())}")
    parts.append(draw(targets(needed=number == 0)))
    kind = "PropertyShape" if is_property[number] else "NodeShape"
    return f":S{number} a sh:{kind} ; {' ; '.join(part for part in parts if part)} ."


def targets(*, needed: bool) -> st.SearchStrategy[str]:
    some = (
        st.builds("sh:targetNode {}".format, one([*NAMED]))
        | st.builds("sh:targetClass {}".format, one(CLASSES))
        | st.builds("sh:targetSubjectsOf {}".format, one(PREDICATES))
        | st.builds("sh:targetObjectsOf {}".format, one(PREDICATES))
    )
    return some if needed else some | st.just("")


def read(text: str) -> list[ox.Quad]:
    return list(ox.parse(PREFIXES + text, ox.RdfFormat.TURTLE))


def seen(triples: list[ox.Triple]) -> Counter[tuple[str, ...]]:
    """Return a report's results as text, whatever the order."""
    facts: dict[str, dict[str, str]] = {}
    for each in triples:
        name = each.predicate.value.removeprefix(SH)
        facts.setdefault(str(each.subject), {})[name] = str(each.object)
    results = [str(t.object) for t in triples if t.predicate.value == SH + "result"]
    wanted = ("sourceShape", "sourceConstraintComponent", "focusNode", "value", "resultSeverity")
    return Counter(tuple(facts[name].get(key, "") for key in wanted) for name in results)


def in_memory(data: list[ox.Quad], rules: list[ox.Quad]) -> Counter[tuple[str, ...]]:
    model = parse(quad.triple for quad in rules)
    return seen(list(report(local.validate(data, model)[0])))


def as_queries(data: list[ox.Quad], rules: list[ox.Quad]) -> Counter[tuple[str, ...]]:
    source = StoreSource()
    source.extend(data)
    model = parse(quad.triple for quad in rules)
    return seen(list(report(remote.validate(source, model)[0])))


def by_pyshacl(data: list[ox.Quad], rules: list[ox.Quad]) -> Counter[tuple[str, ...]]:
    files = ShapesFiles(tuple(quad.triple for quad in rules), {})
    found, _ = engine.validate([quad.triple for quad in data], files)
    # pySHACL's engine marks the blank nodes of the data with a letter of its own.
    return Counter(
        {tuple(part.replace("_:d", "_:") for part in key): n for key, n in seen(found).items()}
    )


chosen = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@chosen
@given(triples(), shapes())
def test_in_memory_and_as_queries_agree(data: str, rules: str) -> None:
    given_data, given_rules = read(data), read(rules)
    assert as_queries(given_data, given_rules) == in_memory(given_data, given_rules)


@chosen
@given(triples(), shapes(ordered=False))
def test_pyshacl_agrees(data: str, rules: str) -> None:
    given_data, given_rules = read(data), read(rules)
    assert by_pyshacl(given_data, given_rules) == in_memory(given_data, given_rules)


@chosen
@given(triples(NODES[:4], ["1", "2", "5", "2.5"]), shapes())
def test_pyshacl_agrees_on_order(data: str, rules: str) -> None:
    assume("date" not in rules and not re.search(r'targetNode (true|")', rules))
    given_data, given_rules = read(data), read(rules)
    assert by_pyshacl(given_data, given_rules) == in_memory(given_data, given_rules)
