"""The campaign of kills: a command is ended in the middle, and nothing is lost."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from doidkit.syntax.formats import GraphFormat
from fuzz.mutants import document
from fuzz.tally import Verdict

_OLD = "@prefix ex: <http://example.org/> .\nex:a ex:p ex:b .\n"
COMMANDS: dict[str, Sequence[str]] = {
    "convert": ("convert", "in.ofn", "-o", "out.ttl"),
    "convert to OBO": ("convert", "in.ofn", "-o", "out.obo"),
    "update": ("update", "INSERT DATA { <urn:a> <urn:b> <urn:c> }", "out.ttl", "--in-place"),
    "check": ("check", "in.ofn", "--profile", "obo", "-o", "out.json", "--format", "json"),
}


def tried(name: str, number: int, folder: Path) -> Verdict:
    """Start a command, kill it after a while that the number decides, look at what is left."""
    chance = random.Random(f"{name} {number}")
    (folder / "in.ofn").write_bytes(document(GraphFormat.OFN))
    out = folder / next((part for part in COMMANDS[name] if part.startswith("out.")), "out.ttl")
    out.write_text(_OLD, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "doidkit", *COMMANDS[name]],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "XDG_CACHE_HOME": str(folder / "cache")},
        start_new_session=True,
    )
    time.sleep(chance.uniform(0.0, 1.2))
    ending = chance.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT))
    process.send_signal(ending)
    code = process.wait(30)
    case = f"{name} {number} {ending.name}"
    left = out.read_bytes()
    if left != _OLD.encode() and not _whole(out, folder):
        return Verdict.wrong(case, f"exit {code}: {out.name} is neither old nor whole", left)
    if _alive(process.pid):
        os.killpg(process.pid, signal.SIGKILL)
        return Verdict.wrong(case, "a child went on")
    leftovers = sorted(path.name for path in folder.iterdir() if path.name.startswith(".out"))
    if ending is not signal.SIGKILL and leftovers:
        return Verdict.wrong(case, f"left behind: {leftovers}")
    return Verdict.taken(case) if left != _OLD.encode() else Verdict.refused(case)


def _whole(out: Path, folder: Path) -> bool:
    """Return whether a file can be read to its end."""
    if out.suffix == ".json":
        try:
            json.loads(out.read_bytes())
        except ValueError:
            return False
        return True
    arguments = [sys.executable, "-m", "doidkit", "convert", out.name, "-o", "again.nt"]
    done = subprocess.run(arguments, cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


def _alive(group: int) -> bool:
    """Return whether a process of the group is left, a moment after its leader's end."""
    for _ in range(20):
        try:
            os.killpg(group, 0)
        except (ProcessLookupError, PermissionError):
            return False
        time.sleep(0.1)
    return True
