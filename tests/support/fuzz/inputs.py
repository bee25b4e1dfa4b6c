"""The campaign on malformed inputs: every reader, through every command that reads."""

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from doidkit.syntax.formats import GraphFormat
from fuzz import judges
from fuzz.mutants import mutant
from fuzz.tally import Verdict

COMMANDS: dict[str, Sequence[str]] = {
    "convert": ("convert", "{file}", "-o", "{out}"),
    "validate": ("validate", "{file}"),
    "check": ("check", "{file}", "--profile", "obo", "--format", "json"),
    "query": ("query", "SELECT * { ?s ?p ?o } LIMIT 3", "--data", "{file}"),
    "load": ("load", "{file}", "--store", "{out}.store"),
    "reason": ("reason", "{file}"),
    "show": ("show", "DOID:1", "--data", "{file}"),
}
_SECONDS = 20.0  # for a command that starts other processes
_PER_KILOBYTE = 2.0


@dataclass(frozen=True, slots=True)
class Case:
    """One malformed document, and the command that is to read it."""

    format: GraphFormat
    number: int
    command: str

    def __str__(self) -> str:
        return f"{self.format.value} {self.number} {self.command}"


def cases(start: int = 0) -> Iterator[Case]:
    """Yield cases without end, all formats and commands in turn, ``convert`` most often."""
    commands, number = list(COMMANDS), start
    while True:
        for format in GraphFormat:
            yield Case(format, number, "convert")
        for format in GraphFormat:
            yield Case(format, number, commands[number % len(commands)])
        number += 1


class Worker:
    """A process that runs commands, begun anew when a case has ended it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, arguments: Sequence[str], seconds: float) -> tuple[int, str, float]:
        """Return exit code, what was said, seconds; a code of -1 for death and -2 for lateness."""
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"arguments": list(arguments)}).encode() + b"\n")
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], seconds)
        if not ready:
            self.end()
            return -2, f"no answer after {seconds:.0f} s", seconds
        line = process.stdout.readline()
        if not line:
            code = process.wait()
            self.end()
            return -1, f"the process ended with {code}", 0.0
        answer = json.loads(line)
        return answer["code"], answer["said"], answer["seconds"]

    def end(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            with self._process as process:  # closes its pipes
                process.kill()
            self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "fuzz.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self._folder,
                env={
                    **os.environ,
                    "XDG_CACHE_HOME": str(self._folder / "cache"),
                    "NO_COLOR": "1",
                    "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
                },
            )
        return self._process


def tried(case: Case, worker: Worker, folder: Path) -> Verdict:
    """Return what came of a case."""
    data = mutant(case.format, case.number)
    file = folder / f"mutant{case.format.extensions[0]}"
    out = folder / "out.nt"
    file.write_bytes(data)
    out.unlink(missing_ok=True)
    fill = {"file": str(file), "out": str(out)}
    arguments = [
        part.format(**fill) if "?" not in part else part for part in COMMANDS[case.command]
    ]
    limit = _SECONDS + _PER_KILOBYTE * len(data) / 1000
    code, said, _ = worker.run(arguments, limit)
    if code < 0 or code not in (0, 1, 2) or "Traceback" in said:
        return Verdict.wrong(str(case), f"exit {code}: {said.strip()[-300:]}", data)
    if code == 2:
        lines = [line for line in said.splitlines() if line.startswith("Error")]
        if not said.strip() or len(lines) > 1:
            return Verdict.wrong(str(case), f"refused without one sentence: {said!r}", data)
        return Verdict.refused(str(case))
    # `check` gives a fault of the syntax as a finding.
    found = case.command == "check" and code == 1
    if (why := judges.malformed(case.format, data)) and not found:
        return Verdict.wrong(str(case), f"taken, though {why}", data)
    if case.command == "convert":
        theirs = judges.said(case.format, data)
        if theirs is not None and theirs != judges.canonical(out.read_bytes()):
            return Verdict.wrong(str(case), "read otherwise than rdflib does", data)
    return Verdict.taken(str(case))
