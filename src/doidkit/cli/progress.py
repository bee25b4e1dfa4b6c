"""A progress bar on stderr, where a person is looking."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import TaskID

    from doidkit.publishing.report import Phase
    from doidkit.publishing.report import Progress as PublishingProgress

_COMPRESSED = (".gz", ".bz2", ".xz")


@contextmanager
def reading(files: Sequence[Path]) -> Iterator[Callable[[Path, int], None]]:
    """Show how much of some files is read; yields what is to be called with each piece."""
    if not sys.stderr.isatty():
        yield lambda _path, _size: None
        return
    from rich.console import Console
    from rich.progress import DownloadColumn, Progress, TextColumn, TimeElapsedColumn

    text = TextColumn("{task.description}")
    with Progress(
        text,
        *Progress.get_default_columns()[1:2],
        DownloadColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as shown:
        tasks = {path: shown.add_task(path.name, total=_length(path)) for path in files}
        yield lambda path, size: shown.advance(tasks[path], size)


@contextmanager
def fetching(name: str) -> Iterator[Callable[[int, int | None], None]]:
    """Show a download; yields what is to be called with the bytes so far and their total."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    with Progress(
        TextColumn("{task.description}"),
        *Progress.get_default_columns()[1:2],
        DownloadColumn(),
        TransferSpeedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as shown:
        task = shown.add_task(name, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


def _length(path: Path) -> int | None:
    """Return how many bytes there will be to read, None where compression hides it."""
    return path.stat().st_size if path.is_file() and path.suffix not in _COMPRESSED else None


@contextmanager
def publishing() -> Iterator["PublishingProgress"]:
    """Show the phases of a push or a pull; yields what is to be called with each step."""
    if not sys.stderr.isatty():
        yield lambda _phase, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    with Progress(
        TextColumn("{task.description}"),
        *Progress.get_default_columns()[1:2],
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as shown:
        tasks: dict[str, TaskID] = {}

        def step(phase: "Phase", done: int, total: int | None) -> None:
            if phase.value not in tasks:
                tasks[phase.value] = shown.add_task(phase.value, total=total)
            shown.update(tasks[phase.value], completed=done, total=total)

        yield step


@contextmanager
def counting(name: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show how many of some things are done; yields what is to be called with how many more."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda _more: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    with Progress(
        TextColumn("{task.description}"),
        *Progress.get_default_columns()[1:2],
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as shown:
        task = shown.add_task(name, total=total)
        yield lambda more: shown.advance(task, more)
