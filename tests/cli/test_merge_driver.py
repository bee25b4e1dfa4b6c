"""``doidkit merge-driver`` on the command line, and in real merges of git."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

OBO = """\
format-version: 1.2
ontology: x

[Term]
id: X:1
name: one
def: "One." [PMID:1]
xref: A:1

[Term]
id: X:2
name: two
"""
TURTLE = """\
@prefix x: <http://e/> .

x:a x:p 1 ;
    x:q 2 .
"""
OFN = """\
Prefix(:=<http://e/>)
Ontology(<http://e/o>
SubClassOf(:a :b)
SubClassOf(:c :d)
)
"""


@pytest.fixture
def three(tmp_path: Path) -> Callable[..., list[Path]]:
    """Write three versions of a file."""

    def write(*texts: str) -> list[Path]:
        paths = [tmp_path / name for name in ("base", "ours", "theirs")]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        return paths

    return write


def test_the_result_is_written_over_ours(invoke: Callable, three: Callable) -> None:
    ours, theirs = (
        OBO.replace("A:1\n", "A:1\nxref: B:1\n"),
        OBO.replace("A:1\n", "A:1\nxref: C:1\n"),
    )
    paths = three(OBO, ours, theirs)
    outcome = invoke("merge-driver", *paths, "x.obo")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert paths[1].read_text() == OBO.replace("A:1\n", "A:1\nxref: C:1\nxref: B:1\n")
    assert [paths[0].read_text(), paths[2].read_text()] == [OBO, theirs]


def test_conflicts_are_told_by_term_and_line(invoke: Callable, three: Callable) -> None:
    changes = [OBO.replace('"One."', f'"{word}."') for word in ("Uno", "Un")]
    paths = three(OBO, *(text.replace("two", text[-40:-36]) for text in changes))
    outcome = invoke("merge-driver", *paths, "src/x.obo")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == "src/x.obo:7: X:1: definition changed by both\n"
    assert paths[1].read_text().count("<<<<<<< ours") == 1


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ((OBO, OBO + "x", OFN), "convert them to one format first"),
        (("", "a", "b"), "x.bin"),
    ],
)
def test_what_is_no_ontology_leaves_ours_as_it_is(
    invoke: Callable, three: Callable, texts: tuple[str, str, str], reason: str
) -> None:
    paths = three(*texts)
    outcome = invoke("merge-driver", *paths, "x.bin")
    assert (outcome.code, outcome.out) == (2, "")
    assert reason in outcome.err
    assert paths[1].read_text() == texts[1]


def test_a_version_that_is_missing_leaves_ours_as_it_is(invoke: Callable, three: Callable) -> None:
    paths = three(OBO, OBO, OBO)
    outcome = invoke("merge-driver", paths[0], paths[1], paths[2].with_name("gone"), "x.obo")
    assert (outcome.code, paths[1].read_text()) == (2, OBO)
    assert "no such file" in outcome.err


def test_a_syntax_error_is_told_and_left_in_markers(invoke: Callable, three: Callable) -> None:
    broken = OBO.replace('def: "One."', 'def: "One.')
    paths = three(OBO, OBO.replace("two", "deux"), broken)
    outcome = invoke("merge-driver", *paths, "x.obo")
    assert outcome.code == 1
    assert outcome.err.startswith("x.obo (theirs):7:")
    assert "<<<<<<< ours\n" in paths[1].read_text()


def git(folder: Path, *arguments: str, fails: bool = False) -> str:
    identity = ("-c", "user.name=n", "-c", "user.email=e@example.org")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=False, capture_output=True, text=True
    )
    assert bool(done.returncode) == fails, done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def repository(
    tmp_path: Path, program: list[str], monkeypatch: pytest.MonkeyPatch, invoke: Callable
) -> Callable[..., Path]:
    """Make a repository that merges with the driver, of branches with these versions of a file."""
    tools = tmp_path / "bin"
    tools.mkdir()
    command = tools / "doidkit"
    command.write_text(f'#!/bin/sh\nexec {" ".join(program)} "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")

    def make(name: str, base: str, ours: str, theirs: str, *, driver: bool = True) -> Path:
        home = tmp_path / "repository"
        home.mkdir()
        git(home, "init", "-q", "-b", "main")
        monkeypatch.chdir(home)
        if driver:
            assert invoke("diff", "--init", "git").code == 0
        for branch, text in (("base", base), ("theirs", theirs), ("ours", ours)):
            git(home, "checkout", "-q", "-B", branch, *([] if branch == "base" else ["base"]))
            (home / name).write_text(text, encoding="utf-8")
            git(home, "add", "-A")
            git(home, "commit", "-qm", branch)
        return home

    return make


CLOSE = {
    "an ontology.obo": (
        OBO,
        OBO.replace("A:1\n", "A:1\nxref: B:1\n"),
        OBO.replace("A:1\n", "A:1\nxref: C:1\n"),
        OBO.replace("A:1\n", "A:1\nxref: C:1\nxref: B:1\n"),
    ),
    "x.ttl": (
        TURTLE,
        TURTLE.replace("2 .", "2, 3 ."),
        TURTLE.replace("2 .", "2 ;\n    x:r 4 ."),
        TURTLE.replace("2 .", "2, 3 ;\n    x:r 4 ."),
    ),
    "edit.owl": (
        OFN,
        OFN.replace(":d)\n", ":d)\nSubClassOf(:e :f)\n"),
        OFN.replace("SubClassOf(:c :d)\n", ""),
        OFN.replace(":c :d", ":e :f"),
    ),
}


@pytest.mark.parametrize("name", CLOSE)
def test_git_merges_what_lines_cannot(repository: Callable, name: str) -> None:
    *versions, wanted = CLOSE[name]
    home = repository(name, *versions)
    git(home, "merge", "-q", "--no-edit", "theirs")
    assert (home / name).read_text() == wanted
    assert git(home, "status", "--porcelain") == ""


def test_without_the_driver_git_does_not(repository: Callable) -> None:
    home = repository("x.obo", *CLOSE["an ontology.obo"][:3], driver=False)
    assert "CONFLICT" in git(home, "merge", "-q", "theirs", fails=True)


def test_a_conflict_in_git_is_decided_by_hand(repository: Callable) -> None:
    ours, theirs = (OBO.replace('"One."', f'"{word}."') for word in ("Uno", "Un"))
    home = repository("x.obo", OBO, ours, theirs.replace("name: two", "name: deux"))
    told = git(home, "merge", "-q", "theirs", fails=True)
    assert "x.obo:7: X:1: definition changed by both" in told
    assert git(home, "diff", "--name-only", "--diff-filter=U").split() == ["x.obo"]
    text = (home / "x.obo").read_text()
    assert text == ours.replace("name: two", "name: deux").replace(
        'def: "Uno." [PMID:1]\n',
        '<<<<<<< ours\ndef: "Uno." [PMID:1]\n||||||| base\ndef: "One." [PMID:1]\n'
        '=======\ndef: "Un." [PMID:1]\n>>>>>>> theirs\n',
    )
