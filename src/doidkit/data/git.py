"""Git: a file as it was at some commit, without a checkout."""

import subprocess
from pathlib import Path

from doidkit.errors import EngineError, InputError

_PATIENCE = 60  # seconds


def at(path: Path, ref: str) -> bytes | None:
    """Return a file's bytes as they were at a ref, None if the ref has no such file.

    Raises EngineError without git, InputError where the file is in no repository or the ref
    does not exist.
    """
    commit = _commit(path, ref)
    # "./" makes the name one that is relative to the folder git runs in, wherever that is.
    shown = _git(path, "cat-file", "blob", f"{commit}:./{path.name}")
    return shown.stdout if shown.returncode == 0 else None


def _commit(path: Path, ref: str) -> str:
    found = _git(path, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if found.returncode == 0:
        return found.stdout.decode().strip().splitlines()[-1]
    if _git(path, "rev-parse", "--git-dir").returncode != 0:
        raise InputError(
            f"{path}: is in no git repository, so there is no {ref} to compare with; "
            "name an older file instead."
        )
    raise InputError(
        f'No file and no git ref "{ref}"; name an older file, a branch, a tag or a commit, '
        "and fetch it first if it is a remote's."
    )


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
