"""Pages: what they gather, in which order, and with which evidence marks."""

import csv
import itertools
import re
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, parse
from quotations import quotations, texts
from shared import SHARED, needs

import doidkit
from doidkit import pages
from doidkit.errors import UnknownTermError
from doidkit.model import Solutions
from doidkit.pages import Bearing, EvidenceLine, Mark, Work
from doidkit.pages.references import reference, spelt
from doidkit.pages.statements import mark
from doidkit.prefixes import expand
from doidkit.rendering import page, page_markdown

SEED = SHARED / "seed"


@pytest.fixture(scope="module")
def ontology() -> doidkit.Ontology:
    return doidkit.load()


@pytest.fixture(scope="module")
def calcinosis(ontology: doidkit.Ontology) -> pages.Page:
    return pages.page(ontology, "DOID:182")


@needs("seed")
def test_sections_and_statements_are_in_the_document_s_order(
    ontology: doidkit.Ontology, calcinosis: pages.Page
) -> None:
    quoted = quotations(ontology)
    (path,) = SEED.glob("000_*.txt")
    titles = [section.title for section in calcinosis.sections]
    text = path.read_text(encoding="utf-8")
    places = [re.search(rf"^{title}$", text, re.MULTILINE).start() for title in titles]
    assert len(titles) == 6
    assert places == sorted(places)
    with (SEED / "claims.tsv").open(encoding="utf-8", newline="") as stream:
        audited = [row["claim_id"] for row in csv.DictReader(stream, delimiter="\t")]
    for section, whole in zip(calcinosis.sections, texts(ontology).values(), strict=True):
        starts = {
            q.of.removeprefix("claim:"): q.start for q in quoted if q.section == section.title
        }
        assert whole
        order = [starts[s.id] for s in section.statements]
        assert order == sorted(order)
    shown = {
        found.id
        for section in calcinosis.sections
        for found in (*section.statements, *section.observations)
    }
    assert len(shown) == 126
    assert set(audited) < shown


def test_each_drug_is_shown_with_its_chebi_id(calcinosis: pages.Page) -> None:
    (treatment,) = (s for s in calcinosis.sections if s.title == "Treatment")
    drugs = {m.curie: m.label for s in treatment.statements for m in s.subject.members}
    assert {curie: label for curie, label in drugs.items() if curie.startswith("CHEBI")} == {
        "CHEBI:10033": "warfarin",
        "CHEBI:77383": "1,1-bis(phosphonic acid)",
        "CHEBI:50694": "minocycline",
        "CHEBI:29007": "ceftriaxone",
        "CHEBI:101278": "diltiazem",
        "CHEBI:33130": "aluminium hydroxide",
    }


def facts(ontology: doidkit.Ontology, name: str) -> dict[str, tuple[str, ...]]:
    return {fact.name: fact.values for fact in pages.page(ontology, name).facts}


def test_a_drug_says_what_chebi_has_of_it_and_what_was_not_at_hand(
    ontology: doidkit.Ontology,
) -> None:
    """Roles and formulae as grounding.tsv verified them."""
    diltiazem = facts(ontology, "diltiazem")
    assert diltiazem["Formula"] == ("C22H26N2O4S",)
    assert diltiazem["Roles"] == (
        "calcium channel blocker (CHEBI:38215)",
        "anticoagulant (CHEBI:50249)",
        "laxative (CHEBI:50503)",
    )
    assert "no indications" in diltiazem["Note"][0]
    assert facts(ontology, "bisphosphonates")["Related synonyms"] == (
        "bisphosphonate",
        "bisphosphonates",
    )
    wanted = {"synonyms": "Related synonyms", "formula": "Formula", "role": "Roles"}
    for drug in ("10033", "29007", "33130", "50694", "77383", "101278"):
        entry = facts(ontology, f"CHEBI:{drug}")
        assert entry["Address"] == (f"http://purl.obolibrary.org/obo/CHEBI_{drug}",)
        *_, absent = entry["Note"][0].split(". ")
        for word, fact in wanted.items():
            assert (fact in entry) != (word in absent), (drug, word)


# Read off the audit (section 3) and the notes of the audited statements, by hand.
UNSUPPORTED = set(
    "SYM-03 SYM-04 SYM-05 SYM-13 SYM-14 DIA-10 DIA-14 DIA-17 TRT-06 TRT-10 "
    "DIF-01 DIF-03 DIF-04 DIF-05 DIF-07 DIF-09 DIF-10 DIF-30".split()
)
DISPUTED = {"TRT-03", "TRT-04", "TRT-05", "ADD-05", "ADD-06", "ADD-07"}


def test_marks_are_those_that_the_audit_gives(calcinosis: pages.Page) -> None:
    marked = {m: {s.id for s in calcinosis.statements if s.mark is m} for m in Mark}
    assert marked[Mark.UNSUPPORTED] == UNSUPPORTED
    assert marked[Mark.DISPUTED] == DISPUTED
    assert sum(map(len, marked.values())) == 116
    assert [calcinosis.count(m) for m in Mark] == [len(marked[m]) for m in Mark]


def test_the_bundled_query_gives_the_same_marks(
    ontology: doidkit.Ontology, calcinosis: pages.Page
) -> None:
    answer = doidkit.query("claims", source=ontology)
    assert isinstance(answer, Solutions)
    by_query = {
        row["claim"].value.rsplit("/", 1)[1]: row["evidence"].value for row in answer.records()
    }
    assert by_query == {s.id: s.mark.value for s in calcinosis.statements}


def test_a_term_in_a_group_and_one_behind_a_differential_find_their_statements(
    ontology: doidkit.Ontology,
) -> None:
    def ids(term: str) -> list[str]:
        return [statement.id for statement in pages.page(ontology, term).statements]

    assert ids("CHEBI:10033") == ["TRT-03", "TRT-05", "TRT-04"]
    assert {"DIF-08", "DIF-09", "DIF-24", "DIF-25"} <= set(ids("DOID:2977"))
    assert {"DIF-04", "DIF-05"} <= set(ids("DOID:0111535"))
    assert {"DIF-01", "DIF-03"} <= set(ids("HP:0033073"))
    assert "DIF-05" in ids("CL:0000137")
    assert "SYM-04" in ids("HP:0012828")
    assert ids("DOID:9074") == ["TRT-06", *(f"TRT-{n}" for n in (14, 23, 24, 25, 26))]
    assert ids("UBERON:0002067") == ["DIA-10"]


def test_a_dispute_of_one_drug_is_not_shown_as_one_of_the_others(
    ontology: doidkit.Ontology,
) -> None:
    def marks(term: str) -> dict[str, Mark]:
        return {s.id: s.mark for s in pages.page(ontology, term).statements}

    assert set(marks("CHEBI:10033").values()) == {Mark.DISPUTED}
    assert marks("CHEBI:50694")["TRT-03"] is Mark.UNSUPPORTED


def test_a_term_without_statements_has_its_record_alone(ontology: doidkit.Ontology) -> None:
    page = pages.page(ontology, "calcium metabolism disease")
    assert page.term.curie == "DOID:10575"
    assert page.sections == ()
    assert page.disclaimer == ""
    assert "calcinosis (DOID:182)" in {f.name: f.values for f in page.facts}["Children"]


def test_contradictions_show_on_both_sides(calcinosis: pages.Page) -> None:
    against = {s.id: {c.id for c in s.contradicts} for s in calcinosis.statements}
    assert against["DES-05"] == {"DIA-13", "DIA-14"}
    assert all(one in against[other] for one, others in against.items() for other in others)


def test_an_unknown_term_names_the_nearest(ontology: doidkit.Ontology) -> None:
    with pytest.raises(UnknownTermError, match="calcinosis"):
        pages.page(ontology, "calcinossis")


def line(bearing: Bearing, *, marker: str = "[1]", known: bool = False, partial: bool = False):
    works = (Work("A work", "Who", "2011", ("PMID:1",) if known else ()),)
    return EvidenceLine(bearing, marker, (), works, partial, "")


VOID = line(Bearing.VOID)
UNIDENTIFIED = line(Bearing.SUPPORTS)
PARTIAL = line(Bearing.SUPPORTS, known=True, partial=True)
FULL = line(Bearing.SUPPORTS, known=True)
AUDIT = line(Bearing.SUPPORTS, marker="", known=True)
AN_ENTRY = EvidenceLine(Bearing.SUPPORTS, "", (), (), False, "")
AGAINST = line(Bearing.DISPUTES, marker="")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], Mark.UNCITED),
        ([VOID], Mark.UNSUPPORTED),
        ([VOID, UNIDENTIFIED], Mark.WEAK),
        ([PARTIAL, VOID], Mark.WEAK),
        ([FULL, PARTIAL, VOID], Mark.SUPPORTED),
        ([AUDIT, VOID], Mark.SUPPORTED),
        ([AN_ENTRY], Mark.WEAK),
        ([FULL, AGAINST, VOID], Mark.DISPUTED),
        ([AGAINST], Mark.DISPUTED),
    ],
)
def test_a_mark_depends_on_the_lines_and_not_on_their_order(
    lines: list[EvidenceLine], expected: Mark
) -> None:
    assert {mark(order) for order in itertools.permutations(lines)} == {expected}


@pytest.mark.parametrize(
    ("iri", "words"),
    [
        ("https://w3id.org/biolink/vocab/applied_to_treat", "applied to treat"),
        ("https://schema.org/typicalTest", "typical test"),
        ("https://schema.org/MedicalSign", "medical sign"),
        ("https://schema.org/DDxElement", "DDx element"),
        ("http://www.w3.org/2000/01/rdf-schema#subClassOf", "sub class of"),
    ],
)
def test_an_iri_without_a_label_is_spelt_out(iri: str, words: str) -> None:
    assert spelt(iri) == words


@pytest.mark.parametrize(
    ("iri", "label", "shown"),
    [
        ("https://schema.org/typicalTest", "typicalTest", "typical test"),
        ("https://schema.org/typicalTest", "", "typical test"),
        ("https://schema.org/value", "value", "value"),
        ("http://purl.obolibrary.org/obo/CHEBI_1", "mRNA", "mRNA"),
        ("http://purl.obolibrary.org/obo/SEPIO_0000006", "has_evidence_line", "has_evidence_line"),
    ],
)
def test_a_label_that_is_the_local_name_is_spelt_out(iri: str, label: str, shown: str) -> None:
    assert reference(NamedNode(iri), label).label == shown


def test_predicates_of_schema_org_read_as_words(calcinosis: pages.Page) -> None:
    shown = {s.predicate.curie: s.predicate.label for s in calcinosis.statements}
    assert shown["schema:typicalTest"] == "typical test"
    assert shown["schema:differentialDiagnosis"] == "differential diagnosis"


def test_the_description_is_closed_and_part_of_the_ontology(ontology: doidkit.Ontology) -> None:
    triples = pages.describe(ontology, "DOID:182")
    assert triples == pages.describe(doidkit.load(), "calcinosis")
    subjects = {triple.subject for triple in triples}
    for triple in triples:
        assert not isinstance(triple.object, BlankNode) or triple.object in subjects
        if not isinstance(triple.subject, BlankNode) and not isinstance(triple.object, BlankNode):
            assert list(ontology.source.store.quads_for_pattern(*triple)) != []
    names = {s.value for s in subjects if isinstance(s, NamedNode)}
    kinds = {name.removeprefix("https://w3id.org/doidkit/").split("/")[0] for name in names}
    assert {"claim", "evidence", "reference", "work", "section", "ddx", "block", "term"} <= kinds
    vocabulary = (
        t for t in triples if str(t.subject).startswith("<https://w3id.org/doidkit/vocab")
    )
    assert {t.predicate.value for t in vocabulary} <= {expand("rdfs:label")}
    claims = {name for name in names if name.startswith("https://w3id.org/doidkit/claim/")}
    assert len(claims) == 126


def test_the_description_of_a_drug_is_its_claims_alone(ontology: doidkit.Ontology) -> None:
    triples = pages.describe(ontology, "CHEBI:10033")
    claims = {
        t.subject.value
        for t in triples
        if isinstance(t.subject, NamedNode) and "/claim/" in t.subject.value
    }
    assert "https://w3id.org/doidkit/claim/TRT-05" in claims


def test_a_description_reaches_the_end_of_a_long_list(tmp_path: Path) -> None:
    members = [f"<urn:m{number}>" for number in range(40)]
    path = tmp_path / "list.ttl"
    path.write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . "
        f"<urn:a> owl:equivalentClass [ a owl:Class ; owl:unionOf ( {' '.join(members)} ) ] . "
        "<urn:b> owl:equivalentClass [ a owl:Class ] ."
    )
    found = pages.describe(doidkit.load(path), "urn:a")
    said = {str(triple.object) for triple in found}
    assert said >= set(members)
    assert len(found) == 3 + 2 * len(members)


def test_a_description_reaches_the_bottom_of_what_is_nested(tmp_path: Path) -> None:
    """A class of lists within lists: all triples of the file, counted by a reader of RDF."""
    inner = "<urn:end>"
    for depth in range(14):
        others = " ".join(f"[ a owl:Restriction ; owl:onProperty <urn:p{n}> ]" for n in range(20))
        inner = f"[ a owl:Class ; <urn:depth> {depth} ; owl:unionOf ( {others} {inner} ) ]"
    path = tmp_path / "nested.ttl"
    prefix = "@prefix owl: <http://www.w3.org/2002/07/owl#> . "
    path.write_text(f"{prefix}<urn:a> owl:equivalentClass {inner} .")
    triples = len(list(parse(path=path)))
    assert triples == 1 + 14 * (3 + 21 * 2 + 20 * 2)
    assert len(pages.describe(doidkit.load(path), "urn:a")) == triples


NAMES = {
    "TRT-05": "claim:TRT-05",
    "trt-05": "claim:TRT-05",
    "claim:TRT-05": "claim:TRT-05",
    "PMID:31302187": "work:traineau-2020",
    "doi:10.1016/j.jaad.2019.07.006": "work:traineau-2020",
    "Bisphosphonates": "CHEBI:77383",
    "Subcutaneous cholesterol crystals": "ddx:subcutaneous-cholesterol-crystals",
    "Gouty tophi": "HP:0033073",
    "washed out appearance": "ddx:washed-out-appearance",
    "osteoma cutis": "HP:0025027",
}


@pytest.mark.parametrize("name", NAMES)
def test_names_of_the_document_lead_to_what_they_mean(
    ontology: doidkit.Ontology, name: str
) -> None:
    assert pages.find(ontology, name) == expand(NAMES[name])


def test_every_label_of_a_term_leads_to_the_term_itself(ontology: doidkit.Ontology) -> None:
    for label in ("pain", "calcinosis", "calcinosis cutis", "warfarin"):
        assert pages.find(ontology, label) == ontology.find(label)


def test_a_statement_has_a_page_of_its_own(ontology: doidkit.Ontology) -> None:
    page = pages.page(ontology, "TRT-05")
    (said,) = page.statements
    assert (said.id, said.mark) == ("TRT-05", Mark.DISPUTED)
    assert "warfarin" in said.quote
    assert page.close
    facts = {fact.name: fact.values for fact in page.facts}
    assert facts["Kind"] == ("drug claim",)
    assert facts["Part of"][0].startswith("Treatment")
    against = [line for line in said.evidence if line.bearing is Bearing.DISPUTES]
    assert {work.name for line in against for work in line.works} >= {
        "Warfarin: reports of calciphylaxis"
    }
    assert all(line.code for line in said.evidence)


def test_a_work_has_what_rests_on_it(ontology: doidkit.Ontology) -> None:
    page = pages.page(ontology, "work:reiter-2011-part-1")
    facts = {fact.name: fact.values for fact in page.facts}
    assert page.term.label.startswith("Calcinosis cutis: part I")
    assert "PMID:21679810" in facts["Identifiers"]
    assert facts["Named by"][0] == "[11] of Diagnostic Tests"
    assert {"DES-05", "DIA-03"} <= {statement.id for statement in page.statements}


def test_a_phenotype_leads_to_the_disease_that_is_mapped_to_it(ontology: doidkit.Ontology) -> None:
    facts = {f.name: f.values for f in pages.page(ontology, "HP:0025520").facts}
    (mapped,) = facts["Mapped from"]
    assert mapped.startswith("calcinosis cutis (dkt:calcinosis-cutis)")


def test_nothing_invents_a_label(ontology: doidkit.Ontology) -> None:
    shown = page.render(pages.page(ontology, "DOID:182"))
    assert "c0006663" not in shown
    assert "UMLS:C0006663" in shown


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("DeclinedPassage", {"Words", "Reason"}),
        ("BlockStatement", {"As written", "Verdict"}),
        ("ReferenceEntry", {"Number", "Words"}),
    ],
)
def test_what_makes_no_statement_shows_the_words_of_the_document(
    ontology: doidkit.Ontology, kind: str, wanted: set[str]
) -> None:
    found = doidkit.query(f"SELECT ?s WHERE {{ ?s a dk:{kind} }}")
    names = [term.value for term in found.column("s")]
    assert len(names) > 10
    for name in names:
        facts = {fact.name for fact in pages.page(ontology, name).facts}
        assert wanted <= facts, name


@pytest.mark.parametrize(
    "name", ["DOID:182", "TRT-05", "SYM-02", "work:kim-2024", "CHEBI:77383", "block:label"]
)
def test_markdown_says_what_text_says(ontology: doidkit.Ontology, name: str) -> None:
    shown = pages.page(ontology, name)
    unlinked = re.sub(r"\]\([^)]*\)", "]", page_markdown.render(shown).replace("\\", ""))
    text, markdown = (set(re.findall(r"\w+", words)) for words in (page.render(shown), unlinked))
    assert text - markdown <= {"Note"}  # in Markdown a note is set in italics
    assert markdown - text <= {"evidence", "meaning", "statements"}  # the heads of the legend
