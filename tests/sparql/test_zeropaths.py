"""A path of length zero needs no triple (SPARQL 1.1, 18.4); rdflib is the second opinion."""

import pyoxigraph as ox
import pytest
import rdflib

from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.updates import updated
from doidkit.sparql.zeropaths import with_absent_terms

DATA = "<http://e/a> <http://e/p> <http://e/b> . <http://e/b> <http://e/p> <http://e/c> ."
PREFIX = "PREFIX e: <http://e/> "
QUERIES = [
    "SELECT ?x { <http://e/no> <http://e/p>* ?x }",
    "SELECT ?x { e:no e:p* ?x }",
    "SELECT ?x { ?x e:p* e:no }",
    "SELECT ?x { ?x e:p? e:no . }",
    "SELECT ?x { e:no e:p?/e:q* ?x }",
    "SELECT ?x { e:no e:p+/e:q* ?x }",
    "SELECT ?x { e:no (e:p|e:q)* ?x }",
    "SELECT ?x { e:no e:p|e:q* ?x }",
    "SELECT ?x { e:no ^e:p* ?x }",
    "SELECT ?x { e:no ^(e:p*) ?x }",
    "SELECT ?x { e:no (e:p*)+ ?x }",
    "SELECT ?x { e:no e:p+ ?x }",
    "SELECT ?x { e:no !e:p ?x }",
    "SELECT ?x { e:no e:p ?x }",
    "SELECT ?x ?y { e:no e:p* ?x ; e:q ?y }",
    "SELECT ?x ?y { ?x e:p ?y ; e:p* e:no }",
    "SELECT ?x ?y { e:no e:p* ?x . ?y e:p e:c }",
    "SELECT ?x ?y { ?y e:p e:c . e:no e:p* ?x FILTER(?x != e:c) }",
    "SELECT ?x { e:no e:p* ?x OPTIONAL { ?x e:p ?z } }",
    "SELECT ?x { { e:no e:p* ?x } UNION { e:a e:p* ?x } }",
    "SELECT ?x { e:a e:p* ?x FILTER NOT EXISTS { e:no e:p* ?x } }",
    "SELECT ?x { e:a e:p* ?x MINUS { e:no e:p* ?x } }",
    "SELECT ?x { VALUES ?x { e:no e:a } e:no e:p* ?x }",
    "SELECT ?x { { SELECT ?x { e:no e:p* ?x } } }",
    "SELECT ?x { e:no e:p* e:no . ?x e:p e:c }",
    "SELECT ?x { e:no e:p* e:a . ?x e:p e:c }",
    "ASK { e:no e:p* e:no }",
    "ASK { e:no e:p* e:other }",
    "ASK { e:no e:p* e:a }",
    "SELECT ?x { e:c e:p* ?x }",
    "SELECT ?x { e:a e:p* ?x }",
    "CONSTRUCT { ?x a e:C } WHERE { e:no e:p* ?x }",
    "SELECT ?x { e:no (e:p/e:q)* ?x }",
    "SELECT ?x { e:no (e:p/^e:q?)? ?x }",
    "SELECT ?x ?y { e:no e:p* ?x , ?y }",
    "SELECT ?x ?y { e:no e:p* ?x , ?y ; e:q ?z }",
    "SELECT ?x ?y { e:no e:p* e:no , ?y ; e:q? ?x }",
    # As often as there are ways of length zero.
    "SELECT ?x { e:no e:p*|e:q* ?x }",
    "SELECT ?x { e:no (e:p?|e:q?)/(e:p*|e:q) ?x }",
    "SELECT ?x { e:no (e:p?|e:q?)+ ?x }",
    "SELECT ?x { e:no e:p?|e:q? e:no . ?x e:p e:c }",
    # Literals.
    "SELECT ?x { 8 e:p* ?x }",
    "SELECT ?x { ?x e:p* 9 }",
    "SELECT ?x { 'no' e:p* ?x }",
    "SELECT ?x { ?x e:p? 'no'@en }",
    "SELECT ?x { ?x e:p? '2020-01-01'^^<http://www.w3.org/2001/XMLSchema#date> }",
    "SELECT ?x { ?x e:p? 'no'^^e:type }",
    "SELECT ?x { ?x e:p? true }",
    "ASK { 8 e:p* 8 }",
    "ASK { 8 e:p* 9 }",
    # Blank nodes of a query, which are variables without a name.
    "SELECT ?x { e:no e:p* [] . e:a e:p ?x }",
    "SELECT ?x { [] e:p* e:no . e:a e:p ?x }",
    "SELECT ?x { e:no e:p* _:b . _:b e:p* ?x }",
    "SELECT ?x { e:no e:p* _:b . _:b e:p ?x }",
    "SELECT ?x { _:b e:p* ?x ; e:p [] }",
]


@pytest.mark.parametrize("query", QUERIES)
def test_zero_length_paths(query: str) -> None:
    source = StoreSource()
    source.extend(ox.parse(DATA, ox.RdfFormat.TURTLE))
    found = source.answer(PREFIX + query)
    graph = rdflib.Graph()
    graph.parse(data=DATA, format="turtle")
    expected = graph.query(PREFIX + query)
    if isinstance(found, bool):
        assert found == expected.askAnswer
    elif query.startswith("CONSTRUCT"):
        assert len(found) == len(expected.graph) == 1
    else:
        ours = sorted([t.value if t else None for t in row] for row in found.rows)
        theirs = sorted([str(t) if t is not None else None for t in row] for row in expected)
        assert ours == theirs


@pytest.mark.parametrize("term", ["VALUES ?t { e:no }", "BIND(e:no AS ?t)"])
def test_between_variables_only_terms_of_the_graph_are_joined(term: str) -> None:
    """SPARQL 1.1, 18.4: of two variables, a path of length zero has the nodes of the graph."""
    source = StoreSource()
    source.extend(ox.parse(DATA, ox.RdfFormat.TURTLE))
    assert not source.select(f"{PREFIX} SELECT ?x {{ {term} ?t e:p* ?x }}").rows


GRAPHS = DATA + " e:g { e:g1 e:p e:g2 } e:h { e:h1 e:p e:h2 }"
IN_GRAPHS = {
    # As Jena 5.2 has them, too; rdflib gives the third a solution.
    "SELECT ?x { GRAPH e:g { e:no e:p* ?x } }": ["no"],
    "SELECT ?x { GRAPH e:g { e:a e:p* ?x } }": ["a"],
    "SELECT ?x { GRAPH e:none { e:no e:p* ?x } }": [],
    "SELECT ?x { e:g1 e:p* ?x }": ["g1"],
    "SELECT ?x { GRAPH e:g { e:g1 e:p* ?x } }": ["g1", "g2"],
    "SELECT ?x ?g { GRAPH ?g { e:no e:p* ?x } }": ["no g", "no h"],
    "SELECT ?x ?g { GRAPH ?g { e:g1 e:p* ?x } }": ["g1 g", "g1 h", "g2 g"],
    "SELECT ?x ?g { GRAPH ?g { ?x e:p? 'no' } }": ["no g", "no h"],
    "SELECT ?x FROM e:g { e:no e:p* ?x }": ["no"],
    "SELECT ?x FROM e:g { e:a e:p* ?x }": ["a"],
    "SELECT ?x FROM e:g { e:g1 e:p* ?x }": ["g1", "g2"],
}


@pytest.mark.parametrize("query", IN_GRAPHS)
def test_zero_length_paths_in_graphs(query: str) -> None:
    source = StoreSource()
    source.extend(ox.parse(f"@prefix e: <http://e/> . {GRAPHS}", ox.RdfFormat.TRIG))
    found = [
        " ".join(term.value.removeprefix("http://e/") for term in row if term is not None)
        for row in source.select(PREFIX + query)
    ]
    assert sorted(found) == IN_GRAPHS[query]


@pytest.mark.parametrize(
    ("update", "added"),
    [
        ("INSERT { ?x a e:C } WHERE { e:no e:p* ?x }", {"no"}),
        ("INSERT { ?x a e:C } WHERE { e:b e:p* ?x }", {"b", "c"}),
        ("INSERT { ?x a e:C } WHERE { e:no e:p+ ?x }", set()),
        # What a first step adds a second finds.
        ("INSERT DATA { e:no e:p e:a } ; INSERT { ?x a e:C } WHERE { e:no e:p* ?x }", set("abc")),
        ("DELETE { ?x e:p ?y } INSERT { ?x a e:C } WHERE { e:no e:p* ?x }", {"no"}),
    ],
)
def test_zero_length_paths_in_updates(update: str, added: set[str]) -> None:
    changed = updated(ox.parse(DATA, ox.RdfFormat.TURTLE), PREFIX + update).quads
    new = [quad.subject.value for quad in changed if quad.object == ox.NamedNode("http://e/C")]
    found = {iri.removeprefix("http://e/") for iri in new}
    assert found - ({"no"} if "DATA" in update else set()) == added


def test_the_case_of_the_disease_ontology() -> None:
    found = StoreSource().select("SELECT ?a { DOID:99999999 rdfs:subClassOf* ?a }")
    assert [row[0].value for row in found.rows] == ["http://purl.obolibrary.org/obo/DOID_99999999"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { e:a e:p* ( ?x e:b ) }",
        "SELECT ?x { [ e:q e:r ] e:p* ?x }",
        "SELECT ?x { ?x e:p* [ e:q e:r ] }",
        "SELECT (?a * ?b AS ?c) { ?a e:p ?b FILTER(?a * ?b > 2) }",
        "SELECT ?x { GRAPH ?g { ?x ?p ?y } BIND(?x*2 AS ?z) }",
        "SELECT ?x { ?x e:p* ?y , ?z }",
        "SELECT ?x { ?x ?p ?y ; . }",
        "SELECT ?x { GRAPH <relative> { e:no e:p* ?x } }",
    ],
)
def test_what_is_something_else_stays(query: str) -> None:
    assert with_absent_terms(PREFIX + query, lambda *_: True) == PREFIX + query


def test_the_engine_still_needs_it() -> None:
    """Once it does not, this module can go."""
    assert not ox.Store().query("ASK { <http://e/no> <http://e/p>* <http://e/no> }")
