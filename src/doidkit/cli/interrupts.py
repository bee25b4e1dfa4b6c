"""Ctrl-C ends a command at once, even while an engine computes.

Python runs signal handlers in the main thread, between two of its own steps, so a query that
takes a minute inside Oxigraph would hold Ctrl-C back for a minute. The work is therefore done
in a second thread, and the main thread only waits.
"""

import gc
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

INTERRUPTED = 130
_STACK = 64 << 20  # bytes of address space, as large as a main thread's: parsers recurse
_GRACE = 0.5  # seconds


def interruptible(work: Callable[[], int]) -> int:
    """Return the exit code that ``work`` returns, 130 on Ctrl-C.

    On Ctrl-C the work gets KeyboardInterrupt and a moment to remove its temporary files. Where
    an engine does not return by then, the process ends there.
    """
    if threading.current_thread() is not threading.main_thread():
        return work()
    worker = _Worker(work)
    size = threading.stack_size(_STACK)
    try:
        worker.start()
    finally:
        threading.stack_size(size)
    try:
        worker.done.wait()  # join(), interrupted, takes the thread for ended (CPython 3.11)
    except KeyboardInterrupt:
        worker.interrupt()
        if not worker.done.wait(_GRACE):
            _leave()
        return INTERRUPTED
    return worker.outcome()


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


def _leave() -> None:
    # Not sys.exit(): the interpreter would wait for the engine, or end it in the middle of a step.
    with suppress(OSError, ValueError):
        sys.stderr.write("doidkit: interrupted.\n")
        sys.stderr.flush()
    os._exit(INTERRUPTED)
