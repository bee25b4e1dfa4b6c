"""A file as it was at a ref, in the states that a repository can be in."""

import subprocess
from pathlib import Path

import pytest

from doidkit import InputError
from doidkit.data import git

TEXT = "".join(f"line {number}\n" for number in range(40))


def run(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True)


def commit(folder: Path, message: str) -> None:
    run(folder, "add", "--all")
    run(folder, "commit", "-q", "--allow-empty", "-m", message)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository without a commit, with a file in a folder whose name has a blank."""
    folder = tmp_path / "repository"
    (folder / "a b").mkdir(parents=True)
    run(tmp_path, "init", "-q", "-b", "main", folder)
    run(folder, "config", "user.email", "curator@example.org")
    run(folder, "config", "user.name", "Curator")
    (folder / "a b" / "edit.obo").write_text(TEXT)
    return folder


def test_before_the_first_commit_head_has_no_file(repository: Path) -> None:
    assert git.at(repository / "a b" / "edit.obo", "HEAD") is None
    with pytest.raises(InputError, match='no git ref "main"'):
        git.at(repository / "a b" / "edit.obo", "main")
    with pytest.raises(InputError, match="HEAD has no commit yet"):
        git.at(repository / "a b" / "edit.obo", "HEAD...")
    assert git.changed(repository / "a b" / "edit.obo", "HEAD") == []
    run(repository, "add", "--all")
    assert git.changed(repository / "a b" / "edit.obo", "HEAD") == [("", "a b/edit.obo")]


def test_detached_worktree_and_submodule(repository: Path, tmp_path: Path) -> None:
    path = repository / "a b" / "edit.obo"
    commit(repository, "One")
    run(repository, "worktree", "add", "-q", tmp_path / "tree")
    run(repository, "checkout", "-q", "--detach")
    path.write_text(TEXT + "more\n")
    commit(repository, "Two")
    older = git.Version("edit.obo", TEXT.encode())
    assert git.at(path, "HEAD~1") == git.at(path, "main...") == older
    assert git.at(tmp_path / "tree" / "a b" / "edit.obo", "HEAD") == older
    outer = tmp_path / "outer"
    run(tmp_path, "init", "-q", "-b", "main", outer)
    inner = ("-c", "protocol.file.allow=always", "submodule", "add", "-q", repository, "inner")
    run(outer, *inner)
    # Of a file in a submodule, HEAD is the submodule's own.
    assert git.at(outer / "inner" / "a b" / "edit.obo", "HEAD~1") == older


def test_three_dots_are_where_two_branches_part(repository: Path) -> None:
    path = repository / "a b" / "edit.obo"
    commit(repository, "One")
    run(repository, "checkout", "-q", "-b", "side")
    path.write_text(TEXT + "on the side\n")
    commit(repository, "Two")
    run(repository, "checkout", "-q", "main")
    path.write_text(TEXT + "on main\n")
    commit(repository, "Three")
    run(repository, "checkout", "-q", "side")
    for ref in ("main...", "main...side", "main...HEAD", "side...main", "...main"):
        assert git.at(path, ref) == git.Version("edit.obo", TEXT.encode())
    assert git.at(path, "main").data.endswith(b"on main\n")
    with pytest.raises(InputError, match=r'"main\.\." is a range'):
        git.at(path, "main..")
    with pytest.raises(InputError, match='no git ref "nope"'):
        git.at(path, "nope...")


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize("new", ["a b/new name.obo", "src/edit.obo", "Ménière.obo"])
def test_a_file_that_was_moved_is_found_under_its_old_name(
    new: str, committed: bool, repository: Path
) -> None:
    commit(repository, "One")
    run(repository, "config", "diff.relative", "true")
    (repository / new).parent.mkdir(exist_ok=True)
    run(repository, "mv", "a b/edit.obo", new)
    (repository / new).write_text(TEXT + "one more\n")
    ref = "HEAD"
    if committed:
        commit(repository, "Two")
        ref = "HEAD^"
    was = git.Version("a b/edit.obo", TEXT.encode(), moved=True)
    assert git.at(repository / new, ref) == was


def test_a_file_that_is_new_was_not_there(repository: Path) -> None:
    commit(repository, "One")
    (repository / "other.obo").write_text("something else\n")
    assert git.at(repository / "other.obo", "HEAD") is None


def test_a_shallow_clone_says_that_it_is_one(repository: Path, tmp_path: Path) -> None:
    commit(repository, "One")
    commit(repository, "Two")
    clone = tmp_path / "clone"
    run(tmp_path, "clone", "-q", "--depth=1", repository.as_uri(), clone)
    path = clone / "a b" / "edit.obo"
    assert git.at(path, "HEAD").data == TEXT.encode()
    for ref in ("HEAD^1", "HEAD^1...", "v1"):
        with pytest.raises(InputError, match=r"in this shallow clone.*--unshallow"):
            git.at(path, ref)


def test_a_shallow_clone_without_what_two_branches_share(repository: Path, tmp_path: Path) -> None:
    commit(repository, "One")
    run(repository, "checkout", "-q", "-b", "side")
    commit(repository, "Two")
    run(repository, "checkout", "-q", "main")
    commit(repository, "Three")
    clone = tmp_path / "clone"
    run(tmp_path, "clone", "-q", "--depth=1", "--no-single-branch", repository.as_uri(), clone)
    with pytest.raises(InputError, match=r"no commit in common here; fetch their history"):
        git.at(clone / "a b" / "edit.obo", "origin/main...origin/side")


def test_outside_a_repository(tmp_path: Path) -> None:
    (tmp_path / "a.obo").write_text(TEXT)
    with pytest.raises(InputError, match="is in no git repository"):
        git.at(tmp_path / "a.obo", "HEAD")
