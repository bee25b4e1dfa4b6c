"""British and American spellings: word pairs as dictionaries have them, typed in here."""

import pytest

from doidkit.ontology.spelling import spelt_alike

PAIRS = """
haemophilia hemophilia, anaemia anemia, leukaemia leukemia, oedema edema, oesophagus esophagus,
tumour tumor, tumours tumors, behaviour behavior, colour color, fibre fiber, fibres fibers,
centre center, litre liter, goitre goiter, paediatric pediatric, gynaecology gynecology,
diarrhoea diarrhea, dyspnoea dyspnea, foetal fetal, coeliac celiac, haemorrhoids hemorrhoids,
localised localized, generalised generalized, immunisation immunization, hospitalisations
hospitalizations, analyse analyze, paralysed paralyzed, sulphate sulfate, sulphur sulfur,
aluminium aluminum, labelled labeled, signalling signaling, grey gray, analogue analog,
mould mold, œdema edema, Hæmoglobin hemoglobin, orthopaedic orthopedic, ischaemia ischemia
"""


@pytest.mark.parametrize("pair", PAIRS.replace("\n", " ").strip().split(", "))
def test_both_spellings_are_one(pair: str) -> None:
    british, american = pair.split()
    assert british != american
    assert spelt_alike(british) == spelt_alike(american)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("disease", "diseaze"),
        ("calcinosis", "calcinoziz"),
        ("cyst", "cyzt"),
        ("exercise-induced", "excise-induced"),
        ("cell", "cel"),
    ],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert spelt_alike(one) != spelt_alike(other)
