"""``doidkit mcp``: what it says before it serves; tests/toolserver has its tools."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from doidkit import processes


def test_it_can_be_checked_without_serving(invoke: Callable, write: Callable) -> None:
    outcome = invoke("mcp", "--check")
    assert (outcome.code, outcome.out) == (0, "")
    assert "the bundled ontology" in outcome.err
    old = write("old.ttl", "<urn:a> <urn:p> 1 .")
    new = write("new.ttl", "<urn:a> <urn:p> 2 .")
    assert invoke("mcp", new, "--against", old, "--check").code == 0


def test_a_missing_extra_is_one_sentence(invoke: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    outcome = invoke("mcp")
    assert outcome.code == 2
    assert outcome.err == (
        "doidkit: This server needs mcp, which is not installed; pip install 'doidkit[mcp]'.\n"
    )


def test_a_system_without_copies_of_processes(
    invoke: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "may_copy", lambda: False)
    outcome = invoke("mcp")
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--endpoint", "http://127.0.0.1:9/sparql"),
        ("--against", "HEAD"),
        ("none.ttl",),
        ("broken.ttl",),
        ("whole.ttl", "--against", "none.ttl"),
    ],
)
def test_what_cannot_be_offered_is_one_sentence(
    arguments: tuple[str, ...], invoke: Callable, write: Callable, tmp_path: Path
) -> None:
    write("broken.ttl", "<urn:a> <urn:b> .")
    write("whole.ttl", "<urn:a> <urn:b> 1 .")
    placed = [str(tmp_path / each) if each.endswith(".ttl") else each for each in arguments]
    outcome = invoke("mcp", *placed)
    assert (outcome.code, outcome.out) == (2, "")
    assert "Traceback" not in outcome.err
    assert outcome.err.count("\n") == 1
