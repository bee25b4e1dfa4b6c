"""The website of a full release: how long it takes to make."""

import os
import sys
import tempfile
from pathlib import Path

from measure import rows, shared, table, target
from release import SOURCE, Release

TITLE = "A site of the release"


def section(release: Release) -> str:
    """Return the table."""
    others = shared()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        command = [sys.executable, "-m", "doidkit", "site", "--data", str(SOURCE), "--entry"]
        (row,) = rows({"doidkit `site`": [*command, "-o", str(out)]}, limit=600).values()
        pages = sum(1 for _ in out.rglob("*.html"))
    processor = "" if row.failure else f"{row.processor:.1f} s"
    return (
        f"A page for each term, with the bundled entry, on {os.cpu_count()} cores: {pages:,} "
        f"pages.{others} The processor time is that of all processes together.\n\n"
        + table(
            ["what", "time", "processor time", "peak memory", "target"],
            [[row.name, row.time(), processor, row.memory(), target(row, seconds=30)]],
        )
    )
