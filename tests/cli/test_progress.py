"""Progress: the clock of what is at work runs, and no other."""

from pathlib import Path

import pytest
from rich.progress import Progress

from doidkit.cli import progress
from doidkit.publishing.report import Phase


@pytest.fixture
def clocks(monkeypatch: pytest.MonkeyPatch) -> list[Progress]:
    """Bars on a terminal, with a clock that counts how often it is looked at."""
    made: list[Progress] = []
    ticks = iter(range(1_000_000))

    class Counting(Progress):
        def __init__(self, *columns: object, **options: object) -> None:
            super().__init__(
                *columns,  # type: ignore[arg-type]
                **(options | {"get_time": lambda: next(ticks), "auto_refresh": False}),  # type: ignore[arg-type]
            )
            made.append(self)

    monkeypatch.setattr("rich.progress.Progress", Counting)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    return made


def running(shown: Progress) -> list[str]:
    return [
        task.description
        for task in shown.tasks
        if task.started and task.stop_time is None and not task.finished
    ]


def test_a_file_that_is_read_stops_its_clock(clocks: list[Progress], tmp_path: Path) -> None:
    paths = [tmp_path / "a.ttl.gz", tmp_path / "b.ttl.gz"]  # how long they are nobody knows
    with progress.reading(paths) as read:
        assert running(clocks[0]) == []
        read(paths[0], 10)
        assert running(clocks[0]) == ["a.ttl.gz"]
        read(paths[1], 10)
        assert running(clocks[0]) == ["b.ttl.gz"]
        first = clocks[0].tasks[0].elapsed
        read(paths[1], 0)
        assert running(clocks[0]) == []
        assert clocks[0].tasks[0].elapsed == first


def test_a_phase_that_is_over_stops_its_clock(clocks: list[Progress]) -> None:
    with progress.publishing() as step:
        step(Phase.READ, 10, None)
        assert running(clocks[0]) == [Phase.READ.value]
        step(Phase.SEND, 1, 20)
        assert running(clocks[0]) == [Phase.SEND.value]
        step(Phase.SEND, 20, 20)
        assert running(clocks[0]) == []
