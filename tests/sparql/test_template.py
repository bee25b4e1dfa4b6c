from pathlib import Path

import pyoxigraph as ox
import pytest

from doidkit import bundled
from doidkit.errors import QueryError
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.querytext import with_prefixes
from doidkit.sparql.template import template

SAME = {
    "copy": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "constants": """CONSTRUCT { ?c a owl:Class ; rdfs:label ?l , "x"@en , 'it"s'^^xsd:token . ?c
        <urn:p> "007"^^xsd:integer }  # no number }
        WHERE { ?c rdfs:subClassOf ?d ; rdfs:label ?l } ORDER BY ?l LIMIT 9 OFFSET 2""",
    "unbound": "CONSTRUCT { ?c rdfs:label ?l ; skos:note ?n } "
    "{ ?c a owl:Class OPTIONAL { ?c rdfs:label ?l } OPTIONAL { ?c rdfs:comment ?n } }",
    "literals where there can be none": "CONSTRUCT { ?l ?c ?l . ?c ?l ?c . ?c ?p ?l } "
    "{ ?c rdfs:label ?l BIND(rdfs:label AS ?p) }",
    "braces in comments and texts": 'CONSTRUCT { ?c skos:note "}" . # }\n } { ?c a owl:Class }',
    "base": "BASE <http://example.org/> CONSTRUCT { ?c <p> <o> } WHERE { ?c a owl:Class }",
    "dollars": "CONSTRUCT { $c skos:broader $d } WHERE { ?c rdfs:subClassOf ?d }",
}
# The engine's own: what it asks for, and what only it can say is wrong.
OWN = {
    "a blank node for each row": "CONSTRUCT { _:b rdfs:label ?l } { ?c rdfs:label ?l } LIMIT 3",
    "brackets": "CONSTRUCT { [] rdfs:label ?l } { ?c rdfs:label ?l } LIMIT 3",
    "a list": "CONSTRUCT { ?c rdfs:label (?l) } { ?c rdfs:label ?l } LIMIT 3",
    "a truth": "CONSTRUCT { ?c rdfs:label true } { ?c rdfs:label ?l }",
    "a number": "CONSTRUCT { ?c rdfs:label 1.5 } { ?c rdfs:label ?l }",
    "no template": "CONSTRUCT WHERE { ?c rdfs:subClassOf ?d }",
    "nothing": "CONSTRUCT { } WHERE { ?c rdfs:subClassOf ?d }",
    "no variable": "CONSTRUCT { <urn:a> <urn:b> <urn:c> } WHERE { ?c rdfs:subClassOf ?d }",
}


@pytest.fixture(scope="module")
def source() -> StoreSource:
    return StoreSource.of(bundled.ontology_files())


@pytest.mark.parametrize("query", SAME.values(), ids=SAME)
def test_it_makes_the_triples_that_the_engine_makes(query: str, source: StoreSource) -> None:
    expected = set(source.store.query(with_prefixes(query)))
    assert template(with_prefixes(query)) is not None
    assert set(source.stream(query)) == expected
    assert expected


@pytest.mark.parametrize("query", OWN.values(), ids=OWN)
def test_the_rest_is_left_to_the_engine(query: str, source: StoreSource) -> None:
    assert template(with_prefixes(query)) is None
    assert len(list(source.stream(query))) == len(list(source.store.query(with_prefixes(query))))


def test_groups(source: StoreSource) -> None:
    # In the grammar (SPARQL 1.1, 19.8: SolutionModifier), and refused by the engine itself.
    query = "CONSTRUCT { ?d skos:note 'x' } WHERE { ?c rdfs:subClassOf ?d } GROUP BY ?d"
    expected = {
        triple.object for triple in source.stream("CONSTRUCT WHERE { ?c rdfs:subClassOf ?d }")
    }
    assert {triple.subject for triple in source.stream(query)} == expected


@pytest.mark.parametrize(
    "inside",
    ["?s ?p", "?s ?p ?o ?o", "?s ?p ?o . ;", "?s ?p ?o , ", '?s "p" ?o', "?s ?p 'o'^^", "? ?p ?o"],
)
def test_faults_are_told_as_the_engine_tells_them(inside: str, source: StoreSource) -> None:
    query = f"CONSTRUCT {{ {inside} }} WHERE {{ ?s ?p ?o }}"
    try:
        expected = set(source.store.query(query))
    except SyntaxError:
        with pytest.raises(QueryError, match="not valid SPARQL: line 1"):
            source.stream(query)
    else:
        assert set(source.stream(query)) == expected


def test_a_row_at_a_time(tmp_path: Path) -> None:
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:p"), ox.Literal(n)) for n in range(9)
    )
    found = iter(StoreSource(store).stream("CONSTRUCT { ?s a ?p } WHERE { ?s ?p ?o }"))
    assert next(found).predicate.value.endswith("#type")
    assert len(list(found)) == 8
