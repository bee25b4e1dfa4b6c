"""What both sides changed: the same axiom, or a term that one of them removed."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from doidkit.comparing.merging.identity import Id, Side
from doidkit.comparing.merging.ofn import HEADER

Ids = tuple[Id, ...]
_Group = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same axiom in three versions; ``tag`` is "" where it is all that is said of a term."""

    frame: str
    tag: str
    base: Ids
    ours: Ids
    theirs: Ids

    @property
    def what(self) -> str:
        """Return what both sides did."""
        if not self.ours:
            return "removed by ours, changed by theirs"
        if not self.theirs:
            return "changed by ours, removed by theirs"
        return "changed by both" if self.base else "added by both"


class Changes:
    """What one side changed of the base: what it removed and added, whatever its order."""

    def __init__(self, base: Side, side: Side) -> None:
        self.base, self.side = base, side
        self.removed = [i for i in base.chunks if i not in side.chunks and not i.is_note]
        self.added = [i for i in side.chunks if i not in base.chunks and not i.is_note]
        self.frames = {i.frame for i in (*self.removed, *self.added)}
        present = {i.frame for i in side.chunks}
        self.gone = {i.frame for i in self.removed} - present - {"", HEADER}
        """The terms that it says nothing about any more."""

    @property
    def names_blank_nodes(self) -> bool:
        """Return whether it changed what is said with the name of a blank node.

        Such a name means nothing outside its file.
        """
        return any(
            i.frame[:2] == "_:" or "'_:" in str(i.value) for i in (*self.removed, *self.added)
        )

    def slots(self) -> set[tuple[str, Hashable]]:
        """Return the frames and slots in which something changed."""
        return {
            (i.frame, side.chunks[i].slot)
            for side, ids in ((self.base, self.removed), (self.side, self.added))
            for i in ids
        }

    def replaced(self) -> dict[Id, Ids]:
        """Return each identity that was removed, with those of its tag that came in its place."""
        added: defaultdict[tuple[Hashable, _Group], list[Id]] = defaultdict(list)
        for i, before in _befores(self.side, self.base, self.added):
            added[before, i[:2]].append(i)
        return {
            i: tuple(added.get((before, i[:2]), ()))
            for i, before in _befores(self.base, self.side, self.removed)
        }


def _befores(of: Side, other: Side, wanted: Iterable[Id]) -> Iterator[tuple[Id, Id | None]]:
    """Yield what one version has alone, with what both have before it in its block."""
    sought = set(wanted)
    for ids in of.blocks.values():
        before = None
        for i in ids:
            if i in sought:
                yield i, before
            elif i in other.chunks and not i.is_note:
                before = i


def conflicts(base: Side, ours: Changes, theirs: Changes) -> list[Conflict]:
    """Return the conflicts of two edits; no identity is in two of them."""
    both = ours.frames & theirs.frames
    if not both:
        return []
    found = [*_slots(base, ours, theirs), *_replaced(ours, theirs)]
    known = {i.frame for i in base.chunks}
    terms = (ours.gone ^ theirs.gone) & both
    terms |= {each.frame for each in found if each.frame not in known} - {""}
    apart = [each for each in _joined(found) if each.frame not in terms]
    return [*(_whole(term, base, ours.side, theirs.side) for term in sorted(terms)), *apart]


def _slots(base: Side, ours: Changes, theirs: Changes) -> Iterator[Conflict]:
    """Yield the slots that both sides changed, and not to the same."""
    both = ours.slots() & theirs.slots()
    frames = {frame for frame, _ in both}
    three: list[defaultdict[tuple[str, Hashable], list[Id]]] = []
    for side in (base, ours.side, theirs.side) if both else ():
        found: defaultdict[tuple[str, Hashable], list[Id]] = defaultdict(list)
        for i, chunk in side.chunks.items():
            if i.frame in frames and (i.frame, chunk.slot) in both and not i.is_note:
                found[i.frame, chunk.slot].append(i)
        three.append(found)
    for slot in sorted(both, key=str):
        was, our, their = (tuple(found[slot]) for found in three)
        if set(our) != set(their):
            yield Conflict(slot[0], (our or their)[0].tag, was, our, their)


def _replaced(ours: Changes, theirs: Changes) -> Iterator[Conflict]:
    """Yield what both sides replaced, each by something that the other has not."""
    if not set(ours.removed) & set(theirs.removed):
        return
    our, their = ours.replaced(), theirs.replaced()
    for i in ours.removed:
        left = tuple(j for j in our[i] if j not in theirs.side.chunks)
        right = tuple(j for j in their.get(i, ()) if j not in ours.side.chunks)
        if left and right:
            yield Conflict(i.frame, i.tag, (i,), left, right)


def _joined(found: Iterable[Conflict]) -> Iterator[Conflict]:
    """Yield conflicts of which those that share something are one."""
    left = list(found)
    while left:
        one = left.pop(0)
        while other := next((each for each in left if _ids(one) & _ids(each)), None):
            left.remove(other)
            one = Conflict(
                one.frame,
                one.tag,
                tuple(dict.fromkeys(one.base + other.base)),
                tuple(dict.fromkeys(one.ours + other.ours)),
                tuple(dict.fromkeys(one.theirs + other.theirs)),
            )
        yield one


def _ids(conflict: Conflict) -> set[Id]:
    return {*conflict.base, *conflict.ours, *conflict.theirs}


def _whole(term: str, base: Side, ours: Side, theirs: Side) -> Conflict:
    """Return the conflict of all that is said of a term."""
    return Conflict(term, "", *(tuple(_about(term, side)) for side in (base, ours, theirs)))


def _about(term: str, side: Side) -> Iterator[Id]:
    """Yield what is said of a term, and what stands between if a block says nothing else."""
    for ids in side.blocks.values():
        own = [i for i in ids if i.frame == term]
        if own:
            others = any(i.frame != term for i in ids if not i.is_note)
            yield from own if others else ids
