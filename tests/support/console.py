"""The console blocks of the README and docs/: what they say is what the commands print.

In a ```console block a line that starts with ``$ `` is a command and what follows is its
output, standard error included; a line of three dots stands for any lines. The blocks of a
page run in order, in one empty folder. ``python tests/support/console.py`` writes the real
output into blocks that have no dots and differ.
"""

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Command:
    """A command of a page with the output that the page shows for it."""

    line: str
    shown: str


def commands(page: Path) -> list[Command]:
    """Return the commands of a page's console blocks, in order."""
    return commands_in(page.read_text(encoding="utf-8"))


def commands_in(text: str) -> list[Command]:
    """Return the commands of a text's console blocks, in order."""
    found = []
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, shown = part.partition("\n")
            found.append(Command(line, shown))
    return found


def run(line: str, folder: Path) -> str:
    """Run a command line as a reader's shell would; return what it prints."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-c", line],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"},
        timeout=300,
        check=False,
    )
    return done.stdout.decode().replace("\r\n", "\n")  # SPARQL CSV ends its lines in CRLF


def agrees(shown: str, printed: str) -> bool:
    """Return whether shown output is the printed one, lines of three dots matching anything."""
    pattern = re.escape(shown).replace(re.escape("...\n"), "(?:.*\n)*?")
    return re.fullmatch(pattern, printed) is not None


def _write(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for command in commands(page):
            printed = run(command.line, Path(folder))
            if not agrees(command.shown, printed):
                old, new = (f"$ {command.line}\n{output}" for output in (command.shown, printed))
                text = text.replace(old, new, 1)
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    for each in PAGES:
        _write(each)
