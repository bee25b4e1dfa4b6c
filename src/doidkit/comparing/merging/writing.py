"""The bytes of a merged file, with its conflicts between markers."""

from collections.abc import Sequence
from dataclasses import dataclass

from doidkit.comparing.merging.chunks import Chunk
from doidkit.comparing.merging.conflicts import Conflict
from doidkit.comparing.merging.punctuation import INDENT, beside, listed, marked, whole

OURS, BASE, MIDDLE, THEIRS = b"<<<<<<< ours", b"||||||| base", b"=======", b">>>>>>> theirs"


@dataclass(frozen=True, slots=True)
class Hunk:
    """A conflict with the chunks of its three versions."""

    conflict: Conflict
    ours: list[Chunk]
    base: list[Chunk]
    theirs: list[Chunk]

    @property
    def is_inside(self) -> bool:
        """Return whether it is about objects of a subject, not about the subject as a whole."""
        chunks = (*self.ours, *self.base, *self.theirs)
        return bool(self.conflict.tag) and any(chunk.verb for chunk in chunks)


Item = Chunk | Hunk


@dataclass(frozen=True, slots=True)
class Text:
    """A file's bytes, and the line where each conflict in it begins."""

    data: bytes
    places: tuple[tuple[int, Conflict], ...] = ()


class Writer:
    """Writes blocks one after the other."""

    def __init__(self, begin: bytes, line_end: bytes) -> None:
        self._out, self._line_end, self._lines = [begin], line_end, 0
        self._places: list[tuple[int, Conflict]] = []

    def text(self, *, ended: bool) -> Text:
        """Return what was written; with ``ended`` its last line has an end."""
        data = b"".join(self._out)
        return Text(data if ended else data.removesuffix(self._line_end), tuple(self._places))

    def block(self, items: Sequence[Item]) -> None:
        """Write a block, its objects punctuated as they stand now.

        Of a subject or a stanza of which nothing is said any more only notes are written.
        """
        if not any(isinstance(item, Hunk) or _says(item) for item in items):
            items = [item for item in items if isinstance(item, Chunk) and item.is_note]
        objects = [n for n, item in enumerate(items) if _is_object(item)]
        for item in _punctuated(list(items), objects, self._line_end):
            if isinstance(item, Hunk):
                self._hunk(item)
            else:
                beside_ = item.verb and self._out[-1].endswith(b" ")
                self._write(item._replace(body=item.body.lstrip()).text if beside_ else item.text)
        if objects and isinstance(items[objects[-1]], Hunk):
            self._write(INDENT + b"." + self._line_end)

    def _hunk(self, hunk: Hunk) -> None:
        if self._out[-1] and not self._out[-1].endswith(b"\n"):
            self._write(self._line_end)
        self._places.append((self._lines + 1, hunk.conflict))
        for sign, chunks in ((OURS, hunk.ours), (BASE, hunk.base), (MIDDLE, hunk.theirs)):
            self._write(sign + self._line_end)
            for chunk in listed(chunks, self._line_end) if hunk.is_inside else chunks:
                self._write(chunk.text)
            if not self._out[-1].endswith(b"\n"):
                self._write(self._line_end)
        self._write(THEIRS + self._line_end)

    def _write(self, data: bytes) -> None:
        self._out.append(data)
        self._lines += data.count(b"\n")


def _punctuated(items: list[Item], objects: Sequence[int], line_end: bytes) -> list[Item]:
    """Return items with the punctuation that Turtle's objects need where they stand now."""
    before: Item | None = None
    for n in objects:
        item = items[n]
        if isinstance(item, Chunk) and not (isinstance(before, Chunk) and before.tag == item.tag):
            items[n] = whole(item)
        before = items[n]
    for place, n in enumerate(objects, 1):
        item = items[n]
        after = items[objects[place]] if place < len(objects) else None
        if isinstance(item, Chunk):
            if isinstance(after, Chunk) and after.follows:
                items[n] = beside(item, after)
            else:
                items[n] = marked(item, b";" if after else b".", line_end)
    return items


def _says(item: Chunk) -> bool:
    """Return whether a chunk is more than a note or what opens a block."""
    return not item.is_note and item.tag != "["


def _is_object(item: Item) -> bool:
    return item.is_inside if isinstance(item, Hunk) else bool(item.verb)
