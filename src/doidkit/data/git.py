"""Git: a file as it was at some commit, without a checkout."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from doidkit import temporary
from doidkit.errors import EngineError, InputError

_PATIENCE = 60  # seconds
_FAILED = 128  # of more conflicts than this git says no number


@dataclass(frozen=True, slots=True)
class Version:
    """A file as it was at a commit; ``name`` is its own, from the root where it was ``moved``."""

    name: str
    data: bytes
    moved: bool = False


def at(path: Path, ref: str) -> Version | None:
    """Return a file as it was at a ref, None if the ref has no such file.

    ``A...B`` is where the two part, as in ``git diff``; either may be left out for HEAD. A file
    that was moved since is found under its old name. Before a first commit HEAD has no file.

    Raises EngineError without git, InputError where the file is in no repository, the ref does
    not exist or the clone lacks it.
    """
    commit = _commit(path, ref)
    if commit is None:
        return None
    # "./" makes the name one that is relative to the folder git runs in, wherever that is.
    shown = _git(path, "cat-file", "blob", f"{commit}:./{path.name}")
    if shown.returncode == 0:
        return Version(path.name, shown.stdout)
    old = _earlier_name(path, commit)
    shown = _git(path, "cat-file", "blob", f"{commit}:{old}")
    return Version(old, shown.stdout, moved=True) if old and shown.returncode == 0 else None


def _commit(path: Path, ref: str) -> str | None:
    """Return the commit that a ref means, None for the HEAD of a repository without one."""
    if _git(path, "rev-parse", "--git-dir").returncode != 0:
        raise InputError(
            f"{path}: is in no git repository, so there is no {ref} to compare with; "
            "name an older file instead."
        )
    if "..." in ref:
        return _parting(path, ref)
    if ".." in ref:
        raise InputError(f'"{ref}" is a range; name one commit, or with three dots where two part.')
    found = _resolved(path, ref)
    if found is None and ref in ("HEAD", "@") and _unborn(path):
        return None
    return found or _missing(path, ref)


def _parting(path: Path, ref: str) -> str:
    ends = [end or "HEAD" for end in ref.split("...", 1)]
    commits = [_resolved(path, end) or _missing(path, end) for end in ends]
    found = _git(path, "merge-base", *commits)
    if found.returncode == 0:
        return found.stdout.decode().split()[0]
    hint = "fetch their history first (git fetch --unshallow)" if _shallow(path) else "name one"
    raise InputError(f'"{ref}" has no commit in common here; {hint}.')


def _resolved(path: Path, ref: str) -> str | None:
    found = _git(path, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    return found.stdout.decode().strip().splitlines()[-1] if found.returncode == 0 else None


def _unborn(path: Path) -> bool:
    """Return whether HEAD is a branch that has no commit yet."""
    return _git(path, "symbolic-ref", "--quiet", "HEAD").returncode == 0


def _shallow(path: Path) -> bool:
    return _git(path, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def _missing(path: Path, ref: str) -> str:
    if ref in ("HEAD", "@") and _unborn(path):
        raise InputError(f"{ref} has no commit yet; commit first, or name an older file.")
    if _shallow(path):
        raise InputError(
            f'No git ref "{ref}" in this shallow clone, which has the last commits only; fetch '
            "more (git fetch --unshallow; fetch-depth: 0 in a workflow)."
        )
    raise InputError(
        f'No file and no git ref "{ref}"; name an older file, a branch, a tag or a commit, '
        "and fetch it first if it is a remote's."
    )


def _earlier_name(path: Path, commit: str) -> str:
    """Return what a file that was moved was called at a commit, "" if it was not there."""
    options = (
        "--no-relative",
        "--find-renames",
        "-l0",
        "--diff-filter=R",
        "--name-status",
        "-z",
        "--no-ext-diff",
    )
    told = _git(path, "diff", *options, commit, "--").stdout.decode("utf-8", "surrogateescape")
    root = _git(path, "rev-parse", "--show-prefix").stdout.decode("utf-8", "surrogateescape")
    now = root.rstrip("\n") + path.name
    fields = iter(told.split("\0"))
    # A status, the old name and the new one, again and again.
    for _, old, new in zip(fields, fields, fields, strict=False):
        if new == now:
            return old
    return ""


def _git(path: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", "-C", str(path.resolve().parent), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except FileNotFoundError as error:
        raise EngineError(
            "git is not installed; install it, or name an older file instead of a ref."
        ) from error
    except subprocess.TimeoutExpired as error:
        raise EngineError(f"git took longer than {_PATIENCE} seconds; try again.") from error


def changed(path: Path, ref: str) -> list[tuple[str, str]]:
    """Return what differs between a ref and the files around a path: old name, new name.

    Names are those from the root of the repository, "" where a file is new or gone; a file that
    was moved has both. Raises as ``at``.
    """
    commit = _commit(path, ref)
    options = ("--no-relative", "--find-renames", "-l0", "--name-status", "-z", "--no-ext-diff")
    if commit is None:  # then all that will be committed is new
        names = _git(path, "ls-files", "-z", "--full-name", ":/").stdout
        return [("", name) for name in names.decode("utf-8", "surrogateescape").split("\0") if name]
    told = _git(path, "diff", *options, commit, "--").stdout.decode("utf-8", "surrogateescape")
    fields = iter(told.split("\0"))
    found = []
    for status in fields:
        if not status:
            break
        name = next(fields)
        if status[0] in "RC":
            found.append((name, next(fields)))
        else:
            found.append(("" if status[0] == "A" else name, "" if status[0] == "D" else name))
    return found


def content(path: Path, ref: str, name: str) -> bytes:
    """Return a file at a ref by its name from the root of the repository; raises as ``at``."""
    shown = _git(path, "cat-file", "blob", f"{_commit(path, ref)}:{name}")
    if shown.returncode != 0:
        raise InputError(f"{ref} has no file {name}; name one that it has, or another commit.")
    return shown.stdout


def base(path: Path, target: str = "") -> str:
    """Return what a change started from: the base of a pull request, else where HEAD left origin.

    ``target`` is the branch that a pull request is for, "" outside one. There HEAD is the merge
    with it, whose first parent it is. Raises InputError where origin has no main branch here.
    """
    if target and _resolved(path, "HEAD^2"):
        return "HEAD^1"
    branches = [f"origin/{name}" for name in ([target] if target else ["HEAD", "main", "master"])]
    known = [branch for branch in branches if _resolved(path, branch)]
    if known:
        return f"{known[0]}..."
    root(path)
    raise InputError(
        f"There is no {' or '.join(branches)} here to compare with; fetch it, or name a git ref."
    )


def configure(path: Path, values: Mapping[str, str]) -> None:
    """Set values of the configuration of the repository that a path is in; raises as ``at``."""
    root(path)
    for name, value in values.items():
        done = _git(path, "config", "--local", name, value)
        if done.returncode != 0:
            reason = done.stderr.decode("utf-8", "replace").strip()
            raise InputError(f"git cannot set {name} ({reason}); set it yourself.")


def merge_file(base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, int]:
    """Return two edits of a text merged line by line, and how many conflicts are in it.

    Raises EngineError without git, InputError for what is no text to it.
    """
    with temporary.folder() as folder:
        names = ("ours", "base", "theirs")
        for name, data in zip(names, (ours, base, theirs), strict=True):
            (folder / name).write_bytes(data)
        labels = [word for name in names for word in ("-L", name)]
        done = _git(folder / "_", "merge-file", "-p", "--diff3", *labels, *names)
    if not 0 <= done.returncode < _FAILED:
        reason = done.stderr.decode("utf-8", "replace").strip()
        raise InputError(f"git cannot merge the lines ({reason}); merge them by hand.")
    return done.stdout, done.returncode


def root(path: Path) -> Path:
    """Return the root of the repository that a path is in; InputError if it is in none."""
    shown = _git(path, "rev-parse", "--show-toplevel")
    if shown.returncode != 0:
        raise InputError(f"{path.parent}: is in no git repository; run it inside one.")
    return Path(shown.stdout.decode("utf-8", "surrogateescape").rstrip("\n"))
