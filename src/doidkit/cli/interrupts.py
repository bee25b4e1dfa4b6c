"""Ctrl-C and SIGTERM end a command at once, even while an engine computes.

Python runs signal handlers in the main thread, between two of its own steps, so a query that
takes a minute inside Oxigraph would hold Ctrl-C back for a minute. The work is therefore done
in a second thread, and the main thread only waits.
"""

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from doidkit import children, temporary

INTERRUPTED = 130
_ENDED = 128  # and the number of the signal, as a shell has it
_SIGNALS = ("SIGTERM", "SIGHUP")
_STACK = 64 << 20  # bytes of address space, as large as a main thread's: parsers recurse
_GRACE = 0.5  # seconds
_LOOK = 0.5  # seconds between two looks for a signal that did not end a wait
_elsewhere = threading.Event()
_returned = float("-inf")  # when another program gave the terminal back
_LATE = 0.5  # seconds after which a signal from before that has been told
_ends: list[Callable[[], None]] = []
_PATIENCE = 10  # seconds, for work that has an end of its own


def interruptible(work: Callable[[], int], *, own: bool) -> int:
    """Return the exit code that ``work`` returns, 130 on Ctrl-C, 143 on SIGTERM.

    The work then gets KeyboardInterrupt and a moment to end by itself. Where an engine does not
    return by then, the process ends there if it is our ``own``; in another's program the engine
    goes on in its thread until it is back in Python.
    """
    if threading.current_thread() is not threading.main_thread():
        return work()
    worker = _Worker(work)
    size = threading.stack_size(_STACK)
    try:
        worker.start()
    finally:
        threading.stack_size(size)
    with _signals():
        while not worker.done.is_set():
            try:
                # Not join(), which interrupted takes the thread for ended (CPython 3.11). A signal
                # just before the wait, or one that another thread was given, does not end it.
                worker.done.wait(_LOOK)
            except KeyboardInterrupt as error:
                others = _elsewhere.is_set() or time.monotonic() < _returned + _LATE
                if others and not isinstance(error, _Ended):
                    continue
                if not _ends_itself(worker):
                    code = error.code if isinstance(error, _Ended) else INTERRUPTED
                    return _stopped(worker, code, own=own)
    return worker.outcome()


@contextmanager
def left_to_others() -> Iterator[None]:
    """Leave Ctrl-C to a program that has the terminal meanwhile, such as a pager."""
    _elsewhere.set()
    try:
        yield
    finally:
        global _returned
        _returned = time.monotonic()
        _elsewhere.clear()


@contextmanager
def ended_by(end: Callable[[], None]) -> Iterator[None]:
    """Let the first Ctrl-C or SIGTERM call ``end``, for work that ends itself in good order then.

    It has a moment for that; what comes after is an interrupt as always.
    """
    _ends.append(end)
    try:
        yield
    finally:
        _ends.remove(end)


def _ends_itself(worker: "_Worker") -> bool:
    """Ask work that ends itself for its end, and return whether it came in a moment."""
    if not _ends:
        return False
    _ends[-1]()
    try:
        return worker.done.wait(_PATIENCE)
    except KeyboardInterrupt:  # again
        return False


def _stopped(worker: "_Worker", code: int, *, own: bool) -> int:
    """End the work and all that it started, and return the exit code."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one must not cut this short
    worker.interrupt()
    done = worker.done.wait(_GRACE)
    children.end_all()
    temporary.remove_all()
    with suppress(OSError, ValueError):
        sys.stderr.write("doidkit: interrupted.\n")
        sys.stderr.flush()
    if own and not done:
        # Not sys.exit(): the interpreter would wait for the engine, or end it in mid-step.
        os._exit(code)
    signal.signal(signal.SIGINT, before)
    return code


def _forget(error: BaseException) -> None:
    """Let go of all that an error's frames hold: engine objects must go in their own thread."""
    import traceback  # seldom needed

    found: BaseException | None = error
    while found is not None:
        traceback.clear_frames(found.__traceback__)
        found = found.__context__


class _Ended(KeyboardInterrupt):
    """A signal that asks the process to end; ``code`` is the exit code."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = _ENDED + number


@contextmanager
def _signals() -> Iterator[None]:
    """Let the signals that ask for an end come as an exception in the main thread."""

    def end(number: int, frame: object) -> None:
        signal.signal(number, signal.SIG_IGN)
        raise _Ended(number)

    found = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    ours = [number for number in found if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


class _Worker(threading.Thread):
    def __init__(self, work: Callable[[], int]) -> None:
        super().__init__(name="doidkit", daemon=True)
        self.done = threading.Event()
        self._work = work
        self._code = 0
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._code = self._work()
            if self._code:
                # An error's frames hold engine objects, which must go in the thread they are of.
                gc.collect()
        except BaseException as error:
            self._error = error
            _forget(error)
            gc.collect()
        finally:
            self.done.set()

    def interrupt(self) -> None:
        """Raise KeyboardInterrupt in the thread as soon as it is back in Python."""
        if self.ident is not None:
            import ctypes  # costs more to import than most of the rest, and is seldom needed

            ctypes.pythonapi.PyThreadState_SetAsyncExc(
                ctypes.c_ulong(self.ident), ctypes.py_object(KeyboardInterrupt)
            )

    def outcome(self) -> int:
        if self._error is not None:
            raise self._error
        return self._code
