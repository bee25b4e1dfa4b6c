"""Completion through the shells themselves, and what it offers."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from doidkit.cli.program import COMMANDS

# What is typed before the tab, and the last words of the line that it becomes with an X after.
LINES = {
    "conv": ["convert", "X"],
    "query desc": ["descendants", "X"],
    "checks def_wr": ["def_wrong_parent", "X"],
    "check --profile cl": ["clinical", "X"],
    "check --fail-on=w": ["--fail-on=warning", "X"],
    "check --sel": ["--select", "X"],
    "tree DOID:473": ["DOID:4734", "X"],
    "search --under=DOID:473": ["--under=DOID:4734", "X"],
    "tree calciphy": ["calciphylaxis", "X"],
    "tree calcinosis\\ c": ["calcinosis cutis", "X"],
    "query descendants --param te": ["term=X"],
    "query descendants -p term=DOID:473": ["term=DOID:4734", "X"],
}
# A function of the program's name prints its words; completion asks the program itself.
_PRINT = "doidkit() { printf '<%s>' \"$@\"; echo end; }"
SHELLS = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        f'eval "$(_DOIDKIT_COMPLETE=bash_source doidkit)"; {_PRINT}',
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        'autoload -Uz compinit && compinit -D; eval "$(_DOIDKIT_COMPLETE=zsh_source doidkit)"; '
        + _PRINT,
    ),
}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("home")
    program = folder / "doidkit"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m doidkit "$@"\n')
    program.chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "HOME": str(folder), "TERM": "dumb", "LANG": "C.UTF-8"}


class Typing:
    """A shell on a terminal, and what it shows."""

    def __init__(self, words: list[str], environment: dict[str, str]) -> None:
        self.leader, follower = pty.openpty()
        self.process = subprocess.Popen(
            words,
            stdin=follower,
            stdout=follower,
            stderr=follower,
            env=environment,
            cwd=environment["HOME"],
            start_new_session=True,
        )
        os.close(follower)

    def shown_after(self, typed: str, awaited: str) -> str:
        """Type something and return what is shown once that has what is awaited, or in vain."""
        os.write(self.leader, typed.encode())
        seen, end = "", time.monotonic() + 60
        while awaited not in seen and time.monotonic() < end:
            if select.select([self.leader], [], [], 0.2)[0]:
                seen += os.read(self.leader, 65536).decode(errors="replace")
        return seen

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.leader)


@pytest.fixture(scope="module", params=SHELLS)
def shell(request: pytest.FixtureRequest, environment: dict[str, str]) -> Iterator[Typing]:
    if not shutil.which(request.param):
        pytest.skip(f"{request.param} is not installed")
    words, ready = SHELLS[request.param]
    typing = Typing(words, environment)
    typing.shown_after(f"{ready}; echo rea''dy\n", "ready")
    yield typing
    typing.close()


@pytest.mark.parametrize("begun", LINES)
def test_a_tab_completes_the_line(shell: Typing, begun: str) -> None:
    seen = shell.shown_after(f"doidkit {begun}\tX\n", ">end")
    words = re.findall(r"<([^>]*)>", seen)
    assert words[-len(LINES[begun]) :] == LINES[begun], seen


def test_fish_offers_the_same(environment: dict[str, str]) -> None:
    if not shutil.which("fish"):
        pytest.skip("fish is not installed")
    script = (
        "_DOIDKIT_COMPLETE=fish_source doidkit | source;"
        "for line in $argv; complete -C $line; echo; end"
    )
    words = ["fish", "--no-config", "-c", script, *(f"doidkit {begun}" for begun in LINES)]
    done = subprocess.run(words, capture_output=True, text=True, env=environment, check=True)
    offered = [line.partition("\t")[0] for line in done.stdout.split("\n\n")]
    assert offered[:-1] == [line[0].removesuffix("X") for line in LINES.values()]


def offered(invoke, monkeypatch: pytest.MonkeyPatch, line: str) -> list[str]:
    monkeypatch.setenv("_DOIDKIT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_WORDBREAKS", ":=")
    outcome = invoke()
    assert (outcome.code, outcome.err) == (0, "")
    return [row.partition(",")[2] for row in outcome.out.split()]


def test_all_commands_are_offered_and_none_imported(
    program: list[str], environment: dict[str, str]
) -> None:
    script = (
        "import sys; from doidkit.cli import main; main([]);"
        "print([m for m in sys.modules if m in ('doidkit.cli.query', 'pyoxigraph')])"
    )
    asked = {"_DOIDKIT_COMPLETE": "bash_complete", "COMP_WORDS": "doidkit ", "COMP_WORDBREAKS": ":"}
    done = subprocess.run(
        [program[0], "-c", script],
        capture_output=True,
        text=True,
        env=environment | asked,
        check=True,
    )
    *names, imported = done.stdout.splitlines()
    assert [name.removeprefix("plain,") for name in names] == list(COMMANDS)
    assert imported == "[]"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("doidkit tree DOID:473", ["4734"]),
        ("doidkit tree DOID", []),
        ("doidkit tree NONE:1", []),
        ("doidkit tree --endpoint http://127.0.0.1:9/ DOID:473", []),
        ("doidkit tree --data absent.obo DOID:473", []),
        ("doidkit query absent --param te", []),
        ("doidkit query unsupported --param reason=d", []),
    ],
)
def test_what_is_offered(
    invoke, monkeypatch: pytest.MonkeyPatch, line: str, names: list[str]
) -> None:
    assert offered(invoke, monkeypatch, line) == names


def test_terms_are_of_the_file_that_is_named(invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    animals = Path(__file__).parents[1] / "examples" / "animals.ttl"
    assert offered(invoke, monkeypatch, f"doidkit tree --data {animals} wha") == ["whale"]
    assert offered(invoke, monkeypatch, f"doidkit extract {animals} --term wha") == ["whale"]


def test_a_large_file_is_known_once_it_is_in_the_cache(
    invoke, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from doidkit.sparql import cache

    monkeypatch.setattr(cache, "WORTH_IT", 1)
    monkeypatch.setattr(cache, "home", lambda: tmp_path / "cache")
    animals = Path(__file__).parents[1] / "examples" / "animals.ttl"
    line = f"doidkit tree --data {animals} wha"
    assert offered(invoke, monkeypatch, line) == []
    assert not (tmp_path / "cache").exists()
    monkeypatch.delenv("_DOIDKIT_COMPLETE")
    assert invoke("tree", "whale", "--data", animals).code == 0
    assert offered(invoke, monkeypatch, line) == ["whale"]
