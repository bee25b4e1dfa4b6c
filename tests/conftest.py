"""Fixtures that any test may ask for."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import settings
from robot import REASON
from seconds import DEAR, name_of_function, seconds_of_functions
from shared import ABSENT, required

from doidkit.cli import main

# Run by a Python of its own, see the file.
collect_ignore = ["support/kgx_validation.py", "support/oak_peer.py"]

# No deadline: a busy machine is no bug. In CI the examples are the same in every run.
settings.register_profile("doidkit", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("doidkit")


@dataclass(frozen=True)
class Outcome:
    """What a command line gave."""

    code: int
    out: str
    err: str


Invoke = Callable[..., Outcome]


@pytest.fixture(autouse=True, scope="session")
def _listen_to_ctrl_c() -> None:
    """Let processes that tests start be interrupted.

    A shell ignores SIGINT for what it runs in the background, and children inherit that.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def invoke(capfdbinary: pytest.CaptureFixture[bytes]) -> Invoke:
    """Run the command line in this process."""

    def run(*arguments: object) -> Outcome:
        capfdbinary.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        return Outcome(code, captured.out.decode(), captured.err.decode())

    return run


@pytest.fixture
def program() -> list[str]:
    """Return the words that start the command line as its own process."""
    return [sys.executable, "-m", "doidkit"]


@pytest.fixture
def run_process(program: list[str], tmp_path: Path) -> Callable[..., subprocess.CompletedProcess]:
    """Run the command line as its own process, in an empty folder."""

    def run(*arguments: str, **options: object) -> subprocess.CompletedProcess:
        # A file size limit would cut what Python writes beside its modules, too.
        environment = {**os.environ, "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [*program, *arguments],
            capture_output=True,
            cwd=tmp_path,
            env=environment,
            timeout=120,
            check=False,
            **options,
        )

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file into the test's own folder and return its path."""

    def to_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return to_file


class Releases(ThreadingHTTPServer):
    """A server of releases on the loopback, with the faults that a test asks for.

    ``files`` are answers by path. ``faults`` are used up one a request: "drop" ends the
    connection half-way, an integer is a status; ``ranges`` and ``etags`` can be switched off.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), ReleaseHandler)
        self.files: dict[str, bytes] = {}
        self.faults: list[str | int] = []
        self.ranges = True
        self.etags = True
        self.asked: list[tuple[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/obo"


class ReleaseHandler(BaseHTTPRequestHandler):
    """One answer of ``Releases``."""

    server: Releases

    def do_GET(self) -> None:
        server = self.server
        server.asked.append((self.path, self.headers.get("Range", "")))
        fault = server.faults.pop(0) if server.faults else None
        data = server.files.get(self.path.removeprefix("/obo"))
        if self.path.startswith("/moved"):
            self._answer(302, b"", Location=f"/obo{self.path.removeprefix('/moved')}")
        elif isinstance(fault, int):
            self._answer(fault, b"")
        elif data is None:
            self._answer(404, b"not here")
        else:
            self._send(data, dropped=fault == "drop")

    def _send(self, data: bytes, *, dropped: bool) -> None:
        tag = f'"{hashlib.sha256(data).hexdigest()[:8]}"'
        headers = {"ETag": tag} if self.server.etags else {}
        if self.headers.get("If-None-Match") == tag:
            self._answer(304, b"")
            return
        status, start = 200, 0
        asked = self.headers.get("Range")
        if asked and self.server.ranges and self.headers.get("If-Range") == tag:
            status, start = 206, int(asked.removeprefix("bytes=").rstrip("-"))
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        rest = data[start:]
        self._answer(status, rest, size=len(rest) // 2 if dropped else None, **headers)

    def _answer(self, status: int, body: bytes, *, size: int | None = None, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body[:size])
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def releases() -> Iterator[Releases]:
    """Serve releases on the loopback."""
    with Releases() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def java() -> None:
    """Skip a test that needs Java where there is none; in CI that is a failure."""
    if shutil.which("java") is None:
        assert os.environ.get("CI") != "true", "CI must have Java"
        pytest.skip("HermiT needs Java, which is not installed")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared data beside the checkout, or skip the test."""
    return required()


# Whoever asks for one of these is marked so, and `make test-fast` leaves it out.
_MARKS = {
    "server": {"oxigraph", "fuseki", "virtuoso", "rdf4j", "blazegraph", "federation", "server"},
    "java": {"java", "fuseki", "rdf4j", "blazegraph", "federation"},
    "browser": {"browse"},
    "wheel": {"wheel", "installed"},
    "slow": {"release", "logical", "stanzas", "terms", "axioms"},
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the fixtures that they ask for and by their time; put the dearest files first.

    A worker takes a file at a time. One that starts last with the dearest works on alone.
    """
    seconds = seconds_of_functions()
    files: dict[Path, dict[str, float]] = defaultdict(dict)
    for item in items:
        function = name_of_function(item.nodeid)
        took = files[item.path][function] = seconds.get(function, 0)
        if took >= DEAR:
            item.add_marker("dear")
        wanted = set(getattr(item, "fixturenames", ()))
        for mark, fixtures in _MARKS.items():
            if wanted & fixtures:
                item.add_marker(mark)
        if any(mark.kwargs.get("reason") == REASON for mark in item.iter_markers("skipif")):
            item.add_marker("java")
    items.sort(key=lambda item: -sum(files[item.path].values()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line what was not tested for want of shared/."""
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum(ABSENT in str(report.longrepr) for report in skipped)
    if count:
        line = f"NOT TESTED: {count} tests need inputs that are {ABSENT}"
        terminalreporter.write_line(line, yellow=True, bold=True)
