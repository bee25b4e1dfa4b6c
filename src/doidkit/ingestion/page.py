"""What a page holds, as values; every part says where in the text it stands.

Offsets count characters of ``Page.text`` from 0, the end excluded, as Web Annotation's
TextPositionSelector has them: ``page.text[span.start : span.end]`` are the very words.
"""

import enum
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from doidkit.lexicon.spans import Span

_LINE_END = re.compile(r"\r\n?|\n")


class Topic(enum.Enum):
    """What a section is about; OTHER for a heading that pages of this kind do not have."""

    DESCRIPTION = "description"
    CAUSES = "causes"
    SYMPTOMS = "symptoms"
    DIAGNOSTICS = "diagnostics"
    TREATMENT = "treatment"
    DIFFERENTIAL = "differential"
    ADDITIONAL = "additional"
    REFERENCES = "references"
    OTHER = "other"


class Role(enum.Enum):
    """What a passage does."""

    STATEMENT = "statement"
    ANNOUNCEMENT = "announcement"  # ends in a colon before a list
    HEADING = "heading"
    NOTE = "note"  # speaks of the page, not of the disease


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or a list item.

    ``label`` is the lead-in before a colon ("Pain: ..."), ``depth`` 0 in a paragraph and how
    deep the list is in an item; ``item`` is the whole item or paragraph; ``leads`` are the
    indexes, in the section's statements, of the announcements and items that it hangs from.
    """

    span: Span
    text: str
    role: Role
    depth: int
    item: Span
    label: Span | None = None
    leads: tuple[int, ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Numbers in brackets as printed: ``numbers`` is what they stand for, ranges written out.

    ``statement`` is the index of the citing statement; None inside a reference entry, whose
    index is ``entry``. A citation without a number is an emptied one ("[]").
    """

    span: Span
    text: str
    numbers: tuple[int, ...]
    statement: int | None = None
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a reference block; one text may stand under several numbers."""

    span: Span
    markers: tuple[Span, ...]
    numbers: tuple[int, ...]
    words: Span
    text: str


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A line of the two-column ontology block as displayed; no value where it is missing."""

    span: Span
    property: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next section."""

    topic: Topic
    name: str
    heading: Span
    body: Span
    subheadings: tuple[Span, ...] = ()
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
    block: tuple[BlockLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """What the page lacks or could not be read: a sentence, and where, if anywhere."""

    kind: str
    message: str
    span: Span | None = None


@dataclass(frozen=True)
class Page:
    """A page: ``name`` is the file's, ``title`` its first line."""

    name: str
    text: str
    title: str
    sections: tuple[Section, ...]
    disclaimer: Span | None
    gaps: tuple[Gap, ...] = ()

    def words(self, span: Span) -> str:
        """Return the very words at a place."""
        return self.text[span.start : span.end]

    def line(self, offset: int) -> tuple[int, int]:
        """Return line and column of a place, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def about(self, topic: Topic) -> tuple[Section, ...]:
        """Return the sections of a topic; a page may have none or several."""
        return tuple(section for section in self.sections if section.topic is topic)

    @property
    def block(self) -> tuple[BlockLine, ...]:
        """The lines of the ontology block, wherever they stand."""
        return tuple(line for section in self.sections for line in section.block)

    @cached_property
    def identifier(self) -> str | None:
        """The Disease Ontology term that the block says the page is about, as a CURIE."""
        for line in self.block:
            if line.property.endswith(("#id", ":id", "#notation", ":notation")) and line.value:
                return line.value.strip()
        return None

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end for _, end in line_spans(self.text))]


def line_spans(text: str) -> Iterator[tuple[Span, int]]:
    """Yield each line without its end, and where the next one starts.

    A line ends with LF, CRLF or CR; nothing else that Unicode calls a line end does.
    """
    start = 0
    for found in _LINE_END.finditer(text):
        yield Span(start, found.start()), found.end()
        start = found.end()
    yield Span(start, len(text)), len(text) + 1
