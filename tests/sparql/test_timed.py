"""Local queries that would take for ever end in time, and say what takes it."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest

import doidkit
from doidkit.errors import EngineError, QueryError
from doidkit.model import Solutions
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.timed import suspect

ENDLESS = "SELECT (COUNT(*) AS ?n) {\n ?a ?b ?c .\n ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        (ENDLESS, "triples that share no variable (line 3)"),
        (
            "SELECT * { ?a ?b ?c\n FILTER NOT EXISTS { ?a ?d ?e \n"
            "FILTER NOT EXISTS { ?e ?f ?c } } }",
            "an EXISTS inside another; MINUS is faster (line 3)",
        ),
        (
            "SELECT * { ?a ?b ?c\n OPTIONAL { ?d ?e ?f FILTER(?f = ?c) } }",
            "an OPTIONAL whose FILTER compares with what is outside (line 2)",
        ),
        (
            "SELECT * { ?a rdfs:subClassOf* ?c }",
            "a path of any length between two variables (line 1)",
        ),
        ("SELECT * { ?a ?b ?c }", ""),
    ],
)
def test_what_may_take_long_is_named(query: str, named: str) -> None:
    assert suspect(query) == named


def test_a_query_ends_in_time(write: Callable, invoke: Callable) -> None:
    path = write("a.nt", "".join(f"<urn:{n}> <urn:p> <urn:{n + 1}> .\n" for n in range(1000)))
    query = write("q.rq", ENDLESS)
    outcome = invoke("query", query, "--data", path, "--timeout", "1")
    assert outcome.code == 2
    assert "took longer than 1 seconds, perhaps for triples that share no variable" in outcome.err
    with pytest.raises(EngineError, match="took longer than"):
        doidkit.query(ENDLESS, source=doidkit.Data(path, limit=0.5))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY ?s",
        "ASK { ?s <urn:p> ?o }",
        "CONSTRUCT { ?o <urn:q> ?s } WHERE { ?s <urn:p> ?o }",
        "SELECT (STR(?o) AS ?x) { ?s <urn:n> ?o }",
    ],
)
def test_a_limit_changes_no_answer(query: str) -> None:
    quads = list(ox.parse("<urn:a> <urn:p> <urn:b> , _:c ; <urn:n> 007 .", ox.RdfFormat.TURTLE))
    free, limited = StoreSource(), StoreSource(limit=60)
    for source in (free, limited):
        source.extend(quads)
    found = limited.answer(query)
    assert found == free.answer(query)
    assert not isinstance(found, Solutions) or found.rows


def test_a_wrong_query_is_told_as_without_a_limit() -> None:
    with pytest.raises(QueryError, match="not valid SPARQL: line 1, column 16"):
        StoreSource(limit=60).answer("SELECT { ?s ?p ?o }")
