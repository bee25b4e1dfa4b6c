"""Replies made in processes of their own, some at once, each within its limits.

Oxigraph evaluates in native code that nothing interrupts, so a query past its time ends with its
process. Each reply has a new one, a copy of the server's, which shares the loaded data; nothing
that it takes outlives it. Its body goes to a temporary file: it is sent when it is whole, and a
client that reads slowly holds no process.
"""

import asyncio
import logging
import os
import pickle
import signal
import stat
import tempfile
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from doidkit import children
from doidkit.errors import DoidkitError, EngineError, InputError, UnknownTermError
from doidkit.serving.limits import Limits
from doidkit.serving.replies import Draft, Head, Refused, Reply

_log = logging.getLogger(__name__)
_DESCRIPTORS = ("/proc/self/fd", "/dev/fd")
_STEP = 0.002  # seconds between two looks for a process that is ending
_OUT_OF_MEMORY = b"memory allocation of"  # what Rust says before it aborts

Work = Callable[[], Draft]


class Workers:
    """Makes replies, as many at once as ``limits`` allow; others wait for their turn."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._turns = asyncio.Semaphore(limits.workers)
        self._ending: set[asyncio.Task[None]] = set()
        children.death_signal()  # whose imports each copy would do again

    async def reply(self, work: Work) -> Reply:
        """Return what ``work`` makes in a copy of this process; Refused where it may not.

        Where the caller is cancelled, the process ends.
        """
        try:
            async with asyncio.timeout(self._limits.seconds):
                await self._turns.acquire()
        except TimeoutError:
            busy = "The server is busy; ask again later."
            raise Refused(503, busy, {"Retry-After": "10"}) from None
        body: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115
        said: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115
        pid, pipe = self._started(work, body, said)
        try:
            found = await self._told(pipe)
        except BaseException:
            body.close()
            raise
        finally:
            os.close(pipe)
            ending = asyncio.create_task(self._end(pid, said))
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)
        if isinstance(found, Head):
            size = body.seek(0, os.SEEK_END)
            body.seek(0)
            return Reply(found, body, size)
        body.close()
        raise found

    def _started(self, work: Work, body: BinaryIO, said: BinaryIO) -> tuple[int, int]:
        """Start a process; return its number and the pipe that its outcome comes from."""
        parent, lifeline = os.getpid(), children.lifeline()
        pipe, end = os.pipe()
        with warnings.catch_warnings():
            # Python warns of other threads; the copy needs no lock that one of them may hold.
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if pid:
            children.started(pid)
            os.close(end)
            return pid, pipe
        try:
            _close_sockets()  # a connection must end when the server closes it
            children.tie(parent, lifeline, self._limits.memory)
            children.alarm(self._limits.seconds)
            os.dup2(said.fileno(), 2)
            outcome = pickle.dumps(_outcome(work, body, self._limits))
            with os.fdopen(end, "wb") as out:
                out.write(outcome)
        finally:
            os._exit(0)

    async def _told(self, pipe: int) -> Head | Refused:
        """Return the outcome that comes from a pipe, which is closed behind it."""
        loop = asyncio.get_running_loop()
        readable = asyncio.Event()
        parts = []
        os.set_blocking(pipe, False)
        loop.add_reader(pipe, readable.set)
        try:
            async with asyncio.timeout(self._limits.seconds):
                while True:
                    await readable.wait()
                    readable.clear()
                    with suppress(BlockingIOError):
                        if not (part := os.read(pipe, 1 << 16)):
                            break
                        parts.append(part)
        except TimeoutError:
            seconds = f"{self._limits.seconds:g}"
            return Refused(503, f"It took longer than {seconds} seconds; ask for less.")
        finally:
            loop.remove_reader(pipe)
        if not parts:
            return Refused(500, self._memory())
        found = pickle.loads(b"".join(parts))
        assert isinstance(found, Head | Refused), "a process of ours says nothing else"
        return found

    def _memory(self) -> str:
        return f"It needed more than {self._limits.memory:,} MB of memory; ask for less."

    async def _end(self, pid: int, said: BinaryIO) -> None:
        """End a process, log what it said, and give its turn to the next."""
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            while os.waitpid(pid, os.WNOHANG) == (0, 0):
                await asyncio.sleep(_STEP)
        children.ended(pid)
        said.seek(0)
        if (text := said.read()) and _OUT_OF_MEMORY not in text:
            _log.error("%s", text.decode(errors="replace").rstrip())
        said.close()
        self._turns.release()


def _outcome(work: Work, body: BinaryIO, limits: Limits) -> Head | Refused:
    """Write a reply's body and return its head, or why there is none."""
    try:
        draft = work()
        size = 0
        for part in draft.parts:
            size += len(part)
            if size > limits.size:
                return Refused(
                    500, f"The answer has more than {limits.size:,} bytes; ask for less."
                )
            body.write(part)
        body.flush()
        return draft.head
    except Refused as refused:
        return refused
    except DoidkitError as error:
        return Refused(_status(error), str(error))
    except MemoryError:
        return Refused(500, f"It needed more than {limits.memory:,} MB of memory; ask for less.")
    except Exception:
        import traceback

        traceback.print_exc()
        return Refused(500, "The server has a fault; what it is stands in its log.")


def _status(error: DoidkitError) -> int:
    if isinstance(error, UnknownTermError):
        return 404
    return 500 if isinstance(error, EngineError | InputError) else 400


def _close_sockets() -> None:
    for folder in map(Path, _DESCRIPTORS):
        if folder.is_dir():
            for name in os.listdir(folder):  # noqa: PTH208
                with suppress(OSError):
                    if stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                        os.close(int(name))
            return
