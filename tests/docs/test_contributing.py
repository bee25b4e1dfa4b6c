"""CONTRIBUTING.md is true: what it tells to add is added to a copy of the sources, and works."""

import re
import shutil
from pathlib import Path

import console
import pytest

PAGE = console.ROOT / "CONTRIBUTING.md"
COPIED = ("src", "checks", "ontology", "queries", "shapes", "tests/checks", "tests/examples")
_FILE = re.compile(r"^```\w+ file=(\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_DIFF = re.compile(r"^```diff\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def recipes() -> dict[str, str]:
    """Return the text below each heading of the third level."""
    parts = re.split(r"^### (.*)\n", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def edit(folder: Path, diff: str) -> None:
    """Make a diff's changes, each found by its text alone: the page holds while a table grows."""
    (name,) = re.findall(r"^\+\+\+ b/(\S+)$", diff, re.MULTILINE)
    path = folder / name
    text = path.read_text(encoding="utf-8")
    for hunk in re.split(r"^@@\n", diff, flags=re.MULTILINE)[1:]:
        lines = hunk.splitlines()
        old = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
        new = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
        assert text.count(old) == 1, f"{name} has {text.count(old)} times:\n{old}"
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", recipes())
def test_what_it_tells_to_add_works(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in COPIED:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(console.ROOT / part, tmp_path / part, ignore=ignored)
    recipe = recipes()[name]
    for file, text in _FILE.findall(recipe):
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for diff in _DIFF.findall(recipe):
        edit(tmp_path, diff)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "src"))
    found = console.commands_in(recipe)
    assert found
    for command in found:
        printed = console.run(command.line, tmp_path)
        assert console.agrees(command.shown, printed), f"$ {command.line}\n{printed}"
