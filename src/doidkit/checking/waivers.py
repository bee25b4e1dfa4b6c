"""Waivers: who excuses which finding, why and until when.

In a TOML file beside the ontology::

    [[waiver]]
    check = "duplicate_label"
    term = "DOID:182"
    value = "calcinosis"          # only this value; may be left out
    reason = "Renamed upstream in the next release"
    who = "A. Curator"
    expires = 2027-01-31

or in a comment on the line of a finding or on the line before::

    ! doidkit: allow duplicate_label until 2027-01-31 (A. Curator: renamed upstream)
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from doidkit import prefixes, toml
from doidkit.errors import InputError
from doidkit.model import Finding, Location, Rule, Severity, Waived
from doidkit.sourcemap import SourceFile
from doidkit.syntax.files import read_text

NAME = "doidkit-waivers.toml"
EXPIRED, UNUSED = "waiver-expired", "waiver-unused"
RULES = (
    Rule(
        EXPIRED,
        "Expired waiver",
        Severity.ERROR,
        "A waiver is a promise with a date; past it, what it excused counts again.",
        "Correct the data and remove the waiver, or agree on a later date.",
    ),
    Rule(
        UNUSED,
        "Unused waiver",
        Severity.WARNING,
        "A waiver that excuses nothing would hide the same fault if it came back.",
        "Remove the waiver.",
    ),
)
_KEYS = ("check", "term", "reason", "who", "expires")
_TABLE = re.compile(r"^\s*\[\[\s*waiver\s*\]\]", re.MULTILINE)
_INLINE = re.compile(rb"(?:[!#]|<!--)[ \t]*doidkit:[ \t]*allow\b([^\r\n]*)")
_TERMS = re.compile(
    r"\s+(?P<checks>[\w:.,\s-]+?)\s+until\s+(?P<expires>\S+)\s+"
    r"\((?P<who>[^:()]+):\s*(?P<reason>[^\r\n]+?)\)\s*(?:-->.*)?$"
)


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waiver and where it is written; an inline one holds for lines, not for a term."""

    check: str
    reason: str
    who: str
    expires: date
    location: Location
    term: str | None = None
    value: str | None = None
    lines: tuple[int, ...] = ()

    def excuses(self, finding: Finding) -> bool:
        """Return whether it is this finding that the waiver means."""
        if self.check != finding.check:
            return False
        if self.term is None:
            place = finding.location
            return bool(place and place.path == self.location.path and place.line in self.lines)
        if getattr(finding.focus, "value", None) != self.term:
            return False
        value = getattr(finding.value, "value", None)
        return self.value is None or (
            value is not None
            and self.value
            in (
                value,
                prefixes.contract(value),
            )
        )


def beside(paths: Sequence[Path]) -> Path | None:
    """Return the waivers file beside the first file, None if there is none."""
    candidate = paths[0].parent / NAME if paths else None
    return candidate if candidate and candidate.is_file() else None


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """Return the waivers of a TOML file; InputError with the line of one that lacks something."""
    text = read_text(path)
    try:
        table = toml.loads(text)
    except ValueError as error:
        raise InputError(f"{path}: is not TOML ({error}); correct it there.") from error
    entries = table.get("waiver", [])
    if not isinstance(entries, list) or set(table) - {"waiver"}:
        raise InputError(f"{path}: has something else than [[waiver]] tables; remove it.")
    lines = [text.count("\n", 0, found.end()) + 1 for found in _TABLE.finditer(text)]
    if len(lines) != len(entries):
        lines = [1] * len(entries)
    return tuple(
        _waiver(entry, Location(str(path), line))
        for entry, line in zip(entries, lines, strict=True)
    )


def _waiver(entry: dict[str, Any], place: Location) -> Waiver:
    for key in _KEYS:
        if not entry.get(key):
            raise InputError(
                f'{place}: this waiver has no "{key}"; a waiver needs {", ".join(_KEYS)}.'
            )
    if strange := sorted(set(entry) - {*_KEYS, "value"}):
        raise InputError(f'{place}: a waiver has no "{strange[0]}"; remove it.')
    term = str(entry["term"])
    return Waiver(
        check=str(entry["check"]),
        reason=str(entry["reason"]),
        who=str(entry["who"]),
        expires=_day(entry["expires"], place),
        location=place,
        term=prefixes.expand(term) if prefixes.is_curie(term) else term.strip("<>"),
        value=None if entry.get("value") is None else str(entry["value"]),
    )


def _day(value: object, place: Location) -> date:
    try:
        return value if type(value) is date else date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise InputError(
            f'{place}: "{value}" is no day; write the waiver\'s last day as 2027-01-31.'
        ) from error


def inline_waivers(sources: Iterable[SourceFile]) -> Iterator[Waiver]:
    """Yield the waivers in comments; InputError with the place of one that lacks something."""
    for source in sources:
        text = source.text
        if b"doidkit" not in text.data:  # of no cost, where the pattern tries every comment
            continue
        for found in _INLINE.finditer(text.data):
            line = text.line(found.start())
            place = Location(str(source.path), line, text.column(found.start()))
            written = found[1].decode("utf-8", "replace")
            terms = _TERMS.match(written)
            if not terms:
                raise InputError(
                    f'{place}: this waiver is not of the form "doidkit: allow CHECK until '
                    '2027-01-31 (who: reason)"; complete it.'
                )
            alone = text.before(found.start()).strip("\ufeff \t") == ""
            for check in re.split(r"[\s,]+", terms["checks"].strip()):
                yield Waiver(
                    check,
                    terms["reason"].strip(),
                    terms["who"].strip(),
                    _day(terms["expires"], place),
                    place,
                    lines=(line, line + 1) if alone else (line,),
                )


@dataclass(frozen=True, slots=True)
class Judged:
    """Findings after the waivers: those that count, and those that are excused."""

    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]


def judge(
    findings: Iterable[Finding], waivers: Sequence[Waiver], ran: Iterable[str], today: date
) -> Judged:
    """Return which findings are excused; a waiver past its day or without use is a finding.

    ``ran`` names the checks that ran: the waiver of another one cannot be called unused.
    """
    counting: list[Finding] = []
    waived: list[Waived] = []
    used: set[int] = set()
    for finding in findings:
        at = next((at for at, waiver in enumerate(waivers) if waiver.excuses(finding)), None)
        if at is None:
            counting.append(finding)
            continue
        used.add(at)
        waiver = waivers[at]
        if waiver.expires < today:
            counting.append(finding)
        else:
            day = waiver.expires.isoformat()
            waived.append(Waived(finding, waiver.reason, waiver.who, day))
    known = set(ran)
    for at, waiver in enumerate(waivers):
        if waiver.expires < today:
            counting.append(_about(waiver, RULES[0], f"expired on {waiver.expires.isoformat()}"))
        elif at not in used and waiver.check in known:
            counting.append(_about(waiver, RULES[1], "excuses nothing"))
    return Judged(tuple(counting), tuple(waived))


def _about(waiver: Waiver, rule: Rule, what: str) -> Finding:
    term = f" of {prefixes.contract(waiver.term) or waiver.term}" if waiver.term else ""
    return Finding(
        rule.id,
        rule.severity,
        f"The waiver of {waiver.check}{term} by {waiver.who} {what}.",
        location=replace(waiver.location),
        fix=rule.fix,
        title=rule.title,
    )
