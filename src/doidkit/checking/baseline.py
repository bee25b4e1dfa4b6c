"""Only what is new: findings beside those of an earlier version, or of a baseline file."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from doidkit import temporary
from doidkit.atomic import writing_whole
from doidkit.checking import inference
from doidkit.checking.gathering import Found, Plan
from doidkit.checking.infiles import in_files
from doidkit.checking.reasons import lost
from doidkit.data import Data, git
from doidkit.errors import InputError
from doidkit.model import Finding, Location, Severity, State
from doidkit.reasoners.branches import Hierarchy
from doidkit.syntax import files

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Earlier:
    """The files as they were, and a remark for each that was not there."""

    paths: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def earlier(paths: Sequence[Path], against: str | Path | Sequence[Path], folder: Path) -> Earlier:
    """Return an earlier version of some files: files, or what a git ref has, put in a folder.

    Raises InputError for a ref that does not exist and for files outside a repository.
    """
    if not isinstance(against, str | Path):
        return Earlier(tuple(against))
    old = Path(against)
    if old.exists():
        return Earlier((files.require(old),))
    found, notes = [], []
    for number, path in enumerate(paths):
        version = git.at(path, str(against))
        if version is None:
            notes.append(f"{path} is new at {against}: all its findings are new.")
            continue
        name = PurePosixPath(version.name).name
        if version.moved:
            notes.append(f"{path} was {version.name} at {against}.")
        # The name stays, as it tells the format; a folder each keeps equal names apart.
        home = folder / str(number)
        home.mkdir()
        (home / name).write_bytes(version.data)
        found.append(home / name)
    return Earlier(tuple(found), tuple(notes))


def earlier_findings(
    paths: Sequence[Path],
    against: str | Path | Sequence[Path],
    plan: Plan,
    now: tuple[Data | None, Hierarchy | None],
) -> tuple[Found, tuple[Finding, ...]]:
    """Return what is found in an earlier version, and what has moved since then.

    The remarks are on that version alone. ``now`` is what is checked, if it is files, and its
    hierarchy.
    """
    with temporary.folder() as folder:
        version = earlier(paths, against, folder)
        data = Data(version.paths)
        found = in_files(data, plan, located=False) if version.paths else Found()
        moved: tuple[Finding, ...] = ()
        if found.hierarchy is not None and now[1] is not None:
            moved = inference.moved(found.hierarchy, now[1])
            moved = lost(data, now[0], inference.called(moved, data.source().select), plan.timeout)
    return replace(found, notes=version.notes), moved


def compared(
    now: Iterable[Finding], before: Iterable[Finding], home: Path | None = None
) -> tuple[Finding, ...]:
    """Return findings marked new or unchanged, then those that are fixed."""
    present = tuple(now)
    old = {finding.identity: finding for finding in before}
    current = {finding.identity for finding in present}
    place = Location(str(home)) if home else None
    return (
        *(replace(f, state=State.UNCHANGED if f.identity in old else State.NEW) for f in present),
        *(
            replace(f, state=State.FIXED, location=place)
            for identity, f in old.items()
            if identity not in current
        ),
    )


def read_baseline(path: Path) -> tuple[Finding, ...]:
    """Return the findings that a baseline file remembers.

    Raises InputError for a file that is none.
    """
    try:
        table = json.loads(files.read_text(path))
        entries = table["findings"] if table["doidkit-baseline"] == _VERSION else _refuse(path)
        return tuple(_remembered(entry) for entry in entries)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(
            f"{path}: is no baseline of this version; write one with --write-baseline."
        ) from error


def _remembered(entry: object) -> Finding:
    """Return the finding of an entry; TypeError or KeyError for what is none."""
    if not isinstance(entry, dict) or not all(isinstance(v, str) for v in entry.values()):
        raise TypeError(entry)
    return Finding(
        check=entry["check"],
        severity=Severity(entry["severity"]),
        message=entry["message"],
        label=entry["term"] or None,
        identity=entry["identity"],
    )


def _refuse(path: Path) -> list[dict[str, str]]:
    raise ValueError(path)


def write_baseline(path: Path, found: Iterable[Finding]) -> None:
    """Write the findings that hold now to a baseline file: sorted, a finding a line."""
    entries = sorted(
        (_entry(finding) for finding in found if finding.state is not State.FIXED),
        key=lambda entry: (entry["check"], entry["term"], entry["identity"]),
    )
    lines = ",\n".join("    " + json.dumps(entry, ensure_ascii=False) for entry in entries)
    body = f"\n{lines}\n  " if lines else ""
    text = f'{{\n  "doidkit-baseline": {_VERSION},\n  "findings": [{body}]\n}}\n'
    with writing_whole(path) as file:
        file.write(text.encode())


def _entry(finding: Finding) -> dict[str, str]:
    from doidkit import prefixes

    iri = getattr(finding.focus, "value", "")
    term = (prefixes.contract(iri) or iri) if iri else ""
    return {
        "check": finding.check,
        "term": " ".join(part for part in (term, finding.label) if part),
        "message": finding.message,
        "severity": finding.severity.value,
        "identity": finding.identity or "",
    }
