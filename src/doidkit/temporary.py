"""Temporary files and folders, which no end of the run leaves behind but a kill.

What a killed run left is removed by a later one: its name has the number of its process.
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_made: set[Path] = set()
_OLD = 3600.0  # seconds; a process on another machine may own what is younger
_OWNER = re.compile(r"pid(\d+)-")


def owned() -> str:
    """Return the part of a temporary name that says whose it is."""
    return f"pid{os.getpid()}-"


def sweep(path: Path) -> None:
    """Remove what a run left here that was killed: old, and its process is no more."""
    owner = _OWNER.search(path.name)
    with suppress(OSError):
        if owner and time.time() - path.lstat().st_mtime > _OLD and not _lives(int(owner[1])):
            _remove(path)


def _lives(process: int) -> bool:
    if os.name == "nt":  # there os.kill ends what it asks after
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # another user's
        return True
    return True


@contextmanager
def folder() -> Iterator[Path]:
    """Yield a new folder in the system's temporary one, removed at the end."""
    import tempfile  # slow to import, and most commands need no file

    for left in Path(tempfile.gettempdir()).glob("doidkit-*"):
        sweep(left)
    with tempfile.TemporaryDirectory(prefix=f"doidkit-{owned()}") as name, kept(Path(name)) as path:
        yield path


@contextmanager
def kept(path: Path) -> Iterator[Path]:
    """Yield a path that ``remove_all`` removes if the run ends before this block does."""
    _made.add(path)
    try:
        yield path
    finally:
        _made.discard(path)


def remove_all() -> None:
    """Remove what the blocks that have not ended made, for a run that ends without them."""
    for path in tuple(_made):
        _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        import shutil  # seldom needed, and it brings every compressor

        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
