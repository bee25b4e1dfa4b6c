"""Some frames read alone, behind the header of their document."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Quad

from doidkit.errors import DoidkitError, SyntaxFault
from doidkit.languageserver.document import Document
from doidkit.languageserver.frames import HEADER, RELATION, Frame
from doidkit.sourcemap import SourceFile
from doidkit.syntax import options
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.iris import based
from doidkit.syntax.lines import Text
from doidkit.syntax.reading import quads_in

_ENDS = {GraphFormat.OBO: "\n", GraphFormat.TURTLE: "", GraphFormat.OFN: "\n)"}


@dataclass(frozen=True, slots=True)
class Alone:
    """A small document: the header, then the frames; ``starts`` are the lines where they begin."""

    source: SourceFile
    frames: tuple[Frame, ...]
    starts: tuple[int, ...]

    def place(self, line: int) -> tuple[Frame, int]:
        """Return the frame that a line of the small document is of, and the line in it."""
        for frame, start in zip(self.frames, self.starts, strict=True):
            if start <= line < start + len(frame.lines):
                return frame, line - start
        # Of the header, where there is none among the frames, or past the end.
        behind = line >= self.starts[-1]
        frame = self.frames[-1 if behind else 0]
        return frame, max(len(frame.lines) - 1, 0) if behind else 0


@dataclass(frozen=True, slots=True)
class Fault:
    """Why frames cannot be read: the reason, and the line and character in a frame, from 0."""

    reason: str
    frame: Frame
    line: int
    column: int


def alone(document: Document, frames: Sequence[Frame]) -> Alone:
    """Return the small document of some frames, at least one."""
    parts: list[str] = []
    starts: dict[int, int] = {}
    at = 0
    deciding = (frame for frame in document.frames if frame.kind in (HEADER, RELATION))
    wanted = {id(frame) for frame in frames}
    for frame in (*deciding, *frames):
        if id(frame) in starts:
            continue
        starts[id(frame)] = at
        text = frame.text
        if text and text[-1] not in "\r\n":
            text += "\n"
        parts.append(text)
        at += text.count("\n") if "\r" not in text else len(frame.lines)
    found = [frame for frame in frames if id(frame) in wanted]
    parts.append(_ENDS[document.format])
    data = "".join(parts).encode("utf-8", "surrogatepass")
    source = SourceFile(document.path, document.format, Text(data))
    return Alone(source, tuple(found), tuple(starts[id(frame)] for frame in found))


def read(document: Document, small: Alone) -> tuple[Quad, ...] | Fault:
    """Return what a small document says, the header included, or what is wrong with it."""
    try:
        with based(document.path), options.reading(base=options.current().base, allow_empty=True):
            return tuple(quads_in(small.source.text.data, document.path, document.format))
    except SyntaxFault as fault:
        frame, line = small.place((fault.line or 1) - 1)
        return Fault(fault.reason, frame, line, (fault.column or 1) - 1)
    except DoidkitError as error:
        return Fault(str(error), small.frames[0], 0, 0)
