"""``doidkit review`` on the command line, in real repositories."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import git

PROFILE = """\
title = "Two rules"
[checks]
missing_label = "error"
missing_definition = "warning"
"""
TEXT = """\
format-version: 1.2
ontology: doid

[Term]
id: DOID:4
name: disease
def: "A disease." []
"""
ADDED = """
[Term]
id: DOID:182
name: calcinosis
is_a: DOID:4
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository on a branch whose last commit adds a term to a file."""
    home = tmp_path / "repository"
    home.mkdir()
    git(home, "init", "-q", "-b", "main")
    (home / "doid.obo").write_text(TEXT)
    (home / "other.obo").write_text(TEXT.replace("DOID:4", "DOID:5"))
    (tmp_path / "two.toml").write_text(PROFILE)
    git(home, "add", ".")
    git(home, "commit", "-qm", "first")
    git(home, "switch", "-qc", "change")
    (home / "doid.obo").write_text(TEXT + ADDED)
    git(home, "commit", "-qam", "second")
    monkeypatch.chdir(home)
    monkeypatch.delenv("GITHUB_BASE_REF", raising=False)
    return home


@pytest.fixture
def run(invoke: Callable, tmp_path: Path) -> Callable:
    return lambda *words: invoke("review", *words, "--profile", tmp_path / "two.toml")


@pytest.mark.parametrize(
    "words", [("main",), ("HEAD^", "doid.obo"), ("main:doid.obo", "doid.obo"), ("main", "doid.obo")]
)
def test_a_change_is_reviewed(run: Callable, repository: Path, words: tuple[str, ...]) -> None:
    outcome = run(*words)
    assert outcome.code == 0
    assert outcome.out.startswith("<!-- doidkit review -->\n")
    assert f"## {words[0].removesuffix(':doid.obo')}:doid.obo → doid.obo\n" in outcome.out
    assert "missing\\_definition, doid.obo:10:1)" in outcome.out
    assert "#### DOID:182 calcinosis\n\n- term added\n" in outcome.out


def test_only_what_is_new_fails(run: Callable, repository: Path) -> None:
    assert run("main", "--fail-on", "error").code == 0
    assert run("main", "--fail-on", "warning").code == 1
    assert run("HEAD", "doid.obo", "--fail-on", "info").code == 0
    git(repository, "rm", "-q", "doid.obo")
    assert run("main", "--fail-on", "info").code == 0


def test_nothing_changed(run: Callable, repository: Path) -> None:
    assert "No ontology file changed." in run("HEAD").out
    assert "**0 changes in 0 terms; 0 new findings, 0 fixed;" in run("HEAD", "doid.obo").out


def test_without_a_ref_it_is_where_the_branch_left_origin(run: Callable, repository: Path) -> None:
    outcome = run()
    assert outcome.code == 2
    assert "no origin/HEAD or origin/main or origin/master here" in outcome.err
    git(repository, "update-ref", "refs/remotes/origin/main", "main")
    assert "## origin/main...:doid.obo → doid.obo" in run().out
    # What main has got since is no part of the change.
    git(repository, "switch", "-q", "main")
    (repository / "other.obo").write_text(TEXT)
    git(repository, "commit", "-qam", "on main")
    git(repository, "update-ref", "refs/remotes/origin/main", "main")
    git(repository, "switch", "-q", "change")
    assert "other" not in run().out


def test_in_a_pull_request_it_is_the_base(
    run: Callable, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repository, "switch", "-q", "main")
    git(repository, "merge", "-q", "--no-ff", "-m", "merge", "change")
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    assert "## HEAD^1:doid.obo → doid.obo" in run().out
    # Where the head itself is checked out, its parent is not the base.
    git(repository, "switch", "-q", "change")
    git(repository, "commit", "-q", "--allow-empty", "-m", "third")
    git(repository, "update-ref", "refs/remotes/origin/main", "HEAD~2")
    assert "## origin/main...:doid.obo → doid.obo" in run().out


def test_several_files_are_one_ontology(run: Callable, repository: Path) -> None:
    (repository / "new.obo").write_text(TEXT.replace("DOID:4", "DOID:6"))
    told = json.loads(run("main", "doid.obo", "other.obo", "new.obo", "--format", "json").out)
    (one,) = told["reviews"]
    assert one["comparison"]["old"] == "main:doid.obo, main:other.obo"
    assert one["comparison"]["new"] == "doid.obo, other.obo, new.obo"
    new = {f["location"]["path"] for f in one["findings"] if f["state"] == "new"}
    assert new == {"doid.obo"}
    # Each by itself, as they differ; what git does not know is no part of the change.
    told = json.loads(run("main", "--format", "json").out)
    assert [each["comparison"]["new"] for each in told["reviews"]] == ["doid.obo"]


def test_a_file_that_was_moved_is_itself(run: Callable, repository: Path) -> None:
    (repository / "src").mkdir()
    git(repository, "mv", "doid.obo", "src/edit.obo")
    for words in (("main",), ("main", "src/edit.obo")):
        outcome = run(*words)
        assert "## main:doid.obo → src/edit.obo\n" in outcome.out
        assert "doid.obo:10:1" not in outcome.out
        assert "src/edit.obo:10:1)" in outcome.out


def test_in_a_folder_below_the_root_places_are_those_of_the_repository(
    run: Callable, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "below").mkdir()
    monkeypatch.chdir(repository / "below")
    assert "missing\\_definition, doid.obo:10:1)" in run("main").out


def test_the_page_is_written_whole(run: Callable, repository: Path, tmp_path: Path) -> None:
    out = tmp_path / "review.html"
    outcome = run("main", "--format", "html", "-o", out)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", f"Wrote {out}.\n")
    assert out.read_text().endswith("</html>\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere",), 'no git ref "nowhere"'),
        (("nowhere", "doid.obo"), 'no git ref "nowhere"'),
        (("main", "none.obo"), "none.obo: no such file"),
        (("main:none.obo", "doid.obo"), "main has no file none.obo"),
        (("a..b",), "is a range"),
        (("main", "-"), "can be read only once"),
        (("doid.obo", "README"), "README"),
    ],
)
def test_what_is_not_there_is_one_sentence(
    run: Callable, repository: Path, words: tuple[str, ...], said: str
) -> None:
    outcome = run(*words)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert said in outcome.err


def test_without_a_repository_it_is_one_sentence(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "two.toml").write_text(PROFILE)
    for words in ((), ("main",)):
        outcome = run(*words)
        assert (outcome.code, outcome.out) == (2, "")
        assert "is in no git repository" in outcome.err


def test_a_file_with_a_fault_is_one_sentence(run: Callable, repository: Path) -> None:
    (repository / "doid.obo").write_text("format-version: 1.2\n\n[Term\n")
    outcome = run("main")
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert "doid.obo:3" in outcome.err


def test_a_size_goes_with_markdown(run: Callable, repository: Path) -> None:
    assert run("main", "--format", "html", "--max-chars", "9000").code == 2
    assert run("main", "--max-chars", "100").code == 2
    assert len(run("main", "--max-chars", "5000").out) <= 5000
