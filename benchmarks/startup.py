"""How long ``doidkit --help`` takes next to a bare ``python -c pass``."""

import sys

from measure import rows, table
from release import Release

TITLE = "Start"
_RUNS = 25
_COMMANDS = {
    "`python -c pass`": ["-c", "pass"],
    "`import click`": ["-c", "import click"],
    "`import doidkit`": ["-c", "import doidkit"],
    "`doidkit --help`": [
        "-c",
        "import sys; from doidkit.cli import main; sys.exit(main())",
        "--help",
    ],
}


def section(_release: Release) -> str:
    """Return the table."""
    commands = {name: [sys.executable, *arguments] for name, arguments in _COMMANDS.items()}
    found = rows(commands, runs=_RUNS)
    base = found["`python -c pass`"]
    return "Target: at most 5 times a bare interpreter.\n\n" + table(
        ["what", "time", "of python", "peak memory"],
        [
            [row.name, f"{row.seconds * 1000:.0f} ms", row.times(base), row.memory()]
            for row in found.values()
        ],
    )
