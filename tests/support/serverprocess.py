"""``doidkit serve`` for tests: a process of its own, asked over the loopback, ended by pid."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from doidkit import children

FORM = "application/x-www-form-urlencoded"
_NUMBERS = " ".join(map(str, range(1000)))
PRODUCT = f"VALUES ?a {{ {_NUMBERS} }} VALUES ?b {{ {_NUMBERS} }}"
# A thousand million rows to look at: no machine comes to an end of it while a test waits.
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} VALUES ?c {{ {_NUMBERS} }} FILTER(?a+?b+?c=77) }}"


@dataclass(frozen=True)
class Answered:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media_type(self) -> str:
        return self.headers.get_content_type()


@dataclass(frozen=True)
class Served:
    """A running server."""

    process: subprocess.Popen
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, method: str, path: str, body: bytes | str | None = None, **headers: str
    ) -> Answered:
        """Send one request; ``content_type`` is the header Content-Type, and so on."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = body.encode() if isinstance(body, str) else body
        try:
            connection.request(method, path, data, named)
            response = connection.getresponse()
            return Answered(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answered:
        return self.ask("GET", path, **headers)

    def query(self, text: str, **headers: str) -> Answered:
        return self.get(f"/sparql?{urlencode({'query': text})}", **headers)

    def connect(self) -> socket.socket:
        """Return a connection to send bytes on."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def children(self) -> list[int]:
        """Return the processes that the server has at the moment."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(pid) for task in tasks for pid in task.read_text().split()]

    def memory(self) -> int:
        """Return the resident memory of the server itself, in KB."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


@contextmanager
def served(
    folder: Path, *arguments: str | Path, command: tuple[str, ...] = ("serve",)
) -> Iterator[Served]:
    """Serve on a free port, from a folder, until the end of the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "doidkit", *command, "--port", "0", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(folder)},
        preexec_fn=children.death_signal(),  # tests that are killed leave none behind
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        address = process.stdout.readline().strip()
        assert address, process.stderr.read()
        yield Served(process, urlsplit(address).port or 0)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()
        process.stderr.close()


def eventually(condition: Callable[[], object]) -> bool:
    """Return whether something becomes so within a time that no busy machine needs."""
    end = time.monotonic() + 30
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return bool(condition())
