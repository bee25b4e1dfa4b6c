"""One expression or axiom out of a text that a person wrote: names are CURIEs, IRIs or labels.

A name of several words stands in single quotes. The colon behind a section's name may be left out:
``'uvular muscle' SubClassOf 'part of' some 'jaw region'``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from doidkit.errors import InputError
from doidkit.syntax.manchester.axioms import AxiomParser
from doidkit.syntax.manchester.frames import (
    CHARACTERISTICS,
    KINDS,
    LISTED,
    MISC,
    SECTIONS,
    WORDED,
)
from doidkit.syntax.manchester.tokens import Token, tokens
from doidkit.syntax.manchester.vocabulary import UnknownName
from doidkit.syntax.manchester.words import NAMES, Names
from doidkit.syntax.owl.expressions import Call, Node

_VERBS: Mapping[str, str] = {
    **{section.lower(): section for _, section in SECTIONS},
    **{name.lower(): name for name in ("DisjointUnionOf", "HasKey", "Facts", "Characteristics")},
    "type": "Types",
}
_T = TypeVar("_T")
_FIRST = {name.lower(): name for name in (*MISC, *CHARACTERISTICS)}


@dataclass
class TextFault(InputError):
    """A text that is no expression or axiom: which text, from which character on, and why."""

    text: str
    at: int
    reason: str

    def __str__(self) -> str:
        return f'"{self.text}", character {self.at + 1}: {self.reason}.'


def expression(text: str, names: Names, *, data: bool = False) -> Node:
    """Return the class expression, or the data range, that a text is; TextFault if it is none."""
    parser = _Inline(text, names)
    return parser.whole(parser.of_data if data else parser.of_classes)


def relations(text: str, names: Names, *, data: bool = False) -> list[Node]:
    """Return the property expressions that a text lists; TextFault if it is none."""
    parser = _Inline(text, names)
    read = partial(parser.relation, "D" if data else "O")
    return parser.whole(lambda: parser.listed(read))


def axiom(text: str, names: Names) -> Call:
    """Return the axiom that a text is; TextFault if it is none.

    >>> from doidkit.syntax.manchester.vocabulary import Vocabulary
    >>> axiom("<a:a> SubClassOf not <a:b>", Vocabulary())
    ('SubClassOf', '<a:a>', ('ObjectComplementOf', '<a:b>'))
    """
    parser = _Inline(text, names)
    return parser.whole(parser.axiom)


class _Inline(AxiomParser):
    stops = frozenset(_VERBS)

    def __init__(self, text: str, names: Names) -> None:
        def fault(at: int, reason: str) -> TextFault:
            return TextFault(text, at, reason)

        super().__init__(tokens(text, fault), names, fault)

    def whole(self, read: Callable[[], _T]) -> _T:
        """Return what is read, if nothing follows it."""
        found = read()
        if self.now.kind != "end":
            raise self.expected("and, or, or the end of the text")
        return found

    def axiom(self) -> Call:
        """Return the axiom that comes next."""
        first = _FIRST.get(_bare(self.now), "")
        if first and self.now.kind in ("word", "keyword"):
            self.at += 1
            return self.members(first) if first in MISC else self._characterised(first)
        at = next((at for at, token in enumerate(self.words) if _is_verb(token)), 0)
        if not at:
            self.at = len(self.words) - 1
            raise self.expected("SubClassOf, EquivalentTo or another verb of an axiom")
        return self._related(_VERBS[_bare(self.words[at])], at)

    def _related(self, section: str, at: int) -> Call:
        """Return the axiom whose verb is the word at a place."""
        frame = self._frame(section, at)
        chained = section == "SubPropertyOf" and any(each.text == "o" for each in self.words[:at])
        subject = self.chain() if chained else self.subject(frame)
        if self.at != at:
            raise self.expected(f"{section}, and, or")
        self.at += 1
        if (frame, section) in LISTED:
            return self.listing(section, subject)
        if section == "Facts":
            return self.fact(subject)
        if section == "Characteristics":
            return self.characteristic(frame, subject)
        return self.item(SECTIONS[frame, section], subject)

    def _characterised(self, characteristic: str) -> Call:
        frame = self._fitting(["ObjectProperty", "DataProperty"])
        return (characteristic + frame, self.subject(frame))

    def _frame(self, section: str, at: int) -> str:
        """Return the frame that a section with a subject of the words before it belongs to."""
        known = {frame for frame, own in (*SECTIONS, *LISTED, *WORDED) if own == section}
        words = [each for each in self.words[:at] if each.kind != "sign"]
        if "Class" in known and len(words) > 1 and words[0].text.lower() != "inverse":
            return "Class"
        if "Class" in known and len(words) > 2:  # a restriction on an inverse property
            return "Class"
        return self._fitting(sorted(known, key=list(KINDS).index))

    def _fitting(self, frames: list[str]) -> str:
        """Return the frame that a subject has: by what its first name is, else the first."""
        token = next((each for each in self.words[self.at :] if each.kind in NAMES), None)
        if len(frames) == 1 or token is None:
            return frames[0]
        try:
            kinds = self.names.kinds(self._term(token, ""))
        except UnknownName:
            kinds = ""
        return next((frame for frame in frames if KINDS[frame][0] in kinds), frames[0])


def _is_verb(token: Token) -> bool:
    return token.kind in ("word", "keyword") and _bare(token) in _VERBS


def _bare(token: Token) -> str:
    return token.text.lower().rstrip(":")
