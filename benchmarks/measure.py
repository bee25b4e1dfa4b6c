"""Measuring rows side by side: each run in its own process, its wall time and peak memory."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import resource

# An installed package has its bytecode; rows are measured as people run them.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
RUNS = int(os.environ.get("DOIDKIT_BENCH_RUNS", "5"))

_INSIDE = """
import json, sys, time
def timed(work):
    start = time.perf_counter()
    result = work()
    print(json.dumps({{"seconds": time.perf_counter() - start}}), file=sys.stderr)
    return result
{code}
"""


@dataclass(frozen=True)
class Run:
    """One run: seconds, peak resident megabytes, what it printed, or why there is no figure.

    ``processor`` is its time on processors, in seconds, that of its children included.
    """

    seconds: float = 0.0
    megabytes: float = 0.0
    output: bytes = b""
    failure: str = ""
    processor: float = 0.0


@dataclass(frozen=True)
class Row:
    """A row of a table: the medians of its runs, or why there are none."""

    name: str
    seconds: float
    megabytes: float
    output: bytes = b""
    failure: str = ""
    processor: float = 0.0

    def time(self) -> str:
        """Return the time as a table shows it."""
        return self.failure or f"{self.seconds:.2f} s"

    def memory(self) -> str:
        """Return the memory as a table shows it."""
        return "" if self.failure else f"{self.megabytes:,.0f} MB"

    def times(self, base: "Row") -> str:
        """Return this row's time as a multiple of another's."""
        failed = self.failure or base.failure or not base.seconds
        return "" if failed else f"{self.seconds / base.seconds:.1f} x"


def run(
    command: Sequence[str], *, limit: float = 120.0, environment: Mapping[str, str] | None = None
) -> Run:
    """Run a command to its end or for at most ``limit`` seconds."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=out, stderr=err, env={**os.environ, **(environment or {})}
        )
        try:
            code, usage = _wait(process, start + limit)
        except TimeoutError:
            return Run(failure=f"> {limit:.0f} s")
        seconds = time.perf_counter() - start
        out.seek(0)
        err.seek(0)
        complaint = err.read().decode(errors="replace")
        if code:
            last = complaint.strip().splitlines()[-1:] or ["no message"]
            return Run(failure=f"failed: {last[0][:100]}")
        for line in complaint.splitlines():
            if line.startswith('{"seconds"'):
                seconds = json.loads(line)["seconds"]
        processor = usage.ru_utime + usage.ru_stime
        return Run(seconds, usage.ru_maxrss / 1000, out.read(), processor=processor)


def inside(code: str) -> list[str]:
    """Return a command for Python code that calls ``timed(work)`` on what is to be measured."""
    return [sys.executable, "-c", _INSIDE.format(code=code)]


def rows(
    commands: Mapping[str, Sequence[str]], *, runs: int = RUNS, limit: float = 120.0
) -> dict[str, Row]:
    """Measure commands in turns, so that a busy moment touches all alike; medians by name.

    One that fails or takes longer than ``limit`` is not run again.
    """
    taken: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            if not any(one.failure for one in taken[name]):
                slow = taken[name] and taken[name][0].seconds > 5  # two runs of those will do
                if not (slow and len(taken[name]) > 1):
                    taken[name].append(run(command, limit=limit))
    return {name: median(name, found) for name, found in taken.items()}


def shared() -> str:
    """Return a sentence on who else used the machine in the last minutes, "" if hardly anybody."""
    busy, cores = os.getloadavg()[1], os.cpu_count() or 1
    if busy < 1:
        return ""
    return f" The machine was shared: {busy:.0f} others wanted its {cores} cores at a time."


def target(row: Row, *, seconds: float | None = None, megabytes: float | None = None) -> str:
    """Return what a row is to stay below, and whether it does."""
    wanted = [f"{seconds:g} s"] if seconds is not None else []
    wanted += [f"{megabytes:g} MB"] if megabytes is not None else []
    kept = (
        not row.failure
        and (seconds is None or row.seconds < seconds)
        and (megabytes is None or row.megabytes < megabytes)
    )
    return f"under {' and '.join(wanted)}: {'met' if kept else '**missed**'}"


def times_target(row: Row, base: Row, times: float) -> str:
    """Return how often as long as another one a row is to take, and whether it does."""
    if row.failure or base.failure:
        return ""
    kept = row.seconds >= times * base.seconds
    return f"at least {times:g} x of doidkit: {'met' if kept else '**missed**'}"


def robot(*words: str) -> list[str] | None:
    """Return a command of ROBOT, whose jars ROBOT_CLASSPATH names; None where it is missing."""
    jars = os.environ.get("ROBOT_CLASSPATH")
    if not jars or not shutil.which("java"):
        return None
    return ["java", "-Xmx4G", "-cp", jars, "org.obolibrary.robot.CommandLineInterface", *words]


def runoak(*words: str) -> list[str] | None:
    """Return a command of OAK, in the environment of OAK_PYTHON; None where it is missing."""
    python = os.environ.get("OAK_PYTHON")
    return [str(Path(python).with_name("runoak")), *words] if python else None


def table(columns: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table, its first column to the left and the others to the right."""
    rule = ["---", *("---:" for _ in columns[1:])]
    return "".join(f"| {' | '.join(line)} |\n" for line in [columns, rule, *lines])


def median(name: str, runs: Sequence[Run]) -> Row:
    """Return the medians of some runs."""
    failure = next((one.failure for one in runs if one.failure), "")
    if failure:
        return Row(name, 0, 0, failure=failure)
    return Row(
        name,
        statistics.median(one.seconds for one in runs),
        statistics.median(one.megabytes for one in runs),
        runs[-1].output,
        processor=statistics.median(one.processor for one in runs),
    )


def _wait(process: "subprocess.Popen[bytes]", end: float) -> "tuple[int, resource.struct_rusage]":
    """Return the exit code of a process and what it used; kill it at ``end``."""
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage
        if time.perf_counter() > end:
            process.kill()
            process.wait()
            raise TimeoutError
        time.sleep(0.001)
