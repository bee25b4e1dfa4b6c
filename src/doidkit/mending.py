"""Mending what can be mended with certainty: the lines at fault and not a byte more."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Literal

from doidkit.atomic import write_whole
from doidkit.data import Data, Paths
from doidkit.errors import InputError
from doidkit.model import Finding, Report, State
from doidkit.ontology import Ontology, load
from doidkit.sourcemap import Place, Source, read, spots
from doidkit.sourcemap.matching import ALIKE
from doidkit.sourcemap.references import referring
from doidkit.syntax import files
from doidkit.syntax.formats import GraphFormat, compression

Mender = Callable[[str], str]

_ENDS = (".", "!", "?")
_PREFIXES = {"OMIM": "MIM", "Orphanet": "ORDO", "ORPHA": "ORDO", "UMLS": "UMLS_CUI", "NCIT": "NCI"}
_KNOWN = ("MIM", "MESH", "NCI", "UMLS_CUI", "ORDO", "GARD", "KEGG", "EFO", "ICDO", "MEDDRA", "GTR")
_QUOTES = re.compile(r'("""|\'\'\'|"|\'|)(.*)\1\Z', re.DOTALL)


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


def mends(report: Report, paths: Data | Paths) -> tuple[Mend, ...]:
    """Return how some files would be mended; nothing is written.

    Only findings that count are mended: not those that are waived, fixed or unchanged since
    an earlier version. Raises InputError for compressed files and where no file is named.
    """
    data = Data.of(paths)
    if data.bundled or not data.local:
        raise InputError(f"{data} is not for mending; name the files to mend.")
    for path in data.files:
        if compression(path) or files.address(path) or path == files.STANDARD_INPUT:
            raise InputError(f"{path}: cannot be mended in place; mend an uncompressed file.")
    # A table of mappings has findings in its rows, and no way to mend one.
    sources = [s for s in map(read, data.files) if s.format is not GraphFormat.SSSOM]
    menders = _Menders(data)
    sought = [f for f in report if f.state in (None, State.NEW) and menders.can(f)]
    bare = [replace(finding, location=None) for finding in sought]
    found = spots(bare, sources)
    return tuple(
        mend
        for source in sources
        if (
            mend := _mend(
                source,
                {at: s.place for at, s in found.items() if s.source is source},
                sought,
                menders,
            )
        )
    )


def apply(changes: Sequence[Mend]) -> None:
    """Write the mended files, each whole or not at all."""
    for each in changes:
        write_whole(each.path, each.after)


def _mend(
    source: Source, places: Mapping[int, Place], findings: Sequence[Finding], menders: "_Menders"
) -> Mend | None:
    data = source.text.data
    edits: dict[tuple[int, int], bytes] = {}
    mended = []
    certain = {at: place for at, place in places.items() if place.rank >= ALIKE}
    # Texts may be mended twice over; a reference takes the place of a text that nothing mended.
    for at in sorted(certain, key=lambda at: (findings[at].check in _LOOKED_UP, at)):
        spans = ((certain[at].start, certain[at].end), *certain[at].twins)
        if findings[at].check in _LOOKED_UP:
            after = _referring(source, spans, menders.term(findings[at]), edits)
        else:
            mend = _MENDERS[findings[at].check]
            after = {span: _changed(edits.get(span, data[slice(*span)]), mend) for span in spans}
        if any(text != edits.get(span, data[slice(*span)]) for span, text in after.items()):
            edits |= after
            mended.append(findings[at])
    if not mended:
        return None
    return Mend(source.path, data, _edited(data, edits), tuple(mended))


def _referring(
    source: Source,
    spans: Iterable[tuple[int, int]],
    term: str | None,
    edits: Mapping[tuple[int, int], bytes],
) -> dict[tuple[int, int], bytes]:
    """Return the edits that make references of texts, all or none."""
    found: dict[tuple[int, int], bytes] = {}
    for span in spans:
        edit = referring(source.text.data, source.format, *span, term) if term else None
        if edit is None or any(edit[0] < end and start < edit[1] for start, end in edits):
            return {}
        found[edit[:2]] = edit[2]
    return found


def _edited(data: bytes, edits: Mapping[tuple[int, int], bytes]) -> bytes:
    parts, at = [], 0
    for (start, end), text in sorted(edits.items()):
        parts += [data[at:start], text]
        at = end
    return b"".join([*parts, data[at:]])


def _changed(raw: bytes, mend: Mender) -> bytes:
    """Return a value as written with its text mended, quotes and escapes as they were."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return raw
    match = _QUOTES.match(text)
    assert match is not None, "the pattern takes any text"
    quote, inner = match.groups()
    return f"{quote}{mend(inner)}{quote}".encode()


class _Menders:
    """What each check's findings need; the data are loaded only to look up a label."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._ontology: Ontology | None = None

    def can(self, finding: Finding) -> bool:
        """Return whether there is a certain way to mend such a finding."""
        return finding.check in _MENDERS or finding.check in _LOOKED_UP

    def term(self, finding: Finding) -> str | None:
        """Return the one other term whose label stands where an identifier belongs."""
        if not isinstance(finding.value, Literal):
            return None
        if self._ontology is None:
            self._ontology = load(self._data)
        named = self._ontology.names.exactly(finding.value.value.strip())
        alone = len(named) == 1 and named[0] != getattr(finding.focus, "value", None)
        return named[0] if alone else None


def _squeezed(text: str) -> str:
    return re.sub(r"[ \t]{2,}", " ", text.strip())


def _stopped(text: str) -> str:
    bare = text.rstrip()
    return bare if bare.endswith(_ENDS) or not bare else f"{bare}."


def _prefixed(text: str) -> str:
    prefix, colon, local = text.strip().partition(":")
    usual = {known.upper(): known for known in _KNOWN}
    right = _PREFIXES.get(prefix) or usual.get(prefix.upper(), prefix)
    return f"{right}:{local.strip()}" if colon else text


_MENDERS: Mapping[str, Mender] = {
    "annotation_whitespace": _squeezed,
    "label_whitespace": _squeezed,
    "label_formatting": _squeezed,
    "unpunctuated_definition": _stopped,
    "xref_prefix": _prefixed,
    "invalid_xref": _prefixed,
}
_LOOKED_UP = frozenset({"value_not_iri"})
