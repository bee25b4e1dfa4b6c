"""A text that is being typed, as its frames: what an edit touches, where a frame is."""

import copy
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from doidkit.languageserver import positions
from doidkit.languageserver.frames import Frame, cut
from doidkit.languageserver.names import Naming
from doidkit.syntax.formats import GraphFormat


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit did: the frames that are gone, and those in their place."""

    gone: tuple[Frame, ...]
    new: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """From a line and character to another, all from 0, in characters."""

    line: int
    character: int
    end_line: int
    end_character: int


class Document:
    """A document of one of ``frames.FORMATS``; ``version`` is what its editor calls its state."""

    def __init__(self, path: Path, format: GraphFormat, text: str, version: int) -> None:
        self.path = path
        self.format = format
        self.version = version
        self.frames = cut(format, positions.lines(text))
        self._starts: list[int] | None = None
        self._naming: Naming | None = None

    def copy(self) -> "Document":
        """Return the document as it is now; its frames are the same."""
        copied = copy.copy(self)
        copied.frames = list(self.frames)
        copied._starts = None
        return copied

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(frame.text for frame in self.frames)

    @property
    def naming(self) -> Naming:
        """What names mean, as the header and the relations say."""
        if self._naming is None:
            self._naming = Naming.of(self.format, self.path, self.frames)
        return self._naming

    def replace(self, text: str) -> Edited:
        """Put another text in place of all."""
        old = {frame.lines: frame for frame in self.frames}
        frames = [old.get(frame.lines, frame) for frame in cut(self.format, positions.lines(text))]
        return self._changed(0, len(self.frames), frames)

    def edit(self, place: Span, text: str) -> Edited:
        """Put a text in place of another; characters past a line's end are its end."""
        starts = self.starts
        last_line = starts[-1] + len(self.frames[-1].lines) - 1
        line, end_line = min(place.line, last_line), min(place.end_line, last_line)
        # With the frame before, whose end may go or which may go on.
        first = max(self.at(line) - 1, 0)
        end = self.at(end_line) + 1
        lines = [line for frame in self.frames[first:end] for line in frame.lines]
        line, end_line = line - starts[first], end_line - starts[first]
        before = lines[line][: place.character] if place.line <= last_line else lines[line]
        after = lines[end_line][place.end_character :] if place.end_line <= last_line else ""
        made = positions.lines(before + text + after)
        if place.end_line < last_line:
            made.pop()  # the next line is there already
        lines[line : end_line + 1] = made
        old = {frame.lines: frame for frame in self.frames[first:end]}
        found = cut(self.format, lines, first=first == 0)
        return self._changed(first, end, [old.pop(each.lines, each) for each in found])

    def _changed(self, first: int, end: int, frames: Sequence[Frame]) -> Edited:
        before = self.frames[first:end]
        kept = {id(frame) for frame in frames} & {id(frame) for frame in before}
        edited = Edited(
            tuple(frame for frame in before if id(frame) not in kept),
            tuple(frame for frame in frames if id(frame) not in kept),
        )
        self.frames[first:end] = frames
        self._starts = None
        if any(frame.kind in Naming.KINDS for frame in (*edited.gone, *edited.new)):
            self._naming = None
        return edited

    @property
    def starts(self) -> list[int]:
        """The line where each frame begins."""
        if self._starts is None:
            lengths = (len(frame.lines) for frame in self.frames)
            self._starts = [0, *accumulate(lengths)][:-1]
        return self._starts

    def at(self, line: int) -> int:
        """Return which frame a line is in."""
        return max(bisect_right(self.starts, line) - 1, 0)

    def frame(self, line: int) -> tuple[Frame, int]:
        """Return the frame that a line is in, and the line where it begins."""
        at = self.at(line)
        return self.frames[at], self.starts[at]

    def line(self, number: int) -> str:
        """Return a line with its end, "" for one past the last."""
        frame, start = self.frame(number)
        return frame.lines[number - start] if number - start < len(frame.lines) else ""

    def about(self, iris: Iterable[str]) -> list[tuple[Frame, int]]:
        """Return the frames about some terms, and where they begin."""
        wanted, iri = set(iris), self.naming.iri
        return [
            (frame, start)
            for frame, start in zip(self.frames, self.starts, strict=True)
            if any(iri(name) in wanted for name in frame.names)
        ]
