"""The ontologies of ROBOT's documentation, read as ROBOT reads them.

Both readings go through ROBOT once more: OWL API declares what is used and drops what is no
OWL, and only then are two graphs of one ontology the same.
"""

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from isomorphism import difference
from robot import absent, command
from shared import SHARED

from conformance.suite import Outcome, Suite
from doidkit.conversion import convert
from doidkit.errors import DoidkitError

_ENDINGS = {".owl", ".obo", ".ofn", ".owx", ".omn", ".ttl", ".rdf"}


def files() -> list[Path]:
    """Return every ontology of the examples and of the results."""
    found = (SHARED / "robot").rglob("*")
    return sorted(path for path in found if path.suffix in _ENDINGS and path.is_file())


def outcomes() -> Iterator[Outcome]:
    """Yield a case a file."""
    sources = files()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        read, refused = folder / "ours", {}
        read.mkdir()
        for at, source in enumerate(sources):
            try:
                convert([source], read / f"{at}.ttl")
            except DoidkitError as error:
                refused[at] = str(error)
        theirs = _through_robot(sources, folder / "theirs")
        kept = {at: read / f"{at}.ttl" for at in range(len(sources)) if at not in refused}
        ours = _through_robot([kept.get(at, source) for at, source in enumerate(sources)], read)
        for at, source in enumerate(sources):
            name = str(source.relative_to(SHARED / "robot"))
            yield _outcome(name, ours[at], theirs[at], refused.get(at, ""))


def _outcome(name: str, ours: Path | None, theirs: Path | None, refused: str) -> Outcome:
    if theirs is None:
        return Outcome(name, bool(refused), refused or "read, where ROBOT refuses")
    if refused or ours is None:
        return Outcome(name, False, refused or "ROBOT refuses what doidkit made of it")
    unlike = difference(ours, theirs)
    return Outcome(name, not unlike, f"{len(unlike)} triples differ" if unlike else "")


def _through_robot(sources: Sequence[Path], folder: Path) -> list[Path | None]:
    """Return what ROBOT writes of each file, None where it refuses; one process for most."""
    folder.mkdir(exist_ok=True)
    targets = [folder / f"{at}.owl" for at in range(len(sources))]
    todo = list(zip(sources, targets, strict=True))
    while todo:
        chain: list[str | Path] = []
        for source, target in todo:
            chain += ["convert", "--input", source, "--format", "owl", "--output", target]
        subprocess.run(command(*chain), capture_output=True, timeout=1200, check=False)
        # A chain ends at the first file that is refused; the rest is begun anew behind it.
        done = next((i for i, (_, target) in enumerate(todo) if not target.exists()), len(todo))
        todo = todo[done + 1 :]
    return [target if target.exists() else None for target in targets]


def missing() -> str:
    """Return what this suite lacks here."""
    return absent() or ("" if files() else "shared/robot is not beside the checkout")


SUITE = Suite("ontologies of ROBOT's documentation, read", "ROBOT 1.9.8", missing, outcomes)
