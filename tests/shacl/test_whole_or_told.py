"""What a validation did not look at is told, and what it cannot finish is no success."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import doidkit
from doidkit.errors import CheckError, EngineError, InputError
from doidkit.shacl import local, remote
from doidkit.shacl.names import DEEPEST
from doidkit.shacl.parse import parse
from doidkit.sparql.embedded import StoreSource

Write = Callable[..., Path]
PREFIXES = """
@prefix : <http://e/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
DATA = PREFIXES + ":a a :C ; :p :b . :b :p :c ."
CATALOG = """<?xml version="1.0"?>
<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <uri name="http://e/other" uri="other.ttl"/>
  <uri name="http://e/lost" uri="lost.ttl"/>
</catalog>
"""
OTHER = (
    PREFIXES + "<http://e/other> a owl:Ontology . :T sh:targetClass :C ; sh:nodeKind sh:Literal ."
)


def importing(iri: str) -> str:
    return (
        f"{PREFIXES}<http://e/mine> a owl:Ontology ; owl:imports <{iri}> . "
        ":S a sh:NodeShape ; sh:targetClass :C ; sh:nodeKind sh:IRI ."
    )


def test_shapes_that_are_imported_are_applied(write: Write) -> None:
    write("catalog-v001.xml", CATALOG)
    write("other.ttl", OTHER)
    report = doidkit.validate(
        write("data.ttl", DATA), shapes=write("shapes.ttl", importing("http://e/other"))
    )
    assert [finding.check for finding in report] == ["http://e/T"]
    assert not report.notes


@pytest.mark.parametrize("iri", ["http://e/lost", "http://e/nowhere"])
def test_shapes_that_are_not_there_are_told(write: Write, iri: str) -> None:
    write("catalog-v001.xml", CATALOG)
    report = doidkit.validate(write("data.ttl", DATA), shapes=write("shapes.ttl", importing(iri)))
    (note,) = report.notes
    assert f"shapes.ttl imports <{iri}>, which is left out" in note


def test_the_vocabulary_of_shacl_is_no_missing_import(write: Write) -> None:
    shapes = write("shapes.ttl", importing("http://www.w3.org/ns/shacl#"))
    assert not doidkit.validate(write("data.ttl", DATA), shapes=shapes).notes


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("sh:targetClass :Clas", "sh:targetClass <http://e/Clas>"),
        ("sh:targetSubjectsOf :q", "sh:targetSubjectsOf <http://e/q>"),
        ("sh:targetObjectsOf :q", "sh:targetObjectsOf <http://e/q>"),
    ],
)
def test_a_target_without_a_focus_node_is_told(write: Write, target: str, said: str) -> None:
    alone = f":S a sh:NodeShape ; {target} ; sh:nodeKind sh:IRI ."
    beside = alone + ":T a sh:NodeShape ; sh:targetClass :C ; sh:nodeKind sh:IRI ."
    for text, more in ((alone, " The shapes had nothing to validate."), (beside, "")):
        shapes = write("shapes.ttl", PREFIXES + text)
        (note,) = doidkit.validate(write("data.ttl", DATA), shapes=shapes).notes
        assert note == f"No focus node: {said}.{more}"


def test_a_target_without_a_focus_node_is_told_of_a_source() -> None:
    text = (
        ":S a sh:NodeShape ; sh:targetClass :Clas , :C ; sh:targetObjectsOf :q , :p ; "
        "sh:targetSubjectsOf :r ; sh:nodeKind sh:IRI ."
    )
    model = parse(quad.triple for quad in ox.parse(PREFIXES + text, ox.RdfFormat.TURTLE))
    source = StoreSource()
    source.extend(ox.parse(DATA, ox.RdfFormat.TURTLE))
    idle = {each.target.term.value for each in remote.idle(source, model)}
    assert idle == {"http://e/Clas", "http://e/q", "http://e/r"}
    data = local.validate(ox.parse(DATA, ox.RdfFormat.TURTLE), model)[1]
    assert {each.target.term.value for each in local.idle(model, data)} == idle


def test_bundled_shapes_are_for_data_of_many_kinds() -> None:
    assert not doidkit.validate().notes


def test_a_shape_that_is_nowhere_is_told(write: Write) -> None:
    text = ":S a sh:NodeShape ; sh:targetClass :C ; sh:or ( :T [ sh:node :U ] ) ."
    (note,) = doidkit.validate(
        write("data.ttl", DATA), shapes=write("shapes.ttl", PREFIXES + text)
    ).notes
    assert "says nothing of <http://e/T>, <http://e/U>" in note


SLOW = """:S a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:sparql [ sh:select '''SELECT $this {
    $this ?p ?o . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?f && ?d = ?i && ?c = ?h) }''' ] ."""


def test_what_takes_too_long_is_told_and_never_conforms(write: Write) -> None:
    first = ":A a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:nodeKind sh:IRI . "
    data = write("data.ttl", PREFIXES + " ".join(f":a{n} :p {n} ." for n in range(600)))
    shapes = write("shapes.ttl", PREFIXES + first + SLOW)
    with pytest.raises(EngineError, match="1 of 2 shapes were done, not http://e/S") as caught:
        doidkit.validate(data, shapes=shapes, timeout=2)
    assert "longer than 2 seconds" in str(caught.value)


def test_within_its_time_the_report_is_the_same(write: Write) -> None:
    data = write("data.ttl", DATA)
    shapes = write("shapes.ttl", PREFIXES + ":S sh:targetClass :C ; sh:nodeKind sh:Literal .")
    limited = doidkit.validate(data, shapes=shapes, timeout=60)
    plain = doidkit.validate(data, shapes=shapes)
    assert limited.findings == plain.findings != ()
    assert limited.notes == plain.notes
    assert list(limited.graph.triples) == list(plain.graph.triples)
    with pytest.raises(InputError, match="data2"):
        doidkit.validate(data.with_name("data2.ttl"), shapes=shapes, timeout=60)


NESTED = {
    "not": ("sh:not [ ", "] "),
    "or": ("sh:or ( [ ", "] ) "),
    "property": ("sh:property [ sh:path :p ; ", "] "),
    "qualified": (
        "sh:property [ sh:path :p ; sh:qualifiedMaxCount 9 ; sh:qualifiedValueShape [ ",
        "] ] ",
    ),
}


def nested(kind: str, depth: int) -> str:
    before, after = NESTED[kind]
    return f"{PREFIXES}:S sh:targetClass :C ; {before * depth} sh:nodeKind sh:IRI {after * depth}."


@pytest.mark.parametrize("kind", NESTED)
def test_deep_shapes_are_refused_with_their_place(write: Write, kind: str) -> None:
    data = write("data.ttl", DATA)
    for depth in (DEEPEST, 1000):
        shapes = write("shapes.ttl", nested(kind, depth))
        with pytest.raises(CheckError, match=r"shapes\.ttl.*nested more than \d+ deep"):
            doidkit.validate(data, shapes=shapes)
    shapes = write("shapes.ttl", nested(kind, DEEPEST // 2 - 1))
    # An odd number of negations is one.
    assert len(doidkit.validate(data, shapes=shapes)) == (kind == "not")


@pytest.mark.parametrize(
    "path", ["[ sh:inversePath {} ]", "( :p {} )", "[ sh:alternativePath ( :p {} ) ]"]
)
def test_deep_paths_are_refused_with_their_place(write: Write, path: str) -> None:
    text = ":p"
    for _ in range(DEEPEST + 1):
        text = path.format(text)
    shapes = write(
        "shapes.ttl", f"{PREFIXES}:S sh:targetClass :C ; sh:property [ sh:path {text} ] ."
    )
    with pytest.raises(CheckError, match=r"shapes\.ttl.*nested more than \d+ deep"):
        doidkit.validate(write("data.ttl", DATA), shapes=shapes)


def test_a_long_list_is_not_deep(write: Write) -> None:
    terms = " ".join(f":t{n}" for n in range(3000))
    shapes = write("shapes.ttl", f"{PREFIXES}:S sh:targetClass :C ; sh:in ( {terms} ) .")
    assert len(doidkit.validate(write("data.ttl", DATA), shapes=shapes)) == 1


def test_data_beside_the_shapes_may_be_deep(write: Write) -> None:
    chain = ":a :next " + "[ :next " * 400 + ":b " + "] " * 400 + "."
    shapes = write("shapes.ttl", f"{PREFIXES}:S sh:targetClass :C ; sh:nodeKind sh:IRI . {chain}")
    assert len(doidkit.validate(write("data.ttl", DATA), shapes=shapes)) == 0


def test_a_deep_chain_of_named_shapes_is_refused() -> None:
    chain = " ".join(f":S{n} sh:node :S{n + 1} ." for n in range(1000))
    text = f"{PREFIXES}:S0 sh:targetClass :C . {chain}"
    with pytest.raises(CheckError, match="nested more than 100 deep"):
        parse(quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE))


def doubled(constraint: str) -> str:
    """Return shapes that lead to the last one in two to the power of thirty ways."""
    chain = " ".join(
        f":S{n} {constraint.format(f':L{n}', f':R{n}')} . "
        f":L{n} sh:path [ sh:zeroOrOnePath :p ] ; sh:property :P{n + 1} . "
        f":R{n} sh:path [ sh:zeroOrOnePath :p ] ; sh:property :P{n + 1} . "
        f":P{n + 1} sh:path [ sh:zeroOrOnePath :p ] ; sh:node :S{n + 1} ."
        for n in range(30)
    )
    return f"{PREFIXES}:S0 sh:targetClass :C . {chain} :S30 sh:nodeKind sh:IRI ."


def test_what_is_reached_in_many_ways_is_looked_at_once() -> None:
    text = doubled("sh:property {} , {}")
    model = parse(quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE))
    data = list(ox.parse(DATA, ox.RdfFormat.TURTLE))
    assert local.validate(data, model)[0] == []
    source = StoreSource()
    source.extend(data)
    found, notes = remote.validate(source, model)
    assert found == []
    assert "too many, or too deep" in notes[0]


def test_results_in_ever_more_ways_are_refused() -> None:
    ways = " ".join(
        f":P{n} sh:path [ sh:zeroOrOnePath :p ] ; sh:property :P{n + 1} , :Q{n + 1} . "
        f":Q{n} sh:path [ sh:zeroOrOnePath :p ] ; sh:property :P{n + 1} , :Q{n + 1} ."
        for n in range(30)
    )
    last = ":P30 sh:path :p ; sh:nodeKind sh:Literal . :Q30 sh:path :p ."
    text = f"{PREFIXES}:P0 sh:targetClass :C . {ways} {last}"
    model = parse(quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE))
    with pytest.raises(CheckError, match="makes a result of its own"):
        local.validate(ox.parse(DATA, ox.RdfFormat.TURTLE), model)
