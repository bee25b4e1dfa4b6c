"""Names in one form: lower case, American spelling, singular.

Both a name of an ontology and the words of a page are brought to it, so what it does to a word
need not be right, only alike; it never makes one word of two that differ in meaning by a suffix
("eosinophilic" is not "eosinophilia").
"""

import re
from functools import lru_cache

_SPELLING = [
    (re.compile(pattern), american)
    for pattern, american in (
        (r"aemi", "emi"), (r"haem", "hem"), (r"oedem", "edem"), (r"oesoph", "esoph"),
        (r"oestr", "estr"), (r"^p(?:a)ed(?=i|o)", "ped"), (r"opaed", "oped"), (r"faec", "fec"),
        (r"^foet", "fet"), (r"gynaec", "gynec"), (r"anaesth", "anesth"), (r"rrhoe", "rrhe"),
        (r"caec", "cec"), (r"caesar", "cesar"), (r"naev", "nev"), (r"^aetio", "etio"),
        (r"uraem", "urem"), (r"coeli", "celi"), (r"dyspnoe", "dyspne"), (r"apnoe", "apne"),
        (r"manoeuv", "maneuv"), (r"leucocy", "leukocy"), (r"sulph", "sulf"),
        (r"^aluminium$", "aluminum"), (r"^caesium$", "cesium"),
        (r"(tum|col|hum|behavi|lab|vap|rig)our", r"\1or"), (r"^odour", "odor"),
        (r"(?<=[a-z]{3})is(?=(?:e|ed|es|ing|ation|ations)$)", "iz"),
        (r"(?<=[a-z]{3})lys(?=(?:e|ed|es|ing)$)", "lyz"),
        (r"^fibre", "fiber"), (r"^centre", "center"), (r"^litre", "liter"), (r"^grey", "gray"),
        (r"^ageing$", "aging"), (r"^programme", "program"), (r"^mould", "mold"),
    )
]  # fmt: skip
_PLURALS = [
    (re.compile(pattern), singular)
    for pattern, singular in (
        (r"(?<=\w{3})mata$", "ma"), (r"(?<=[a-z]{2})itides$", "itis"), (r"(?<=\w{3})oses$", "osis"),
        (r"(?<=\w)yses$", "ysis"), (r"^crises$", "crisis"), (r"(?<=meta)stases$", "stasis"),
        (r"(?<=[a-z]{3})ae$", "a"), (r"(?<=[a-z]{2}[cgkhlp])i$", "us"), (r"^men$", "man"),
        (r"^women$", "woman"), (r"^children$", "child"), (r"^feet$", "foot"), (r"^teeth$", "tooth"),
        (r"(?<=[a-z]{2})ies$", "y"), (r"(?<=ss|sh|ch)es$", ""), (r"(?<=x)es$", ""),
        (r"(?<=[a-z]{2}[^siu])s$", ""), (r"(?<=[a-z]{2}[^a-z])s$", ""),
    )
]  # fmt: skip
_KEPT = frozenset("series species lens diabetes rabies scabies herpes ascites caries tabes".split())


@lru_cache(1 << 16)
def base(word: str) -> str:
    """Return a word in lower case, American spelling and singular.

    >>> [base(word) for word in ("anaemia", "tumours", "tophi", "biopsies", "xanthomata")]
    ['anemia', 'tumor', 'tophus', 'biopsy', 'xanthoma']
    """
    for pattern, american in _SPELLING:
        word = pattern.sub(american, word)
    if word in _KEPT:
        return word
    for pattern, singular in _PLURALS:
        changed = pattern.sub(singular, word)
        if changed != word:
            return changed
    return word
