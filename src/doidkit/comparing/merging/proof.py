"""Whether a merged file says what it must: the base with both edits, and nothing else."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

from doidkit.comparing.merging.conflicts import Conflict
from doidkit.comparing.merging.identity import Id, Side
from doidkit.comparing.pieces import Pieces, is_ground

Said = Counter[tuple[str, str, Hashable]]
"""What a file says, and how often."""

_HUNK = re.compile(
    rb"^<<<<<<< ours\r?\n(.*?)^\|\|\|\|\|\|\| base\r?\n.*?^=======\r?\n(.*?)^>>>>>>> theirs\r?\n?",
    re.DOTALL | re.MULTILINE,
)


def resolutions(data: bytes) -> tuple[bytes, ...]:
    """Return a file with its conflicts decided for ours, and for theirs; once if it has none."""
    found = tuple(_HUNK.sub(lambda m, side=side: m[side], data) for side in (1, 2))  # type: ignore[misc]
    return found[:1] if found[0] == data else found


def expected(
    base: Side, ours: Side, theirs: Side, conflicts: Iterable[Conflict]
) -> tuple[Said, Said]:
    """Return what the two resolutions must say."""
    apart = {i for each in conflicts for i in (*each.base, *each.ours, *each.theirs)}
    common = [i for i in _merged(base, ours, theirs) if i not in apart]
    return (
        _said([*common, *(i for each in conflicts for i in each.ours)]),
        _said([*common, *(i for each in conflicts for i in each.theirs)]),
    )


def said(side: Iterable[Id]) -> Said:
    """Return what identities say, notes left out."""
    return _said(side)


def _merged(base: Side, ours: Side, theirs: Side) -> Iterator[Id]:
    yield from (i for i in ours.chunks if i in theirs.chunks or i not in base.chunks)
    yield from (i for i in theirs.chunks if i not in ours.chunks and i not in base.chunks)


def _said(ids: Iterable[Id]) -> Said:
    return Counter(i[:3] for i in ids if not i.is_note)


def is_union(base: set[bytes], ours: set[bytes], theirs: set[bytes], merged: set[bytes]) -> bool:
    """Return whether statements are the base with what either side added, less what either removed.

    They are lines of N-Quads; those with blank nodes are compared as pieces, by their content.
    """
    four = [set(filter(is_ground, each)) for each in (base, ours, theirs, merged)]
    if four[3] != (four[0] & four[1] & four[2]) | (four[1] - four[0]) | (four[2] - four[0]):
        return False
    was, our, their, is_ = (Pieces(each).counts for each in (base, ours, theirs, merged))
    return all(
        is_[key] == _count(was[key], our[key], their[key])
        for key in was.keys() | our.keys() | their.keys() | is_.keys()
    )


def _count(was: int, our: int, their: int) -> int:
    """Return how often a piece must be there."""
    if our == their or their == was:
        return our
    return their if our == was else max(our + their - was, 0)
