"""Work done in copies of this process, two at a time, each task with its own time limit.

An embedded store answers in native code that holds Python's lock and cannot be interrupted:
threads would take turns, and a timeout could only be wished for. A forked copy shares the
loaded data, runs on the other core, and can be ended. Where there is no ``fork`` (Windows) the
tasks run here one after another, without a time limit.
"""

import multiprocessing
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Generic, TypeVar

from doidkit.errors import DoidkitError

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a task has no result: one sentence."""

    reason: str


@dataclass(slots=True)
class _Worker(Generic[_Result]):
    """A copy of this process, the task that it is at, and when that must be done."""

    process: ForkProcess
    pipe: Connection
    task: int = -1
    deadline: float | None = None


def run(
    tasks: Sequence[Callable[[], _Result]], *, timeout: float | None = None, workers: int = 2
) -> list[_Result | Failure]:
    """Return each task's result in the order of the tasks; results must be picklable.

    A task that raises DoidkitError, or takes longer than ``timeout`` seconds, gives a Failure;
    any other error is raised here.
    """
    # A thread could be waited for, but not ended: without fork there is no time limit.
    if not _can_fork() or not tasks:
        return [_attempt(task) for task in tasks]
    return _Pool(tasks, timeout, min(workers, len(tasks))).results()


def _can_fork() -> bool:
    return sys.platform != "win32"


def _attempt(task: Callable[[], _Result]) -> _Result | Failure:
    try:
        return task()
    except DoidkitError as error:
        return Failure(str(error))


class _Pool(Generic[_Result]):
    def __init__(
        self, tasks: Sequence[Callable[[], _Result]], timeout: float | None, workers: int
    ) -> None:
        self._tasks = tasks
        self._timeout = timeout
        self._waiting = list(range(len(tasks)))[::-1]
        self._found: dict[int, _Result | Failure] = {}
        self._workers = [self._start() for _ in range(workers)]

    def results(self) -> list[_Result | Failure]:
        try:
            for worker in self._workers:
                self._give(worker)
            while len(self._found) < len(self._tasks):
                self._step()
        finally:
            for worker in self._workers:
                _end(worker)
        return [self._found[at] for at in range(len(self._tasks))]

    def _start(self) -> _Worker[_Result]:
        ours, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("fork")
        process = context.Process(target=_serve, args=(self._tasks, theirs))
        with warnings.catch_warnings():
            # Python warns of other threads; the copy needs no lock that one of them may hold.
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _give(self, worker: _Worker[_Result]) -> None:
        worker.task = self._waiting.pop() if self._waiting else -1
        worker.deadline = time.monotonic() + self._timeout if self._timeout else None
        with suppress(OSError):
            worker.pipe.send(worker.task)

    def _step(self) -> None:
        busy = [worker for worker in self._workers if worker.task >= 0]
        deadlines = [worker.deadline for worker in busy if worker.deadline is not None]
        patience = max(min(deadlines) - time.monotonic(), 0) if deadlines else None
        ready = wait([worker.pipe for worker in busy], patience)
        for worker in busy:
            if worker.pipe in ready:
                self._receive(worker)
            elif worker.deadline is not None and time.monotonic() >= worker.deadline:
                self._replace(worker, f"It took longer than {self._timeout:g} seconds.")

    def _receive(self, worker: _Worker[_Result]) -> None:
        try:
            error, result = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker, "Its process ended early, perhaps for lack of memory.")
            return
        if error is not None:
            raise RuntimeError(error)
        self._found[worker.task] = result
        self._give(worker)

    def _replace(self, worker: _Worker[_Result], reason: str) -> None:
        self._found[worker.task] = Failure(reason)
        _end(worker)
        self._workers.remove(worker)
        if self._waiting:
            self._workers.append(self._start())
            self._give(self._workers[-1])


def _serve(tasks: Sequence[Callable[[], _Result]], pipe: Connection) -> None:
    """Do the tasks that are asked for until told to stop, in the copied process."""
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while (task := pipe.recv()) >= 0:
            try:
                pipe.send((None, _attempt(tasks[task])))
            except Exception as error:
                pipe.send((f"{type(error).__name__}: {error}", None))


def _end(worker: _Worker[_Result]) -> None:
    worker.pipe.close()
    if worker.task >= 0:
        worker.process.kill()
    worker.process.join()
    worker.process.close()
