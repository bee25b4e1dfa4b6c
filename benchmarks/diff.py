"""Comparing the release with an edit of itself: doidkit next to ROBOT and rdflib."""

import gzip
import sys
import tempfile
from pathlib import Path

from measure import Row, robot, rows, table, target, times_target
from release import SOURCE, Release

TITLE = "Diff"
_DOIDKIT, _ROBOT = "doidkit `diff`", "ROBOT diff"
_RDFLIB = (
    "import sys; from rdflib import Graph; from rdflib.compare import graph_diff; "
    "graph_diff(*(Graph().parse(path, format='nt') for path in sys.argv[1:]))"
)


def section(release: Release) -> str:
    """Return the table."""
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder) / "old.nt", Path(folder) / "new.nt"
        old.write_bytes(gzip.decompress(SOURCE.read_bytes()))
        new.write_bytes(old.read_bytes().replace(b'"angiosarcoma"', b'"angiosarcoma, edited"'))
        measured = rows(_commands(old, new))
    base = measured[_DOIDKIT]
    lines = [
        [row.name, row.time(), row.times(base), row.memory(), _target(row, base)]
        for row in measured.values()
    ]
    return (
        "Whole processes; both files are the full release as N-Triples, one label edited.\n\n"
        + table(["what", "time", "of doidkit", "peak memory", "target"], lines)
    )


def _target(row: Row, base: Row) -> str:
    if row is base:
        return target(row, seconds=2, megabytes=300)
    return times_target(row, base, 6) if row.name == _ROBOT else ""


def _commands(old: Path, new: Path) -> dict[str, list[str]]:
    found = {
        _DOIDKIT: [sys.executable, "-m", "doidkit", "diff", str(old), str(new)],
        "rdflib `graph_diff`": [sys.executable, "-c", _RDFLIB, str(old), str(new)],
    }
    out = str(old.with_suffix(".txt"))
    if command := robot("diff", "--left", str(old), "--right", str(new), "--output", out):
        found[_ROBOT] = command
    return found
