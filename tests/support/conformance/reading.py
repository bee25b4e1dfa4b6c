"""The ontologies of ROBOT's documentation, read as ROBOT reads them.

Both readings go through ROBOT once more: OWL API declares what is used and drops what is no
OWL, and only then are two graphs of one ontology the same.
"""

import functools
import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from isomorphism import difference
from robot import absent, many
from shared import SHARED

from conformance.suite import Outcome, Suite
from doidkit.conversion import convert
from doidkit.errors import DoidkitError

_KEPT = tempfile.TemporaryDirectory()  # until the end of the run
_ENDINGS = {".owl", ".obo", ".ofn", ".owx", ".omn", ".ttl", ".rdf"}


def files() -> list[Path]:
    """Return every ontology of the examples and of the results, each content once."""
    found = sorted((SHARED / "robot").rglob("*"), key=lambda path: (path.parts[-2], path))
    known = {
        hashlib.sha256(path.read_bytes()).digest(): path
        for path in reversed(found)
        if path.suffix in _ENDINGS and path.is_file()
    }
    return sorted(known.values())


def outcomes(suffix: str) -> Iterator[Outcome]:
    """Yield a case a file: what doidkit reads and then writes in a format, against the file."""
    sources = files()
    with tempfile.TemporaryDirectory() as name:
        folder, theirs = Path(name), as_robot_reads()
        written: dict[int, Path] = {}
        refused: dict[int, str] = {}
        for at, source in enumerate(sources):
            try:
                convert([source], folder / f"{at}{suffix}")
                written[at] = folder / f"{at}{suffix}"
            except DoidkitError as error:
                refused[at] = str(error)
        ours = _through_robot([*written.values()], folder / "ours")
        made = dict(zip(written, ours, strict=True))
        for at, source in enumerate(sources):
            case = str(source.relative_to(SHARED / "robot"))
            yield _outcome(case, made.get(at), theirs[at], refused.get(at, ""))


@functools.cache
def as_robot_reads() -> list[Path | None]:
    """Return what ROBOT makes of each file, read once for all suites; None where it refuses."""
    return _through_robot(files(), Path(tempfile.mkdtemp(dir=_KEPT.name)))


def _outcome(name: str, ours: Path | None, theirs: Path | None, refused: str) -> Outcome:
    if theirs is None:
        return Outcome(name, bool(refused), refused or "read, where ROBOT refuses")
    if refused or ours is None:
        return Outcome(name, False, refused or "ROBOT refuses what doidkit made of it")
    unlike = difference(ours, theirs)
    return Outcome(name, not unlike, f"{len(unlike)} triples differ" if unlike else "")


def _through_robot(sources: Sequence[Path], folder: Path) -> list[Path | None]:
    folder.mkdir(exist_ok=True)
    targets = [folder / f"{at}.owl" for at in range(len(sources))]
    return many(
        [
            (["convert", "--input", source, "--format", "owl", "--output", target], target)
            for source, target in zip(sources, targets, strict=True)
        ]
    )


def missing() -> str:
    """Return what this suite lacks here."""
    return absent() or ("" if files() else "shared/robot is not beside the checkout")


_JUDGE, _NAME = "ROBOT 1.9.8", "ontologies of ROBOT's documentation"
SUITES = (
    Suite(f"{_NAME}, read", _JUDGE, missing, partial(outcomes, ".ttl")),
    Suite(f"{_NAME}, as functional syntax", _JUDGE, missing, partial(outcomes, ".ofn")),
    Suite(f"{_NAME}, as OWL/XML", _JUDGE, missing, partial(outcomes, ".owx")),
)
