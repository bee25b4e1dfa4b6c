"""The merged file: ours, less what theirs removed, with what theirs added near its neighbours."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from doidkit.comparing.merging.chunks import Chunk, with_line_ends
from doidkit.comparing.merging.conflicts import Conflict
from doidkit.comparing.merging.identity import Id, Side
from doidkit.comparing.merging.punctuation import INDENT, listed, marked, whole

OURS, BASE, MIDDLE, THEIRS = b"<<<<<<< ours", b"||||||| base", b"=======", b">>>>>>> theirs"


@dataclass(frozen=True, slots=True)
class Hunk:
    """A conflict with the chunks of its three versions."""

    conflict: Conflict
    ours: list[Chunk]
    base: list[Chunk]
    theirs: list[Chunk]


Item = Chunk | Hunk


@dataclass(frozen=True, slots=True)
class Text:
    """A file's bytes, and the line where each conflict in it begins."""

    data: bytes
    places: tuple[tuple[int, Conflict], ...] = ()


class Layout:
    """Puts what stays of ours and what comes of theirs in order."""

    def __init__(self, base: Side, ours: Side, theirs: Side, found: Iterable[Conflict]) -> None:
        self._base, self._ours, self._theirs = base, ours, theirs
        self._line_end = ours.version.line_end
        self._in_ours = {i: conflict for conflict in found for i in conflict.ours}
        self._in_theirs = {i: conflict for conflict in found for i in conflict.theirs}
        self._shown: set[Conflict] = set()
        self._home = {i: key for key, ids in ours.blocks.items() for i in ids}

    def text(self) -> Text:
        """Return the merged file."""
        writer = _Writer(self._line_end)
        writer.out.append(self._ours.version.begin)
        for block in self._blocks():
            writer.block(block)
        data, line_end = b"".join(writer.out), self._line_end
        base, ours, theirs = (each.version.ended for each in (self._base, self._ours, self._theirs))
        if not (theirs if ours == base else ours):
            data = data.removesuffix(line_end)
        return Text(data, tuple(writer.places))

    def _blocks(self) -> Iterator[list[Item]]:
        inner, outer = self._coming()
        yield from outer[None]
        for key, ids in self._ours.blocks.items():
            items = list(inner[key, None])
            for i in ids:
                items += self._staying(i)
                items += inner[key, i]
            yield items
            yield from outer[key]

    def _staying(self, i: Id) -> list[Item]:
        """Return what is left of something of ours."""
        conflict = self._in_ours.get(i)
        if conflict:
            return self._hunk(conflict)
        was, their = self._base.chunks.get(i), self._theirs.chunks.get(i)
        if was and not their:
            return []
        our = self._ours.chunks[i]
        if was and their and _bare(was) == _bare(our) != _bare(their):
            return [with_line_ends(their, self._line_end)]  # it says the same in other words
        return [our]

    def _coming(
        self,
    ) -> tuple[
        Mapping[tuple[Hashable, Id | None], list[Item]], Mapping[Hashable, list[list[Item]]]
    ]:
        """Return what theirs adds: within blocks of ours behind what, and blocks behind which."""
        inner: defaultdict[tuple[Hashable, Id | None], list[Item]] = defaultdict(list)
        outer: defaultdict[Hashable, list[list[Item]]] = defaultdict(list)
        last: Hashable = None
        for key, ids in self._theirs.blocks.items():
            if key in self._ours.blocks:
                last, before = key, None
                for i in ids:
                    before = self._anchor(i, key) or before
                    inner[key, before] += self._new(i)
            else:
                items = [item for i in ids for item in self._new(i)]
                if any(isinstance(item, Hunk) or not item.is_note for item in items):
                    outer[last].append(items)
        return inner, outer

    def _anchor(self, i: Id, key: Hashable) -> Id | None:
        """Return where in a block of ours something of theirs is, if it is there."""
        conflict = self._in_theirs.get(i)
        found = next(iter(conflict.ours), None) if conflict else i
        return found if found and self._home.get(found) == key else None

    def _new(self, i: Id) -> list[Item]:
        conflict = self._in_theirs.get(i)
        if conflict:
            return [] if conflict.ours else self._hunk(conflict)
        if i in self._ours.chunks or i in self._base.chunks:
            return []
        return [with_line_ends(self._theirs.chunks[i], self._line_end)]

    def _hunk(self, conflict: Conflict) -> list[Item]:
        if conflict in self._shown:
            return []
        self._shown.add(conflict)
        three = (
            (self._ours, conflict.ours),
            (self._base, conflict.base),
            (self._theirs, conflict.theirs),
        )
        chunks = ([with_line_ends(s.chunks[i], self._line_end) for i in ids] for s, ids in three)
        return [Hunk(conflict, *chunks)]


def _bare(chunk: Chunk) -> bytes:
    return (chunk.body + chunk.tail).replace(b"\r\n", b"\n")


class _Writer:
    def __init__(self, line_end: bytes) -> None:
        self.out: list[bytes] = []
        self.places: list[tuple[int, Conflict]] = []
        self._line_end = line_end
        self._lines = 0

    def block(self, items: Sequence[Item]) -> None:
        """Write a block, its objects punctuated as they stand now."""
        if not any(isinstance(item, Hunk) or _says(item) for item in items):
            items = [item for item in items if isinstance(item, Chunk) and item.is_note]
        last: Chunk | None = None  # the object before, until it is known what comes behind it
        held: list[Chunk] = []  # it, and the notes behind it
        for item in items:
            if isinstance(item, Chunk) and not item.verb:
                held.append(item)
                continue
            if isinstance(item, Chunk) and not (last and last.tag == item.tag):
                item = whole(item)
            joined = isinstance(item, Chunk) and item.follows
            self._release(held, last, b"," if joined else b";")
            last = item if isinstance(item, Chunk) else None
            held = [item] if isinstance(item, Chunk) else []
            if isinstance(item, Hunk):
                self._hunk(item)
                of_objects = any(c.verb for c in (*item.ours, *item.theirs)) and item.conflict.tag
                held = []
                if of_objects and not any(
                    _is_object(each) for each in items[items.index(item) + 1 :]
                ):
                    self._write(INDENT + b"." + self._line_end)
        self._release(held, last, b".")

    def _release(self, held: list[Chunk], last: Chunk | None, sign: bytes) -> None:
        for chunk in held:
            self._write((marked(chunk, sign, self._line_end) if chunk is last else chunk).text)

    def _hunk(self, hunk: Hunk) -> None:
        if self.out and self.out[-1] and not self.out[-1].endswith(b"\n"):
            self._write(self._line_end)
        self.places.append((self._lines + 1, hunk.conflict))
        for sign, chunks in ((OURS, hunk.ours), (BASE, hunk.base), (MIDDLE, hunk.theirs)):
            self._write(sign + self._line_end)
            # What stands in a block can be taken or left; a block as a whole has its own end.
            for chunk in listed(chunks, self._line_end) if hunk.conflict.tag else chunks:
                self._write(chunk.text)
            if chunks and not self.out[-1].endswith(b"\n"):
                self._write(self._line_end)
        self._write(THEIRS + self._line_end)

    def _write(self, data: bytes) -> None:
        self.out.append(data)
        self._lines += data.count(b"\n")


def _says(item: Chunk) -> bool:
    """Return whether a chunk is more than a note or what opens a block."""
    return not item.is_note and item.tag != "["


def _is_object(item: Item) -> bool:
    return isinstance(item, Hunk) or bool(item.verb)
