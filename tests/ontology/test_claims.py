"""The claims against the document they are taken from, and against its audited statements.

The seed lies beside the checkout; where it is absent the tests that need it skip, and the
structural ones still run.
"""

import csv
import re
from collections import Counter, defaultdict

import pytest
from quotations import quotations, rows
from shared import SHARED, needs

import doidkit

SEED = SHARED / "seed"
needs_seed = needs("seed")

# Rows of the audited statements that are none: their subject is the document, or a topic that
# the document does not treat. ADD-08 has the document as subject and is a statement.
OBSERVATIONS = set("DES-16 DES-18 SYM-10 SYM-11 SYM-12 DIA-15 TRT-15 DIF-12 DIF-13 DIF-14".split())
# Terms that the audit has in one row and the page in a sentence of its own.
SPLIT = {
    ("DES-11", "HP:0012828"): "DES-22",
    ("SYM-04", "HP:0025283"): "SYM-13",
    ("SYM-04", "HP:0200042"): "SYM-14",
    ("DIA-14", "HP:0003623"): "DIA-17",
    ("DIF-02", "DOID:13189"): "DIF-16",
    ("DIF-07", "HP:0000991"): "DIF-22",
}
# Numbers that the audit connects with a statement and the page does not print with it.
NOT_PRINTED = {
    ("DES-02", "[1]"),
    ("DES-17", "[6]"),
    ("TRT-05", "[7]"),
    ("TRT-11", "[7]"),
    ("TRT-14", "[13]"),
}
SECTIONS = {
    "Description": "description",
    "Signs and Symptoms": "symptoms",
    "Diagnostic Tests": "diagnostics",
    "Treatment": "treatment",
    "Differential Diagnosis": "differential",
    "Additional Information": "additional",
}


@pytest.fixture(scope="module")
def ontology() -> doidkit.Ontology:
    return doidkit.load()


def audited() -> list[dict[str, str]]:
    with (SEED / "claims.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def document() -> str:
    (text,) = SEED.glob("000_*.txt")
    return text.read_text(encoding="utf-8")


@needs_seed
def test_every_audited_statement_is_an_individual_of_its_section(
    ontology: doidkit.Ontology,
) -> None:
    found = rows(
        ontology,
        """SELECT ?id ?name WHERE { ?c dcterms:identifier ?id ; schema:isPartOf ?s ;
             oa:hasTarget/oa:hasSource ?s . ?s schema:name ?name }""",
    )
    expected = {row["claim_id"]: row["section"] for row in audited()}
    assert len(expected) == 82
    assert len(dict(found)) == len(found)
    # The audit files the source of the drug information under the last section; the sentence
    # stands at the end of Treatment.
    expected["ADD-08"] = "Treatment"
    assert expected.items() <= dict(found).items()


def test_ten_rows_are_observations_and_the_rest_claims(ontology: doidkit.Ontology) -> None:
    """72 claims of the audit, and 44 of statements that it put together or passed over."""
    observations = rows(ontology, "SELECT ?id { ?c a dk:Observation ; dcterms:identifier ?id }")
    claims = rows(
        ontology, "SELECT ?id { ?c a/rdfs:subClassOf* dk:Claim ; dcterms:identifier ?id }"
    )
    assert {identifier for (identifier,) in observations} == OBSERVATIONS
    assert len(set(claims)) == len(claims) == 72 + 44


def test_identifiers_are_numbered_without_a_gap(ontology: doidkit.Ontology) -> None:
    numbers: dict[str, set[int]] = defaultdict(set)
    for (identifier,) in rows(
        ontology, "SELECT ?id { ?c dk:position ?p ; dcterms:identifier ?id }"
    ):
        numbers[identifier[:3]].add(int(identifier[4:]))
    for letters, found in numbers.items():
        assert found == set(range(1, len(found) + 1)), letters


def test_positions_are_the_order_of_the_quotations(ontology: doidkit.Ontology) -> None:
    places: dict[str, dict[int, int]] = defaultdict(dict)
    for passage in quotations(ontology):
        if passage.position:
            places[passage.section][passage.position] = passage.start
    for section, starts in places.items():
        assert sorted(starts) == list(range(1, len(starts) + 1)), section
        assert [starts[n] for n in sorted(starts)] == sorted(starts.values()), section


@needs_seed
def test_every_term_that_the_audit_grounds_a_claim_in_is_used_by_it(
    ontology: doidkit.Ontology,
) -> None:
    """The CURIEs of the audited columns object and qualifiers.

    What the audit offers as "HP:0025520 Calcinosis cutis" is modelled as the local class that
    is mapped to it, as the audit asks. Where the audit put several statements into one row, the
    term stands in the claim that says so.
    """
    used = rows(
        ontology,
        """SELECT DISTINCT ?id ?term WHERE {
             ?c dcterms:identifier ?id ; (biolink:subject|biolink:object|dk:extent
               |dk:clinicalModifier|biolink:severity_qualifier|biolink:onset_qualifier
               |biolink:anatomical_context_qualifier|biolink:disease_context_qualifier) ?o .
             ?o (skos:member|schema:diagnosis|schema:distinguishingSign|skos:relatedMatch
                 |skos:exactMatch|skos:closeMatch|skos:hasTopConcept|dk:lacks)* ?term
             FILTER(ISIRI(?term)) }""",
    )
    terms: dict[str, set[str]] = {}
    for identifier, iri in used:
        terms.setdefault(identifier, set()).add(iri)
    missing = [
        (row["claim_id"], curie)
        for row in audited()
        if row["claim_id"] not in OBSERVATIONS
        for curie in re.findall(
            r"\b(?:HP|CHEBI|UBERON|DOID|MAXO|LOINC|CL):[0-9-]+",
            row["object"] + " " + row["qualifiers"],
        )
        if doidkit.prefixes.expand(curie)
        not in terms[SPLIT.get((row["claim_id"], curie), row["claim_id"])]
    ]
    assert missing == []


@needs_seed
def test_citations_are_those_of_the_audit(ontology: doidkit.Ontology) -> None:
    """Each number that the audit saw cited is a line of that claim, if the page prints it."""
    lines = rows(
        ontology,
        """SELECT ?id ?marker { ?line a dk:Citation ; dk:marker ?marker ;
             cito:hasCitingEntity ?c . ?c dcterms:identifier ?id ; biolink:predicate ?p }""",
    )
    found = Counter((identifier, marker) for identifier, marker in lines if marker != "[]")
    rows_of_the_audit = {row["claim_id"] for row in audited()}
    expected = Counter(
        (row["claim_id"], marker)
        for row in audited()
        if row["claim_id"] not in OBSERVATIONS
        for marker in re.findall(r"\[\d+\]", row["cited_refs"])
        if (row["claim_id"], marker) not in NOT_PRINTED
    )
    assert {line: n for line, n in found.items() if line[0] in rows_of_the_audit} == expected


@needs_seed
def test_a_number_without_an_entry_in_its_section_is_dangling(ontology: doidkit.Ontology) -> None:
    """Which entries a section has is read off the document, not off the audit."""
    lines = rows(
        ontology,
        """SELECT ?section ?marker ?status { ?line a dk:Citation ; dk:marker ?marker ;
             schema:isPartOf/schema:name ?section ; dk:citationStatus ?status }""",
    )
    entries = {section: entries_of(section) for section in SECTIONS}
    for section, marker, status in lines:
        is_dangling = marker == "[]" or marker[1:-1] not in entries[section]
        assert is_dangling == status.endswith("#dangling"), (section, marker, status)


def entries_of(section: str) -> set[str]:
    """Return the numbers that open an entry in a section's reference block.

    A citation ends a sentence, ``text [4].``; an entry opens one, ``[4] text``.
    """
    text = document()
    start = re.search(rf"^{section}$", text, re.MULTILINE)
    assert start
    later = [
        match.start()
        for name in SECTIONS
        if (match := re.compile(rf"^{name}$", re.MULTILINE).search(text, start.end()))
    ]
    body = text[start.end() : min(later, default=len(text))]
    block = re.search(
        r"^References:?(.*?)(?=\n\n[A-Z💊A][^\[]*\n|\Z)", body, re.DOTALL | re.MULTILINE
    )
    return set(re.findall(r"\[(\d+)\] (?:by |- |[A-Z])", block[0])) if block else set()


@needs_seed
def test_identifiers_of_works_are_only_the_verified_ones(ontology: doidkit.Ontology) -> None:
    with (SEED / "grounding.tsv").open(encoding="utf-8", newline="") as stream:
        grounded = [
            row for row in csv.DictReader(stream, delimiter="\t") if row["section"] == "References"
        ]
    verified = {row["curie"] for row in grounded if row["curie"] and row["status"] == "verified"}
    verified |= {
        f"doi:{doi}"
        for row in grounded
        for doi in re.findall(r"10\.\d+/[^\s;]+", row["note"] + " " + row["source"])
    }
    stated = {
        i for (i,) in rows(ontology, "SELECT ?i { ?w schema:name ?n ; dcterms:identifier ?i }")
    }
    assert stated
    assert stated <= verified


def test_no_claim_says_that_a_drug_treats(ontology: doidkit.Ontology) -> None:
    assert not doidkit.query(
        "ASK { VALUES ?treats { biolink:treats RO:0002606 } ?c biolink:predicate ?treats }",
        source=ontology,
    )


def test_no_cure_denies_cure_and_no_other_benefit(ontology: doidkit.Ontology) -> None:
    denied = rows(
        ontology, "SELECT ?p { claim:TRT-01 biolink:predicate ?p ; biolink:negated true }"
    )
    assert denied == [("https://w3id.org/doidkit/vocab#cures",)]


def test_a_dispute_of_one_drug_reaches_the_groups_that_hold_it(ontology: doidkit.Ontology) -> None:
    unreached = rows(
        ontology,
        """SELECT ?id { ?disputed SEPIO:0000008 ?line ; biolink:subject ?drug .
             ?claim biolink:subject/skos:member ?drug ; dcterms:identifier ?id ; a dk:DrugClaim .
             FILTER NOT EXISTS { ?claim SEPIO:0000008/dk:concerns ?drug } }""",
    )
    assert unreached == []
    assert len(rows(ontology, "SELECT ?c { ?c SEPIO:0000008/dk:concerns CHEBI:10033 }")) == 4


def test_warfarin_carries_both_works_against_it(ontology: doidkit.Ontology) -> None:
    against = rows(
        ontology,
        "SELECT ?work { claim:TRT-05 SEPIO:0000008/SEPIO:0000124 ?work } ORDER BY ?work",
    )
    assert [work.rsplit("/", 1)[1] for (work,) in against] == ["mhra-warfarin", "traineau-2020"]


def test_the_sensitivity_is_a_number_and_says_what_it_lacks(ontology: doidkit.Ontology) -> None:
    (measure,) = rows(
        ontology,
        """SELECT ?value (DATATYPE(?value) AS ?type) (COUNT(?lack) AS ?n) {
             claim:DIA-06 dk:hasMeasure ?m . ?m schema:value ?value ; dk:lacks ?lack }
           GROUP BY ?value""",
    )
    assert measure == ("0.89", "http://www.w3.org/2001/XMLSchema#decimal", "5")


def test_the_document_s_reversed_statement_is_held_and_not_asserted(
    ontology: doidkit.Ontology,
) -> None:
    held = """ASK { ?b a dk:BlockStatement ; dk:verdict dk:reversed ; biolink:subject DOID:182 ;
                biolink:predicate rdfs:subClassOf ; biolink:object DOID:6652 }"""
    assert doidkit.query(held, source=ontology) is True
    assert doidkit.query("ASK { DOID:182 rdfs:subClassOf+ DOID:6652 }", source=ontology) is False
    assert (
        doidkit.query("ASK { DOID:182 rdfs:domain|owl:annotatedSource ?x }", source=ontology)
        is False
    )


def test_calciphylaxis_is_of_the_scheme_and_not_of_the_skin(ontology: doidkit.Ontology) -> None:
    types = rows(ontology, "SELECT ?t { dkt:calcinosis-cutis-types skos:hasTopConcept ?t }")
    assert len(types) == 5
    assert doidkit.query(
        """ASK { dkt:calcinosis-cutis-types skos:hasTopConcept DOID:4734 .
                 DOID:4734 rdfs:subClassOf DOID:182 }""",
        source=ontology,
    )
    assert not doidkit.query(
        "ASK { DOID:4734 rdfs:subClassOf+ dkt:calcinosis-cutis }", source=ontology
    )


RELEASE = SEED.parent / "data" / "doid-2024-01-31.nt.gz"


@needs("data/doid-2024-01-31.nt.gz")
def test_the_record_is_the_release_s_own(ontology: doidkit.Ontology) -> None:
    """Every statement of the release about DOID:182 is there, and no other of its kinds."""
    query = """SELECT ?p ?o { DOID:182 ?p ?o FILTER(?p != skos:notation && ?p != rdfs:isDefinedBy
                 && !STRSTARTS(STR(?p), STR(dk:))) }"""
    children = "SELECT ?c { ?c rdfs:subClassOf DOID:182 FILTER(STRSTARTS(STR(?c), STR(DOID:))) }"
    source = """SELECT ?t ?s { ?a owl:annotatedSource DOID:182 ; owl:annotatedProperty IAO:0000115 ;
                  owl:annotatedTarget ?t ; oboInOwl:hasDbXref ?s }"""
    release = doidkit.load(RELEASE)
    for asked in (query, children, source):
        assert sorted(rows(ontology, asked)) == sorted(rows(release, asked))
