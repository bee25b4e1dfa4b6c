"""Data on three servers behind RDF4J FedX answers as the same data on one server does."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import BlankNode

from doidkit import checking, publishing, querying, validation
from doidkit.data import Data
from doidkit.queries import bundled_queries
from doidkit.sparql.endpoint import EndpointSource

# Lists, counts, paths, negation, grouping and unions. Left out are those that FedX 5.1 answers
# wrongly or slowly; docs/scale.md names them.
QUERIES = """
    ancestors branches children citations definition-sources depth-statistics descendants disputed
    entry in-slim leaves levels mappings matches multiple-parents named observations
    ontology-metadata path-to-root prefix-census property-usage sections siblings slims
    without-xref xref-sources xrefs
""".split()
CHECKS = """
    invalid_class_id invalid_obo_namespace missing_label missing_ontology_description
    missing_superclass
""".split()
# A length, a value list and the closure of a path.
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
<urn:shape> sh:targetNode obo:DOID_182 , obo:DOID_4 ;
    sh:property [ sh:path obo:IAO_0000115 ; sh:minLength 100 ] ,
        [ sh:path rdfs:label ; sh:in ( "calcinosis" ) ] ,
        [ sh:path ( rdfs:subClassOf [ sh:zeroOrMorePath rdfs:subClassOf ] ) ;
          sh:hasValue obo:DOID_4 ] .
"""


def rows(name: str, url: str) -> list[list[str]]:
    answer: Any = querying.query(name, source=EndpointSource(url))
    return sorted(
        ["_:" if isinstance(term, BlankNode) else str(term) for term in row] for row in answer.rows
    )


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_has_the_same_answer(federation: Any, name: str) -> None:
    expected = rows(name, federation.whole)
    assert expected, "an empty answer would prove nothing"
    assert rows(name, federation.url) == expected


def test_checks_have_the_same_findings(federation: Any) -> None:
    before = federation.requests()
    found, expected = (
        {
            (each.check, each.focus, each.message)
            for each in checking.check(
                source=EndpointSource(url), profile="do", select=CHECKS, reason=False
            )
        }
        for url in (federation.url, federation.whole)
    )
    assert found == expected
    # The bundled headers and labels are complete by now.
    clean = {"missing_label", "missing_ontology_description"}
    assert {check for check, _, _ in expected} == set(CHECKS) - clean
    assert all(after > start for start, after in zip(before, federation.requests(), strict=True))


def test_shapes_have_the_same_results(federation: Any, write: Callable[..., Path]) -> None:
    shapes = write("shapes.ttl", SHAPES)
    found, expected = (
        {
            (each.check, each.focus, each.value)
            for each in validation.validate((), shapes=shapes, endpoint=url)
        }
        for url in (federation.url, federation.whole)
    )
    assert found == expected
    assert len(expected) >= 2


def test_a_copy_answers_all_that_is_bundled_as_one_store_does(federation: Any) -> None:
    copy = Data(endpoint=federation.url, copy=True)
    whole = EndpointSource(federation.whole)
    answered = 0
    for query in bundled_queries():
        found, expected = (plain(querying.query(query.name, source=at)) for at in (copy, whole))
        assert found == expected, query.name
        answered += bool(expected)
    assert answered >= 48  # of 65; the others ask of releases
    for profile in ("do", "clinical"):
        reports = [
            checking.check(at, profile=profile, reason=False)
            for at in (copy, Data(endpoint=federation.whole))
        ]
        found, expected = (
            Counter((each.check, named(each.focus), named(each.value)) for each in report)
            for report in reports
        )
        assert found == expected
        assert len(expected) > 80


def plain(answer: Any) -> Any:
    if isinstance(answer, bool):
        return answer
    return sorted([named(term) for term in row] for row in answer)


def named(term: object) -> str:
    return "_:" if isinstance(term, BlankNode) or str(term).startswith("_:") else str(term)


def test_by_property_no_property_is_in_two_parts(tmp_path: Path) -> None:
    publishing.partition([], 3, tmp_path / "parts", by_property=True)
    publishing.partition([], 1, tmp_path / "whole")
    parts = [path.read_text().splitlines() for path in sorted((tmp_path / "parts").glob("*.nt"))]
    whole = next((tmp_path / "whole").glob("*.nt")).read_text().splitlines()
    assert sorted(line for part in parts for line in part) == sorted(whole)
    properties = [{line.split(" ", 2)[1] for line in part} for part in parts]
    assert all(properties)
    assert sum(map(len, properties)) == len(set.union(*properties))
    assert [any("_:" in line for line in part) for part in parts] == [True, False, False]
