"""``doidkit mentions``: a text, or a file that is named as one."""

from collections.abc import Callable
from pathlib import Path

import pytest


def test_the_name_of_a_file_is_no_text(
    invoke: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("words.txt").write_text("calcinosis")
    outcome = invoke("mentions", "words.txt")
    assert (outcome.code, outcome.out) == (2, "")
    assert "@words.txt" in outcome.err
    assert "DOID:182" in invoke("mentions", "@words.txt").out
