"""Mending what can be mended with certainty: the lines at fault and not a byte more.

What is to be written comes with the finding, from its rule. A mend is kept only if the file,
read again, says just what it said, with the new value in place of the old one.
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from doidkit.atomic import write_whole
from doidkit.data import Data, Paths
from doidkit.errors import InputError
from doidkit.model import Finding, Report, State
from doidkit.sourcemap import SourceFile, exactly, read
from doidkit.sourcemap.proving import Triple, changes_only
from doidkit.sourcemap.rewriting import Edit, rewritten
from doidkit.syntax import files
from doidkit.syntax.formats import GraphFormat, compression

NOT_FOUND = "no place in the files reads back to this very value"
NOT_SOUND = "the file would then say something else besides"


@dataclass(frozen=True, slots=True)
class Mend:
    """A file before and after, and the findings that the change should settle."""

    path: Path
    before: bytes
    after: bytes
    findings: tuple[Finding, ...]

    @property
    def diff(self) -> str:
        """Return the change as a unified diff."""
        old, new = (
            data.decode("utf-8", "replace").splitlines(keepends=True)
            for data in (self.before, self.after)
        )
        name = str(self.path)
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in difflib.unified_diff(old, new, name, name)
        )


@dataclass(frozen=True, slots=True)
class Refusal:
    """A finding whose rule has a mend that was not made, and why."""

    finding: Finding
    reason: str

    def __str__(self) -> str:
        where = f"{self.finding.location}: " if self.finding.location else ""
        return f"{where}{self.finding.check} is not mended, as {self.reason}; correct it by hand."


@dataclass(frozen=True, slots=True)
class Mending:
    """The files to change, what was refused, and how much waits for another round."""

    files: tuple[Mend, ...] = ()
    refused: tuple[Refusal, ...] = ()
    waiting: int = 0

    @property
    def findings(self) -> int:
        """Return how many findings are settled."""
        return len({id(finding) for each in self.files for finding in each.findings})


def mends(report: Report, paths: Data | Paths) -> Mending:
    """Return how some files would be mended; nothing is written.

    Only findings that count are mended: not those that are waived, fixed or unchanged since
    an earlier version. Of two that are about one value the first is; the other waits. Raises
    InputError for compressed files and where no file is named.
    """
    data = Data.of(paths)
    if data.bundled or not data.local:
        raise InputError(f"{data} is not for mending; name the files to mend.")
    for path in data.files:
        if compression(path) or files.address(path) or path == files.STANDARD_INPUT:
            raise InputError(f"{path}: cannot be mended in place; mend an uncompressed file.")
    sought = [f for f in report if f.state in (None, State.NEW) and _change(f)]
    if not sought:
        return Mending()
    # A table of mappings has findings in its rows, and no way to mend one.
    sources = [s for s in map(read, data.files) if s.format is not GraphFormat.SSSOM]
    tried = [_File(source, sought) for source in sources]
    changed = [each.mend for each in tried if each.mend is not None]
    done = {at for each in tried for at in each.done}
    waiting = {at for each in tried for at in each.waiting} - done
    refused = {at for each in tried for at in each.refused} - done
    return Mending(
        tuple(changed),
        tuple(
            Refusal(finding, NOT_SOUND if at in refused else NOT_FOUND)
            for at, finding in enumerate(sought)
            if at not in done | waiting
        ),
        len(waiting),
    )


def mended(source: SourceFile, findings: Sequence[Finding]) -> Mend | None:
    """Return a text that is at hand with what can be mended of some findings in it; None if none.

    Raises nothing: a mend that is not sound is left out.
    """
    sought = [finding for finding in findings if _change(finding)]
    return _File(source, sought).mend if sought else None


def apply(mending: Mending) -> None:
    """Write the mended files, each whole or not at all; InputError if one changed meanwhile."""
    for each in mending.files:
        if each.path.read_bytes() != each.before:
            raise InputError(
                f"{each.path}: was changed while it was checked, so it is left alone; run it again."
            )
    for each in mending.files:
        write_whole(each.path, each.after)


@dataclass(frozen=True, slots=True)
class _Change:
    """What a finding's rule would have changed: an object of a triple."""

    triple: Triple
    old: Literal
    new: Literal | NamedNode


def _change(finding: Finding) -> _Change | None:
    """Return the change that a finding asks for; None if it asks for none."""
    focus, path, old, new = finding.focus, finding.path, finding.value, finding.mend
    if not (isinstance(focus, NamedNode) and isinstance(path, NamedNode)):
        return None
    if not isinstance(old, Literal) or not isinstance(new, Literal | NamedNode):
        return None
    if isinstance(new, Literal):
        if new.value == old.value:
            return None
        # A mend is of the text; its language or datatype stays.
        new = (
            Literal(new.value, language=old.language)
            if old.language
            else Literal(new.value, datatype=old.datatype)
        )
    return _Change((focus, path, old), old, new)


class _File:
    """The mends of one file: those made, those refused, and those that wait."""

    def __init__(self, source: SourceFile, sought: Sequence[Finding]) -> None:
        self._source = source
        self._changes = {at: c for at, finding in enumerate(sought) if (c := _change(finding))}
        self.waiting: set[int] = set()
        edits = self._edits(sought)
        kept = self._sound(edits)
        self.done = set(kept)
        self.refused = edits.keys() - kept.keys()
        self.mend: Mend | None = None
        if kept:
            findings = tuple(sought[at] for at in sorted(kept))
            self.mend = Mend(source.path, source.text.data, self._after(kept), findings)

    def _edits(self, sought: Sequence[Finding]) -> dict[int, list[Edit]]:
        """Return the edits of each finding, all that it needs or none."""
        source, found, taken = self._source, dict[int, list[Edit]](), list[Edit]()
        bare = [replace(finding, location=None) for finding in sought]
        for at, places in exactly(bare, source).items():
            change = self._changes[at]
            edits = [
                edit
                for place in places
                if (edit := rewritten(source, place, change.old, change.new))
            ]
            if len(edits) < len(places):
                continue
            if any(a < end and start < b for a, b, _ in edits for start, end, _ in taken):
                self.waiting.add(at)
                continue
            taken += edits
            found[at] = edits
        return found

    def _sound(self, edits: Mapping[int, list[Edit]]) -> dict[int, list[Edit]]:
        """Return the edits that change nothing else of what the file says; halved to find them."""
        kept = dict(edits)
        if not kept or self._is_sound(kept):
            return kept
        if len(kept) == 1:
            return {}
        items, half = list(kept.items()), len(kept) // 2
        kept = self._sound(dict(items[:half])) | self._sound(dict(items[half:]))
        return kept if not kept or self._is_sound(kept) else {}

    def _is_sound(self, edits: Mapping[int, list[Edit]]) -> bool:
        changes = {self._changes[at].triple: self._changes[at].new for at in edits}
        return changes_only(self._source, self._after(edits), changes)

    def _after(self, edits: Mapping[int, list[Edit]]) -> bytes:
        data, parts, at = self._source.text.data, list[bytes](), 0
        for start, end, text in sorted(edit for each in edits.values() for edit in each):
            parts += [data[at:start], text]
            at = end
        return b"".join([*parts, data[at:]])
