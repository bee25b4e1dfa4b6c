"""What an entry depends on besides its files' content: how they are read."""

from pathlib import Path

from doidkit import syntax
from doidkit.syntax.files import opened
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.recording import Replayable
from doidkit.syntax.sniffing import sniffed


def reader() -> str:
    """Return a mark of the code that maps files to RDF; a developer changes it in place."""
    sources = sorted(Path(syntax.__path__[0]).rglob("*.py"))
    return " ".join(f"{path.stat().st_mtime_ns}" for path in sources)


def syntax_of(path: Path) -> GraphFormat:
    """Return the format that a file is read as."""
    with opened(path) as stream:
        return sniffed(path, Replayable(stream))
