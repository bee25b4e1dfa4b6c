"""Where a query's tokens stand, and what no engine should be given."""

import subprocess
import sys

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doidkit.errors import QueryError
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.structure import DEEPEST, Clause, structure
from doidkit.sparql.tokens import tokens, unescaped

QUERY = """PREFIX e: <http://e/{x}> # {
SELECT ?a (COUNT(?b) AS ?n) FROM <g> WHERE {
  ?a e:p "}" . OPTIONAL { ?a e:q ?b }
  { SELECT ?c { ?c e:r [ e:s ?d ] } GROUP BY ?c HAVING (COUNT(?d) > 1) LIMIT 10 }
  VALUES (?a ?c) { (1 2) } FILTER EXISTS { ?e ?f ?g FILTER(?e > ?h) }
} GROUP BY ?a ORDER BY ?n LIMIT 20 OFFSET 30 VALUES ?z { 4 }"""


def texts(query: str, clause: Clause, select: int = 0) -> str:
    seen = structure(query)
    return " ".join(seen.tokens[at].text for at in seen.clause(clause, select))


@pytest.mark.parametrize(
    ("clause", "select", "expected"),
    [
        (Clause.PROLOGUE, 0, "PREFIX e: < http : // e / { x } >"),
        (Clause.PROJECTION, 0, "SELECT ?a ( COUNT ( ?b ) AS ?n )"),
        (Clause.DATASET, 0, "FROM <g>"),
        (Clause.GROUP, 0, "GROUP BY ?a"),
        (Clause.ORDER, 0, "ORDER BY ?n"),
        (Clause.SLICE, 0, "LIMIT 20 OFFSET 30"),
        (Clause.VALUES, 0, "VALUES ( ?a ?c ) { ( 1 2 ) } VALUES ?z { 4 }"),
        (Clause.PROJECTION, 1, "SELECT ?c"),
        (Clause.GROUP, 1, "GROUP BY ?c"),
        (Clause.HAVING, 1, "HAVING ( COUNT ( ?d ) > 1 )"),
        (Clause.SLICE, 1, "LIMIT 10"),
    ],
)
def test_each_clause_has_its_tokens(clause: Clause, select: int, expected: str) -> None:
    query = QUERY.replace("<http://e/{x}>", "<http://e/>") if clause is not Clause.PROLOGUE else ""
    if not query:
        query, expected = "PREFIX e: <http://e/> ASK {}", "PREFIX e: <http://e/>"
    assert texts(query, clause, select) == expected


def test_groups_know_what_they_are() -> None:
    seen = structure(QUERY.replace("{x}", ""))
    told = [(g.word, g.clause, g.parent, g.is_select, g.select) for g in seen.groups]
    assert told == [
        ("WHERE", Clause.WHERE, -1, False, 0),
        ("OPTIONAL", Clause.WHERE, 0, False, 0),
        ("", Clause.WHERE, 0, True, 0),
        ("", Clause.WHERE, 2, False, 1),
        ("", Clause.VALUES, 0, False, 0),
        ("EXISTS", Clause.WHERE, 0, False, 0),
        ("", Clause.VALUES, -1, False, 0),
    ]
    for group in seen.groups:
        assert (seen.tokens[group.start].text, seen.tokens[group.end].text) == ("{", "}")


@given(st.text(alphabet="{}()[] SELECTWHRvalus?x<>\"'#\n.;,", max_size=80))
def test_any_text_has_a_structure(text: str) -> None:
    """Also what is no SPARQL: its tokens join to it, and each has a place."""
    seen = structure(text)
    assert "".join(token.text for token in seen.tokens) == text
    assert len(seen.tokens) == len(seen.places)


DEEP = {
    "groups": lambda n: "SELECT * " + "{" * n + "?s ?p ?o" + "}" * n,
    "parentheses": lambda n: "SELECT * {?s ?p ?o FILTER" + "(" * n + "1" + ")" * n + "}",
    "functions": lambda n: "SELECT * {?s ?p ?o FILTER(" + "STR(" * n + "1" + ")" * n + "=1)}",
    "exists": lambda n: "SELECT * {" + "FILTER EXISTS {" * n + "?s ?p ?o" + "}" * n + "}",
    "paths": lambda n: "SELECT * {?s " + "(" * n + "<a:a>" + ")" * n + " ?o}",
    "choices": lambda n: "SELECT * {?s " + "(<a:a>|" * n + "<a:a>" + ")" * n + " ?o}",
    "steps": lambda n: "SELECT * {?s " + "(<a:a>|<a:b>)/" * n + "<a:a> ?o}",
    "blank nodes": lambda n: "SELECT * {?s ?p " + "[ ?p " * n + "1" + "]" * n + "}",
    "lists": lambda n: "SELECT * {?s ?p " + "( " * n + "1" + ")" * n + "}",
}


@pytest.mark.parametrize("kind", [kind for kind in DEEP if kind != "steps"])
@pytest.mark.parametrize("depth", [DEEPEST + 10, 5_000, 20_000])
def test_what_is_nested_too_deeply_is_refused_with_its_place(kind: str, depth: int) -> None:
    with pytest.raises(QueryError, match=r"more than 500 brackets deep at line 1, column \d+"):
        StoreSource().prepare(DEEP[kind](depth))


@pytest.mark.parametrize("word", ["BIND(1 AS ?x{})", "MINUS {{?s ?p {}}}", "OPTIONAL {{?s ?p {}}}"])
def test_what_joins_too_much_is_refused(word: str) -> None:
    query = "SELECT * {?s ?p ?o " + " ".join(word.format(n) for n in range(5000)) + "}"
    with pytest.raises(QueryError, match="more than 1,000 of BIND, MINUS, OPTIONAL"):
        StoreSource().prepare(query)


@pytest.mark.parametrize(
    "kind", ["groups", "parentheses", "functions", "exists", "paths", "choices", "steps"]
)
def test_what_is_taken_does_not_crash_the_engine(kind: str) -> None:
    query = DEEP[kind](DEEPEST - 3)
    code = "import sys, doidkit; doidkit.query(sys.stdin.read()); print('done')"
    done = subprocess.run([sys.executable, "-c", code], input=query, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr


def test_the_engine_still_needs_the_guard() -> None:
    """Once it does not crash, the depth can go."""
    code = "import pyoxigraph, sys; pyoxigraph.Store().query(sys.stdin.read())"
    deep = DEEP["groups"](5000)
    done = subprocess.run([sys.executable, "-c", code], input=deep, capture_output=True, text=True)
    assert done.returncode < 0


def test_numbers_are_one_token() -> None:
    found = [t.text for t in tokens("1 10.5 .5 1e6 1.5E-3 2.") if t.kind == "number"]
    assert found == ["1", "10.5", ".5", "1e6", "1.5E-3", "2"]


@pytest.mark.parametrize(
    ("query", "read"),
    [
        (r"ASK { <http://e/\u00E9> ?p ?o }", "ASK { <http://e/é> ?p ?o }"),
        (r"ASK { e:\u00e9 ?p ?o }", "ASK { e:é ?p ?o }"),
        (r"ASK { ?\U000000e9 ?p ?o }", "ASK { ?é ?p ?o }"),
        (r'ASK { ?s ?p "\u00E9" } # \u00E9', r'ASK { ?s ?p "\u00E9" } # \u00E9'),
        (r'ASK { ?s ?p """<\u00E9>""" }', r'ASK { ?s ?p """<\u00E9>""" }'),
    ],
)
def test_escapes_of_characters(query: str, read: str) -> None:
    assert unescaped(query) == read


def test_an_escaped_iri_is_found() -> None:
    source = StoreSource()
    source.extend([ox.Quad(ox.NamedNode("http://e/é"), ox.NamedNode("http://e/p"), ox.Literal(1))])
    assert source.ask(r"ASK { <http://e/\u00E9> <http://e/p> ?o }")
    assert source.ask(r"PREFIX e: <http://e/> ASK { e:\u00e9 e:\u0070 ?o }")
    with pytest.raises(QueryError):
        source.ask(r"ASK { <urn:\u0020> ?p ?o }")
