"""A progress bar on stderr, where a person is looking."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

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
        tasks = {
            path: shown.add_task(path.name, start=False, total=_length(path)) for path in files
        }
        turn = _Turn(shown)

        def read(path: Path, size: int) -> None:
            turn.of(tasks[path])
            shown.advance(tasks[path], size)
            if not size:  # as at a file's end, which compression hides
                shown.stop_task(tasks[path])

        yield read


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


class _Turn:
    """Which of several tasks is at work: its clock runs, and stops when another's turn comes."""

    def __init__(self, shown: "Progress") -> None:
        self._shown = shown
        self._now: TaskID | None = None

    def of(self, task: "TaskID") -> None:
        """Let the clock of one run."""
        if task == self._now:
            return
        if self._now is not None:
            self._shown.stop_task(self._now)
        self._shown.start_task(task)
        self._now = task


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
        turn = _Turn(shown)

        def step(phase: "Phase", done: int, total: int | None) -> None:
            if phase.value not in tasks:
                tasks[phase.value] = shown.add_task(phase.value, total=total)
            turn.of(tasks[phase.value])
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
