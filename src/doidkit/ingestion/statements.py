"""Passages as statements: a sentence each, with its label and what it hangs from."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from doidkit.ingestion import references
from doidkit.ingestion.page import Citation, Role, Statement
from doidkit.ingestion.passages import Kind, Passage
from doidkit.ingestion.sentences import sentences
from doidkit.lexicon.spans import Span

_LABEL = re.compile(r"[*_]*(?P<label>[^\W_][^.:;!?\[\]]{1,70}?)[*_]*\s*:[*_]*(?=\s+\S)")


@dataclass
class Statements:
    """Statements of a section as they are found, one passage after the other."""

    text: str
    found: list[Statement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    heading: str = ""
    _leads: list[int] = field(default_factory=list)
    _levels: list[int] = field(default_factory=list)

    def add(self, passage: Passage) -> None:
        """Add the statements of a passage that is a heading, a paragraph or an item."""
        if passage.kind is Kind.HEADING:
            self.heading = self.text[passage.span.start : passage.span.end]
            self._leads, self._levels = [], []
            self._append(passage, passage.span, Role.HEADING)
            return
        if passage.kind is Kind.PARAGRAPH:
            self._leads, self._levels = [], []
        while self._levels and self._levels[-1] >= passage.depth:
            self._levels.pop()
            self._leads.pop()
        first = len(self.found)
        for place in sentences(self.text, passage.span):
            self._append(passage, place, self._role(passage, place))
        self._lead(passage, range(first, len(self.found)))

    def _lead(self, passage: Passage, own: Sequence[int]) -> None:
        """Let what follows hang from an item, or from a paragraph that announces a list."""
        if not own:
            return
        announces = self.found[own[-1]].role is Role.ANNOUNCEMENT
        if passage.kind is Kind.ITEM or announces:
            self._leads.append(own[-1] if announces else own[0])
            self._levels.append(passage.depth)

    def _append(self, passage: Passage, place: Span, role: Role) -> None:
        begins = place.start == passage.span.start
        statement = Statement(
            place,
            self.text[place.start : place.end],
            role,
            passage.depth,
            passage.span,
            self._label(place) if begins and role is not Role.HEADING else None,
            tuple(self._leads),
            self.heading,
        )
        cited = references.citations(self.text, place, statement=len(self.found))
        self.found.append(statement)
        self.citations.extend(cited)

    def _role(self, passage: Passage, place: Span) -> Role:
        if unicodedata.category(self.text[passage.span.start]) == "So":
            return Role.NOTE
        if self.text[place.start : place.end].rstrip("*_ ").endswith(":"):
            return Role.ANNOUNCEMENT
        return Role.STATEMENT

    def _label(self, place: Span) -> Span | None:
        found = _LABEL.match(self.text, place.start, place.end)
        if found is None or len(found["label"].split()) > 8:
            return None
        return Span(*found.span("label"))
