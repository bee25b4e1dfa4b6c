"""``doidkit lsp``: what it says before it serves; tests/languageserver has what it serves."""

import sys
from collections.abc import Callable

import pytest

from doidkit import processes


def test_it_can_be_checked_without_serving(invoke: Callable) -> None:
    outcome = invoke("lsp", "--check", "--profile", "obo")
    assert (outcome.code, outcome.out) == (0, "")
    assert "profile obo" in outcome.err


def test_a_missing_extra_is_one_sentence(invoke: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygls", None)
    outcome = invoke("lsp")
    assert outcome.code == 2
    assert outcome.err == (
        "doidkit: A language server needs pygls, which is not installed; "
        "pip install 'doidkit[lsp]'.\n"
    )


def test_a_system_without_copies_of_processes(
    invoke: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "may_copy", lambda: False)
    outcome = invoke("lsp")
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)


def test_a_profile_that_is_not_there(invoke: Callable) -> None:
    for options in (("--check",), ()):
        outcome = invoke("lsp", "--profile", "none", *options)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.startswith('doidkit: No profile "none"')
