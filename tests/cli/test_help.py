"""Every command has a help text, and every example in it runs from an empty folder."""

import shlex
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
import pytest

from doidkit.cli.program import COMMANDS, cli

BUILT = [name for name, (module, _) in COMMANDS.items() if find_spec(module)]


def command(name: str) -> click.Command:
    return import_module(COMMANDS[name][0]).command


def examples(epilog: str | None) -> list[str]:
    lines = [line.strip() for line in (epilog or "").splitlines()]
    return [line for line in lines if line.startswith("doidkit ")]


@pytest.mark.parametrize("name", BUILT)
def test_each_command_is_documented(name: str) -> None:
    one = command(name)
    assert one.name == name
    assert (one.help or "").strip()
    assert "Examples:" in (one.epilog or "")
    assert examples(one.epilog)
    for parameter in one.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts} has no help"


@pytest.mark.parametrize("name", [*BUILT, ""])
def test_the_examples_run_from_an_empty_folder(
    name: str,
    invoke: Callable,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    releases: Any,
) -> None:
    monkeypatch.chdir(tmp_path)
    release = "<http://purl.obolibrary.org/obo/DOID_4> <http://e/p> 'o' ."
    releases.files = dict.fromkeys(
        ("/doid.owl", "/doid/releases/2024-01-31/doid.obo"), release.encode()
    )
    monkeypatch.setenv("DOIDKIT_FETCH_BASE", releases.url)
    for example in examples(command(name).epilog if name else cli.epilog):
        words = shlex.split(example)[1:]
        if words[0] not in BUILT:
            continue
        outcome = invoke(*words)
        assert outcome.code == 0, f"{example}: {outcome.err}"


@pytest.mark.parametrize("name", BUILT)
def test_help_fits_a_terminal(name: str, invoke: Callable) -> None:
    outcome = invoke(name, "--help")
    assert outcome.code == 0
    assert max(len(line) for line in outcome.out.splitlines()) <= 100


def test_the_overview_lists_every_command(invoke: Callable) -> None:
    out = invoke("--help").out
    for name, (_, summary) in COMMANDS.items():
        assert f"  {name}" in out
        assert summary in out
