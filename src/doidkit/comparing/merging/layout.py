"""The merged file: ours, less what theirs removed, with what theirs added near its neighbours."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping

from doidkit.comparing.merging.chunks import Chunk, with_line_ends
from doidkit.comparing.merging.conflicts import Conflict
from doidkit.comparing.merging.identity import Id, Side
from doidkit.comparing.merging.punctuation import in_place, indented
from doidkit.comparing.merging.writing import Hunk, Item, Text, Writer


class Layout:
    """Puts what stays of ours and what comes of theirs in order."""

    def __init__(self, base: Side, ours: Side, theirs: Side, found: Iterable[Conflict]) -> None:
        self._base, self._ours, self._theirs = base, ours, theirs
        self._line_end = ours.version.line_end
        self._in_ours = {i: conflict for conflict in found for i in conflict.ours}
        self._in_theirs = {i: conflict for conflict in found for i in conflict.theirs}
        self._shown: set[Conflict] = set()
        self._home = {i: key for key, ids in ours.blocks.items() for i in ids}
        self._last = _last(ours)

    def text(self) -> Text:
        """Return the merged file."""
        writer = Writer(self._ours.version.begin, self._line_end)
        for block in self._blocks():
            writer.block(block)
        base, ours, theirs = (each.version.ended for each in (self._base, self._ours, self._theirs))
        return writer.text(ended=theirs if ours == base else ours)

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
            # It says the same in other words.
            return [in_place(with_line_ends(their, self._line_end), our)]
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
                    inner[key, self._behind(before, i)] += self._new(i)
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

    def _behind(self, before: Id | None, i: Id) -> Id | None:
        """Return what something comes behind: of Turtle's objects with one predicate the last."""
        chunk = self._theirs.chunks[i]
        if before is None or not chunk.verb or chunk.follows:
            return before
        return self._last.get(before, before)

    def _new(self, i: Id) -> list[Item]:
        conflict = self._in_theirs.get(i)
        if conflict:
            return [] if conflict.ours else self._hunk(conflict)
        if i in self._ours.chunks or i in self._base.chunks:
            return []
        return [indented(with_line_ends(self._theirs.chunks[i], self._line_end))]

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


def _last(side: Side) -> dict[Id, Id]:
    """Return for each object with others behind it that share its predicate the last of them."""
    found: dict[Id, Id] = {}
    for ids in side.blocks.values():
        last: Id | None = None
        for i, following in zip(reversed(ids[:-1]), reversed(ids[1:]), strict=True):
            last = (last or following) if side.chunks[following].follows else None
            if last:
                found[i] = last
    return found


def _bare(chunk: Chunk) -> tuple[bytes, bytes]:
    """Return a chunk's text without the blanks around it."""
    return chunk.body.strip().replace(b"\r\n", b"\n"), chunk.tail.strip()
