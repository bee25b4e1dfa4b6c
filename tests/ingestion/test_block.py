"""The ontology block against the ontology, both ways; nothing is taken on its word."""

from collections.abc import Callable
from pathlib import Path

import pytest
from shared import SHARED, needs

from doidkit.data import Data
from doidkit.ingestion.block import Compared, Verdict, compare
from doidkit.ingestion.page import Page
from doidkit.ingestion.parse import parse

ENTRY = {
    "oboInOwl#hasOBONamespace": Verdict.CONFIRMED,
    "oboInOwl#id": Verdict.CONFIRMED,
    "core#notation": Verdict.CONFIRMED,
    "oboInOwl#hasDbXref": Verdict.INCOMPLETE,
    "IAO_0000115": Verdict.CONFIRMED,
    "rdf-schema#label": Verdict.CONFIRMED,
    "oboInOwl#hasExactSynonym": Verdict.INCOMPLETE,
    "oboInOwl#inSubset": Verdict.CONFIRMED,
    "rdf-schema#subClassOf": Verdict.REVERSED,
    "22-rdf-syntax-ns#type": Verdict.CONFIRMED,
    "rdf-schema#domain": Verdict.REVERSED,
    "owl#annotatedSource": Verdict.REVERSED,
}


def by_property(found: tuple[Compared, ...]) -> dict[str, Compared]:
    return {each.line.property: each for each in found}


def test_the_document_s_block_against_the_bundled_record(document: Page) -> None:
    found = by_property(compare(document, Data().source()))
    assert {name: each.verdict for name, each in found.items()} == ENTRY
    xref, above = found["oboInOwl#hasDbXref"], found["rdf-schema#subClassOf"]
    assert (xref.shown, xref.known) == (1, 4)
    assert "DOID:6652 diffuse idiopathic skeletal hyperostosis is below DOID:182" in above.message
    assert "DOID:10575 calcium metabolism disease" in above.message


@needs("data/doid-2024-01-31.obo.gz")
def test_against_the_release_it_is_the_same(document: Page) -> None:
    source = Data(SHARED / "data" / "doid-2024-01-31.obo.gz").source()
    found = by_property(compare(document, source))
    # An OBO file says neither a class's notation nor, to each, its namespace.
    expected = {name: v for name, v in ENTRY.items() if name != "core#notation"}
    assert {n: e.verdict for n, e in found.items() if n in expected} == expected


@needs("data/doid-NCIthesaurus-2026-07-31.obo.gz")
def test_a_subset_is_told_where_it_speaks_of_the_hierarchy(document: Page) -> None:
    """It files DOID:182 elsewhere, for its parent is not in the subset; prefixes have versions."""
    source = Data(SHARED / "data" / "doid-NCIthesaurus-2026-07-31.obo.gz").source()
    found = by_property(compare(document, source))
    xref = found["oboInOwl#hasDbXref"]
    assert xref.verdict is Verdict.INCOMPLETE
    text = document.text.replace("DOID_6652", "DOID_10575")
    above = by_property(compare(parse(text, "x"), source))["rdf-schema#subClassOf"]
    assert above.verdict is Verdict.CONTRADICTED
    assert "subset" in above.message


PAGE = "x\n\nAdditional Information\n\noboInOwl#id\nDOID:2\n{}\n{}\n"
ONTOLOGY = """@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix oio: <http://www.geneontology.org/formats/oboInOwl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
obo:DOID_1 a owl:Class ; rdfs:label "one" .
obo:DOID_2 a owl:Class ; rdfs:label "two" ; rdfs:subClassOf obo:DOID_1 ; oio:id "DOID:2" ;
  oio:hasDbXref "MIM:7" , "SNOMEDCT_US_2025_09_01:8" .
obo:DOID_3 a owl:Class ; rdfs:label "three" ; rdfs:subClassOf obo:DOID_2 .
obo:DOID_4 a owl:Class ; rdfs:label "four" ; rdfs:subClassOf obo:DOID_3 .
"""


@pytest.mark.parametrize(
    ("property", "value", "verdict"),
    [
        ("rdf-schema#subClassOf", "http://purl.obolibrary.org/obo/DOID_1", Verdict.CONFIRMED),
        ("rdfs:subClassOf", "DOID:1", Verdict.CONFIRMED),
        ("rdf-schema#subClassOf", "DOID_3", Verdict.REVERSED),
        ("rdf-schema#subClassOf", "DOID_4", Verdict.REVERSED),
        ("rdf-schema#subClassOf", "DOID_99", Verdict.CONTRADICTED),
        ("rdf-schema#label", "three", Verdict.CONTRADICTED),
        ("oboInOwl#hasDbXref", "OMIM:7", Verdict.INCOMPLETE),
        ("oboInOwl#hasDbXref", "SNOMEDCT_US_2023_03_01:8", Verdict.INCOMPLETE),
        ("oboInOwl#hasDbXref", "MESH:D1", Verdict.UNKNOWN),
        ("oboInOwl#hasExactSynonym", "deux", Verdict.UNKNOWN),
        ("strange#thing", "x", Verdict.UNKNOWN),
        ("rdf-schema#range", "https://example.org/p", Verdict.REVERSED),
        ("rdf-schema#subClassOf", "> } ASK { ?s ?p ?o", Verdict.UNKNOWN),
    ],
)
def test_a_line_is_compared_both_ways(
    write: Callable[[str, str], Path], property: str, value: str, verdict: Verdict
) -> None:
    source = Data(write("o.ttl", ONTOLOGY)).source()
    found = compare(parse(PAGE.format(property, value), "page"), source)
    assert [each.verdict for each in found] == [Verdict.CONFIRMED, verdict]


def test_several_lines_of_a_property_are_counted_together(
    write: Callable[[str, str], Path],
) -> None:
    text = PAGE.format("oboInOwl#hasDbXref", "OMIM:7\noboInOwl#hasDbXref\nSNOMEDCT_US:8")
    found = compare(parse(text, "page"), Data(write("o.ttl", ONTOLOGY)).source())
    assert [each.verdict for each in found] == [Verdict.CONFIRMED] * 3


def test_without_an_identifier_nothing_is_known(write: Callable[[str, str], Path]) -> None:
    page = parse(PAGE.format("a#b", "c").replace("oboInOwl#id\nDOID:2", ""), "page")
    (found,) = compare(page, Data(write("o.ttl", ONTOLOGY)).source())
    assert found.verdict is Verdict.UNKNOWN
