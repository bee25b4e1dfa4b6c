"""What ``doidkit serve`` does under load: 50 clients at once for a minute.

Each client asks for queries and pages in turn, on a connection of its own.
"""

import http.client
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

from measure import shared, table
from release import Release

TITLE = "Serving"
SECONDS, CLIENTS = 60, 50

QUERIES = (
    "SELECT ?term ?label { ?term rdfs:subClassOf DOID:182 ; rdfs:label ?label }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "ASK { DOID:182 a owl:Class }",
)
PATHS = (
    *(f"/sparql?{urlencode({'query': query})}" for query in QUERIES),
    "/term/DOID:4734",
    "/term/DOID:4734.ttl",
    "/search?q=calcif",
)


class Client(threading.Thread):
    """Asks until a time; keeps what came and how long it took."""

    def __init__(self, port: int, end: float, first: int) -> None:
        super().__init__()
        self.port, self.end, self.turn = port, end, first
        self.statuses: Counter[str] = Counter()
        self.seconds: list[float] = []

    def run(self) -> None:
        """Ask."""
        while time.monotonic() < self.end:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                while time.monotonic() < self.end:
                    started = time.monotonic()
                    connection.request("GET", PATHS[self.turn % len(PATHS)])
                    response = connection.getresponse()
                    response.read()
                    self.statuses[str(response.status)] += 1
                    self.seconds.append(time.monotonic() - started)
                    self.turn += 1
            except (OSError, http.client.HTTPException) as error:
                self.statuses[type(error).__name__] += 1
            finally:
                connection.close()


def children(pid: int) -> list[int]:
    """Return the processes that a process has."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()] + [
        int(each)
        for task in Path(f"/proc/{pid}/task").iterdir()
        if task.name != str(pid)
        for each in (task / "children").read_text().split()
    ]


def section(release: Release) -> str:
    """Return how many were answered and how fast, and what the server needed meanwhile."""
    others = shared()
    command = [sys.executable, "-m", "doidkit", "serve", "--port", "0"]
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None
        port = int(server.stdout.readline().rstrip("/\n").rpartition(":")[2])
        try:
            told = _load(server.pid, port)
        finally:
            server.terminate()
            code = server.wait(20)
    return (
        f"The bundled entry; {CLIENTS} clients at once for {SECONDS} seconds, each asking for "
        f"queries, pages and searches in turn, on the cores that serve them.{others}\n\n"
        + table(["what", "seen"], [*told, ["exit code of the server", str(code)]])
    )


def _load(pid: int, port: int) -> list[list[str]]:
    before = _resident(pid)
    end = time.monotonic() + SECONDS
    threads = [Client(port, end, number) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    most, largest = 0, 0
    while time.monotonic() < end:
        time.sleep(0.5)
        most, largest = max(most, len(children(pid))), max(largest, _resident(pid))
    for thread in threads:
        thread.join()
    statuses: Counter[str] = sum((thread.statuses for thread in threads), Counter())
    took = sorted(second for thread in threads for second in thread.seconds)
    late = took[len(took) * 99 // 100]
    return [
        ["answers", ", ".join(f"{count:,} of {kind}" for kind, count in statuses.items())],
        ["answers a second", f"{len(took) / SECONDS:.0f}"],
        ["half within, 99 of 100 within", f"{statistics.median(took):.2f} s, {late:.2f} s"],
        ["memory before, at most, after", f"{before:.0f}, {largest:.0f}, {_resident(pid):.0f} MB"],
        ["processes for replies at most, after", f"{most}, {len(children(pid))}"],
    ]


def _resident(pid: int) -> float:
    """Return the megabytes that a process has in memory."""
    status = Path(f"/proc/{pid}/status").read_text()
    kilobytes = next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]
    return int(kilobytes) / 1024
