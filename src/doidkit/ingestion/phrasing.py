"""What a name says, whatever its order and filling words; and what compounds spell out.

``meaning("high levels of calcium in the blood")`` and ``meaning("Hypercalcemia")`` are one set
of words. Two names with one meaning are no proof of anything but a candidate, ranked below a
name that is the same letter by letter.
"""

import re
from functools import lru_cache

from doidkit.lexicon.inflections import base
from doidkit.lexicon.words import tokens

_DROPPED = frozenset(
    "a an the of in on to by with and or for from as at is be due body level concentration amount "
    "plain clinical abnormally presence s affected excretion salt's general".split()
)
_ALIKE = {
    word: group
    for group, words in {
        "high": "elevated increased raised high excess excessive elevation increase",
        "low": "decreased reduced lowered low diminished decrease",
        "blood": "serum plasma circulating blood",
        "urine": "urinary urine",
        "disease": "disease disorder problem condition",
        "procedure": "procedure test testing study examination assessment evaluation taking scan",
        "white": "white whitish",
        "yellow": "yellow yellowish",
        "red": "red reddish",
        "tender": "tender tenderness",
        "ulcer": "ulcer ulceration ulcerate",
        "deposit": "deposit deposition",
        "nodule": "nodule lump",
        "phosphate": "phosphate phosphorus",  # as laboratories say it
    }.items()
    for word in words.split()
}
_IMPLIED = re.compile(
    r"(?:(?<=graph)\s+imaging|(?<=graphy)\s+imaging)?\s+(?:procedure|taking|tissue)$", re.IGNORECASE
)
# What an adjective or a compound says in plain words.
_SPELT = {
    word: frozenset(plain.split())
    for word, plain in {
        "cutaneous": "skin", "dermal": "skin", "subcutaneous": "under skin", "hepatic": "liver",
        "renal": "kidney", "cardiac": "heart", "pulmonary": "lung", "gastric": "stomach",
        "cerebral": "brain", "ocular": "eye", "nasal": "nose", "dental": "tooth",
        "muscular": "muscle", "osseous": "bone", "intestinal": "intestine", "lingual": "tongue",
        "splenic": "spleen", "spinal": "spine", "thyroidal": "thyroid", "uterine": "uterus",
        "calcification": "calcium deposit",
    }.items()
}  # fmt: skip
_PICTURE = re.compile(r"[a-z]{4,}(?:gram|graph)")
_SUBSTANCES = {
    "calc": "calcium", "phosphat": "phosphate", "oxal": "oxalate", "glyc": "glucose",
    "glycos": "glucose", "kal": "potassium", "natr": "sodium", "magnes": "magnesium",
    "uric": "uric acid", "uricos": "uric acid", "bilirubin": "bilirubin",
    "cholesterol": "cholesterol", "ammon": "ammonia", "lip": "lipid", "lipid": "lipid",
    "triglycerid": "triglyceride", "chlor": "chloride", "album": "albumin",
    "albumin": "albumin", "protein": "protein", "insulin": "insulin", "citr": "citrate",
    "cystin": "cystine", "ferrit": "ferritin", "lact": "lactate",
}  # fmt: skip
_COMPOUND = re.compile(r"(?P<grade>hyper|hypo)(?P<of>[a-z]{3,}?)(?P<where>emia|uria)")


@lru_cache(1 << 17)
def meaning(text: str) -> frozenset[str]:
    """Return the words of a name that tell what it is, in one form.

    >>> meaning("imaging studies") == meaning("clinical imaging procedure")
    True
    """
    found: set[str] = set()
    for word in tokens(text):
        form = base(word)
        if form in _DROPPED:
            continue
        compound = _COMPOUND.fullmatch(form)
        if compound and _substance(compound):
            found |= _spelt_out(compound)
        elif form in _SPELT:
            found |= _SPELT[form]
        elif _PICTURE.fullmatch(form):  # a mammogram is what mammography makes
            found.add(re.sub("gram$|graph$", "graphy", form))
        else:
            found.add(_ALIKE.get(form, form))
    return frozenset(found)


def core(text: str) -> frozenset[str]:
    """Return the meaning of a term's name without what people leave out of it.

    >>> core("mammography procedure") == meaning("mammography")
    True
    """
    return meaning(_IMPLIED.sub("", text))


def _spelt_out(compound: re.Match[str]) -> set[str]:
    grade = "high" if compound["grade"] == "hyper" else "low"
    where = "blood" if compound["where"] == "emia" else "urine"
    return {grade, where, *_substance(compound).split()}


def _substance(compound: re.Match[str]) -> str:
    """Return the substance that a compound names, whatever vowel joins its parts."""
    of = compound["of"]
    return _SUBSTANCES.get(of) or _SUBSTANCES.get(of.rstrip("io"), "")
