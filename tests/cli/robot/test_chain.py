"""ROBOT's command line: what is refused is refused before anything is done, as ROBOT says it."""

from collections.abc import Callable
from pathlib import Path

import pytest

_LEFT = """Prefix(:=<http://example.org/>)
Ontology(<http://example.org/left> Declaration(Class(:A)) SubClassOf(:A :B))
"""
_RIGHT = """Prefix(:=<http://example.org/>)
Ontology(<http://example.org/right> Declaration(Class(:B)))
"""


@pytest.fixture
def left(tmp_path: Path) -> Path:
    (tmp_path / "right.ofn").write_text(_RIGHT)
    path = tmp_path / "left.ofn"
    path.write_text(_LEFT)
    return path


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--noprefixes",), "MISSING COMMAND ERROR no command provided\n"),
        (("mrge",), "UNKNOWN ARG ERROR unknown command or option: mrge\n"),
        (("mrge",), "\nDid you mean merge?\n"),
        (("merge", "--inptu", "x"), "UNKNOWN ARG ERROR unknown command or option: --inptu\n"),
        (("merge",), "MISSING INPUT ERROR at least one --input is required\n"),
        (("merge", "--inputs", "gone*.owl"), "MISSING INPUT ERROR at least one --input"),
        (("merge", "--inputs", "gone.owl"), "WILDCARD ERROR "),
        (
            ("merge", "--collapse-import-closure", "maybe"),
            "BOOLEAN VALUE ERROR arg for collapse-import-closure must be true or false\n",
        ),
        (("--prefix", "foo", "merge"), "INVALID PREFIX ERROR "),
    ],
)
def test_refusals_are_robots(invoke: Callable, arguments: tuple[str, ...], said: str) -> None:
    outcome = invoke("robot", *arguments)
    assert outcome.code == 1
    assert said in f"\n{outcome.out}"


def test_a_chain_hands_the_ontology_on(invoke: Callable, left: Path, tmp_path: Path) -> None:
    right, out = left.with_name("right.ofn"), tmp_path / "out.ofn"
    outcome = invoke("robot", "merge", "-i", left, "merge", "-i", right, "-o", out)
    assert (outcome.code, outcome.out) == (0, "")
    text = out.read_text()
    assert "Ontology(:left" in text
    assert "Declaration(Class(:B))" in text


def test_nothing_is_done_where_a_later_command_is_unknown(
    invoke: Callable, left: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.ofn"
    assert invoke("robot", "merge", "-i", left, "-o", out, "mrge").code == 1
    assert not out.exists()
