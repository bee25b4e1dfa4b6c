"""What every process that doidkit starts keeps to: it ends with its parent, within its memory.

However the parent ends, Linux kills the child (``PR_SET_PDEATHSIG``); elsewhere the child watches
a pipe whose other end only the parent holds, and at the latest its alarm clock ends it. The
memory limit is on what a copied process takes beyond what it shares with its parent; only Linux
keeps to it.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from doidkit.errors import InputError

VARIABLE = "DOIDKIT_MEMORY_MB"
"""The environment variable with the memory, in MB, that a process may take; 0 for no limit."""
DEFAULT_MB = 4096

_PR_SET_PDEATHSIG = 1
_live: set[int] = set()
_pipes: dict[int, tuple[int, int]] = {}


def memory_mb() -> int:
    """Return how much memory a process may take, in MB, 0 for no limit.

    Raises InputError where the variable holds something else than a number.
    """
    text = os.environ.get(VARIABLE, "").strip()
    if not text:
        return DEFAULT_MB
    if not text.isdecimal():
        raise InputError(f'{VARIABLE} is "{text}", but must be a number of megabytes; correct it.')
    return int(text)


def started(pid: int) -> None:
    """Remember a process that ``end_all`` is to end."""
    _live.add(pid)


def ended(pid: int) -> None:
    """Forget a process that has ended."""
    _live.discard(pid)


def end_all() -> None:
    """Kill every process that was started and has not ended."""
    for pid in tuple(_live):
        with suppress(OSError):
            os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        ended(pid)


def lifeline() -> tuple[int, int]:
    """Return this process's pipe, its reading and its writing end, for its children to watch."""
    if os.getpid() not in _pipes:
        _pipes[os.getpid()] = os.pipe()
    return _pipes[os.getpid()]


def tie(parent: int, pipe: tuple[int, int], memory: int) -> None:
    """Make this copied process end with its parent, and fail beyond ``memory`` MB of its own.

    Ctrl-C in a terminal reaches it, too; the parent decides what becomes of it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _live.clear()
    os.close(pipe[1])
    threading.Thread(target=_watch, args=(pipe[0],), daemon=True).start()
    die = death_signal()
    if die is not None:
        die()
    if os.getppid() != parent:  # it ended before this process was tied to it
        os._exit(1)
    _limit(memory)


@cache
def death_signal() -> Callable[[], object] | None:
    """Return what asks Linux to kill this process when its parent ends, None elsewhere."""
    if sys.platform != "linux":
        return None
    import ctypes  # costs more to import than most of the rest

    prctl = ctypes.CDLL(None, use_errno=True).prctl
    return lambda: prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def alarm(seconds: float | None) -> None:
    """End this process by its own clock some time after its parent would have ended it."""
    signal.setitimer(signal.ITIMER_REAL, 2 * seconds + 5 if seconds else 0)


def _watch(end: int) -> None:
    with suppress(OSError):
        os.read(end, 1)  # nothing is ever written: it returns when the parent is gone
    os._exit(1)


def _limit(memory: int) -> None:
    sizes = Path("/proc/self/statm")
    if not memory or not sizes.exists():
        return
    import resource  # not on Windows

    pages = int(sizes.read_text().split()[0])
    most = pages * resource.getpagesize() + (memory << 20)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
