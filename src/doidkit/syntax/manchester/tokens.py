"""The words of Manchester syntax, each with its place.

Source: OWL 2 Manchester Syntax (W3C Note), section 2.1.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

FRAMES = tuple("Class Datatype ObjectProperty DataProperty AnnotationProperty Individual".split())
MISC = tuple(
    "EquivalentClasses DisjointClasses EquivalentProperties DisjointProperties SameIndividual "
    "DifferentIndividuals Rule".split()
)
SECTIONS = tuple(
    "Annotations SubClassOf SuperClassOf EquivalentTo DisjointWith DisjointUnionOf HasKey "
    "SubPropertyOf SuperPropertyOf SubPropertyChain InverseOf Inverses Characteristics Domain "
    "Range Types Facts SameAs DifferentFrom Individuals".split()
)
HEADER = ("Prefix", "Namespace", "Ontology", "Import")
_KEYWORDS = "|".join((*FRAMES, *MISC, *SECTIONS, *HEADER))
IRI = r"<[^\x00-\x20<>\"{}|^`\\]*>"
# A name ends where a sign of the grammar begins; a keyword is no name's prefix.
_WORD = r"[^\s()\[\]{},\"'<>^@\#?][^\s()\[\]{},\"<>^]*+"
_BEHIND = r"(?=[\s,()\[\]{}\#]|\Z)"
_NUMBER = r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)"
_COMMON = rf"""
    (?P<literal>"[^"\\]*+(?:\\.[^"\\]*+)*+"(?:\^\^(?:{IRI}|[^\s()\[\]{{}},"<>]+)|@[A-Za-z0-9-]+)?)
  | (?P<label>'[^'\\]*+(?:\\.[^'\\]*+)*+')
  | (?P<float>{_NUMBER}(?:[eE][+-]?\d+)?[fF]{_BEHIND})
  | (?P<decimal>[+-]?\d*\.\d+{_BEHIND})
  | (?P<integer>[+-]?\d+{_BEHIND})
  | (?P<keyword>(?:{_KEYWORDS}):(?=[\s<"'(\[{{\#]|\Z))
  | (?P<variable>\?(?:{IRI}|[^\s(),<>]+))
  | (?P<blank>_:[^\s()\[\]{{}},"<>]+)
"""
_SIGNS = r"(?P<sign>->|<=|>=|[()\[\]{},<>])"
_SKIP = re.compile(r"(?:\s++|\#[^\n]*+)*+", re.ASCII)
_FLAGS = re.VERBOSE | re.DOTALL | re.ASCII
# Within the facets of a datatype "<" compares, if no absolute IRI begins there.
_ABSOLUTE = r"<(?=[A-Za-z][A-Za-z0-9+.-]*:)[^\x00-\x20<>\"{}|^`\\]*>"
_OUTSIDE = re.compile(rf"{_COMMON}|(?P<iri>{IRI})|{_SIGNS}|(?P<word>{_WORD})", _FLAGS)
_WITHIN = re.compile(rf"{_COMMON}|(?P<iri>{_ABSOLUTE})|{_SIGNS}|(?P<word>{_WORD})", _FLAGS)


class Token(NamedTuple):
    """A word: what it is, its text, and its characters. The last is ``end``, without a text."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str, fault: Callable[[int, str], Exception]) -> list[Token]:
    """Return the words of a text; raises what ``fault`` makes of a place and a reason."""
    found: list[Token] = []
    pattern = _OUTSIDE
    at = _behind(text, 0)
    while at < len(text):
        match = pattern.match(text, at)
        if match is None:
            raise fault(at, _reason(text[at]))
        kind = str(match.lastgroup)
        found.append(Token(kind, match[0], at, match.end()))
        if kind == "sign" and match[0] in "[]":
            pattern = _WITHIN if match[0] == "[" else _OUTSIDE
        at = _behind(text, match.end())
    found.append(Token("end", "", len(text), len(text)))
    return found


def _behind(text: str, at: int) -> int:
    match = _SKIP.match(text, at)
    return match.end() if match else at


def _reason(sign: str) -> str:
    if sign in "\"'":
        return f"a text begins here, and no {sign} ends it"
    return "this is not Manchester syntax"
