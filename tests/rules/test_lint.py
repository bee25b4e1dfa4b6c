"""The linter for rules: quiet on ours, loud on the known defects of the Disease Ontology's."""

from pathlib import Path

import pytest

from doidkit import bundled
from doidkit.checks.lint import lint

HEADER = '#+ title = "T"\n#+ why = "W"\n#+ fix = "F"\n#+ severity = "error"\n'

# Each is the defect of a rule that was in use, rebuilt: the line it is on, and the linter's id.
DEFECTS = {
    "a property with a digit too many": (
        "SELECT ?entity ?value WHERE {\n ?entity obo:IAO_00001115 ?value\n}",
        ("lint:unknown-iri", 6, 10),
    ),
    "an annotation joined by its text alone": (
        "SELECT ?entity ?value WHERE {\n ?entity IAO:0000115 ?value .\n"
        " ?axiom owl:annotatedTarget ?value ; oboInOwl:hasDbXref ?source }",
        ("lint:axiom-source", 7, 9),
    ),
    "a label as a regular expression": (
        "SELECT ?entity ?d WHERE { ?entity rdfs:subClassOf ?p ; IAO:0000115 ?d .\n"
        " ?p rdfs:label ?name FILTER(!REGEX(?d, ?name)) }",
        ("lint:data-as-regex", 6, 40),
    ),
    "an alias in HAVING": (
        "SELECT ?entity (COUNT(?id) AS ?n) WHERE { ?entity oboInOwl:id ?id }\n"
        "GROUP BY ?entity HAVING (?n > 1)",
        ("lint:having-alias", 6, 18),
    ),
    "a column that the subquery keeps to itself": (
        "SELECT ?entity ?value WHERE {\n"
        " { SELECT ?entity WHERE { ?entity rdfs:comment ?value } GROUP BY ?entity } }",
        ("lint:unbound-column", 5, 16),
    ),
    "a filter on what nothing binds": (
        "SELECT ?entity WHERE {\n ?entity a owl:Class FILTER(STR(?entty) = 'x') }",
        ("lint:never-fires", 6, 33),
    ),
    "an ASK": ("ASK { ?s ?p ?o }", ("lint:never-fires", 1, 1)),
    "no SPARQL": ("SELECT ?entity WHERE { ?entity a }", ("lint:syntax", 1, 1)),
}


def written(folder: Path, text: str) -> Path:
    path = folder / "rule.rq"
    path.write_text(text, encoding="utf-8")
    return path


def test_our_own_checks_are_clean() -> None:
    assert lint([bundled.folder("checks"), *bundled.shape_files()]) == ()


@pytest.mark.parametrize("defect", DEFECTS)
def test_known_defects_are_found_where_they_are(defect: str, tmp_path: Path) -> None:
    text, expected = DEFECTS[defect]
    (found,) = lint([written(tmp_path, HEADER + text)])
    assert found.location is not None
    assert (found.check, found.location.line, found.location.column) == expected


def test_a_rule_without_a_fix(tmp_path: Path) -> None:
    (found,) = lint([written(tmp_path, "SELECT ?cls WHERE { ?cls a owl:Class }")])
    assert found.check == "lint:missing-fix"


def test_a_header_that_is_wrong(tmp_path: Path) -> None:
    (found,) = lint([written(tmp_path, '#+ title = "T"\nSELECT ?s WHERE { ?s ?p ?o }')])
    assert found.check == "lint:unreadable"
    assert "lacks why" in found.message


def test_a_term_that_the_data_lack(tmp_path: Path) -> None:
    rule = written(tmp_path, HEADER + "SELECT ?entity WHERE { ?entity rdfs:subClassOf DOID:999 }")
    data = tmp_path / "data.ttl"
    iri = "http://purl.obolibrary.org/obo/DOID_1"
    data.write_text(f"<{iri}> a <{iri}> .", encoding="utf-8")
    assert lint([rule]) == ()
    (found,) = lint([rule], data=[data])
    assert found.check == "lint:unknown-iri"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?entity WHERE { FILTER(?x > 1) ?entity ?p ?x }",
        "SELECT ?entity WHERE { ?entity ?p ?x OPTIONAL { ?x ?q ?y FILTER(?y != ?entity) } }",
        "SELECT ?entity WHERE { ?entity ?p ?x FILTER NOT EXISTS { ?x ?q ?y FILTER(?y = ?p) } }",
        "SELECT ?entity WHERE { { SELECT * { ?entity a ?type } } FILTER(?type != owl:Class) }",
        "SELECT * WHERE { ?entity a owl:Class }",
        "SELECT (?x AS ?entity) WHERE { ?x a owl:Class OPTIONAL { ?x ?q ?y } FILTER(!BOUND(?y)) }",
    ],
)
def test_what_is_right_is_left_alone(query: str, tmp_path: Path) -> None:
    assert lint([written(tmp_path, HEADER + query)]) == ()
