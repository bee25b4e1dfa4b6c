"""The terms of a site: read together they are the pages that are read one by one."""

from pathlib import Path

import pytest

import doidkit
from doidkit import pages, website
from doidkit.ontology import TermRef
from doidkit.website.surroundings import path

# One of each kind: documented, a drug, a sign, mapped, local, anatomy, a relation, a plain class.
KINDS = (
    "DOID:182",
    "CHEBI:10033",
    "HP:0012531",
    "HP:0003761",
    "dkt:calcinosis-cutis",
    "UBERON:0002097",
    "RO:0002200",
    "DOID:4",
)


@pytest.fixture(scope="module")
def ontology() -> doidkit.Ontology:
    return doidkit.load()


@pytest.fixture(scope="module")
def terms(ontology: doidkit.Ontology) -> website.Terms:
    return website.Terms(ontology)


@pytest.mark.parametrize("name", KINDS)
def test_a_page_is_that_of_the_term_alone(
    ontology: doidkit.Ontology, terms: website.Terms, name: str
) -> None:
    alone = pages.page(ontology, name)
    found = terms.page(alone.term.iri)
    assert found == alone
    assert terms.around(found) == website.surroundings(ontology, alone)


def test_all_terms_are_there(ontology: doidkit.Ontology, terms: website.Terms) -> None:
    classes = {
        row[0].value
        for row in ontology.source.select("SELECT ?c { ?c a owl:Class FILTER(ISIRI(?c)) }")
    }
    assert classes <= {term.iri for term in terms.all}
    assert [entry.curie for entry in terms.entries] == ["DOID:182"]
    about, name = terms.documented["https://w3id.org/doidkit/claim/SYM-04"]
    assert (about, name) == (terms.entries[0].iri, "SYM-04")


OLD = """
format-version: 1.2

[Term]
id: DOID:4
name: disease

[Term]
id: DOID:1
name: one
def: "A disease." [url:http\\://example.org/a, PMID:1]
synonym: "uno" RELATED [PMID:2]
synonym: "first" EXACT []
xref: MESH:D1
alt_id: DOID:9
is_a: DOID:4
relationship: RO:1 DOID:3

[Term]
id: DOID:2
name: two
is_a: DOID:4

[Term]
id: DOID:3
name: three
is_a: DOID:1
is_a: DOID:2

[Term]
id: DOID:5
name: obsolete five
is_obsolete: true
replaced_by: DOID:1

[Typedef]
id: RO:1
name: part of
"""


@pytest.mark.parametrize("name", ["DOID:4", "DOID:1", "DOID:2", "DOID:3", "DOID:5", "RO:1"])
def test_so_it_is_without_any_document(tmp_path: Path, name: str) -> None:
    file = tmp_path / "small.obo"
    file.write_text(OLD, encoding="utf-8")
    ontology = doidkit.load(file)
    terms = website.Terms(ontology)
    alone = pages.page(ontology, name)
    assert terms.page(alone.term.iri) == alone
    assert terms.around(alone) == website.surroundings(ontology, alone)


def ref(name: str) -> TermRef:
    return TermRef(name, "", name)


def ways(edges: dict[str, str], start: str) -> list[str]:
    found = path(start, lambda iri: [ref(name) for name in edges.get(iri, "")])
    return [term.label for term in found]


def test_the_path_is_the_shortest_and_of_those_the_first() -> None:
    assert ways({"x": "ab", "a": "c", "c": "r", "b": "r"}, "x") == ["r", "b"]
    assert ways({"x": "ba", "a": "r", "b": "r"}, "x") == ["r", "a"]
    assert ways({}, "x") == []


def test_a_hierarchy_that_goes_round_has_a_path_too() -> None:
    assert ways({"x": "a", "a": "b", "b": "x"}, "x") == ["b", "a"]
    assert ways({"x": "a", "a": "bx", "b": "r"}, "x") == ["r", "b", "a"]
