"""What networks, people and disks do: nothing lost, nothing half-written, one sentence, exit 2."""

import errno
import os
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path

import pytest

import doidkit
from doidkit.engines.credentials import account
from doidkit.engines.stores import web
from doidkit.engines.stores.remote import RemoteStore
from doidkit.engines.syntax import quads
from doidkit.engines.writing import serialize
from doidkit.formats import GraphFormat

sys.path.insert(0, str(Path(__file__).parent))
from proxy import drop_after_forwarding, killing, proxied, when

pytestmark = pytest.mark.server
OLD = '<http://e/a> <http://e/b> "old" .\n_:x <http://e/c> _:y .\n_:y <http://e/d> "z" .\n'
NEW = (
    '<http://e/a> <http://e/b> "new" .\n_:x <http://e/c> _:y .\n_:y <http://e/d> "w" .\n'
    + "".join(
        f'<http://e/{n}> <http://e/b> "{n}" .\n_:k{n} <http://e/c> "{n}" .\n' for n in range(20)
    )
)
_numbers = count()


@pytest.fixture(autouse=True)
def _no_long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "PAUSES", (0.02, 0.02, 0.02))
    monkeypatch.setattr(web.Web.__init__, "__kwdefaults__", {"digest": False, "pauses": web.PAUSES})


class Case:
    """A graph with old content, and files of the old and the new."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.graph = f"http://example.org/faults/{next(_numbers)}"
        self.old, self.new = folder / "old.nt", folder / "new.nt"
        self.old.write_text(OLD)
        self.new.write_text(NEW)
        doidkit.push([self.old], url, graph=self.graph)

    def now(self) -> bytes:
        return doidkit.pull(self.url, graph=self.graph)

    def is_old(self) -> bool:
        return self.now() == stable(self.old)

    def is_new(self) -> bool:
        return self.now() == stable(self.new)

    def left_over(self) -> list[str]:
        store = RemoteStore.at(self.url)
        rows = store._answer("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        return [row[0] for row in rows if row[0].startswith("urn:doidkit:")]


def stable(path: Path) -> bytes:
    return serialize(quads(path), format=GraphFormat.TURTLE)


@pytest.fixture
def case(oxigraph: object, tmp_path: Path) -> Case:
    return Case(oxigraph.url, tmp_path)


@pytest.fixture
def push(invoke: Callable, case: Case, proxy: object) -> Callable:
    def run(*options: object, to: str = "") -> object:
        words = ["push", case.new, "--to", to or proxy.url, "--graph", case.graph, "--chunk", 0.001]
        return invoke(*words, *options)

    return run


def refused(outcome: object, word: str) -> None:
    """Check for exit 2 and one sentence."""
    assert outcome.code == 2, outcome.err
    assert outcome.out == ""
    assert outcome.err.startswith("doidkit: ")
    assert outcome.err.count("\n") == 1
    assert word in outcome.err


# Faults that are overcome.


@pytest.mark.parametrize(
    "word", ["PUT", "POST /store", "COPY", "INSERT DATA", "COUNT", "ADD SILENT"]
)
@pytest.mark.parametrize(
    "act",
    [
        lambda handler, _body: handler.reply(503, "busy", Retry_After="0"),
        lambda handler, _body: handler.reply(429, "slow down"),
        lambda handler, _body: handler.drop(),
        drop_after_forwarding,
    ],
    ids=["503", "429", "dropped", "answer-lost"],
)
def test_two_faults_are_overcome(
    push: Callable, case: Case, proxy: object, word: str, act: Callable
) -> None:
    proxy.fault = when(word, act, times=2)
    outcome = push("--verify")
    assert outcome.code == 0, outcome.err
    assert case.is_new()
    assert case.left_over() == []


# Faults that are not.


@pytest.mark.parametrize(
    ("name", "word", "act", "said"),
    [
        ("busy", "PUT", lambda h, _: h.reply(503, "busy"), "HTTP 503"),
        ("dropping", "POST /store", lambda h, _: h.drop(), "broke the connection"),
        (
            "error page",
            "query=",
            lambda h, _: h.reply(200, "<h1>Oh</h1>", Content_Type="text/html"),
            "no SPARQL store",
        ),
        ("page for data", "PUT", lambda h, _: h.reply(200, "<h1>Oh</h1>"), "missing"),
        ("lost data", "POST /store", lambda h, _: h.reply(204), "missing"),
        ("wrong password", "PUT", lambda h, _: h.reply(401), "DOIDKIT_ENDPOINT_USER"),
        ("no right", "COPY", lambda h, _: h.reply(403), "HTTP 403"),
        ("too large", "PUT", lambda h, _: h.reply(413), "--chunk"),
        ("full disk there", "PUT", lambda h, _: h.reply(500, "No space left"), "No space left"),
        ("no move", "COPY", lambda h, _: h.reply(204), "is not what was moved"),
    ],
)
def test_the_old_content_stands(
    push: Callable, case: Case, proxy: object, name: str, word: str, act: Callable, said: str
) -> None:
    proxy.fault = when(word, act)
    refused(push(), said)
    proxy.fault = lambda *_: False
    assert case.is_old()
    assert case.left_over() == []
    assert push().code == 0
    assert case.is_new()


def test_a_store_that_hangs(push: Callable, case: Case, proxy: object) -> None:
    stop = threading.Event()
    proxy.fault = when("PUT", lambda h, _: stop.wait(20) and h.drop())
    refused(push("--timeout", 1), "said nothing for 1 seconds")
    stop.set()
    assert case.is_old()


def test_a_result_that_is_cut(push: Callable, case: Case, proxy: object) -> None:
    proxy.fault = when("GET /store", lambda h, body: h.forward(body, keep=0.5) or True)
    refused(push("--verify"), "before the answer was complete")
    assert case.is_old()


def test_a_pull_that_is_cut_writes_nothing(
    invoke: Callable, case: Case, proxy: object, tmp_path: Path
) -> None:
    out = tmp_path / "out.ttl"
    proxy.fault = when("GET /store", lambda h, body: h.forward(body, keep=0.5) or True)
    refused(invoke("pull", "--from", proxy.url, "--graph", case.graph, "-o", out), "complete")
    one = '<http://e/a> <http://e/b> "old" .\n'
    proxy.fault = when("GET /store", lambda h, _: h.reply(200, one, Content_Type="text/turtle"))
    refused(invoke("pull", "--from", proxy.url, "--graph", case.graph, "-o", out), "gave 1 of 3")
    assert not out.exists()
    assert not list(tmp_path.glob(".*"))


def test_someone_else_changes_the_graph(push: Callable, case: Case, proxy: object) -> None:
    store = RemoteStore.at(case.url)
    change = (
        f'DELETE DATA {{ GRAPH <{case.graph}> {{ <http://e/a> <http://e/b> "old" }} }} ; '
        f'INSERT DATA {{ GRAPH <{case.graph}> {{ <http://e/a> <http://e/b> "odd" }} }}'
    )
    proxy.fault = when("POST /store", lambda *_: store.update(change), times=1)
    refused(push(), "someone else changed the graph")
    assert b'"odd"' in case.now()
    assert case.left_over() == []


@pytest.mark.parametrize("word", ["PUT", "query=", "GET /?query"])
def test_a_redirect_elsewhere(
    push: Callable, case: Case, proxy: object, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOIDKIT_ENDPOINT_USER", "curator")
    monkeypatch.setenv("DOIDKIT_ENDPOINT_PASSWORD", "s3cret-word")
    with proxied(case.url) as elsewhere:
        there = elsewhere.url.replace("127.0.0.1", "localhost")
        proxy.fault = when(word, lambda h, _: h.reply(307, Location=f"{there}{h.path}"))
        outcome = push()
        refused(outcome, "redirects to another host")
        assert elsewhere.seen == []
    assert "s3cret" not in outcome.err
    assert case.is_old()


def test_a_redirect_within_the_host_is_followed(push: Callable, case: Case, proxy: object) -> None:
    def away(handler: object, _body: bytes) -> bool:
        return "moved" not in handler.path and handler.reply(
            308, Location=f"{handler.path}&moved=1"
        )

    proxy.fault = when("PUT", away)
    assert push().code == 0
    assert case.is_new()


def test_credentials_go_to_the_store_and_nowhere_else(
    push: Callable, case: Case, proxy: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOIDKIT_ENDPOINT_TOKEN", "t0ken-value")
    proxy.fault = when("COPY", lambda h, _: h.reply(500, "no"))
    outcome = push("--format", "json")
    assert "Bearer t0ken-value" in proxy.credentials
    assert "t0ken" not in outcome.out + outcome.err
    refused(push(to="http://me:s3cret-word@127.0.0.1:1"), "must not hold a user name")


def test_a_keyring_is_asked_last(monkeypatch: pytest.MonkeyPatch) -> None:
    import types

    entry = types.SimpleNamespace(username="ring", password="word")
    ring = types.ModuleType("keyring")
    ring.get_credential = lambda service, _: entry if service == "doidkit:store.test" else None
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert account("https://store.test/sparql") == ("ring", "word")
    assert account("https://other.test/sparql") is None
    monkeypatch.setenv("DOIDKIT_ENDPOINT_USER", "env")
    assert account("https://store.test/sparql") == ("env", "")


def test_the_clients_disk_is_full(
    push: Callable, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("doidkit.engines.spool.batches", full)
        refused(push(), "No space left on device")
    assert case.is_old()


def test_nobody_is_there(push: Callable) -> None:
    refused(push(to="http://127.0.0.1:9"), "cannot be reached")


class Site(BaseHTTPRequestHandler):
    """A web site that is no store."""

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p>Welcome</p>")

    do_POST = do_PUT = do_GET

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.handle_error = lambda *_: None
    secure = getattr(request, "param", "") == "tls"
    if secure:
        key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
        made = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost".split()
        subprocess.run(
            [*made, "-keyout", key, "-out", certificate], check=True, capture_output=True
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"{'https' if secure else 'http'}://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_site_that_is_no_store(push: Callable, site: str) -> None:
    refused(push(to=site), "no SPARQL store")


@pytest.mark.parametrize("site", ["tls"], indirect=True)
def test_a_certificate_that_nobody_vouches_for(push: Callable, site: str) -> None:
    refused(push(to=site), "cannot prove who it is")


def test_killed_at_any_request(
    case: Case, proxy: object, program: list[str], tmp_path: Path
) -> None:
    """Kill -9 before and after each request: old or new stands, and the next run cleans up."""
    words = [*program, "push", case.new, "--to", proxy.url, "--graph", case.graph]
    words += ["--chunk", "0.001", "--verify"]
    proxy.fault = lambda *_: False
    subprocess.run(words, check=True, capture_output=True)
    requests = len(proxy.seen)
    assert requests > 15
    for number in range(1, requests + 1, 2 if os.environ.get("CI") == "true" else 3):
        doidkit.push([case.old], case.url, graph=case.graph)
        running: list[subprocess.Popen] = []
        proxy.fault = killing(lambda box=running: box[0].pid, number, after=number % 2 == 0)
        running.append(subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE))
        running[0].communicate(timeout=60)
        assert running[0].returncode == -9
        assert case.is_old() or case.is_new(), f"half-written after request {number}"
        proxy.fault = lambda *_: False
        doidkit.push([case.new], case.url, graph=case.graph)
        assert case.is_new()
        assert case.left_over() == []


def test_two_pushes_at_once(case: Case, proxy: object, program: list[str]) -> None:
    """The second is told that the first is under way."""
    words = [*program, "push", case.new, "--to", proxy.url, "--graph", case.graph]
    go, stopped = threading.Event(), threading.Event()

    def wait(*_: object) -> bool:
        stopped.set()
        go.wait(30)
        return False

    proxy.fault = when("PUT", wait, times=1)
    first = subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    assert stopped.wait(30)
    with pytest.raises(doidkit.EngineError, match="another push to this graph is under way"):
        doidkit.push([case.old], case.url, graph=case.graph)
    go.set()
    first.communicate(timeout=30)
    assert first.returncode == 0
    assert case.is_new()
