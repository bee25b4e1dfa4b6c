"""ROBOT, where it is: ``robot`` on the path, or its jars in ROBOT_CLASSPATH."""

import os
import shutil
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
