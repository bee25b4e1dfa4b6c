"""ROBOT, where it is: ``robot`` on the path, or its jars in ROBOT_CLASSPATH."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

_CLASSPATH = os.environ.get("ROBOT_CLASSPATH")


def absent() -> str:
    """Return why ROBOT cannot be run, "" if it can."""
    if _CLASSPATH or shutil.which("robot"):
        return ""
    return "ROBOT is not here: put robot on the path or its jars in ROBOT_CLASSPATH"


needs_robot = pytest.mark.skipif(bool(absent()), reason=absent())


def command(*arguments: str | Path) -> list[str]:
    """Return a command line of ROBOT."""
    java = ["java", "-Xmx3g", "-XX:TieredStopAtLevel=1", "-cp", _CLASSPATH or ""]
    start = [*java, "org.obolibrary.robot.CommandLineInterface"] if _CLASSPATH else ["robot"]
    return [*start, *map(str, arguments)]


def chained(jobs: Sequence[tuple[Sequence[str | Path], Path]]) -> list[Path | None]:
    """Return the output of each job (arguments, and the file they write), None if it is refused.

    Many commands share a Java machine: a chain ends at the first that fails, and what is behind
    it begins anew.
    """
    rest = list(jobs)
    while rest:
        chain = [argument for arguments, _ in rest for argument in arguments]
        subprocess.run(command(*chain), capture_output=True, timeout=1800, check=False)
        failed = next((at for at, (_, out) in enumerate(rest) if not out.exists()), len(rest))
        rest = rest[failed + 1 :]
    return [out if out.exists() else None for _, out in jobs]
