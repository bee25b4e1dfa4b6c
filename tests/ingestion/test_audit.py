"""Faults of a page: those of the document, item by item; those planted in another; no others."""

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doidkit.ingestion.audit import audit
from doidkit.ingestion.audit.faults import Fault, Kind
from doidkit.ingestion.page import Page
from doidkit.ingestion.parse import parse
from doidkit.model import Severity

S, T, D, X = "Signs and Symptoms", "Treatment", "Diagnostic Tests", "Differential Diagnosis"

# Section 3 of audit.md, item by item, then sections 1 and 2 and what claims.tsv notes: the kind
# of fault, the section, a number or some words of the line that it stands in.
ITEMS = [
    ("Dangling: Symptoms [11]", Kind.DANGLING, S, 11),
    ("Dangling: Diagnostics [9]", Kind.DANGLING, D, 9),
    ("Dangling: Treatment [4]", Kind.DANGLING, T, 4),
    ("Dangling: Differential [8]", Kind.DANGLING, X, 8),
    ("Dangling: Differential [10]", Kind.DANGLING, X, 10),
    ("Placeholder: Diagnostics [1]", Kind.PLACEHOLDER, D, 1),
    ("Placeholder: Diagnostics [10]", Kind.PLACEHOLDER, D, 10),
    ("Wrong target: Differential cholesterol [3]", Kind.MISATTRIBUTED, X, "Cholesterol Crystals:"),
    ("Wrong target: Differential osteoma [4]", Kind.MISATTRIBUTED, X, "Osteoma Cutis:"),
    *((f"Circular: Differential [{n}]", Kind.CIRCULAR, X, n) for n in range(3, 8)),
    ("Double counting: Differential [1] is Diagnostics [12]", Kind.DUPLICATE, X, 1),
    ("Double counting: Differential [2] is Diagnostics [12]", Kind.DUPLICATE, X, 2),
    ("Unsupported: bisphosphonates in lupus [13]", Kind.SILENT, T, 13),
    ("Unsupported: redness [3][4]", Kind.SILENT, S, "Redness and itching"),
    ("Unsupported: the drug list of [5] is in [7]", Kind.MISATTRIBUTED, T, "warfarin"),
    ("Off topic: Symptoms [7]", Kind.OFF_TOPIC, S, 7),
    ("Numbers are section-scoped", Kind.REUSED_NUMBER, S, 4),
    ("Contradiction: metastatic", Kind.SUBTYPE_AND_DIFFERENTIAL, D, "Metastatic"),
    ("Contradiction: iatrogenic", Kind.SUBTYPE_AND_DIFFERENTIAL, D, "Iatrogenic"),
    ("Contradiction: urine tests filed as blood tests", Kind.MISFILED, D, "urinary"),
    ("Contradiction: Diagnostics [4] limits radiography", Kind.CONTRARY, D, 4),
    ("89% sensitivity lacks population and standard", Kind.BARE_FIGURE, D, "89%"),
    ("Two concepts under one id", Kind.OTHER_SUBJECT, "Description", "Calcinosis Cutis"),
    ("DES-18: a heading as a characteristic", Kind.HEADING_AS_ITEM, "Description", "A Rare"),
    ("SYM-10: [1] is never cited", Kind.UNCITED, S, 1),
    ("SYM-12: empty section", Kind.EMPTY_SECTION, S, "Additional Symptoms"),
    ("TRT-14: emptied brackets", Kind.EMPTY_CITATION, T, "[]"),
    ("DIF-05: the sign of DIF-10, too", Kind.SAME_SIGN, X, "Osteoma Cutis:"),
    ("DIF-13: entries cite themselves", Kind.SELF_CITING, X, 3),
    ("DIF-14: the names once more", Kind.REPEATED_LIST, X, "Gouty Tophi"),
]
# These cannot be found in the page: something outside of it has to be known.
NOT_FOUND = {
    "Double counting: Diagnostics [11] and [12]": "that [12] is the abstract of the work of [11]",
    "Safety: warfarin is listed as beneficial": "that a review advises against it, and why",
    "89% sensitivity: a 2021 study found less": "the other study",
    "Elahmar 2022, Kim 2024, Robert 2020, Reiter part II": "whether these works exist",
    "DOID:182 is of any soft tissue": "the Disease Ontology's definition; see test_block.py",
    "SNOMED and LOINC codes": "the code tables",
}


def match(page: Page, fault: Fault, kind: Kind, section: str, what: int | str) -> bool:
    if fault.kind is not kind or fault.section != section:
        return False
    line = page.text.splitlines()[page.line(fault.span.start)[0] - 1]
    return what in fault.numbers if isinstance(what, int) else what in line


@pytest.mark.parametrize(
    ("kind", "section", "what"), [i[1:] for i in ITEMS], ids=[i[0] for i in ITEMS]
)
def test_an_item_of_the_audit_is_found(
    document: Page, kind: Kind, section: str, what: int | str
) -> None:
    assert [f for f in audit(document) if match(document, f, kind, section, what)]


def test_what_is_not_found_has_its_reason() -> None:
    assert not {item[0] for item in ITEMS} & set(NOT_FOUND)
    assert all(NOT_FOUND.values())


def test_the_document_has_no_dangling_number_but_those(document: Page) -> None:
    dangling = {(f.section, n) for f in audit(document) if f.kind is Kind.DANGLING
                for n in f.numbers}  # fmt: skip
    assert dangling == {(S, 11), (D, 9), (T, 4), (X, 8), (X, 10)}
    holders = {(f.section, *f.numbers) for f in audit(document) if f.kind is Kind.PLACEHOLDER}
    assert holders == {(D, 1), (D, 10)}


def test_the_entry_that_was_meant_is_named(document: Page) -> None:
    said = {f.message for f in audit(document)}
    assert "[8]: the section has no entry [8]. [6] has the statement's words." in said
    assert "[3] is about something else; [5] has its words." in said
    assert "[5] is about something else; [7] has its words." in said


PLANTED = [
    (Kind.DANGLING, "Description", 4),
    (Kind.PLACEHOLDER, "Description", 2),
    (Kind.CIRCULAR, "Description", 3),
    (Kind.UNCITED, "Description", 5),
    (Kind.HEADING_AS_ITEM, "Description", "A Painful Disease"),
    (Kind.MISATTRIBUTED, X, "Septic arthritis:"),
    (Kind.MISATTRIBUTED, X, "Pseudogout:"),
    (Kind.SUBTYPE_AND_DIFFERENTIAL, X, "Pseudogout:"),
    (Kind.SAME_SIGN, X, "Reactive arthritis:"),
    (Kind.MISFILED, S, "Colchicine"),
    (Kind.OFF_TOPIC, S, 3),
    (Kind.DUPLICATE, S, 1),
    (Kind.EMPTY_SECTION, S, "Additional Symptoms"),
    (Kind.CONTRARY, D, 1),
    (Kind.MISFILED, D, "Urinalysis"),
    (Kind.EMPTY_CITATION, D, "[]"),
    (Kind.EMPTY_CITATION, D, "[citation needed]"),
    (Kind.BARE_FIGURE, D, "87%"),
    (Kind.DANGLING, D, 7),
    (Kind.MISATTRIBUTED, T, "probenecid"),
    (Kind.SELF_CITING, T, 2),
    (Kind.REUSED_NUMBER, X, 1),
]


@pytest.mark.parametrize(("kind", "section", "what"), PLANTED, ids=lambda v: str(v)[:30])
def test_a_planted_fault_is_found(planted: Page, kind: Kind, section: str, what: int | str) -> None:
    assert [f for f in audit(planted) if match(planted, f, kind, section, what)]


def test_little_but_what_was_planted_is_found(planted: Page) -> None:
    wanted = {(kind, section) for kind, section, _ in PLANTED} | {
        # What the planted entries are besides: they restate, or name no work.
        (Kind.CIRCULAR, X), (Kind.UNCITED, T), (Kind.UNIDENTIFIED, S),
        (Kind.UNIDENTIFIED, D), (Kind.UNIDENTIFIED, T),
    }  # fmt: skip
    assert {(f.kind, f.section) for f in audit(planted)} == wanted


CLEAN = """anaemia

Description

Anaemia is a lack of haemoglobin in the blood [1]. It has many causes.

Types of Anaemia

There are several types:

- Iron deficiency anaemia: Too little iron is taken up or too much is lost [1].
- Haemolytic anaemia: Red cells break down early [2].

References

[1] Camaschella C (2015) Iron-deficiency anemia. N Engl J Med 372:1832-1843.
[2] Phillips J, Henderson AC (2018) Hemolytic anemia. Am Fam Physician 98:354-361.

Signs and Symptoms

- Fatigue: Patients are tired and short of breath [1].
- Pallor: The skin and the inside of the eyelids are pale [1].

References

[1] Lopez A, Cacoub P (2016) Iron deficiency anaemia. Lancet 387:907-916.

Diagnostic Tests

- Blood tests: These include:
  - Haemoglobin concentration in blood [1]
  - Ferritin in serum [1]
- Bone marrow biopsy: It is done where blood tests leave the cause open.

References

[1] Lopez A, Cacoub P (2016) Iron deficiency anaemia. Lancet 387:907-916.

Treatment

- Iron: Tablets of iron are taken for three months [1].

References

[1] Lopez A, Cacoub P (2016) Iron deficiency anaemia. Lancet 387:907-916.

Differential Diagnosis

- Hypothyroidism: It is distinguished from anaemia by a raised thyrotropin [1].
- Depression: It is distinguished from anaemia by low mood with normal haemoglobin [1].

References

[1] Lopez A, Cacoub P (2016) Iron deficiency anaemia. Lancet 387:907-916.
"""


def test_a_page_without_faults_has_none() -> None:
    """But for numbers that are counted anew, which its own sections show."""
    faults = audit(parse(CLEAN, "clean"))
    assert {fault.kind for fault in faults} <= {Kind.REUSED_NUMBER}
    assert all(fault.kind.severity is Severity.INFO for fault in faults)


def test_one_block_of_references_serves_the_whole_page() -> None:
    text = re.sub(r"References\n\n(\[.*\n)+\n?", "", CLEAN).replace("[2]", "[7]")
    text += "\nReferences\n\n[1] Camaschella C (2015) Iron-deficiency anemia. N Engl J Med 372.\n"
    faults = audit(parse(text, "one"))
    assert [(f.kind, f.numbers) for f in faults] == [(Kind.DANGLING, (7,))]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_faults_are_the_same_whatever_ends_a_line(planted: Page, end: str) -> None:
    other = parse(planted.text.replace("\n", end), "other")
    found = [(f.kind, other.words(f.span), f.numbers) for f in audit(other)]
    expected = [(f.kind, planted.words(f.span).replace("\n", end), f.numbers)
                for f in audit(planted)]  # fmt: skip
    assert found == expected


def test_each_kind_has_a_title_and_a_severity() -> None:
    assert len({kind.title for kind in Kind}) == len(Kind)
    assert {kind.severity for kind in Kind} == set(Severity)


@pytest.mark.parametrize(
    "text", ["TBD", "To be added.", "No information available.", "[Insert text here]", "N/A"]
)
def test_what_is_not_written_yet_is_a_placeholder(text: str) -> None:
    (fault,) = audit(parse(f"x\n\nTreatment\n\n  • {text}\n", "page"))
    assert fault.kind is Kind.PLACEHOLDER


def test_a_short_entry_that_says_what_cites_it_is_circular() -> None:
    text = (
        "x\n\nTreatment\n\nFever is treated with rest [1].\n\nReferences\n\n[1] Rest for fever.\n"
    )
    assert Kind.CIRCULAR in {fault.kind for fault in audit(parse(text, "page"))}


def test_a_doi_with_brackets_is_whole() -> None:
    """Two papers of one journal are two; one paper is one however the identifier is written."""
    text = "x\n\nTreatment\n\nIt helps [1][2][3].\n\nReferences\n\n"
    text += "[1] A B (2016) One. doi:10.1016/S0140-6736(16)00346-9. "
    text += "[2] C D (2016) Two (doi:10.1016/S0140-6736(16)00999-9). "
    text += "[3] One again. https://doi.org/10.1016/s0140-6736(16)00346-9\n"
    found = [f.numbers for f in audit(parse(text, "page")) if f.kind is Kind.DUPLICATE]
    assert found == [(1, 3)]


def test_names_before_a_dash_are_names() -> None:
    text = (
        "x\n\nDescription\n\nThere are several types:\n\n* A type - with words\n* B type - more\n"
    )
    text += "\nDifferential Diagnosis\n\n1. B type: It differs.\n"
    (fault,) = audit(parse(text, "page"))
    assert fault.kind is Kind.SUBTYPE_AND_DIFFERENTIAL


WORDS = "calcium skin nodule pain tissue deposit serum kidney bone joint lung heart".split()


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=5, max_size=9), min_size=2, max_size=6))
def test_entries_are_one_work_where_they_have_the_same_words(entries: list[list[str]]) -> None:
    """The rule, for all pairs: 85 of 100 words of the shorter entry, of at least five words."""
    block = "\n".join(f"[{n}] {' '.join(words)}." for n, words in enumerate(entries, 1))
    page = parse(f"Gout\n\nTreatment\n\nRest helps [1].\n\nReferences\n\n{block}\n", "page")
    sets = [set(words) for words in entries]
    alike = {
        (at + 1, behind + 1)
        for at, behind in combinations(range(len(sets)), 2)
        if (few := min(len(sets[at]), len(sets[behind]))) >= 5
        and len(sets[at] & sets[behind]) >= 0.85 * few
    }
    found = {each.numbers for each in audit(page) if each.kind is Kind.DUPLICATE}
    assert found == alike
