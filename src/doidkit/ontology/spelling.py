"""One spelling of what British and American authors write differently."""

import re

# Told of both sides alike, so that a rule may also change words that have one spelling only.
_RULES = (
    ("ae|oe", "e"),  # haemophilia, oedema, oesophagus
    ("our", "or"),  # tumour, behaviour
    (r"is(?=(?:e[ds]?|ing|ation|er)\b|ations\b|ers\b)", "iz"),  # localised, calcification stays
    (r"ys(?=(?:e[ds]?|ing|er)\b)", "yz"),  # analysed
    (r"(?<=[bht])re\b", "er"),  # fibre, centre, litre
    (r"(?<=[bht])res\b", "ers"),
    ("sulph", "sulf"),
    (r"ll(?=(?:ed|ing|er|ers|ation)\b)", "l"),  # labelled, signalling
    ("aluminium", "aluminum"),
    (r"\bgrey", "gray"),
    (r"(?<=\w)logue\b", "log"),  # analogue
    ("mould", "mold"),
)
_BEGINS = "(?=[aegilmorsy])"  # most letters begin none of them
_ANY = re.compile(
    f"{_BEGINS}(?:{'|'.join(f'(?P<r{n}>{pattern})' for n, (pattern, _) in enumerate(_RULES))})"
)
_WITH = [replacement for _, replacement in _RULES]
_LIGATURES = str.maketrans({"æ": "e", "œ": "e"})


def spelt_alike(text: str) -> str:
    """Return a text in small letters, the same for both spellings.

    >>> spelt_alike("Haemorrhagic tumour of the oesophagus")
    'hemorrhagic tumor of the esophagus'
    >>> spelt_alike("localised fibre") == spelt_alike("Localized fiber")
    True
    """
    return _ANY.sub(_replaced, text.casefold().translate(_LIGATURES))


def _replaced(found: re.Match[str]) -> str:
    return _WITH[int((found.lastgroup or "r0")[1:])]
