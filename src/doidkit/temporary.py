"""Temporary files and folders, which no end of the run leaves behind but a kill."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_made: set[Path] = set()


@contextmanager
def folder() -> Iterator[Path]:
    """Yield a new folder in the system's temporary one, removed at the end."""
    import tempfile  # slow to import, and most commands need no file

    with tempfile.TemporaryDirectory(prefix="doidkit-") as name, kept(Path(name)) as path:
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
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()
