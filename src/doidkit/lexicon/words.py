"""Words of running text, and what two texts share, whatever their inflections."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_CITED = re.compile(r"\[[^\[\]]{0,100}\]")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_STOP = frozenset(
    "a about according after all also although an and any are as at be because been before being "
    "between both but by can could do does due during each either for from had has have having "
    "how however if in including include includes into is it its itself may might more most "
    "often of on or other our over own rather s same several should since so some such than that "
    "the their them then there these they this those through to too under until up upon used "
    "using usually various very was we were what when where whether which while who with within "
    "without would you your".split()
)
_SUFFIXES = (
    "izations isations ization isation ications ication ivities ivity itions ition ations ation "
    "ments ment ities ions ness ized ised izes ises izing ising ical ions ion ive ing ies ied "
    "ity ary ish est ous ers ed es ly al ic er e s y".split()
)


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


@lru_cache(1 << 16)
def stem(word: str) -> str:
    """Return what a word shares with its inflections; good for comparing, not for naming.

    >>> stem("detecting") == stem("detection")
    True
    """
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= (4 if len(suffix) > 1 else 3):
            return word[: -len(suffix)]
    return word


@lru_cache(1 << 12)
def content(text: str) -> frozenset[str]:
    """Return the stems of the words that carry the meaning of a text, citations left out."""
    found = (word for word in tokens(_CITED.sub(" ", text)) if word not in _STOP)
    return frozenset(stem(word) for word in found if len(word) > 1 or word.isdigit())


def covered(part: Iterable[str], whole: Iterable[str]) -> float:
    """Return how much of one set of words is in another, from 0 to 1; 0 of none."""
    wanted, there = frozenset(part), frozenset(whole)
    return len(wanted & there) / len(wanted) if wanted else 0.0
