"""docs/architecture.md names every room, and nothing that is not there."""

import re

import console

PAGE = (console.ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PACKAGE = console.ROOT / "src" / "doidkit"


def rooms() -> set[str]:
    """Return the names of the package's folders and modules, a folder's with its slash."""
    folders = {f"{path.name}/" for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    return folders | {path.stem for path in PACKAGE.glob("[!_]*.py")}


def test_every_room_is_named_and_no_other() -> None:
    table = PAGE.partition("## The rooms")[2].partition("## The way")[0]
    firsts = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = [name for first in firsts for name in re.findall(r"`([^`]+)`", first)]
    assert sorted(named) == sorted(rooms())


def test_the_files_that_it_names_are_there() -> None:
    files = re.findall(r"`((?:[a-z]+/)+[a-z_]+\.py)`", PAGE)
    assert len(files) > 10
    homes = (PACKAGE, console.ROOT)
    assert [name for name in files if not any((home / name).exists() for home in homes)] == []
