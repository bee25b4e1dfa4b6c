"""A SPARQL server of the tests' own, on the loopback interface."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from doidkit import children
from doidkit.sparql.endpoint import EndpointSource


@dataclass(frozen=True)
class Server:
    """Oxigraph's server; ``put`` replaces one graph."""

    address: str

    @property
    def source(self) -> EndpointSource:
        return EndpointSource(f"{self.address}/query")

    def put(self, triples: Iterable[ox.Triple], graph: ox.NamedNode | None = None) -> None:
        place = "default" if graph is None else f"graph={graph.value}"
        request = urllib.request.Request(
            f"{self.address}/store?{place}",
            data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES),
            headers={"Content-Type": "application/n-triples"},
            method="PUT",
        )
        urllib.request.urlopen(request, timeout=60).close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start Oxigraph's own server in an empty folder, and stop it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [Path(sys.executable).with_name("oxigraph"), "serve", "--bind", f"127.0.0.1:{port}"],
        cwd=tmp_path_factory.mktemp("server"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=children.death_signal(),
        env={**os.environ},
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "127.0.0.1")
        try:
            found = Server(f"http://127.0.0.1:{port}")
            _await(found, process)
            yield found
        finally:
            process.terminate()
            process.wait(10)


def _await(server: Server, process: subprocess.Popen) -> None:
    for _ in range(200):
        assert process.poll() is None, "the server ended"
        try:
            server.put([])
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server did not start")
