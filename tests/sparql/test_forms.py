"""Numbers, booleans and times keep their form; what is computed with them is their value."""

import pyoxigraph as ox
import pytest

from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.forms import marked, restored, told
from doidkit.sparql.updates import updated

XSD = "http://www.w3.org/2001/XMLSchema#"
DATA = """@prefix e: <http://e/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
e:a e:n 7 , 007 , 2.50 , 2.5 ; e:b true , "1"^^xsd:boolean ;
  e:t "2020-01-01T00:00:00Z"^^xsd:dateTime , "2020-01-01T00:00:00+00:00"^^xsd:dateTime ;
  e:i "5"^^xsd:int ; e:s "007" , "x"@en .
"""
PREFIX = "PREFIX e: <http://e/> "
QUADS = list(ox.parse(DATA, ox.RdfFormat.TURTLE))


def objects(quads: object) -> set[str]:
    return {str(quad.object).replace(f"^^<{XSD}", "^").rstrip(">") for quad in quads}


ALL = objects(QUADS)


@pytest.mark.parametrize(
    ("update", "gone"),
    [
        ("DELETE DATA { e:a e:n 7 }", '"7"^integer'),
        ("DELETE DATA { e:a e:n 007 }", '"007"^integer'),
        ("DELETE DATA { e:a e:n 2.5 }", '"2.5"^decimal'),
        ("DELETE DATA { e:a e:n 2.50 }", '"2.50"^decimal'),
        ("DELETE DATA { e:a e:b true }", '"true"^boolean'),
        ('DELETE DATA { e:a e:b "1"^^xsd:boolean }', '"1"^boolean'),
        (
            'DELETE DATA { e:a e:t "2020-01-01T00:00:00Z"^^xsd:dateTime }',
            '"2020-01-01T00:00:00Z"^dateTime',
        ),
        ('DELETE DATA { e:a e:i "5"^^<http://www.w3.org/2001/XMLSchema#int> }', '"5"^int'),
        ("DELETE DATA { e:a e:i 5 }", None),
        ("DELETE DATA { e:a e:n 07 }", None),
        ("DELETE DATA { e:a e:s 007 }", None),
        ("DELETE WHERE { e:a e:n 007 }", '"007"^integer'),
        ("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(STR(?o) = '2.50') }", '"2.50"^decimal'),
        ("DELETE { ?s ?p ?o } WHERE { VALUES ?o { 007 } ?s ?p ?o }", '"007"^integer'),
        ("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(sameTerm(?o, 007)) }", '"007"^integer'),
        ("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(DATATYPE(?o) = xsd:int) }", '"5"^int'),
    ],
)
def test_an_update_compares_terms(update: str, gone: str | None) -> None:
    """RDF 1.1, 3.3: literals are one term if their forms and datatypes are the same."""
    changed = updated(QUADS, PREFIX + update)
    assert ALL - objects(changed.quads) == ({gone} if gone else set())
    assert changed.removed == bool(gone)


def test_an_update_computes_with_values() -> None:
    update = PREFIX + "DELETE { ?s e:n ?o } WHERE { ?s e:n ?o FILTER(?o = 7) }"
    assert ALL - objects(updated(QUADS, update).quads) == {'"7"^integer', '"007"^integer'}
    update = PREFIX + "INSERT { ?s e:new ?sum } WHERE { ?s e:n 007 . BIND(007 + 1 AS ?sum) }"
    assert objects(updated(QUADS, update).quads) - ALL == {'"8"^integer'}


def test_an_update_adds_what_it_says() -> None:
    update = PREFIX + 'INSERT DATA { e:b e:n 0.10 , +5 , "1"^^xsd:boolean , "07"^^xsd:byte }'
    new = [quad for quad in updated(QUADS, update).quads if quad not in QUADS]
    assert objects(new) == {'"0.10"^decimal', '"+5"^integer', '"1"^boolean', '"07"^byte'}


SEVENS = {'"7"', '"007"'}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?o { e:a e:n ?o }", {'"7"', '"007"', '"2.50"', '"2.5"'}),
        ("SELECT (STR(?o) AS ?x) { e:a e:n ?o }", {'"7"', '"007"', '"2.50"', '"2.5"'}),
        ("SELECT (COUNT(?o) AS ?x) { e:a e:n ?o }", {'"4"'}),
        ("SELECT (COUNT(DISTINCT ?o) AS ?x) { e:a e:n ?o }", {'"4"'}),
        ("SELECT (SUM(?o) AS ?x) { e:a e:n ?o }", {'"19"'}),
        ("SELECT ?s { ?s e:n 007 }", {"<http://e/a>"}),
        ("SELECT ?s { ?s e:n 07 }", set()),
        ("SELECT ?o { e:a e:n ?o FILTER(?o = 7) }", {'"7"', '"007"'}),
        ("SELECT ?o { e:a e:n ?o FILTER(?o IN (2.5, 8)) }", {'"2.50"', '"2.5"'}),
        ("SELECT ?o { e:a e:n ?o FILTER(?o > 3 && ISNUMERIC(?o)) }", {'"7"', '"007"'}),
        ("SELECT ?o { e:a e:b ?o FILTER(?o) }", {'"true"', '"1"'}),
        ("SELECT ?x { e:a e:n ?o BIND(?o AS ?x) }", {'"7"', '"007"', '"2.50"', '"2.5"'}),
        ("SELECT (COALESCE(?o, 1) AS ?x) { e:a e:i ?o }", {'"5"'}),
        ("SELECT (?o * 2 AS ?x) { e:a e:n ?o }", {'"14"', '"5"'}),
        ("SELECT (DATATYPE(?o) AS ?x) { e:a e:i ?o }", {f"<{XSD}int>"}),
        ("SELECT (YEAR(?o) AS ?x) { e:a e:t ?o }", {'"2020"'}),
        ("SELECT ?o { e:a e:n ?o } ORDER BY DESC(?o) LIMIT 2", {'"7"', '"007"'}),
        (
            "SELECT ?o (COUNT(*) AS ?x) { ?s e:n ?o } GROUP BY ?o HAVING (COUNT(*) = 1)",
            {'"7"', '"007"', '"2.50"', '"2.5"'},
        ),
        ("SELECT (GROUP_CONCAT(?o; SEPARATOR=' ') AS ?x) { e:a e:i ?o }", {'"5"'}),
        (
            "SELECT ?o { ?s e:n ?o FILTER EXISTS { ?s e:n 007 FILTER(?o < 3) } }",
            {'"2.50"', '"2.5"'},
        ),
        ("SELECT (IF(?o > 3, ?o, 0.0) AS ?x) { e:a e:n ?o }", {'"7"', '"007"', '"0.0"'}),
        ("SELECT (IF(?o, 1, 0) AS ?x) { e:a e:b ?o }", {'"1"'}),
        ("SELECT (IF(true, COALESCE(?z, ?o), 1) + 1 AS ?x) { e:a e:i ?o }", {'"6"'}),
        ("SELECT (COALESCE(?z, ?o) * 2 AS ?x) { e:a e:i ?o }", {'"10"'}),
        ("SELECT (STR(COALESCE(?z, ?o)) AS ?x) { e:a e:n ?o FILTER(?o = 7) }", {'"7"', '"007"'}),
        ("SELECT (DATATYPE(COALESCE(?z, ?o)) AS ?x) { e:a e:i ?o }", {f"<{XSD}int>"}),
        ("SELECT (SAMPLE(?o) + 1 AS ?x) { e:a e:i ?o }", {'"6"'}),
        ("SELECT (SAMPLE(?o) AS ?x) { e:a e:i ?o }", {'"5"'}),
        ("SELECT (MAX(?o) AS ?x) { e:a e:n ?o FILTER(STR(?o) != '7') }", {'"007"'}),
        ("SELECT (MIN(DISTINCT ?o) AS ?x) { e:a e:n ?o FILTER(STR(?o) != '2.5') }", {'"2.50"'}),
        ("SELECT (MIN(?o) + 1 AS ?x) { e:a e:n ?o }", {'"3.5"'}),
        ("SELECT (MAX(?o) AS ?x) { e:a e:none ?o }", {"None"}),
        ("SELECT ?s { ?s e:n ?o } GROUP BY ?s HAVING(MAX(?o) = 7)", {"<http://e/a>"}),
        ("SELECT ?x { ?s e:n ?o } GROUP BY (?o AS ?x)", {'"7"', '"007"', '"2.50"', '"2.5"'}),
        ("SELECT ?x { BIND(007 AS ?x) e:a e:n ?x }", {'"007"'}),
        ("SELECT (-?o AS ?x) { e:a e:n ?o }", {'"-7"', '"-2.5"'}),
        ("SELECT (STRDT('007', xsd:integer) AS ?x) { }", {'"007"'}),
        ("SELECT (STRDT(STR(?o), xsd:string) AS ?x) { e:a e:i ?o }", {'"5"'}),
        ("SELECT (STRDT(STR(?o), xsd:decimal) AS ?x) { e:a e:n ?o FILTER(?o = 7) }", SEVENS),
        ("SELECT (STRDT('007', xsd:integer) + 1 AS ?x) { }", {'"8"'}),
        ("SELECT (DATATYPE(STRDT('07', xsd:byte)) AS ?x) { }", {f"<{XSD}byte>"}),
        ("SELECT (STRDT(?o, xsd:integer) AS ?x) { e:a e:s ?o }", {'"007"', "None"}),
        ("CONSTRUCT { ?s e:m ?o } WHERE { ?s e:i ?o }", {'"5"'}),
    ],
)
def test_a_query_keeps_forms_and_computes_with_values(query: str, expected: set[str]) -> None:
    source = StoreSource()
    source.extend(QUADS)
    answer = source.answer(PREFIX + query)
    if query.startswith("CONSTRUCT"):
        found = [triple.object for triple in answer]
        assert found == [ox.Literal("5", datatype=ox.NamedNode(XSD + "int"))]
        return
    assert {str(row[0]).partition("^^")[0] for row in answer.rows} == expected


def test_a_file_is_read_as_it_is_written(write: object) -> None:
    path = write("a.ttl", DATA)
    source = StoreSource.of([path])
    found = source.select(PREFIX + "SELECT ?o { e:a ?p ?o }")
    assert len(found.rows) == len(QUADS)
    assert {row[0] for row in found.rows} == {quad.object for quad in QUADS}


def test_marks_are_only_where_the_store_would_change() -> None:
    for text, datatype, changes in (
        ("7", "integer", False),
        ("007", "integer", True),
        ("5", "int", True),
        ("abc", "integer", False),
        ("x", "string", False),
        ("2.5", "decimal", False),
        ("24:00:00", "time", True),
        ("P12M", "duration", True),
    ):
        literal = ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))
        assert (marked(literal) != literal) is changes
        assert restored(marked(literal)) == literal


def test_a_query_is_told_of_the_marks() -> None:
    assert told("SELECT ?x { ?s ?p ?x FILTER(?x > 5) } ORDER BY ?x LIMIT 07") == (
        "SELECT ?x { ?s ?p ?x FILTER(<urn:doidkit:value>(?x) > 5) } "
        "ORDER BY <urn:doidkit:value>(?x) LIMIT 07"
    )
    for same in (
        "SELECT ?x { ?s (<a:b>|<a:c>)* ?x . ?y <a:p> (?a ?b) }",
        "SELECT (STR(?x) AS ?y) { VALUES (?x ?z) { (1 2) } } GROUP BY ?x",
        "ASK { ?s ?p ?x FILTER(BOUND(?x) && isLiteral(?x)) }",
    ):
        assert told(same) == same


@pytest.mark.parametrize("more", ["", "e:b e:n 08 ."], ids=["plain", "marked"])
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?s { ?s e:n 007 }", set()),
        ("SELECT ?s { ?s e:n 7 }", {"<http://e/a>"}),
        ("SELECT ?s { ?s e:n ?n FILTER(?n = 007) }", {"<http://e/a>"}),
        ("SELECT ?s { ?s e:n ?n FILTER(sameTerm(?n, 007)) }", set()),
        ("SELECT ?x { VALUES ?x { 007 2.50 } }", {'"007"', '"2.50"'}),
        ("SELECT ?x { BIND(007 AS ?x) }", {'"007"'}),
        ("SELECT (STR(007) AS ?x) { }", {'"007"'}),
        ("SELECT (007 + 1 AS ?x) { }", {'"8"'}),
        ("SELECT (STRDT('007', xsd:integer) AS ?x) { }", {'"007"'}),
    ],
)
def test_constants_are_what_they_are_whatever_the_data(
    more: str, query: str, expected: set[str]
) -> None:
    source = StoreSource()
    source.extend(ox.parse(f"@prefix e: <http://e/> . e:a e:n 7 . {more}", ox.RdfFormat.TURTLE))
    found = source.select(PREFIX + query)
    assert {str(row[0]).partition("^^")[0] for row in found.rows} == expected
    rows = source.rows(source.prepare(PREFIX + query).text).rows
    assert {str(row[0]).partition("^^")[0] for row in rows} == expected
