"""An endpoint to check, and a proxy in front of it that does what networks do."""

import gc
import os
import urllib.request
from collections.abc import Callable, Iterable, Iterator

import proxy as proxies
import pytest
import servers
from pyoxigraph import Quad, RdfFormat, serialize

Endpoint = Callable[[Iterable[Quad]], str]


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
    for name in ("TOKEN", "USER", "PASSWORD"):
        monkeypatch.delenv(f"DOIDKIT_ENDPOINT_{name}", raising=False)
    monkeypatch.setenv("NETRC", os.devnull)


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph")) as server:
        yield server.url


@pytest.fixture
def endpoint(oxigraph: str) -> Endpoint:
    """Replace what the server has, and return its address."""

    def fill(quads: Iterable[Quad]) -> str:
        request = urllib.request.Request(
            f"{oxigraph}/store?default",
            data=serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES),
            headers={"Content-Type": "application/n-triples"},
            method="PUT",
        )
        urllib.request.urlopen(request, timeout=60).close()
        return f"{oxigraph}/query"

    return fill


@pytest.fixture
def proxy(oxigraph: str) -> Iterator[object]:
    """A proxy in front of the server; its threads must not collect what died elsewhere."""
    gc.collect()
    gc.disable()
    with proxies.proxied(oxigraph) as running:
        yield running
    gc.enable()
    gc.collect()
