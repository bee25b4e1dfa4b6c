"""Each command of ROBOT's documentation does here what it does there."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from robotcommands import (
    DIFFERENCES,
    EXAMPLES,
    Documented,
    contract,
    differing,
    documented,
    renewed,
)
from shared import needs

PAGE = Path(__file__).parents[3] / "docs" / "robot.md"


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the files that the documentation's commands use, as the current folder."""
    folder = tmp_path / "examples"
    shutil.copytree(EXAMPLES, folder, copy_function=shutil.copyfile)
    (folder / "results").mkdir()
    monkeypatch.chdir(folder)
    for name in ("http_proxy", "https_proxy"):  # no test asks the web
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    return folder


def outcome(command: Documented, examples: Path, invoke: Callable) -> list[str]:
    """Return how a command differs from what ROBOT did."""
    done = invoke("robot", *command.arguments)
    found = [] if done.code == command.status else [f"status {done.code}: {done.out}{done.err}"]
    if command.status:  # ROBOT's exceptions have no end that we would copy
        theirs, ours = (contract(text, command.status) for text in (command.said, done.out))
    else:
        theirs, ours = command.said, done.out
    if theirs.strip() != ours.strip():
        found.append(f"says {ours!r}, not {theirs!r}")
    for name, file in command.files.items():
        found += [f"{name}: {line}" for line in differing(file, examples / name)[:8]]
    return found


def assert_refused(done: Any) -> None:
    """Check that what cannot be reached is told in a sentence, with ROBOT's status."""
    assert done.code == 1
    assert "http://" in done.out
    assert "Traceback" not in done.out + done.err


@needs("robot")
@pytest.mark.filterwarnings("default::doidkit.errors.DoidkitNote")  # subset.obo ends too early
@pytest.mark.parametrize("command", documented(), ids=lambda command: command.id)
def test_a_documented_command_does_what_robot_does(
    command: Documented, examples: Path, invoke: Callable
) -> None:
    if command.unbuilt:
        pytest.skip(f"not built: {', '.join(command.unbuilt)}")
    if not command.expected.exists():  # it needs the web, and ROBOT was not asked
        assert_refused(invoke("robot", *command.arguments))
        return
    found = outcome(command, examples, invoke)
    if command.id in DIFFERENCES:
        assert found, f"{command.id} is the same: take it out of DIFFERENCES"
    else:
        assert not found, "\n".join(found)


@needs("robot")
def test_at_most_five_commands_differ_and_each_is_one_of_the_documentation() -> None:
    assert len(DIFFERENCES) <= 5
    assert DIFFERENCES.keys() <= {command.id for command in documented()}


@needs("robot")
def test_the_page_has_the_table() -> None:
    if any(command.unbuilt for command in documented()):
        pytest.skip("not all of ROBOT's commands are built")
    text = PAGE.read_text()
    assert renewed(text) == text, "python -m robotcommands docs/robot.md renews it"
