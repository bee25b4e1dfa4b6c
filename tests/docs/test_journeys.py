"""First hours have pictures of files that their commands make; test_pages_are_true runs these."""

from pathlib import Path

import console
import journeys
import pytest


@pytest.mark.parametrize("page", journeys.PAGES, ids=lambda page: page.stem)
def test_pictures_are_of_what_the_commands_make(page: Path) -> None:
    found = journeys.pictures(page)
    assert found
    made = [command.line.partition(" -o ")[2].split(" ")[0] for command in console.commands(page)]
    for name, source in found.items():
        assert (page.parent / name).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
        assert source.split("/")[0] in made


def test_the_readme_leads_to_each() -> None:
    text = (console.ROOT / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in journeys.PAGES if f"docs/{page.name}" not in text] == []
