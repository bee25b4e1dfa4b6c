"""Merging line by line, for what cannot be merged by axioms: never without a look at the result."""

from pathlib import Path

from doidkit.comparing.merging import proof
from doidkit.comparing.merging.merged import Merged
from doidkit.comparing.merging.phrases import Place
from doidkit.comparing.merging.statements import lines
from doidkit.comparing.merging.writing import BASE, MIDDLE, OURS, THEIRS
from doidkit.data import git
from doidkit.errors import DoidkitError
from doidkit.syntax.formats import GraphFormat

Three = tuple[bytes, bytes, bytes]
"""The bytes of base, ours and theirs."""


def merged(three: Three, format: GraphFormat | None, path: Path, reason: str) -> Merged:
    """Return a merge by lines; without a conflict only if it says what it must.

    Without a format nothing can be said of it. Raises EngineError without git.
    """
    data, count = git.merge_file(*three)
    if not count and format and _is_proved(three, data, format, path):
        return Merged(data, remark=f"{reason} in {path}")
    if not count:
        data = _one_hunk(three)
    places = tuple(
        Place(number, "", "the lines changed by both")
        for number, line in enumerate(data.split(b"\n"), 1)
        if line.startswith(OURS)
    )
    return Merged(data, places, f"{reason}, so {path} is left to be decided line by line")


def _is_proved(three: Three, data: bytes, format: GraphFormat, path: Path) -> bool:
    try:
        return proof.is_union(*(lines(each, format, path) for each in (*three, data)))
    except DoidkitError:
        return False


def _one_hunk(three: Three) -> bytes:
    """Return a file with one conflict: all from the first line that differs to the last."""
    base, ours, theirs = (data.splitlines(keepends=True) for data in three)
    least = min(map(len, (base, ours, theirs)))
    first = 0
    while first < least and base[first] == ours[first] == theirs[first]:
        first += 1
    last = 0
    while last < least - first and base[-1 - last] == ours[-1 - last] == theirs[-1 - last]:
        last += 1
    end = b"\r\n" if ours and ours[0].endswith(b"\r\n") else b"\n"
    out = ours[:first]
    for sign, lines_ in ((OURS, ours), (BASE, base), (MIDDLE, theirs)):
        own = lines_[first : len(lines_) - last]
        out += [sign + end, *own]
        if not out[-1].endswith(b"\n"):
            out.append(end)
    return b"".join([*out, THEIRS + end, *ours[len(ours) - last :]])
