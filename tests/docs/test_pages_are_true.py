"""Every command in the README and docs/ runs and prints what the page shows."""

import re
from pathlib import Path
from typing import Any

import console
import pytest


@pytest.mark.parametrize("page", console.PAGES, ids=lambda page: page.name)
def test_commands_print_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    for command in console.commands(page):
        printed = console.run(command.line, tmp_path)
        assert console.agrees(command.shown, printed), f"$ {command.line}\n{printed}"


@pytest.mark.parametrize("page", console.PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = [
        link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link
    ]
    assert [target for target in targets if target and not (page.parent / target).exists()] == []


def test_the_readme_has_commands() -> None:
    assert len(console.commands(console.ROOT / "README.md")) >= 3


def test_three_dots_stand_for_lines_and_nothing_else_does() -> None:
    assert console.agrees("a\n...\nc\n", "a\nb\nb\nc\n")
    assert console.agrees("a\n...\n", "a\n")
    assert not console.agrees("a\nc\n", "a\nb\nc\n")
    assert not console.agrees("a.c\n", "abc\n")


def test_python_on_its_page_runs() -> None:
    for name in ("pandas", "polars"):
        pytest.importorskip(name)
    page = (console.ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert len(blocks) == 4
    space: dict[str, Any] = {}
    exec("\n".join(blocks), space)
    assert space["frame"].shape == space["same"].shape


def test_python_in_the_readme_runs() -> None:
    (code,) = re.findall(
        r"^```python\n(.*?)^```$",
        (console.ROOT / "README.md").read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )
    shown = re.findall(r"^(\S.*?) +# ('calcinosis'|True)$", code, re.MULTILINE)
    assert len(shown) == 2
    space: dict[str, object] = {}
    exec(code, space)
    for expression, value in shown:
        assert repr(eval(expression, space)) == value
