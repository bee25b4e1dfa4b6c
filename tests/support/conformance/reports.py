"""ROBOT's report on the ontologies of its own documentation, row by row."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from parity import LEVELS, RULES, WIDER, our_rows, rows_of, rows_read
from robot import many
from shared import SHARED

from conformance import reading
from conformance.suite import Outcome, Suite
from doidkit.sparql.embedded import StoreSource


def outcomes() -> Iterator[Outcome]:
    """Yield a case a file that ROBOT reads; both report on what ROBOT makes of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        profile = folder / "profile.txt"
        levels = (f"{LEVELS[check.severity.value]}\t{rule}\n" for rule, check in RULES.items())
        profile.write_text("".join(levels), encoding="utf-8")
        options = ("--profile", profile, "--fail-on", "none")
        asked = [
            (str(source.relative_to(SHARED / "robot")), owl, folder / f"{at}.tsv")
            for at, (source, owl) in enumerate(
                zip(reading.files(), reading.as_robot_reads(), strict=True)
            )
            if owl is not None
        ]
        found = many(
            [
                (["report", "--input", owl, *options, "--output", table], table)
                for _, owl, table in asked
            ]
        )
        for (case, owl, _), table in zip(asked, found, strict=True):
            if table is not None:
                yield _compared(case, owl, table)


def _compared(name: str, owl: Path, table: Path) -> Outcome:
    theirs, ours = rows_read(table), our_rows(StoreSource.of([owl]))
    unlike = Counter[str]()
    for rule in set(RULES) - {WIDER}:
        unlike[rule] += len(rows_of(rule, ours) ^ rows_of(rule, theirs))
    said = ", ".join(rule for rule, count in sorted(unlike.items()) if count)
    return Outcome(name, not said, f"rows that only one has: {said}" if said else "")


SUITE = Suite("ROBOT's report on them, row by row", "ROBOT 1.9.8", reading.missing, outcomes)
