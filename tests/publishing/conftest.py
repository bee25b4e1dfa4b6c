"""Stores for the tests of push and pull."""

import gc
import os
import shutil
from collections.abc import Iterator

import proxy as proxy_module
import pytest
import servers


@pytest.fixture(autouse=True)
def _quiet_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
    for name in ("TOKEN", "USER", "PASSWORD"):
        monkeypatch.delenv(f"DOIDKIT_ENDPOINT_{name}", raising=False)
    monkeypatch.setenv("NETRC", os.devnull)


@pytest.fixture(autouse=True)
def _collect_garbage_in_this_thread_only() -> Iterator[None]:
    """Keep the proxy's threads from collecting what must die where it was made."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()
    gc.collect()


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph")) as server:
        yield server


@pytest.fixture(scope="session")
def fuseki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    if not servers.jar("FUSEKI_JAR"):
        pytest.skip("FUSEKI_JAR names no Fuseki server, or there is no Java")
    with servers.fuseki(tmp_path_factory.mktemp("fuseki")) as server:
        yield server


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    if shutil.which("virtuoso-t") is None:
        pytest.skip("virtuoso-t is not installed (Debian: virtuoso-opensource-7-bin)")
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.fixture(scope="session")
def rdf4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    if not (servers.jar("RDF4J_WAR") and servers.jar("JETTY_RUNNER_JAR")):
        pytest.skip("RDF4J_WAR and JETTY_RUNNER_JAR name no RDF4J server, or there is no Java")
    with servers.rdf4j(tmp_path_factory.mktemp("rdf4j")) as server:
        yield server


@pytest.fixture(scope="session")
def blazegraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    if not (servers.jar("BLAZEGRAPH_WAR") and servers.jar("JETTY_RUNNER_JAR")):
        pytest.skip("BLAZEGRAPH_WAR and JETTY_RUNNER_JAR name no Blazegraph, or there is no Java")
    with servers.blazegraph(tmp_path_factory.mktemp("blazegraph")) as server:
        yield server


@pytest.fixture(params=["oxigraph", "fuseki", "virtuoso", "rdf4j", "blazegraph"])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> object:
    """Each of the real stores in turn."""
    server = request.getfixturevalue(request.param)
    if server.account:
        monkeypatch.setenv("DOIDKIT_ENDPOINT_USER", server.account[0])
        monkeypatch.setenv("DOIDKIT_ENDPOINT_PASSWORD", server.account[1])
    return server


@pytest.fixture
def proxy(oxigraph: object) -> Iterator[object]:
    """A proxy in front of Oxigraph."""
    with proxy_module.proxied(oxigraph.url) as running:
        yield running
