"""``doidkit check --init`` writes a CI file and checks nothing."""

from pathlib import Path

import click
import pytest

from doidkit import recipes
from doidkit.cli import check
from doidkit.rendering.findings import FORMATS

SOURCE = ("--install-from", "git+https://example.org/doidkit.git@v0.1.0")


def _choices(name: str) -> list[str]:
    (option,) = [p for p in check.command.params if p.name == name]
    assert isinstance(option.type, click.Choice)
    return list(option.type.choices)


def test_it_knows_every_kind_and_every_format() -> None:
    assert _choices("init") == list(recipes.KINDS)
    assert _choices("format_") == list(FORMATS)


@pytest.mark.parametrize(("kind", "name"), recipes.KINDS.items())
def test_it_writes_a_file_once(
    kind: str, name: str, tmp_path: Path, invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my.obo").write_text("")
    done = invoke("check", "my.obo", "--init", kind, "--profile", "obo", *SOURCE)
    assert (done.code, done.out) == (0, "")
    assert f"Wrote {Path(name)}" in done.err
    assert "my.obo" in (tmp_path / name).read_text().replace("\\", "")
    assert "--profile obo" in (tmp_path / name).read_text()
    assert invoke("check", "my.obo", "--init", kind, *SOURCE).code == 2
