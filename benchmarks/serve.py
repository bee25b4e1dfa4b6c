"""What ``doidkit serve`` does under load: 50 clients at once for a minute.

    python benchmarks/serve.py [SECONDS] [CLIENTS]

Each client asks for queries and pages in turn, on a connection of its own. Printed are how many
were answered and how fast, what else came, and the memory and processes of the server meanwhile.
"""

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

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


def main(seconds: float = 60, clients: int = 50) -> None:
    """Serve, ask, and print."""
    command = [sys.executable, "-m", "doidkit", "serve", "--port", "0"]
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None
        port = int(server.stdout.readline().rstrip("/\n").rpartition(":")[2])
        try:
            _load(server.pid, port, seconds, clients)
        finally:
            server.terminate()
            print(f"ended with exit code {server.wait(20)}")


def _load(pid: int, port: int, seconds: float, clients: int) -> None:
    before = _resident(pid)
    end = time.monotonic() + seconds
    threads = [Client(port, end, number) for number in range(clients)]
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
    print(f"{clients} clients, {seconds:g} s, {os.cpu_count()} cores")
    print(f"answers: {dict(statuses)}, {len(took) / seconds:.0f} a second")
    late = took[len(took) * 99 // 100]
    print(f"half within {statistics.median(took):.2f} s, 99 of 100 within {late:.2f} s")
    print(f"server: {before:,} KB before, {largest:,} KB at most, {_resident(pid):,} KB after")
    print(f"processes of its own: {most} at most, {len(children(pid))} after")


def _resident(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]), *map(int, sys.argv[2:3]))
