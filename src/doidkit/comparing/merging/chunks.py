"""A file cut into chunks: what it says, piece by piece, and the lines between that say nothing.

The chunks in their order are the file, byte for byte. Each unit (an OBO clause, an axiom, a
statement of Turtle) is a chunk; so is each comment and each empty line.
"""

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

NOTE = ""
"""The tag of a chunk that says nothing: a comment, or an empty line."""
END = ("end",)
"""The block of the lines behind the last unit."""
MARK = b"\xef\xbb\xbf"


class Unit(NamedTuple):
    """Something that a file says, and its bytes.

    ``frame`` is the term that it is said of, ``tag`` what kind of thing; two units of one ``slot``
    of a frame are the same axiom said otherwise. ``block`` is the part of the file where units
    like it stand. Behind ``end`` there may be punctuation, up to ``after``. Of Turtle's objects
    ``verb`` is the predicate as written, and those that ``follow`` another leave it out.
    """

    frame: str
    tag: str
    slot: Hashable
    value: Hashable
    block: Hashable
    start: int
    end: int
    after: int
    verb: bytes = b""
    follows: bool = False


class Chunk(NamedTuple):
    """A unit's or a note's bytes: the body with its indentation, punctuation, rest of the line."""

    frame: str
    tag: str
    slot: Hashable
    value: Hashable
    body: bytes
    mark: bytes
    tail: bytes
    verb: bytes = b""
    follows: bool = False

    @property
    def text(self) -> bytes:
        """Return all bytes."""
        return self.body + self.mark + self.tail

    @property
    def is_note(self) -> bool:
        """Return whether it says nothing."""
        return self.tag == NOTE


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a file that belongs together: a stanza, all that is said of a subject."""

    key: Hashable
    chunks: list[Chunk] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a file, cut.

    ``begin`` is its byte order mark. ``ended`` is whether its last line has an end; in its chunks
    it has.
    """

    blocks: list[Block]
    begin: bytes = b""
    line_end: bytes = b"\n"
    ended: bool = True

    def units(self) -> Iterator[Chunk]:
        """Yield the chunks that say something."""
        return (chunk for block in self.blocks for chunk in block.chunks if not chunk.is_note)


def cut(data: bytes, units: Iterable[Unit]) -> Version:
    """Return a file cut at its units, which are in its order and do not overlap."""
    begin = MARK if data.startswith(MARK) else b""
    first = data.find(b"\n")
    line_end = b"\r\n" if first > 0 and data[first - 1 : first] == b"\r" else b"\n"
    ended = data.endswith(b"\n") or not data
    if not ended:  # so that something may come behind it
        data += line_end
    blocks = [
        Block(key, [chunk for _, chunk in each])
        for key, each in groupby(_chunks(data, len(begin), units), lambda pair: pair[0])
    ]
    return Version(blocks, begin, line_end, ended)


def _chunks(data: bytes, at: int, units: Iterable[Unit]) -> Iterator[tuple[Hashable, Chunk]]:
    before: Unit | None = None
    lead = at
    for unit in units:
        tail, notes, start = _between(data, lead if before is None else before.after, unit.start)
        if before is None:
            notes, tail = ([tail, *notes] if tail else notes), b""
            if notes and not notes[0].endswith(b"\n"):  # an indented first line
                start -= len(notes.pop(0))
        else:
            yield before.block, _chunk(data, before, lead, tail)
        yield from ((unit.block, _note(line)) for line in notes)
        before, lead = unit, start
    tail, notes, start = _between(data, lead if before is None else before.after, len(data))
    if before is not None:
        yield before.block, _chunk(data, before, lead, tail)
    elif tail:
        notes = [tail, *notes]
    notes += [data[start:]] if start < len(data) else []
    yield from ((END, _note(line)) for line in notes)


def _between(data: bytes, start: int, end: int) -> tuple[bytes, list[bytes], int]:
    """Return the rest of a unit's line, the lines up to the next, and where that one's begins."""
    first = data.find(b"\n", start, end) + 1
    if not first:
        return data[start:end], [], end
    last = data.rfind(b"\n", first, end) + 1 or first
    return data[start:first], data[first:last].splitlines(keepends=True), last


def _chunk(data: bytes, unit: Unit, lead: int, tail: bytes) -> Chunk:
    return Chunk(
        unit.frame,
        unit.tag,
        unit.slot,
        unit.value,
        data[lead : unit.end],
        data[unit.end : unit.after],
        tail,
        unit.verb,
        unit.follows,
    )


def _note(line: bytes) -> Chunk:
    bare = line.rstrip(b"\r\n")
    return Chunk("", NOTE, None, bare.strip(), bare, b"", line[len(bare) :])


_LINE_END = re.compile(rb"\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\]|\\.)*\"|(\r?\n)", re.DOTALL)


def with_line_ends(chunk: Chunk, line_end: bytes) -> Chunk:
    """Return a chunk whose lines end as given; those within a text are its own."""
    body, mark, tail = (
        _LINE_END.sub(lambda m: line_end if m[1] else m[0], part) if b"\n" in part else part
        for part in (chunk.body, chunk.mark, chunk.tail)
    )
    return chunk._replace(body=body, mark=mark, tail=tail)
