"""ROBOT, where it is: ``robot`` on the path, or its jars in ROBOT_CLASSPATH."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

_CLASSPATH = os.environ.get("ROBOT_CLASSPATH")


REASON = "ROBOT is not here: put robot on the path or its jars in ROBOT_CLASSPATH"


def absent() -> str:
    """Return why ROBOT cannot be run, "" if it can."""
    return "" if _CLASSPATH or shutil.which("robot") else REASON


needs_robot = pytest.mark.skipif(bool(absent()), reason=REASON)


def command(*arguments: str | Path) -> list[str]:
    """Return a command line of ROBOT."""
    java = ["java", "-Xmx3g", "-XX:TieredStopAtLevel=1", "-cp", _CLASSPATH or ""]
    start = [*java, "org.obolibrary.robot.CommandLineInterface"] if _CLASSPATH else ["robot"]
    return [*start, *map(str, arguments)]


def many(jobs: Sequence[tuple[Sequence[str | Path], Path]]) -> list[Path | None]:
    """Return the output of each job (arguments, and the file they write), None if it is refused.

    One Java machine runs them all, where there is a Java compiler; else each has its own.
    """
    if _CLASSPATH and shutil.which("javac"):
        rest = ["\t".join(map(str, arguments)) for arguments, _ in jobs]
        java = ["java", "-Xmx3g", "-cp", _CLASSPATH, Path(__file__).with_name("RobotLines.java")]
        while rest:
            text = "".join(f"{line}\n" for line in rest)
            done = subprocess.run(
                java, input=text.encode(), capture_output=True, timeout=3000, check=False
            )
            # Where an ontology cannot be loaded ROBOT ends the whole machine.
            rest = rest[done.stdout.splitlines().count(b"done") + 1 :]
    else:
        for arguments, _ in jobs:
            subprocess.run(command(*arguments), capture_output=True, timeout=600, check=False)
    return [out if out.exists() else None for _, out in jobs]
