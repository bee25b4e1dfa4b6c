"""HPO annotations: what is borne out, and nothing that is not."""

import csv
import io
from pathlib import Path

import doidkit
from doidkit.exporting import hpoa

HEAD = """
@prefix biolink: <https://w3id.org/biolink/vocab/> .
@prefix HP: <http://purl.obolibrary.org/obo/HP_> .
@prefix dk: <https://w3id.org/doidkit/vocab#> .
@prefix SEPIO: <http://purl.obolibrary.org/obo/SEPIO_> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix RO: <http://purl.obolibrary.org/obo/RO_> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix DOID: <http://purl.obolibrary.org/obo/DOID_> . @prefix e: <http://e/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
dk:SignClaim rdfs:subClassOf dk:Claim .
e:work dcterms:identifier "PMID:1" .
"""
CLAIM = """
<https://w3id.org/doidkit/claim/{id}> a dk:SignClaim ; biolink:subject DOID:182 ;
  biolink:predicate RO:0002200 ; biolink:object {object} ;
  oa:hasTarget [ oa:hasSelector [ oa:exact "words" ] ] ;
  schema:isPartOf [ dk:position 1 ] ; dk:position 1 ; {evidence} .
"""
FULL = "SEPIO:0000007 [ SEPIO:0000124 e:work ]"
CASES = {
    "full": ("HP:0000001", FULL),
    "denied": ("HP:0000002", f"{FULL} ; biolink:negated true"),
    "void": ("HP:0000003", "dk:hasVoidEvidenceLine [ SEPIO:0000124 e:work ]"),
    "partial": ("HP:0000004", "SEPIO:0000007 [ SEPIO:0000124 e:work ; dk:coverage dk:partial ]"),
    "disputed": ("HP:0000005", f"{FULL} ; SEPIO:0000008 [ SEPIO:0000124 e:work ]"),
    "uncited": ("HP:0000006", "dk:uncited true"),
    "one of several": (
        "[ a dk:AnyOf ; skos:member HP:0000007 , HP:0000008 ]",
        FULL,
    ),
    "in another disease": (
        "HP:0000011",
        f"{FULL} ; biolink:disease_context_qualifier DOID:9074",
    ),
    "both": ("[ a dk:AllOf ; skos:member HP:0000009 , HP:0000010 ]", FULL),
}


def rows(source: doidkit.Data) -> list[dict[str, str]]:
    lines = hpoa(source.source()).tsv().decode().splitlines()
    return list(csv.DictReader(io.StringIO("\n".join(lines[1:])), dialect="excel-tab"))


def test_void_partial_disputed_uncited_limited_and_alternative_make_no_row(tmp_path: Path) -> None:
    path = tmp_path / "claims.ttl"
    claims = (
        CLAIM.format(id=f"SYM-{n:02}", object=what, evidence=evidence)
        for n, (what, evidence) in enumerate(CASES.values(), 1)
    )
    path.write_text(HEAD + "".join(claims))
    found = {
        row["hpo_id"]: (row["qualifier"], row["reference"]) for row in rows(doidkit.Data(path))
    }
    assert found == {
        "HP:0000001": ("", "PMID:1"),
        "HP:0000002": ("NOT", "PMID:1"),
        "HP:0000009": ("", "PMID:1"),
        "HP:0000010": ("", "PMID:1"),
    }


def test_of_the_page_two_signs_are_borne_out() -> None:
    """SYM-02 by its entry [4], TRT-14 by the entry it stands in; neither names a work."""
    found = [
        (r["database_id"], r["hpo_id"], r["evidence"], r["frequency"]) for r in rows(doidkit.Data())
    ]
    assert found == [
        ("dkt:calcinosis-cutis", "HP:0001482", "IEA", ""),
        ("DOID:9074", "HP:0025520", "IEA", ""),
    ]
