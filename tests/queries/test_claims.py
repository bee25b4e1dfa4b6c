"""The queries on the document's claims.

Every expectation was counted by hand out of the audited statements (the tables under
``../shared/seed``) and, where the audit put several statements into one row or passed one over,
out of the page: none is a copy of an answer. Where a table leaves the choice of a term to
the modeller, a comment says so.
"""

from collections import Counter, defaultdict
from collections.abc import Callable

import pytest

Rows = list[tuple[str, ...]]
Ask = Callable[..., Rows]

SECTIONS = ["description", "symptoms", "diagnostics", "treatment", "differential", "additional"]
STATEMENTS = {"DES": 22, "SYM": 17, "DIA": 21, "TRT": 27, "DIF": 31, "ADD": 8}
OBSERVATIONS = "DES-16 DES-18 SYM-10 SYM-11 SYM-12 DIA-15 TRT-15 DIF-12 DIF-13 DIF-14".split()

# Of the 116 claims: what the columns cited_refs, refs_defined_in_section and note come to, and
# for those of reference entries what work the entry names.
MARKS = {
    # an audit source or an identified work contradicts it
    "disputed": "TRT-03 TRT-04 TRT-05 ADD-05 ADD-06 ADD-07",
    # a work or a record that can be looked up (PMID:21679810, DO, HPO) says all of it
    "supported": "DES-01 DES-03 DES-05 DIA-03 DIA-20 DIA-21 ADD-01 ADD-02",
    # a source that names no work, was not found, or says a part of it
    "weak": """
        DES-02 DES-06 DES-07 DES-10 DES-15 DES-17 SYM-02 SYM-06 SYM-16 SYM-17
        DIA-04 DIA-05 DIA-06 DIA-18 DIA-19
        TRT-08 TRT-11 TRT-14 TRT-21 TRT-22 TRT-23 TRT-24 TRT-25 TRT-26 ADD-03 ADD-04
    """,
    # cites, and every citation is dangling, a placeholder, circular, misplaced or silent
    "unsupported": """
        SYM-03 SYM-04 SYM-05 SYM-13 SYM-14 DIA-10 DIA-14 DIA-17 TRT-06 TRT-10
        DIF-01 DIF-03 DIF-04 DIF-05 DIF-07 DIF-09 DIF-10 DIF-30
    """,
    # cites nothing, and the audit brought nothing
    "uncited": """
        DES-04 DES-08 DES-09 DES-11 DES-12 DES-13 DES-14 DES-19 DES-20 DES-21 DES-22
        SYM-01 SYM-07 SYM-08 SYM-09 SYM-15
        DIA-01 DIA-02 DIA-07 DIA-08 DIA-09 DIA-11 DIA-12 DIA-13 DIA-16
        TRT-01 TRT-02 TRT-07 TRT-09 TRT-12 TRT-13 TRT-16 TRT-17 TRT-18 TRT-19 TRT-20 TRT-27
        DIF-02 DIF-06 DIF-08 DIF-11 DIF-15 DIF-16 DIF-17 DIF-18 DIF-19 DIF-20 DIF-21 DIF-22
        DIF-23 DIF-24 DIF-25 DIF-26 DIF-27 DIF-28 DIF-29 DIF-31 ADD-08
    """,
}
MARK_OF = {claim: mark for mark, claims in MARKS.items() for claim in claims.split()}
SIX_DRUGS = (
    "CHEBI:10033 CHEBI:77383 CHEBI:50694 CHEBI:29007 CHEBI:101278 CHEBI:33130"  # TRT-03, TRT-04
)


def by_claim(rows: Rows) -> dict[str, set[str]]:
    """Gather (claim, value) rows: the values of each claim, without its prefix."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim, value in rows:
        found[claim.removeprefix("claim:")].add(value)
    return dict(found)


def expected(**claims: str) -> dict[str, set[str]]:
    """Write a claim as SYM_04="HP:0012531 HP:0200042"; "-" is an empty value."""
    return {
        claim.replace("_", "-"): {"" if term == "-" else term for term in terms.split()}
        for claim, terms in claims.items()
    }


def test_claims_are_all_statements_in_document_order_with_their_marks(rows: Ask) -> None:
    statements = [
        f"{section}-{number:02}"
        for section, count in STATEMENTS.items()
        for number in range(1, count + 1)
        if f"{section}-{number:02}" not in OBSERVATIONS
    ]
    assert len(statements) == 116
    answer = [
        (row[0].removeprefix("claim:"), *row[1:]) for row in rows("claims", "claim", "evidence")
    ]
    assert sorted(claim for claim, _ in answer) == sorted(statements)
    assert dict(answer) == MARK_OF
    # the words of the page: "The most common type, characterized by", "[5], patients ... drugs
    # such as warfarin ... The success rate", and the sources of the drug information at the end
    order = [claim for claim, _ in answer]
    for earlier, later in (
        pair.split()
        for pair in ("DES-19 DES-06", "TRT-03 TRT-05", "TRT-05 TRT-04", "TRT-14 ADD-08")
    ):
        assert order.index(earlier) < order.index(later)


@pytest.mark.parametrize("mark", MARKS)
def test_claims_of_one_mark(mark: str, rows: Ask) -> None:
    found = {claim.removeprefix("claim:") for (claim,) in rows("claims", "claim", mark=mark)}
    assert found == set(MARKS[mark].split())


def test_claims_of_one_section_and_mark(rows: Ask) -> None:
    answer = rows("claims", "claim", "kind", section="section:treatment", mark="disputed")
    assert answer == [(f"claim:TRT-{n}", "dk:DrugClaim") for n in ("03", "05", "04")]


def test_sections_count_the_claims_by_mark(rows: Ask) -> None:
    columns = ("section", "claims", "supported", "weak", "disputed", "unsupported", "uncited")
    # ADD-08 stands at the end of Treatment
    place = {claim: "TRT" if claim == "ADD-08" else claim[:3] for claim in MARK_OF}
    count = Counter((place[claim], mark) for claim, mark in MARK_OF.items())
    total = Counter(place.values())
    assert rows("sections", *columns) == [
        (f"section:{section}", str(total[code]), *(str(count[code, mark]) for mark in columns[2:]))
        for section, code in zip(SECTIONS, STATEMENTS, strict=True)
    ]
    assert [number for (number,) in rows("sections", "observations")] == list("231130")


def test_observations_are_the_rows_that_state_nothing(rows: Ask) -> None:
    found = by_claim(rows("observations", "observation", "observes"))
    assert found == expected(
        DES_16="ref:description-1 ref:description-11 ref:description-range ref:description-6",
        DES_18="section:description",
        SYM_10="ref:symptoms-1",
        SYM_11="ref:symptoms-7",
        SYM_12="section:symptoms",
        DIA_15="ref:diagnostics-11 ref:diagnostics-12",
        TRT_15="ref:treatment-7",
        DIF_12="ref:differential-1 ref:differential-2",
        DIF_13=" ".join(f"ref:differential-{number}" for number in (3, 4, 5, 6, 7)),
        DIF_14="section:differential",
    )


def test_signs(rows: Ask) -> None:
    papules = "HP:0200034 HP:0200035 HP:0200036"
    found = by_claim(rows("signs", "claim", "sign"))
    assert found == expected(
        DES_09=papules,
        DES_12="HP:0200036",
        DES_13=papules + " HP:0031289 HP:0025507 HP:0025554 HP:0031360",
        DES_14="HP:0032217",
        DES_21="-",  # morbidity and mortality
        DES_22="HP:0025520",  # a severe form of calcinosis cutis
        SYM_02="HP:0001482",
        SYM_03="HP:0001482",
        SYM_04="HP:0012531",
        SYM_05="HP:0010783 HP:0000989",
        SYM_06="HP:0200036",
        SYM_07="SYMP:0000462",  # absence of symptoms: no term, so a negated "symptom"
        SYM_08="HP:0003587",
        SYM_13="HP:0011355",  # a tender lesion
        SYM_14="HP:0200042",
        SYM_15="-",  # discomfort, denied
        SYM_17="HP:0200036 HP:0001482",  # in or under the skin
        DIA_21="-",  # normal levels have no term
        TRT_23="-",  # after long-standing disease
        TRT_24="-",  # a varying presentation
        TRT_25="SYMP:0000462",
    )


def test_signs_carry_frequency_modality_and_negation(rows: Ask) -> None:
    qualified = {row[0]: row[1:] for row in rows("signs", "claim", "frequency", "modality")}
    assert qualified["claim:SYM-02"] == ("dk:mostCommon", "")
    assert qualified["claim:SYM-04"] == ("dk:inSomeCases", "dk:possible")
    assert qualified["claim:SYM-07"] == ("dk:often", "")
    negated = {claim for claim, negated in rows("signs", "claim", "negated") if negated == "true"}
    assert negated == {"claim:SYM-07", "claim:SYM-15", "claim:TRT-25"}
    groups = by_claim(rows("signs", "claim", "grouping"))
    assert groups["DIA-21"] == {"all of"}
    assert groups["SYM-05"] == groups["DES-13"] == {"any of"}
    assert groups["SYM-02"] == {""}


def test_signs_of_a_disease_hold_those_of_its_types_and_no_others(rows: Ask) -> None:
    cutis = {claim for (claim,) in rows("signs", "claim", disease="dkt:calcinosis-cutis")}
    everything = {claim for (claim,) in rows("signs", "claim")}
    # calciphylaxis is no kind of calcinosis cutis; [6] and [13] speak of calcinosis
    assert everything - cutis == {
        f"claim:{name}" for name in ("DES-21", "DES-22", "SYM-17", "TRT-23", "TRT-24", "TRT-25")
    }
    idiopathic = rows("signs", "sign", "label", "claim", disease="dkt:idiopathic-calcification")
    assert idiopathic == [
        ("HP:0200034", "Papule", "claim:DES-09"),
        ("HP:0200036", "Skin nodule", "claim:DES-09"),
        ("HP:0200035", "Skin plaque", "claim:DES-09"),
    ]
    assert rows("signs", "sign", "frequency", "evidence", disease="DOID:9074") == [
        ("HP:0025520", "dk:rare", "weak")
    ]


def test_sites(rows: Ask) -> None:
    places = defaultdict(dict)
    for role, claim, site in rows("sites", "role", "claim", "site"):
        places[role].setdefault(claim.removeprefix("claim:"), set()).add(site)
    assert places["location"] == expected(
        DES_15="UBERON:0002097 UBERON:0002072 UBERON:0008982 UBERON:0002385",
        DES_17="UBERON:0002385",
        SYM_01="UBERON:0002097 UBERON:0002385 UBERON:0000043 UBERON:0002384",
    )
    assert places["context"] == expected(
        DES_03="UBERON:0002097 UBERON:0002072",
        DES_07="UBERON:0002097",  # "skin and elsewhere"
    )
    # DES-17 is about calcinosis in general
    cutis = {claim for (claim,) in rows("sites", "claim", disease="dkt:calcinosis-cutis")}
    assert cutis == {f"claim:{name}" for name in ("DES-03", "DES-07", "DES-15", "SYM-01")}


def test_causes(rows: Ask) -> None:
    found = by_claim(rows("causes", "claim", "cause"))
    assert found == expected(
        DES_03="CHEBI:35156",
        DES_04="DOID:4 HP:0200036 HP:0004363",  # "underlying disease": any disease
        DES_06="- HP:0012649",  # tissue damage has no term
        DES_07="HP:0003072",
        DES_08="-",  # an absent cause
        DES_10="-",  # a procedure with calcium-containing substances: one cause
        SYM_09="DOID:4",  # an unspecified disease
        DIA_17="-",  # heel sticks
        DIA_20="-",  # local tissue damage
    )
    assert by_claim(rows("causes", "claim", "condition")) == expected(
        DES_03="dkt:calcinosis-cutis",
        DES_04="dkt:calcinosis-cutis",
        DES_06="dkt:dystrophic-calcification",
        DES_07="dkt:metastatic-calcification",
        DES_08="dkt:idiopathic-calcification",
        DES_10="dkt:iatrogenic-calcification",
        SYM_09="dkt:calcinosis-cutis",
        DIA_17="dkt:iatrogenic-calcification",
        DIA_20="dkt:dystrophic-calcification",
    )
    words = by_claim(rows("causes", "claim", "label"))
    assert "tissue damage" in words["DES-06"]
    assert by_claim(rows("causes", "claim", "negated"))["DES-08"] == {"true"}
    groups = by_claim(rows("causes", "claim", "grouping"))
    assert {claim: kinds for claim, kinds in groups.items() if kinds != {""}} == {
        "DES-04": {"any of"},
        "DES-06": {"any of"},
    }


def test_subtypes_are_five_and_only_four_are_subclasses(rows: Ask) -> None:
    columns = ("subtype", "in_ontology", "in_document", "parents")
    assert rows("subtypes", *columns) == [
        ("DOID:4734", "false", "true", "calcinosis"),
        ("dkt:dystrophic-calcification", "true", "true", "calcinosis cutis"),
        ("dkt:iatrogenic-calcification", "true", "true", "calcinosis cutis"),
        ("dkt:idiopathic-calcification", "true", "true", "calcinosis cutis"),
        ("dkt:metastatic-calcification", "true", "true", "calcinosis cutis"),
    ]


def test_tests(rows: Ask) -> None:
    examination = "MAXO:0000527"
    found = by_claim(rows("tests", "claim", "test"))
    assert found == expected(
        DIA_01=f"MAXO:0000006 MAXO:0000005 {examination}",
        DIA_02="MAXO:0000006",
        DIA_03="LOINC:6874-2 LOINC:2779-7",
        DIA_04="LOINC:17861-6 LOINC:2777-1",
        DIA_05="MAXO:0000595",
        DIA_06="MAXO:0000072",
        DIA_07="MAXO:0000571",
        DIA_08="MAXO:0000424",
        DIA_09="MAXO:0000423",
        DIA_10="MAXO:0000144",
        DIA_11=examination,
        DIA_16="MAXO:0000005",
        DIA_18="MAXO:0000595 MAXO:0000072",
        DIA_19="MAXO:0000595",
        TRT_26="MAXO:0000595",
        DIF_11=f"MAXO:0000574 {examination} MAXO:0000144",
    )
    ranks = {claim: rank for claim, rank in rows("tests", "claim", "rank") if rank}
    assert ranks == {
        "claim:DIA-05": "dk:firstLine",
        "claim:DIA-09": "dk:confirmatory",
        "claim:DIA-18": "dk:firstLine",
        "claim:DIA-19": "dk:limited",
    }
    assert by_claim(rows("tests", "claim", "grouping"))["DIA-03"] == {"any of"}


def test_the_sensitivity_comes_with_what_is_missing(rows: Ask) -> None:
    measured = [
        row for row in rows("tests", "claim", "test", "measure", "measured", "lacks") if row[2]
    ]
    assert measured == [
        (
            "claim:DIA-06",
            "MAXO:0000072",
            "0.89",
            "sensitivity, proportion",
            # "population, reference standard, n, CI all missing", and per zone, hand or patient
            "confidence interval, population, reference standard, sample size, unit of analysis",
        )
    ]


def test_tests_that_name_calcinosis_cutis(rows: Ask) -> None:
    everything = {claim for (claim,) in rows("tests", "claim")}
    cutis = {claim for (claim,) in rows("tests", "claim", disease="dkt:calcinosis-cutis")}
    # the figure is for calcinosis in general; what histology shows names no disease
    assert everything - cutis == {"claim:DIA-06", "claim:DIA-10", "claim:TRT-26"}


def test_drugs(rows: Ask) -> None:
    found = by_claim(rows("drugs", "claim", "drug"))
    assert found == expected(
        TRT_01="MAXO:0000001",  # any therapy
        TRT_02="MAXO:0000058",  # drugs as such
        TRT_03=SIX_DRUGS,
        TRT_05="CHEBI:10033",
        TRT_06="CHEBI:77383",
        TRT_08="CHEBI:50694",
        TRT_09="CHEBI:29007",
        TRT_10="CHEBI:101278",
        TRT_11="CHEBI:33130",
        TRT_21="MAXO:0000058 MAXO:0000004 -",  # drugs, surgery, both
        TRT_22="MAXO:0000058",
    )
    contexts = {row for row in rows("drugs", "claim", "context", "context_label") if row[1]}
    assert contexts == {
        ("claim:TRT-06", "DOID:9074", "systemic lupus erythematosus"),
        ("claim:TRT-10", "DOID:10223", "dermatomyositis"),
    }


def test_no_drug_is_said_to_treat(rows: Ask) -> None:
    relations = set(rows("drugs", "relation", "negated"))
    assert relations == {
        ("dk:cures", "true"),
        ("biolink:treats_or_applied_or_studied_to_treat", "false"),
        ("biolink:applied_to_treat", "false"),
    }
    assert {claim for claim, negated in rows("drugs", "claim", "negated") if negated == "true"} == {
        "claim:TRT-01"
    }


def test_the_evidence_on_warfarin(rows: Ask) -> None:
    columns = ("claim", "bearing", "marker", "statuses", "work", "identifiers")
    traineau = "PMID:31302187, doi:10.1016/j.jaad.2019.07.006"
    assert rows("drug-evidence", *columns) == [
        ("claim:TRT-03", "against", "", "", "work:mhra-warfarin", ""),
        ("claim:TRT-03", "against", "", "", "work:traineau-2020", traineau),
        ("claim:TRT-03", "void", "[5]", "misattributed", "work:robert-2020", ""),
        # [7] is not printed with this sentence: a line of the audit
        ("claim:TRT-05", "for", "", "", "work:reiter-2011-part-2", ""),
        ("claim:TRT-05", "against", "", "", "work:mhra-warfarin", ""),
        ("claim:TRT-05", "against", "", "", "work:traineau-2020", traineau),
        ("claim:TRT-05", "void", "[5]", "misattributed", "work:robert-2020", ""),
        ("claim:TRT-04", "against", "", "", "work:mhra-warfarin", ""),
        ("claim:TRT-04", "against", "", "", "work:traineau-2020", traineau),
        ("claim:TRT-04", "void", "[5]", "silent", "work:robert-2020", ""),
    ]
    advice = {
        comment
        for work, comment in rows("drug-evidence", "work", "comment")
        if work == "work:traineau-2020"
    }
    assert all("should not be used (level IB)" in words for words in advice)


def test_warfarin_is_disputed_in_every_row_and_the_drugs_beside_it_are_not(rows: Ask) -> None:
    marks = set(rows("drugs", "drug", "claim", "evidence"))
    assert {row[1:] for row in marks if row[0] == "CHEBI:10033"} == {
        ("claim:TRT-03", "disputed"),
        ("claim:TRT-05", "disputed"),
    }
    beside = [row for row in marks if row[1] == "claim:TRT-03" and row[0] != "CHEBI:10033"]
    assert [mark for _, _, mark in beside] == ["unsupported"] * 5


def test_the_evidence_on_a_drug_that_cites_nothing(rows: Ask) -> None:
    columns = ("claim", "bearing", "line", "marker", "work")
    answer = rows("drug-evidence", *columns, drug="CHEBI:29007")
    assert [row[:2] for row in answer] == [
        ("claim:TRT-03", "void"),
        ("claim:TRT-04", "void"),
        ("claim:TRT-17", "none"),
        ("claim:TRT-09", "none"),
        ("claim:TRT-18", "none"),
    ]
    assert answer[3][2:] == ("", "", "")
    dangling = rows("drug-evidence", "claim", "statuses", drug="CHEBI:101278")
    assert dangling[-1] == ("claim:TRT-10", "dangling")


def test_disputed(rows: Ask) -> None:
    assert rows("disputed", "claim", "section", "work") == [
        *(
            (f"claim:TRT-{number}", "section:treatment", work)
            for number in ("03", "05", "04")
            for work in ("work:mhra-warfarin", "work:traineau-2020")
        ),
        ("claim:ADD-05", "section:additional", "work:doid-2024-01-31"),
        ("claim:ADD-06", "section:additional", "work:doid-2024-01-31"),
        ("claim:ADD-07", "section:additional", "work:doid-2024-01-31"),
    ]


# audit.md, section 3: why each falls.
UNSUPPORTED = {
    "SYM-03": ("silent", "[3], [4]"),
    "SYM-04": ("dangling", "[11]"),
    "SYM-13": ("dangling", "[11]"),
    "SYM-14": ("dangling", "[11]"),
    "SYM-05": ("silent", "[3], [4]"),
    "DIA-10": ("placeholder", "[1]"),
    "DIA-14": ("dangling", "[9]"),
    "DIA-17": ("dangling", "[9]"),
    "TRT-06": ("silent", "[13]"),
    "TRT-10": ("dangling", "[4]"),
    "DIF-01": ("circular", "[4]"),
    "DIF-03": ("circular", "[4]"),
    "DIF-04": ("circular", "[3]"),
    "DIF-05": ("circular", "[3]"),
    "DIF-07": ("misattributed", "[3]"),
    "DIF-09": ("dangling", "[8]"),
    "DIF-10": ("misattributed", "[4]"),
    "DIF-30": ("misattributed", "[4]"),
}


def test_unsupported_is_what_the_audit_calls_unsupported(rows: Ask) -> None:
    assert rows("unsupported", "claim", "reasons", "markers") == [
        (f"claim:{claim}", *why) for claim, why in UNSUPPORTED.items()
    ]
    assert all(comment for (comment,) in rows("unsupported", "comment"))


@pytest.mark.parametrize("reason", sorted({why for why, _ in UNSUPPORTED.values()}))
def test_unsupported_for_one_reason(reason: str, rows: Ask) -> None:
    assert [claim for (claim,) in rows("unsupported", "claim", reason=reason)] == [
        f"claim:{claim}" for claim, (why, _) in UNSUPPORTED.items() if why == reason
    ]


def test_a_claim_with_one_good_citation_is_not_unsupported(rows: Ask) -> None:
    # [7] is off topic for SYM-06, which [6] carries in part
    assert rows("unsupported", "claim", reason="off-topic") == []
    assert rows("citations", "cited_by", status="off-topic") == [("claim:SYM-06",)]


def test_uncited_claims_are_listed_on_request(rows: Ask) -> None:
    uncited = {f"claim:{claim}" for claim in MARKS["uncited"].split()}
    with_uncited = rows("unsupported", "claim", "reasons", uncited="true")
    assert {claim for claim, reasons in with_uncited if reasons == "uncited"} == uncited
    assert len(with_uncited) == len(uncited) + len(UNSUPPORTED)
    assert {claim for (claim,) in rows("unsupported", "claim", reason="uncited")} == uncited


# The column cited_refs, resolved with audit.md and the note, as far as the page prints the number
# there; every claim not named cites none.
CITATIONS = {
    "SYM-02": {"[3]": "silent", "[4]": "resolvable"},
    "SYM-03": {"[3]": "silent", "[4]": "silent"},
    "SYM-04": {"[11]": "dangling"},
    "SYM-13": {"[11]": "dangling"},
    "SYM-14": {"[11]": "dangling"},
    "SYM-05": {"[3]": "silent", "[4]": "silent"},
    "SYM-06": {"[6]": "resolvable", "[7]": "off-topic"},
    "DIA-03": {"[11]": "resolvable", "[12]": "duplicate, silent"},
    "DIA-04": {"[10]": "placeholder", "[12]": "resolvable"},
    "DIA-05": {"[4]": "resolvable", "[5]": "resolvable"},
    "DIA-06": {"[5]": "resolvable"},
    "DIA-10": {"[1]": "placeholder"},
    "DIA-14": {"[9]": "dangling"},
    "DIA-17": {"[9]": "dangling"},
    "TRT-03": {"[5]": "misattributed"},
    "TRT-04": {"[5]": "silent"},
    "TRT-05": {"[5]": "misattributed"},
    "TRT-06": {"[13]": "silent"},
    "TRT-08": {"[7]": "resolvable"},
    "TRT-10": {"[4]": "dangling"},
    "TRT-11": {"[5]": "misattributed"},
    # "emptied inner brackets", two of them, the second behind three statements
    **{f"TRT-{number}": {"[]": "dangling"} for number in range(23, 27)},
    "DIF-01": {"[4]": "circular"},
    "DIF-03": {"[4]": "circular"},
    "DIF-04": {"[3]": "circular"},
    "DIF-05": {"[3]": "circular"},
    "DIF-07": {"[3]": "misattributed"},
    "DIF-09": {"[8]": "dangling"},
    "DIF-10": {"[4]": "misattributed"},
    "DIF-30": {"[4]": "misattributed"},
}


def test_citations_of_claims(rows: Ask) -> None:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    count = 0
    for cited_by, marker, statuses in rows("citations", "cited_by", "marker", "statuses"):
        if cited_by.startswith("claim:"):
            found[cited_by.removeprefix("claim:")][marker] = statuses
            count += 1
    assert found == CITATIONS
    assert count == sum(map(len, CITATIONS.values()))


def test_citations_inside_the_reference_blocks(rows: Ask) -> None:
    inner = {
        row[:2]: row[2]
        for row in rows("citations", "cited_by", "marker", "statuses")
        if row[0].startswith("ref:")
    }
    # "Entries [1] and [2] ... pointing to [10]"; "[3]-[7] ... cite [3],[4],[3],[8],[4]"
    numbers = {1: 10, 2: 10, 3: 3, 4: 4, 5: 3, 6: 8, 7: 4}
    assert {pair for pair in inner if "differential" in pair[0]} == {
        (f"ref:differential-{entry}", f"[{cited}]") for entry, cited in numbers.items()
    }
    assert inner["ref:treatment-5", "[5]"] == inner["ref:treatment-7", "[7]"] == "circular"


def test_dangling_numbers_are_those_of_the_audit(rows: Ask) -> None:
    found = set(rows("citations", "section", "marker", status="dangling"))
    assert found - {("section:treatment", "[]")} == {
        ("section:symptoms", "[11]"),
        ("section:diagnostics", "[9]"),
        ("section:treatment", "[4]"),
        ("section:differential", "[8]"),
        ("section:differential", "[10]"),
    }
    assert {entry for (entry,) in rows("citations", "entry", status="dangling")} == {""}


def test_void_citations_are_all_but_the_resolvable(rows: Ask) -> None:
    void = rows("citations", "citation", status="void")
    good = rows("citations", "citation", status="resolvable")
    assert len(void) + len(good) == len(rows("citations"))
    resolvable = [s for found in CITATIONS.values() for s in found.values() if s == "resolvable"]
    assert len(good) == len(resolvable) == 8
    assert {flag for (flag,) in rows("citations", "void", status="void")} == {"true"}


def test_references_are_the_entries_of_the_five_blocks(rows: Ask) -> None:
    listed = defaultdict(list)
    for section, marker in rows("references", "section", "marker"):
        listed[section.removeprefix("section:")].append(marker)
    assert listed.pop("") == [""] * 5  # the audit's own: DO, HPO, MHRA, Hoeltzel, Traineau
    assert listed == {
        "description": ["[1]", "[2-5, 7, 9, 10, 12-15]", "[6]", "[11]"],
        "symptoms": ["[1]", "[3]", "[4]", "[6]", "[7]"],
        "diagnostics": ["[1]", "[4]", "[5]", "[10]", "[11]", "[12]"],
        "treatment": ["[5]", "[7]", "[13]"],
        "differential": ["[1]", "[2]", "[3]", "[4]", "[5]", "[6]", "[7]"],
    }


def test_one_paper_stands_behind_four_entries(rows: Ask) -> None:
    entries = rows("references", "entry", "identifiers")
    assert [entry for entry, identifiers in entries if "PMID:21679810" in identifiers] == [
        "ref:diagnostics-11",
        "ref:diagnostics-12",
        "ref:differential-1",
        "ref:differential-2",
    ]
    # no other entry's work could be identified
    assert len([entry for entry, identifiers in entries if entry and identifiers]) == 4


def test_how_often_entries_are_cited(rows: Ask) -> None:
    cited = {row[0]: row[1:] for row in rows("references", "entry", "cited", "statuses")}
    assert cited["ref:symptoms-1"] == ("0", "never cited")
    # what is printed: behind two bullets each, whatever number of claims the bullet makes
    assert cited["ref:symptoms-3"] == ("2", "silent")
    assert cited["ref:symptoms-4"] == ("2", "resolvable, silent")
    assert cited["ref:symptoms-7"] == ("1", "off-topic")
    assert cited["ref:diagnostics-5"] == ("2", "resolvable")
    assert cited["ref:diagnostics-12"] == ("2", "duplicate, resolvable, silent")
    # behind minocycline, and by itself
    assert cited["ref:treatment-7"] == ("2", "circular, resolvable")
    # behind tophi and osteoma cutis, by itself and by entry [7]
    assert cited["ref:differential-4"] == ("4", "circular, misattributed")
    assert cited["ref:description-1"] == cited["ref:description-6"] == ("0", "never cited")


def test_references_of_one_section(rows: Ask) -> None:
    answer = rows("references", "section", "entry", section="section:treatment")
    assert answer == [
        ("section:treatment", f"ref:treatment-{number}") for number in ("5", "7", "13")
    ]


def test_contradictions_are_pairs_met_once(rows: Ask) -> None:
    assert set(rows("contradictions", "claim", "other")) == {
        # metastatic and iatrogenic calcification: subtypes and differentials (audit.md)
        ("claim:DES-05", "claim:DIA-13"),
        ("claim:DES-05", "claim:DIA-14"),
        ("claim:SYM-02", "claim:SYM-07"),  # the most common sign, and often none
        ("claim:ADD-02", "claim:DES-03"),  # any soft tissue, and the skin
        ("claim:ADD-02", "claim:ADD-05"),  # the definition names the true parent
        ("claim:DIA-05", "claim:DIA-19"),  # first line, and of limited role
    }
    assert len(rows("contradictions")) == 6


def test_differentials(rows: Ask) -> None:
    diagnoses = set(rows("differentials", "claim", "name", "diagnosis"))
    assert diagnoses == {
        ("claim:DIA-12", "Tumors", "DOID:14566"),
        ("claim:DIA-12", "Bone problems", "DOID:0080001"),
        ("claim:DIA-13", "Metastatic calcification", "dkt:metastatic-calcification"),
        ("claim:DIA-14", "Iatrogenic calcinosis", "dkt:iatrogenic-calcification"),
        ("claim:DIF-01", "Gouty tophi", "HP:0033073"),
        ("claim:DIF-04", "Progressive osseous hyperplasia", "DOID:0111535"),
        ("claim:DIF-06", "Subcutaneous cholesterol crystals", ""),
        ("claim:DIF-08", "Primary hyperoxaluria", "DOID:2977"),
        ("claim:DIF-10", "Osteoma cutis", "HP:0025027"),
    }
    signs = by_claim([row for row in rows("differentials", "sign_claim", "sign") if row[0]])
    assert signs["DIF-03"] == {
        "washed out appearance",
        "surrounding inflammatory cell infiltrate",
    }
    assert signs["DIF-05"] == {"eosinophilic deposits", "visible osteocytes"}
    assert set(signs) == {"DIF-03", "DIF-05", "DIF-07", "DIF-09", "DIF-30"}
    marks = {(claim, mark) for claim, mark in rows("differentials", "claim", "evidence")}
    assert marks == {(claim, MARK_OF[claim.removeprefix("claim:")]) for claim, _ in marks}


def test_terms_used_of_chebi(rows: Ask) -> None:
    answer = rows("terms-used", "term", "label", "claims", vocabulary="CHEBI")
    assert {term: (label, claims) for term, label, claims in answer} == {
        "CHEBI:10033": ("warfarin", "3"),  # TRT-03, TRT-04, TRT-05
        "CHEBI:101278": ("diltiazem", "4"),  # and TRT-10, TRT-19
        "CHEBI:16113": ("cholesterol", "1"),  # DIF-07
        "CHEBI:17775": ("7,9-dihydro-1H-purine-2,6,8(3H)-trione", "1"),  # DIF-02
        "CHEBI:23066": ("cephalosporin", "1"),  # TRT-17
        "CHEBI:29007": ("ceftriaxone", "5"),  # and TRT-09, TRT-17, TRT-18
        "CHEBI:33130": ("aluminium hydroxide", "3"),  # and TRT-11
        "CHEBI:35156": ("calcium salt", "3"),  # DES-03, DES-10, DIA-10
        "CHEBI:36047": ("antibacterial drug", "2"),  # TRT-16, TRT-18
        "CHEBI:38215": ("calcium channel blocker", "1"),  # TRT-19
        "CHEBI:50694": ("minocycline", "4"),  # and TRT-08, TRT-16
        "CHEBI:60579": ("calcium oxalate", "1"),  # DIF-09
        "CHEBI:77383": ("1,1-bis(phosphonic acid)", "4"),  # and TRT-06, TRT-07
    }


def test_terms_used_of_uberon_and_loinc(rows: Ask) -> None:
    answer = rows("terms-used", "term", "label", "claims", vocabulary="UBERON")
    assert answer == [
        ("UBERON:0000043", "tendon", "1"),
        ("UBERON:0002067", "dermis", "1"),
        ("UBERON:0002072", "hypodermis", "2"),
        ("UBERON:0002097", "skin of body", "5"),
        ("UBERON:0002384", "connective tissue", "1"),
        ("UBERON:0002385", "muscle tissue", "3"),
        ("UBERON:0008982", "fascia", "1"),
    ]
    assert [term for (term,) in rows("terms-used", "term", vocabulary="LOINC")] == [
        "LOINC:17861-6",
        "LOINC:2777-1",
        "LOINC:2779-7",
        "LOINC:6874-2",
    ]


def test_every_term_of_an_ontology_has_its_label(rows: Ask) -> None:
    ontologies = {"CHEBI", "CL", "DOID", "HP", "IAO", "LOINC", "MAXO", "RO", "SYMP", "UBERON"}
    answer = rows("terms-used", "term", "label", "source")
    assert {source for _, _, source in answer} >= ontologies
    assert [term for term, label, source in answer if source in ontologies and not label] == []
    assert {source for _, _, source in answer} - ontologies == {
        "biolink", "oboInOwl", "predibionto", "prov", "schema",
    }  # fmt: skip


def test_qualifiers_of_a_claim(rows: Ask) -> None:
    assert rows("qualifiers", claim="claim:SYM-04") == [
        ("claim:SYM-04", "biolink:frequency_qualifier", "dk:inSomeCases", "in some cases"),
        ("claim:SYM-04", "biolink:severity_qualifier", "HP:0012828", "Severe"),
        # the pain is severe above all when the lesions are tender and ulcerate
        ("claim:SYM-04", "dk:accompaniedBy", "HP:0025283", "Tender"),
        ("claim:SYM-04", "dk:accompaniedBy", "HP:0200042", "Skin ulcer"),
        ("claim:SYM-04", "dk:modality", "dk:possible", "possible"),
    ]
    assert rows("qualifiers", "qualifier", "value", "label", claim="claim:SYM-02")[1:] == [
        ("dk:quality", "", "firm"),
        ("dk:quality", "", "whitish"),
        ("dk:quality", "", "yellowish"),
    ]
    kinds = by_claim(rows("qualifiers", "claim", "qualifier"))
    assert "dk:precedes" in kinds["SYM-05"]
    assert {claim for claim, found in kinds.items() if "dk:extent" in found} == {"DES-12"}
    assert {claim for claim, found in kinds.items() if "biolink:negated" in found} == {
        "DES-08",
        "SYM-07",
        "SYM-15",
        "TRT-01",
        "TRT-25",
    }


def test_mentions_have_no_term(rows: Ask) -> None:
    found = by_claim(rows("mentions", "claim", "mention"))
    assert found["DES-06"] == {"tissue damage"}
    assert found["DIF-06"] == {"Subcutaneous cholesterol crystals"}
    # variable success, the mechanism's two parts, what the response depends on, side effects
    assert {"TRT-04", "TRT-07", "TRT-12", "TRT-13"} <= set(found)
    assert set(rows("mentions", "role", "related")) >= {
        ("object", ""),
        ("subject", ""),
        ("differential", ""),
        ("object", "HP:0004363"),  # TRT-07: "lower HP:0004363"
    }


def test_quarantine_holds_the_twelve_lines_of_the_block(rows: Ask) -> None:
    answer = rows("quarantine", "property", "judgement", "claim")
    assert answer == [
        ("oboInOwl:hasOBONamespace", "agrees", "claim:ADD-01"),
        ("oboInOwl:id", "agrees", "claim:ADD-01"),
        ("skos:notation", "agrees", "claim:ADD-01"),
        ("oboInOwl:hasDbXref", "lossy", "claim:ADD-03"),
        ("IAO:0000115", "agrees", "claim:ADD-02"),
        ("rdfs:label", "agrees", "claim:ADD-01"),
        ("oboInOwl:hasExactSynonym", "lossy", "claim:ADD-04"),
        ("oboInOwl:inSubset", "agrees", "claim:ADD-01"),
        ("rdfs:subClassOf", "reversed", "claim:ADD-05"),
        ("rdf:type", "agrees", "claim:ADD-01"),
        ("rdfs:domain", "reversed", "claim:ADD-06"),
        ("owl:annotatedSource", "reversed", "claim:ADD-07"),
    ]
    corrections = dict(rows("quarantine", "property", "correction"))
    assert "DOID:10575" in corrections["rdfs:subClassOf"]
    assert {p for p, correction in corrections.items() if correction} == {
        "oboInOwl:hasDbXref",
        "oboInOwl:hasExactSynonym",
        "rdfs:subClassOf",
        "rdfs:domain",
        "owl:annotatedSource",
    }
