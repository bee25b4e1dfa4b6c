"""Alternatives in paths are unions (SPARQL 1.1, 18.4); rdflib is the second opinion."""

import pyoxigraph as ox
import pytest
import rdflib

from doidkit.sparql.alternatives import with_unions
from doidkit.sparql.embedded import StoreSource

PREFIX = "PREFIX e: <http://e/> "
DATA = """
@prefix e: <http://e/> .
e:a e:p e:b . e:b e:p e:c . e:c e:q 7 , "x"@en . e:d e:q e:d . _:x e:p e:a .
e:g { e:g1 e:p e:g2 . e:g2 e:q "lit" . }
"""
# Jena 5.2 gives the same answers to all of them.
QUERIES = [
    "SELECT ?y { e:a e:p|e:p ?y }",
    "SELECT ?y { e:b e:p|^e:p ?y }",
    "SELECT ?y { e:a e:p|(e:p/e:p)|e:p ?y }",
    "SELECT ?y { e:a (e:p|e:p)/e:p ?y }",
    "SELECT ?y { e:a e:p/(e:p|e:p) ?y }",
    "SELECT ?x ?y { ?x e:p|e:p ?y }",
    "SELECT ?x ?y { ?x e:p*|e:q* ?y }",
    "SELECT ?y { e:a (e:p|e:p)* ?y }",
    "SELECT ?y { e:a !(e:p|e:q) ?y }",
    "SELECT ?y { e:a e:p?/e:p? ?y }",
    "SELECT ?y { e:a (e:p*|e:q*)/e:p* ?y }",
    "SELECT ?y { e:g1 e:p*|e:q ?y }",
    "SELECT ?y { e:c ^(e:p|e:p) ?y }",
    "SELECT ?y { e:c ^(e:p/(e:p|e:p)) ?y }",
    "SELECT ?y { e:c ^((e:p|e:p)/e:p) ?y }",
    "SELECT ?y { e:c (^(e:p|e:p))+ ?y }",
    "SELECT ?y { e:a (e:p|e:p)? ?y }",
    "SELECT DISTINCT ?y { e:a e:p|e:p ?y }",
    "SELECT (COUNT(*) AS ?n) { e:a e:p|e:p ?y }",
    "SELECT DISTINCT (COUNT(*) AS ?n) { e:a e:p|e:p ?y }",
    "SELECT (COUNT(DISTINCT ?y) AS ?n) { e:a e:p|e:p ?y }",
    "SELECT ?n { { SELECT (COUNT(?y) AS ?n) { ?x e:p|e:p ?y } } }",
    "SELECT DISTINCT ?n { { SELECT (COUNT(?y) AS ?n) { ?x e:p|e:p ?y } } }",
    "SELECT ?x ?y ?z { ?x e:p|e:p ?y ; e:p ?z }",
    "SELECT ?x ?y ?z { ?x e:p|e:p ?y , ?z . ?y e:q|e:p ?w }",
    "SELECT ?x ?y { ?x e:p ?y OPTIONAL { ?y e:q|e:q ?z } }",
    "SELECT ?x { ?x e:p ?y FILTER EXISTS { ?y e:q|e:q ?z } }",
    "SELECT ?x { ?x e:p ?y MINUS { ?y e:q|e:q ?z } }",
    "SELECT ?y { GRAPH e:g { ?x e:p|e:p ?y } }",
    "SELECT ?g ?y { GRAPH ?g { ?x e:p|e:q ?y } }",
    "CONSTRUCT { ?x e:r ?y } { ?x e:p|e:p ?y }",
    "SELECT ?y { e:a e:p|a|e:p ?y }",
    "SELECT ?y { ?y e:q|(e:q) 7 }",
    "SELECT ?y { e:a (e:p) ?y }",
    "SELECT ?y { e:a ((e:p|e:p)) ?y }",
    "SELECT ?y { e:a (e:p/e:p)|(e:p/(e:p)) ?y }",
    "SELECT ?y { e:a e:p/e:p/(e:q|e:q) ?y . ?x e:p e:b }",
    "SELECT ?x ?y { ?x e:p|^e:p ?y . FILTER(?x != ?y) }",
    "SELECT ?x (GROUP_CONCAT(?y) AS ?t) { e:a e:p|e:p ?y BIND(1 AS ?x) } GROUP BY ?x",
    "SELECT ?y { { e:a e:p|e:p ?y } UNION { e:a e:p ?y } }",
    "SELECT ?y { e:a (e:p|!e:p) ?y }",
    "SELECT ?y { e:b !(e:p|^e:p) ?y }",
]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("query", QUERIES)
def test_alternatives(query: str) -> None:
    source = StoreSource()
    source.extend(ox.parse(DATA, ox.RdfFormat.TRIG))
    graph = rdflib.Dataset()
    graph.parse(data=DATA, format="trig")
    found, expected = source.answer(PREFIX + query), graph.query(PREFIX + query)
    if query.startswith("CONSTRUCT"):
        assert len(found) == len(expected.graph) == 3
        return
    ours = sorted(shown(row, ox.BlankNode) for row in found.rows)
    assert ours == sorted(shown(row, rdflib.BNode) for row in expected)


def shown(row, blank: type) -> list[str]:
    """Return a row's terms as text, numbers by value, blank nodes without labels."""
    return ["_:" if isinstance(term, blank) else str(_text(term)) for term in row]


def _text(term: object) -> object:
    value = getattr(term, "value", None)
    return term if value is None else value


@pytest.mark.parametrize(
    "query",
    [
        "SELECT DISTINCT ?y { e:a e:p|e:p ?y }",
        "ASK { e:a e:p|e:p ?y }",
        "SELECT ?x { ?x e:p ?y FILTER EXISTS { ?x e:p|e:q ?y } }",
        "SELECT ?x { ?x e:p ?y MINUS { ?x e:p|e:q ?y } }",
        "SELECT ?x { ?x (e:p|e:q)+ ?y }",
        "SELECT ?x { ?x !(e:p|e:q) ?y }",
        "SELECT ?x { ?x e:p ?y FILTER(?x = e:a || ?y = e:b) }",
    ],
)
def test_where_nothing_is_counted_the_query_stays(query: str) -> None:
    assert with_unions(PREFIX + query) == PREFIX + query


def test_the_engine_still_needs_it() -> None:
    """Once it does not, this module can go."""
    store = ox.Store()
    store.add(ox.Quad(*(ox.NamedNode(f"http://e/{name}") for name in "apb")))
    assert len(list(store.query(f"{PREFIX} SELECT * {{ ?x e:p|e:p ?y }}"))) == 1
