"""Which chunks of three versions are the same.

A unit is known by what it says, wherever it stands. A comment is known by its text, an empty line
and a comment that comes again by what follows it.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from doidkit.comparing.merging.chunks import NOTE, Chunk, Version


class Id(NamedTuple):
    """What a chunk is known by; ``number`` tells equal ones apart."""

    frame: str
    tag: str
    value: Hashable
    number: int

    @property
    def is_note(self) -> bool:
        """Return whether it is that of a comment or an empty line."""
        return self.tag == NOTE


@dataclass(frozen=True, slots=True)
class Side:
    """A version: its chunks by identity, and each block's identities in its order."""

    version: Version
    chunks: dict[Id, Chunk] = field(default_factory=dict)
    blocks: dict[Hashable, list[Id]] = field(default_factory=dict)


def sides(versions: Iterable[Version]) -> list[Side]:
    """Return versions with the identities of their chunks."""
    all_ = list(versions)
    again: set[Hashable] = {b""}
    for version in all_:
        texts = Counter(chunk.value for b in version.blocks for chunk in b.chunks if chunk.is_note)
        again.update(text for text, count in texts.items() if count > 1)
    return [_side(version, again) for version in all_]


def _side(version: Version, again: set[Hashable]) -> Side:
    side = Side(version)
    flat = [(block.key, chunk) for block in version.blocks for chunk in block.chunks]
    counts: Counter[tuple[str, str, Hashable]] = Counter()
    for (key, chunk), value in zip(flat, _values([c for _, c in flat], again), strict=True):
        known = chunk.frame, chunk.tag, value
        id_ = Id(*known, counts[known])
        counts[known] += 1
        side.chunks[id_] = chunk
        side.blocks.setdefault(key, []).append(id_)
    return side


def _values(chunks: list[Chunk], again: set[Hashable]) -> list[Hashable]:
    """Return what each chunk is known by: notes that are alike by what is beside them."""
    before = _near(chunks, again)
    behind = _near(chunks[::-1], again)[::-1]
    return [
        chunk.value
        if not chunk.is_note or chunk.value not in again
        # An empty line below a comment goes with it.
        else (chunk.value, left if isinstance(left, bytes) and not chunk.value else right)
        for chunk, left, right in zip(chunks, before, behind, strict=True)
    ]


def _near(chunks: list[Chunk], again: set[Hashable]) -> list[Hashable]:
    """Return what each chunk comes after: a unit's term and tag, or a comment of its own."""
    found: list[Hashable] = []
    last: Hashable = None
    for chunk in chunks:
        found.append(last)
        if not chunk.is_note:
            last = (chunk.frame, chunk.tag)
        elif chunk.value not in again:
            last = chunk.value
    return found
