"""ELK as ROBOT has it, asked in one Java machine."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from robot import REASON

CLASSPATH = os.environ.get("ROBOT_CLASSPATH", "")

needs_elk = pytest.mark.skipif(not (CLASSPATH and shutil.which("javac")), reason=REASON)


def found(paths: Sequence[Path]) -> dict[str, set[tuple[str, ...]]]:
    """Return by file the pairs of a class and one above it, ``(class,)`` for one that is empty.

    Of an inconsistent ontology it is ``()`` alone.
    """
    program = Path(__file__).with_name("ElkPairs.java")
    done = subprocess.run(
        ["java", "-Xmx3g", "-cp", CLASSPATH, program, *paths],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    told: dict[str, set[tuple[str, ...]]] = {}
    for line in done.stdout.splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "#":
            current = told.setdefault(rest, set())
        elif kind == "!!":
            current.add(())
        else:
            current.add((rest,) if kind == "!" else (kind, rest))
    return told
