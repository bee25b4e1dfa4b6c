"""Both sources give the same answers; an endpoint's failures become sentences."""

import gc
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import warnings
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from doidkit import children
from doidkit.data import Data
from doidkit.errors import EngineError, InputError, QueryError
from doidkit.querying import query
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.endpoint import EndpointSource

ANIMALS = Path(__file__).parents[1] / "examples" / "animals.ttl"
EX = "PREFIX ex: <http://example.org/> "
WHALE = NamedNode("http://example.org/Whale")


@pytest.fixture(scope="module", autouse=True)
def no_proxy() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "127.0.0.1")
        yield


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def server(no_proxy: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start Oxigraph's own server with the animals in it, and stop it at the end."""
    binary = Path(sys.executable).with_name("oxigraph")
    address = f"http://127.0.0.1:{free_port()}"
    process = subprocess.Popen(
        [binary, "serve", "--bind", address.removeprefix("http://")],
        cwd=tmp_path_factory.mktemp("server"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=children.death_signal(),
        env={**os.environ},
    )
    try:
        _load(address, process)
        yield f"{address}/query"
    finally:
        process.terminate()
        process.wait(10)


def _load(address: str, process: subprocess.Popen) -> None:
    request = urllib.request.Request(
        f"{address}/store?default",
        data=ANIMALS.read_bytes(),
        headers={"Content-Type": "text/turtle"},
        method="POST",
    )
    for _ in range(200):
        assert process.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(request, timeout=5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server did not start")


@pytest.mark.server
def test_an_unknown_term_is_refused_as_it_is_of_files(server: str) -> None:
    said = set()
    for data in (Data(ANIMALS), Data(endpoint=server), Data(endpoint=server.removesuffix("query"))):
        known = {"kind": "http://example.org/Mammal"}
        assert query("ASK { ?x rdfs:subClassOf $kind }", known, source=data) is True
        with pytest.raises(QueryError) as refused:
            query(
                "ASK { ?x rdfs:subClassOf $kind }",
                {"kind": "http://example.org/Mamal"},
                source=data,
            )
        said.add(str(refused.value))
    assert len(said) == 1
    assert "did you mean http://example.org/Mammal" in said.pop()


@pytest.mark.server
@pytest.mark.parametrize(
    ("query", "bindings"),
    [
        (EX + "SELECT ?s ?label { ?s rdfs:label ?label } ORDER BY ?s ?label", {}),
        (
            EX + "SELECT $x ?p { $x rdfs:subClassOf+ ?p FILTER(ISIRI(?p)) } ORDER BY ?p",
            {"x": WHALE},
        ),
        (
            EX
            + "SELECT ?c (COUNT(?s) AS ?n) { ?s rdfs:subClassOf ?c FILTER(?c = $x) } GROUP BY ?c",
            {"x": WHALE},
        ),
        ("SELECT ?s { ?s rdfs:label $name }", {"name": Literal("swimmer", language="en")}),
        ("SELECT ?s { ?s IAO:0000115 $text }", {"text": Literal('A large "sea" mammal.')}),
        ("SELECT ($x AS ?y) {}", {"x": Literal("\"}\n'; DROP ALL # $x \\ é ?x")}),
        ("SELECT ?s ?b { ?s rdfs:subClassOf ?b FILTER(ISBLANK(?b)) }", {}),
        ("SELECT ?s ?o { ?s a owl:Class OPTIONAL { ?s IAO:0000115 ?o } } ORDER BY ?s", {}),
        (EX + "SELECT ?age ?length { ex:moby ex:age ?age ; ex:length ?length }", {}),
        ("ASK { $x a owl:Class }", {"x": WHALE}),
        ("ASK { $x a owl:Restriction }", {"x": WHALE}),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", {}),
        ("DESCRIBE $x", {"x": WHALE}),
    ],
)
def test_the_same_answer_from_both_sources(server: str, query: str, bindings: dict) -> None:
    # The server keeps numbers by value, as the store itself does.
    here = StoreSource(StoreSource.of([ANIMALS]).store).answer(query, bindings=bindings)
    assert EndpointSource(server).answer(query, bindings=bindings) == here


@pytest.mark.server
def test_the_endpoint_refuses_a_wrong_query(server: str) -> None:
    with pytest.raises(QueryError, match="refuses the query"):
        EndpointSource(server).answer("SELECT ?s { ?s ")


@pytest.mark.server
def test_the_command_line_reads_an_endpoint(server: str, invoke: Callable) -> None:
    query = ANIMALS.parent / "whales.rq"
    outcome = invoke(
        "query",
        query,
        "--endpoint",
        server,
        "-p",
        "kind=<http://example.org/Whale>",
        "--format",
        "csv",
    )
    assert outcome.code == 0
    assert outcome.out.splitlines() == ["name", "Moby"]


class Answering(BaseHTTPRequestHandler):
    """Answers every request as the path says: /503, /html, /slow, /trickle."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        wish = self.path.strip("/")
        if wish == "slow":
            time.sleep(1.5)
            return
        self.send_response(int(wish) if wish.isdigit() else 200)
        kind = "text/html" if wish == "html" else "application/sparql-results+json"
        self.send_header("Content-Type", kind)
        self.end_headers()
        if wish == "html":
            self.wfile.write(b"<p>Welcome</p>")
        elif wish == "broken":
            self.wfile.write(b'{"head": {"vars": ["s"]}, "results": {"bindings": [')
        elif wish == "trickle":
            for _ in range(15):
                self.wfile.write(b" " * (1 << 16))
                time.sleep(0.2)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def stub() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.handle_error = lambda *_: None  # a client that gave up is what some tests want
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "error", "message"),
    [
        ("400", QueryError, "refuses the query"),
        ("401", EngineError, "HTTP 401"),
        ("404", EngineError, "HTTP 404"),
        ("500", EngineError, "HTTP 500"),
        ("html", EngineError, "not SPARQL results"),
        ("broken", EngineError, "not SPARQL results"),
        ("empty", EngineError, "not SPARQL results"),
    ],
)
def test_failures_are_sentences(stub: str, path: str, error: type, message: str) -> None:
    with pytest.raises(error, match=message) as caught:
        EndpointSource(f"{stub}/{path}").answer("SELECT * { ?s ?p ?o }")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", ["slow", "trickle"])
def test_the_timeout_holds_for_the_whole_answer(stub: str, path: str) -> None:
    with warnings.catch_warnings():
        # http.client drops the half-read response of a timeout for the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        with pytest.raises(EngineError, match="no complete answer in 1 seconds"):
            EndpointSource(f"{stub}/{path}", timeout=1).answer("SELECT * { ?s ?p ?o }")
        gc.collect()


def test_nobody_listens() -> None:
    with pytest.raises(EngineError, match="cannot be reached"):
        EndpointSource(f"http://127.0.0.1:{free_port()}/q").answer("ASK {}")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "example.org/sparql", "ftp://e/"])
def test_only_web_addresses_are_endpoints(url: str) -> None:
    with pytest.raises(InputError, match="no endpoint address"):
        EndpointSource(url)


@pytest.mark.server
@pytest.mark.parametrize("end", ["", "/"])
def test_a_stores_own_address_leads_to_its_query_service(server: str, end: str) -> None:
    source = EndpointSource(server.removesuffix("/query") + end)
    assert source.ask("ASK { ?s ?p ?o }")
    assert source.place == server
