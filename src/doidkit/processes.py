"""Work done in copies of this process, two at a time, each task with its own time limit.

An embedded store answers in native code that cannot be interrupted: threads would take turns at
Python's lock, and a timeout could only be wished for. A forked copy shares the loaded data, runs
on the other core, has a limit on its memory (see ``children``) and can be ended. Where there is
no ``fork`` (Windows) the tasks run here one after another, without limits.
"""

import gc
import multiprocessing
import os
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import BinaryIO, Generic, TypeVar

from doidkit import children
from doidkit.errors import DoidkitError, DoidkitNote

_Result = TypeVar("_Result")
_STEP = 0.1  # seconds: a Ctrl-C reaches a thread that is not the main one between two waits
_OUT_OF_MEMORY = b"memory allocation of"  # what Rust says before it aborts


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a task has no result: one sentence."""

    reason: str


@dataclass(slots=True)
class _Worker(Generic[_Result]):
    """A copy of this process, the task that it is at, and when that must be done.

    ``said`` is a file with what the copy wrote to its standard error.
    """

    process: ForkProcess
    pipe: Connection
    said: BinaryIO
    task: int = -1
    deadline: float | None = None


def run(
    tasks: Sequence[Callable[[], _Result]], *, timeout: float | None = None, workers: int = 2
) -> list[_Result | Failure]:
    """Return each task's result in the order of the tasks; results must be picklable.

    A task that raises DoidkitError, takes longer than ``timeout`` seconds or more memory than
    ``children.memory_mb`` allows gives a Failure; any other error is raised here. Raises
    InputError where that limit is no number.
    """
    # A thread could be waited for, but not ended: without fork there is no time limit.
    if not _can_fork() or not tasks:
        return [_attempt(task) for task in tasks]
    pool = _Pool(tasks, timeout, children.memory_mb(), min(workers, len(tasks)))
    try:
        pool.begin()
        return pool.results()
    finally:
        pool.end()


@contextmanager
def begun(task: Callable[[], _Result]) -> Iterator[Callable[[], _Result | Failure]]:
    """Begin a task in a copy, and give what waits for its result, as ``run`` has it.

    Leaving the context ends a task that nobody waited for. In a copy, and where there is no
    ``fork``, the task is done when its result is asked for.
    """
    if not may_copy():
        yield lambda: _attempt(task)
        return
    pool = _Pool((task,), None, children.memory_mb(), 1)
    try:
        pool.begin()
        yield lambda: pool.results()[0]
    finally:
        pool.end()


def may_copy() -> bool:
    """Return whether this process is one of which copies may be made, and no copy itself."""
    return _can_fork() and not _copied


_copied = False


def _can_fork() -> bool:
    return sys.platform != "win32"


def _attempt(task: Callable[[], _Result]) -> _Result | Failure:
    try:
        return task()
    except DoidkitError as error:
        return Failure(str(error))
    except MemoryError:
        return Failure(_too_much(children.memory_mb()))


def _too_much(memory: int) -> str:
    return (
        f"It needed more than {memory:,} MB of memory; allow more with {children.VARIABLE}, "
        "0 for no limit."
    )


class _Pool(Generic[_Result]):
    def __init__(
        self,
        tasks: Sequence[Callable[[], _Result]],
        timeout: float | None,
        memory: int,
        workers: int,
    ) -> None:
        self._tasks = tasks
        self._timeout = timeout
        self._memory = memory
        self._workers: list[_Worker[_Result]] = []
        self._waiting = list(range(len(tasks)))[::-1]
        self._found: dict[int, _Result | Failure] = {}
        self._number = workers

    def begin(self) -> None:
        for _ in range(self._number):
            self._start()

    def results(self) -> list[_Result | Failure]:
        while len(self._found) < len(self._tasks):
            self._step()
        return [self._found[at] for at in range(len(self._tasks))]

    def end(self) -> None:
        for worker in self._workers:
            _end(worker)

    def _start(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        said: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115
        arguments = (self._tasks, theirs, said, self._timeout, self._memory, os.getpid())
        process = multiprocessing.get_context("fork").Process(
            target=_serve, args=(*arguments, children.lifeline())
        )
        with warnings.catch_warnings():
            # Python warns of other threads; the copy needs no lock that one of them may hold.
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
        children.started(process.pid or 0)
        theirs.close()
        worker: _Worker[_Result] = _Worker(process, ours, said)
        self._workers.append(worker)
        self._give(worker)

    def _give(self, worker: _Worker[_Result]) -> None:
        worker.task = self._waiting.pop() if self._waiting else -1
        worker.deadline = time.monotonic() + self._timeout if self._timeout else None
        with suppress(OSError):
            worker.pipe.send(worker.task)

    def _step(self) -> None:
        busy = [worker for worker in self._workers if worker.task >= 0]
        deadlines = [worker.deadline for worker in busy if worker.deadline is not None]
        patience = max(min(deadlines) - time.monotonic(), 0) if deadlines else _STEP
        ready = wait([worker.pipe for worker in busy], min(patience, _STEP))
        for worker in busy:
            if worker.pipe in ready:
                self._receive(worker)
            elif worker.deadline is not None and time.monotonic() >= worker.deadline:
                self._replace(worker, f"It took longer than {self._timeout:g} seconds.")

    def _receive(self, worker: _Worker[_Result]) -> None:
        try:
            error, result, notes = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker, self._why(worker))
            return
        for note in notes:
            warnings.warn(note, DoidkitNote, stacklevel=2)
        if error is not None:
            raise RuntimeError(error)
        self._found[worker.task] = result
        self._give(worker)

    def _why(self, worker: _Worker[_Result]) -> str:
        """Return why a copy ended by itself."""
        worker.process.join()
        worker.said.seek(0)
        if _OUT_OF_MEMORY in worker.said.read():
            return _too_much(self._memory)
        code = worker.process.exitcode or 0
        cause = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        hint = ", perhaps for lack of memory" if code == -signal.SIGKILL else ""
        return f"Its process ended early ({cause}{hint})."

    def _replace(self, worker: _Worker[_Result], reason: str) -> None:
        self._found[worker.task] = Failure(reason)
        _end(worker)
        self._workers.remove(worker)
        if self._waiting:
            self._start()


def _serve(
    tasks: Sequence[Callable[[], _Result]],
    pipe: Connection,
    said: BinaryIO,
    timeout: float | None,
    memory: int,
    parent: int,
    lifeline: tuple[int, int],
) -> None:
    """Do the tasks that are asked for until told to stop, in the copied process."""
    global _copied
    _copied = True
    gc.freeze()  # to look for cycles among what is shared would take long, and copy it
    children.tie(parent, lifeline, memory)
    os.dup2(said.fileno(), 2)
    with suppress(EOFError, OSError):
        while (task := pipe.recv()) >= 0:
            children.alarm(timeout)
            try:
                result, notes = _noted(tasks[task])
                pipe.send((None, result, notes))
            except Exception as error:
                pipe.send((f"{type(error).__name__}: {error}", None, []))


def _noted(task: Callable[[], _Result]) -> tuple[_Result | Failure, list[str]]:
    """Return a task's result and its notes, which the parent gives: nobody hears this process."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", DoidkitNote)
        result = _attempt(task)
    return result, [str(each.message) for each in caught if each.category is DoidkitNote]


def _end(worker: _Worker[_Result]) -> None:
    worker.pipe.close()
    if worker.task >= 0:
        worker.process.kill()
    worker.process.join()
    children.ended(worker.process.pid or 0)
    worker.process.close()
    worker.said.close()
