"""Data in three parts on three Oxigraph servers, and RDF4J FedX as one endpoint over them."""

import os
import shutil
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import proxy
import servers

from doidkit import publishing


@dataclass(frozen=True)
class Federation:
    """The federated endpoint, an endpoint with the same data in one store, and the requests."""

    url: str
    whole: str
    stores: Sequence["proxy.Proxy"]

    def requests(self) -> list[int]:
        """Return how many requests have reached each store so far."""
        return [len(store.seen) for store in self.stores]


def missing() -> str:
    """Return why there can be no federation here, "" if there can."""
    if not any(Path(_jars()).glob("rdf4j-tools-federation-*.jar")):
        return "FEDX_JARS names no folder with RDF4J FedX"
    if not (shutil.which("java") and shutil.which("javac")):
        return "there is no Java compiler"
    return ""


@contextmanager
def federation(
    folder: Path, paths: Sequence[Path] = (), *, by_property: bool = True, seconds: int = 60
) -> Iterator[Federation]:
    """Start all servers over files (the bundled ontology without); stop them at the end."""
    publishing.partition(paths, 3, folder / "parts", by_property=by_property)
    parts = sorted((folder / "parts").glob("*.nt"))
    with ExitStack() as stack:
        urls = [
            stack.enter_context(_loaded(folder / f"store-{number}", [part]))
            for number, part in enumerate(parts)
        ]
        whole = stack.enter_context(_loaded(folder / "whole", parts))
        proxies = [stack.enter_context(proxy.proxied(url)) for url in urls]
        url = stack.enter_context(_fedx(folder, [each.url + "/query" for each in proxies], seconds))
        yield Federation(url, f"{whole}/query", proxies)


@contextmanager
def _loaded(folder: Path, parts: Sequence[Path]) -> Iterator[str]:
    folder.mkdir()
    with servers.oxigraph(folder) as server:
        for part in parts:
            request = urllib.request.Request(
                f"{server.url}/store?default",
                data=part.read_bytes(),
                headers={"Content-Type": "application/n-triples"},
            )
            urllib.request.urlopen(request, timeout=120).close()
        yield server.url


@contextmanager
def _fedx(folder: Path, stores: Sequence[str], seconds: int) -> Iterator[str]:
    port = servers.free_port()
    program = Path(__file__).with_name("FederatedEndpoint.java")
    command = ["java", "-Xmx2g", "-cp", f"{_jars()}/*", str(program), str(port), str(seconds)]
    url = f"http://127.0.0.1:{port}/sparql"
    with servers.running([*command, *stores], folder, f"{url}?query=ASK%20%7B%7D"):
        yield url


def _jars() -> str:
    return os.environ.get("FEDX_JARS", "") or os.devnull
