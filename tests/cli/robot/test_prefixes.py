"""Prefixes: which there are, in which order they win, what they are written as."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from robot import command as robot
from robot import needs_robot


def context(text: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(text)["@context"]
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    terms = {
        "foo": {"@id": "http://foo#", "@prefix": True},
        "@vocab": "http://v#",
        "bar": "http://b#",
    }
    (tmp_path / "terms.json").write_text(json.dumps({"@context": terms}))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("option", ["-P", "--add-prefixes"])
def test_a_file_of_prefixes_may_spell_them_out(folder: Path, invoke: Callable, option: str) -> None:
    done = invoke("robot", "--noprefixes", option, "terms.json", "export-prefixes")
    assert context(done.out) == {"foo": "http://foo#", "bar": "http://b#"}


def test_what_is_given_wins_over_files_and_defaults(folder: Path, invoke: Callable) -> None:
    line = ["robot", "--add-prefixes", "terms.json", "-p", "bar:http://c#", "export-prefixes"]
    assert context(invoke(*line).out)["bar"] == "http://c#"
    assert context(invoke("robot", "-p", "GO: http://go#", "export-prefixes").out)["GO"] == (
        "http://go#"
    )


@needs_robot
@pytest.mark.java
def test_the_defaults_are_robots(folder: Path, invoke: Callable) -> None:
    import subprocess

    theirs = subprocess.run(robot("export-prefixes"), capture_output=True, text=True, check=True)
    assert context(invoke("robot", "export-prefixes").out) == context(theirs.stdout)
