"""From a keystroke to its findings in ``doidkit lsp``, on the full release in three formats."""

import asyncio
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from measure import table
from release import HOME, ROOT, Release

sys.path.insert(0, str(ROOT / "tests" / "support"))

TITLE = "Editing"
KEYS = 30
TARGET = 0.3  # seconds

_NAMED = {"obo": "id: DOID:", "ttl": "DOID:", "ofn": "SubClassOf(DOID:"}
_LANGUAGES = {"obo": "obo", "ttl": "turtle", "ofn": "ofn"}


def section(release: Release) -> str:
    """Return how long after a keystroke its findings are there, and what that takes."""
    lines = []
    for suffix in _NAMED:
        path = HOME / f"editing.{suffix}"
        command = ["convert", str(release.ntriples), "-o", str(path)]
        if not path.exists():
            subprocess.run([sys.executable, "-m", "doidkit", *command], check=True)
        learned, waited, busy = asyncio.run(_edited(path, suffix))
        middle, worst = statistics.median(waited), max(waited)
        kept = "met" if worst < TARGET else "**missed**"
        lines.append(
            [
                suffix,
                f"{path.stat().st_size / 1e6:.1f} MB",
                f"{learned:.1f} s",
                f"{middle * 1000:.0f} ms",
                f"{worst * 1000:.0f} ms",
                f"{busy * 1000:.0f} ms",
                f"{TARGET * 1000:.0f} ms: {kept}",
            ]
        )
    columns = (
        *("file", "size", "until all is known", "keystroke to findings, median", "longest"),
        *("processor time of the server", "target"),
    )
    return (
        f"{table(columns, lines)}\n{KEYS} keystrokes, half a second apart, in the middle of a file,"
        " sent by a client as an editor sends them, each until its diagnostics are back.\n"
    )


async def _edited(path: Path, suffix: str) -> tuple[float, list[float], float]:
    from editor import editing

    text = path.read_text()
    lines = text.split("\n")
    middle = len(lines) // 2
    at = next(n for n in range(middle, len(lines)) if lines[n].startswith(_NAMED[suffix]))
    begun = time.monotonic()
    async with editing(path.as_uri(), text, language=_LANGUAGES[suffix]) as editor:
        await editor.logged("rules are asked")
        learned = time.monotonic() - begun
        before, waited = _processor(editor.client), list[float]()
        for _ in range(KEYS):
            told, sent = len(editor.told), time.perf_counter()
            await editor.type(" ", at, len(lines[at]))
            await editor.until(lambda _, told=told: len(editor.told) > told)
            waited.append(time.perf_counter() - sent)
            await asyncio.sleep(0.5)
        return learned, waited, (_processor(editor.client) - before) / KEYS


def _processor(client: object) -> float:
    """Return the processor time that the server itself has taken, in seconds."""
    process = getattr(client, "_server")  # noqa: B009 (the client has no name for it)
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
