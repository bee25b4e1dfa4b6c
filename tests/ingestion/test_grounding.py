"""Words as terms: what is found, what is told of it, and the traps of audit.md, section 4."""

from collections.abc import Callable
from pathlib import Path

import pytest

from doidkit.data import Data
from doidkit.ingestion.grounding import PROPOSED, Grounder, abbreviations
from doidkit.ingestion.page import Page
from doidkit.ingestion.parse import parse
from doidkit.ingestion.phrasing import core, meaning
from doidkit.lexicon import Lexicon, Scope, key
from doidkit.lexicon.inflections import base

# Terms as the ontologies have them: labels, synonyms and the part of a definition that matters.
TERMS = [
    ("HP_0010783", "Erythema", ["Redness of the skin"], ""),
    ("SYMP_0000487", "rash", ["skin redness", "erythema", "rubor"], ""),
    (
        "MAXO_0000852",
        "24-hour urine collection",
        [],
        "The protein in the urine of 24 h.",
    ),
    ("MAXO_0000423", "biopsy of skin", [], ""),
    ("HP_0025027", "Osteoma cutis", [], ""),
    ("DOID_0111535", "progressive osseous heteroplasia", ["osteoma cutis"], ""),
    ("DOID_0050459", "hyperphosphatemia", [], "A disease caused by mutation in GALNT3 or FGF23."),
    ("HP_0002905", "Hyperphosphatemia", [], "Excess phosphate in the blood."),
    ("HP_0003072", "Hypercalcemia", [], ""),
    ("HP_0001880", "Eosinophilia", [], "Increased count of eosinophils in the blood."),
    ("UBERON_0002072", "hypodermis", [], ""),
    ("UBERON_0002190", "subcutaneous adipose tissue", [], ""),
    ("UBERON_0002097", "skin of body", [], ""),
    ("MONDO_1014560", "calcinosis cutis, non-human animal", ["calcinosis cutis"], ""),
    ("HP_0200035", "Skin plaque", [], ""),
    ("CHEBI_60579", "calcium oxalate", [], ""),
    ("DOID_2977", "primary hyperoxaluria", [], ""),
    ("MAXO_0000571", "computed tomography procedure", [], ""),
    ("DOID_4", "disease", [], ""),
    ("DOID_3", "anemia", ["IT"], ""),
]
RELATED = [("UBERON_0002072", "subcutaneous tissue")]


@pytest.fixture
def grounder(write: Callable[[str, str], Path]) -> Grounder:
    lines = [
        "@prefix obo: <http://purl.obolibrary.org/obo/> .",
        "@prefix o: <http://www.geneontology.org/formats/oboInOwl#> .",
        "@prefix r: <http://www.w3.org/2000/01/rdf-schema#> .",
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .",
    ]
    for term, label, synonyms, definition in TERMS:
        lines.append(f'obo:{term} a owl:Class ; r:label "{label}" .')
        lines += [f'obo:{term} o:hasExactSynonym "{synonym}" .' for synonym in synonyms]
        if definition:
            lines.append(f'obo:{term} obo:IAO_0000115 "{definition}" .')
    lines += [f'obo:{term} o:hasRelatedSynonym "{name}" .' for term, name in RELATED]
    lines.append('obo:DOID_9 a owl:Class ; r:label "old anemia" ; owl:deprecated true .')
    return Grounder(Lexicon.of(Data(write("terms.ttl", "\n".join(lines))).quads()))


def best(grounder: Grounder, text: str, context: str = "") -> str | None:
    found = grounder.phrase(text, context=context).best
    return found.entry.curie if found else None


def proposed(grounder: Grounder, text: str, context: str = "") -> set[str]:
    found = grounder.phrase(text, context=context).candidates
    return {each.entry.curie for each in found if each.score >= PROPOSED}


def test_redness_is_no_rash(grounder: Grounder) -> None:
    assert "SYMP:0000487" not in proposed(grounder, "redness")
    first, second = grounder.phrase("erythema").candidates
    assert first.entry.curie == "HP:0010783"
    assert second.entry.curie == "SYMP:0000487"
    assert second.predicate == "skos:closeMatch"
    assert "that is the label of HP:0010783" in " ".join(second.reasons)


def test_a_urine_collection_for_protein_is_none_for_calcium(grounder: Grounder) -> None:
    sentence = "A 24-hour urine collection measures calcium and phosphate."
    assert proposed(grounder, "24-hour urine collection", sentence) == set()
    (candidate,) = grounder.phrase("24-hour urine collection", context=sentence).candidates
    assert "defined as of protein" in " ".join(candidate.reasons)


def test_osteoma_cutis_is_not_the_disease_that_has_it_as_a_synonym(grounder: Grounder) -> None:
    first, second = grounder.phrase("Osteoma Cutis").candidates
    assert (first.entry.curie, first.predicate) == ("HP:0025027", "skos:exactMatch")
    assert (second.entry.curie, second.predicate) == ("DOID:0111535", "skos:closeMatch")


def test_progressive_osseous_hyperplasia_is_close_at_best(grounder: Grounder) -> None:
    found = grounder.phrase("Progressive Osseous Hyperplasia").best
    assert found is not None
    assert (found.entry.curie, found.predicate) == ("DOID:0111535", "skos:closeMatch")
    assert "hyperplasia" in " ".join(found.reasons)


def test_a_raised_phosphate_is_not_the_genetic_disease(grounder: Grounder) -> None:
    assert best(grounder, "elevated phosphate in blood") == "HP:0002905"
    candidates = grounder.phrase("hyperphosphatemia").candidates
    by_curie = {each.entry.curie: each for each in candidates}
    assert by_curie["HP:0002905"].score > by_curie["DOID:0050459"].score
    assert by_curie["DOID:0050459"].predicate == "skos:closeMatch"


def test_subcutaneous_tissue_is_no_fat(grounder: Grounder) -> None:
    assert proposed(grounder, "subcutaneous tissue") == {"UBERON:0002072"}


def test_a_stain_is_no_blood_count(grounder: Grounder) -> None:
    assert proposed(grounder, "eosinophilic deposits") == set()
    assert proposed(grounder, "eosinophilic") == set()


def test_an_animal_s_disease_is_none_of_people(grounder: Grounder) -> None:
    assert proposed(grounder, "calcinosis cutis") == set()


@pytest.mark.parametrize(
    ("text", "context", "curie"),
    [
        ("high levels of calcium in the blood", "", "HP:0003072"),
        ("hypercalcaemia", "", "HP:0003072"),
        ("biopsy of the affected skin", "", "MAXO:0000423"),
        ("calcium oxalate crystals", "", "CHEBI:60579"),
        ("plaques", "plaques on the surface of the skin", "HP:0200035"),
        ("skin", "", "UBERON:0002097"),
        ("computed tomography", "", "MAXO:0000571"),
        ("old anemia", "", None),  # it is obsolete
        ("anaemias", "", "DOID:3"),
        ("it", "", None),
        ("IT", "", "DOID:3"),
    ],
)
def test_words_are_found_in_other_forms(
    grounder: Grounder, text: str, context: str, curie: str | None
) -> None:
    assert best(grounder, text, context) == curie


def test_mentions_are_where_they_say(grounder: Grounder, document: Page) -> None:
    found = list(grounder.page(document))
    assert found
    for mention in found:
        assert mention.span is not None
        assert document.words(mention.span) == mention.text
        assert mention.best is not None
    told = {(m.text, m.best.entry.curie) for m in found if m.best}
    assert ("Primary Hyperoxaluria", "DOID:2977") in told
    assert ("skin", "UBERON:0002097") not in told  # one word is not found by its paraphrase


def test_the_longest_name_is_taken_and_none_crosses_a_sentence(grounder: Grounder) -> None:
    page = parse("x\n\nTreatment\n\nA biopsy of skin. Calcium oxalate. Biopsy of. Skin.\n", "x")
    assert [m.text for m in grounder.page(page)] == ["biopsy of skin", "Calcium oxalate"]


def test_abbreviations_are_what_the_page_says(document: Page) -> None:
    assert abbreviations(document) == {
        "CT": "Computed Tomography",
        "MRI": "Magnetic Resonance Imaging",
    }


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("anaemia", "anemia"), ("tumours", "tumor"), ("oedema", "edema"), ("diarrhoea", "diarrhea"),
        ("aluminium", "aluminum"), ("leucocytes", "leukocyte"), ("oesophagus", "esophagus"),
        ("ischaemic", "ischemic"), ("paediatric", "pediatric"), ("calcinoses", "calcinosis"),
        ("fibre", "fiber"), ("haemolysed", "hemolyzed"),
    ],
)  # fmt: skip
def test_spelling_and_number_are_one(british: str, american: str) -> None:
    assert base(british) == base(american)


@pytest.mark.parametrize("word", ["diabetes", "lens", "virus", "calcinosis", "abscess", "pelvis"])
def test_what_is_no_plural_is_kept(word: str) -> None:
    assert base(word) == word


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("an electrocardiogram", "electrocardiography procedure"),
        ("plain radiography", "radiograph imaging procedure"),
        ("raised magnesium in the urine", "hypermagnesiuria"),
        ("lumps under the skin", "Subcutaneous nodule"),
        ("calcium deposits in the kidneys", "Renal calcification"),
        ("hepatic cyst", "Cyst of the liver"),
        ("phosphorus levels in serum", "blood phosphate"),
    ],
)
def test_plain_words_mean_what_a_label_says(said: str, label: str) -> None:
    assert meaning(said) == core(label)


@pytest.mark.parametrize(
    ("one", "other"),
    [("skin nodule", "subcutaneous nodule"), ("imaging procedure", "procedure")],
)
def test_what_lies_near_is_not_the_same(one: str, other: str) -> None:
    assert core(one) != core(other)


def test_a_list_item_is_found_as_a_whole(grounder: Grounder) -> None:
    """Its label, or all of it if it is short, where no literal name is as long."""
    text = (
        "x\n\nDiagnostic Tests\n\n  • Computed Tomography (CT) scan [1]\n  • Biopsy of the skin\n"
    )
    found = [(m.text, m.best.entry.curie) for m in grounder.page(parse(text, "x")) if m.best]
    assert found == [
        ("Computed Tomography (CT) scan", "MAXO:0000571"),
        ("Biopsy of the skin", "MAXO:0000423"),
    ]


def test_forms_tell_apart_what_differs() -> None:
    assert key("Eosinophilic deposits") != key("eosinophilia deposit")
    assert meaning("hypocalcemia") != meaning("hypercalcemia")
    assert meaning("calcium in urine") != meaning("calcium in blood")


def test_scopes_are_read(grounder: Grounder) -> None:
    scopes = {(n.text, n.scope) for n in grounder.lexicon.all()}
    assert ("subcutaneous tissue", Scope.RELATED) in scopes
    assert ("rubor", Scope.EXACT) in scopes
    assert grounder.lexicon.prefixes >= {"HP", "DOID", "MAXO", "SYMP", "UBERON", "CHEBI"}
