"""``doidkit checks``: the list, the page of one, the linter."""

from pathlib import Path

import pytest

from doidkit.cli.program import run


def test_the_list_has_each_check_and_profile(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["checks"]) == 0
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert lines[0].split() == ["check", "clinical", "do", "obo"]
    (line,) = [line for line in lines if line.startswith("invalid_xref ")]
    assert line.split()[:4] == ["invalid_xref", "-", "error", "warning"]


@pytest.mark.parametrize("name", ["duplicate_label", "claim-frequency", "xref_prefix"])
def test_a_page_has_both_examples(name: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["checks", name]) == 0
    page = capfdbinary.readouterr().out.decode()
    for part in ("Fix: ", "Profiles: ", "Finds:", "Lets pass:", "@prefix"):
        assert part in page


def test_an_unknown_check_is_one_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["checks", "duplicate_lable"]) == 2
    assert "did you mean duplicate_label" in capfd.readouterr().err


def test_the_linter_exits_with_1(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    rule = tmp_path / "rule.rq"
    rule.write_text("SELECT ?s WHERE { ?s IAO:00001115 ?o }", encoding="utf-8")
    assert run(["checks", "--lint", str(rule)]) == 1
    assert f"{rule}:1:22" in capfdbinary.readouterr().out.decode()
    assert run(["checks", "--lint"]) == 2
    assert run(["checks", "--lint", str(tmp_path / "none.rq")]) == 2
