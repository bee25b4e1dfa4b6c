"""The website of a full release: how long it takes to make."""

import os
import sys
import tempfile
from pathlib import Path

from measure import rows, table, target
from release import SOURCE, Release

TITLE = "A site of the release"


def section(release: Release) -> str:
    """Return the table."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        command = [sys.executable, "-m", "doidkit", "site", "--data", str(SOURCE), "--entry"]
        (row,) = rows({"doidkit `site`": [*command, "-o", str(out)]}).values()
        pages = sum(1 for _ in out.rglob("*.html"))
    return (
        f"A page for each term, with the bundled entry, on {os.cpu_count()} cores: {pages:,} "
        "pages.\n\n"
        + table(
            ["what", "time", "peak memory", "target"],
            [[row.name, row.time(), row.memory(), target(row, seconds=30)]],
        )
    )
