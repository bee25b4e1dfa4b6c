"""Comparing the release with an edit of itself: doidkit next to ROBOT and rdflib."""

import gzip
import os
import shutil
import sys
import tempfile
from pathlib import Path

from measure import rows, table
from release import SOURCE, Release

TITLE = "Diff"


def section(release: Release) -> str:
    """Return the table."""
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder) / "old.nt", Path(folder) / "new.nt"
        old.write_bytes(gzip.decompress(SOURCE.read_bytes()))
        new.write_bytes(old.read_bytes().replace(b'"angiosarcoma"', b'"angiosarcoma, edited"'))
        measured = rows(_commands(old, new))
    base = measured["doidkit `diff`"]
    lines = [[row.name, row.time(), row.times(base), row.memory()] for row in measured.values()]
    return (
        "Whole processes; both files are the full release as N-Triples, one label edited.\n\n"
        + table(["what", "time", "of doidkit", "peak memory"], lines)
    )


def _commands(old: Path, new: Path) -> dict[str, list[str]]:
    program = (
        "import sys; from rdflib import Graph; from rdflib.compare import graph_diff; "
        "graph_diff(*(Graph().parse(path, format='nt') for path in sys.argv[1:]))"
    )
    found = {
        "doidkit `diff`": [sys.executable, "-m", "doidkit", "diff", str(old), str(new)],
        "rdflib `graph_diff`": [sys.executable, "-c", program, str(old), str(new)],
    }
    jars = os.environ.get("ROBOT_CLASSPATH")
    if jars and shutil.which("java"):
        main = "org.obolibrary.robot.CommandLineInterface"
        found["ROBOT diff"] = [
            *("java", "-cp", jars, main, "diff"),
            *("--left", str(old), "--right", str(new), "--output", str(old.with_suffix(".txt"))),
        ]
    return found
