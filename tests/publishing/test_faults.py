"""What networks, people and disks do: nothing lost, nothing half-written, one sentence, exit 2."""

import base64
import errno
import hashlib
import os
import resource
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
from doidkit.publishing.graphstore import RemoteStore
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.reading import quads
from doidkit.syntax.writing import serialize
from doidkit.web import client

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
    monkeypatch.setattr(client, "PAUSES", (0.02, 0.02, 0.02))


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
    "word", ["PUT", "POST /store", "DELETE {", "INSERT DATA", "COUNT", "ADD SILENT"]
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


def test_a_body_that_is_cut_in_its_middle(case: Case, proxy: object) -> None:
    proxy.cuts = 2
    assert doidkit.push((), proxy.url, graph=case.graph, verify=True).verified
    assert proxy.cuts == 0
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
        ("no right", "DELETE {", lambda h, _: h.reply(403), "HTTP 403"),
        ("too large", "PUT", lambda h, _: h.reply(413), "--chunk"),
        ("full disk there", "PUT", lambda h, _: h.reply(500, "No space left"), "No space left"),
        ("no move", "DELETE {", lambda h, _: h.reply(204), "is not what was moved"),
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


@pytest.mark.parametrize(("word", "keep"), [("PUT", 0.0), ("GET /store", 0.5)])
def test_a_store_that_hangs(
    push: Callable, case: Case, proxy: object, word: str, keep: float
) -> None:
    """Before its answer, and in the middle of it."""
    stop = threading.Event()

    def hang(handler: object, body: bytes) -> bool:
        if keep:
            handler.forward(body, keep=keep)
        return stop.wait(20) and handler.drop()

    proxy.fault = when(word, hang)
    refused(push("--timeout", 1, "--verify"), "said nothing for 1 seconds")
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


def _change(graph: str, new: str) -> str:
    return (
        f'DELETE DATA {{ GRAPH <{graph}> {{ <http://e/a> <http://e/b> "old" }} }} ; '
        f'INSERT DATA {{ GRAPH <{graph}> {{ <http://e/a> <http://e/b> "{new}" }} }}'
    )


@pytest.mark.parametrize("word", ["POST /store", "DELETE {"])
def test_someone_else_changes_the_graph(
    push: Callable, case: Case, proxy: object, word: str
) -> None:
    """While the stage is filled, and just before the move is done."""
    store = RemoteStore.at(case.url)
    proxy.fault = when(word, lambda *_: store.update(_change(case.graph, "odd")), times=1)
    refused(push(), "someone else changed the graph")
    assert b'"odd"' in case.now()
    assert case.left_over() == []


def test_no_change_of_one_statement_escapes(push: Callable, case: Case, proxy: object) -> None:
    """Not even where the beginnings of the hashes are the same."""

    def begins(text: str) -> str:
        told = f"http://e/a http://e/b {text}@ http://www.w3.org/2001/XMLSchema#string"
        return hashlib.md5(told.encode(), usedforsecurity=False).hexdigest()[:3]

    other = next(text for text in map(str, count(100)) if begins(text) == begins("old"))
    store = RemoteStore.at(case.url)
    change = _change(case.graph, other)
    proxy.fault = when("POST /store", lambda *_: store.update(change), times=1)
    refused(push(), "someone else changed the graph")
    assert f'"{other}"'.encode() in case.now()


def test_someone_else_writes_during_the_move(push: Callable, case: Case, proxy: object) -> None:
    """What they wrote is not overwritten by trying again, and their being there is told."""
    store = RemoteStore.at(case.url)

    def both(handler: object, body: bytes) -> bool:
        handler.forward(body)
        store.update(
            f'INSERT DATA {{ GRAPH <{case.graph}> {{ <http://e/z> <http://e/b> "theirs" }} }}'
        )
        return True

    proxy.fault = when("DELETE {", both, times=1)
    refused(push(), "someone else writes to it")
    assert b'"theirs"' in case.now()
    assert b'"new"' in case.now()


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
    proxy.fault = when("DELETE {", lambda h, _: h.reply(500, "no"))
    outcome = push("--format", "json")
    assert "Bearer t0ken-value" in proxy.credentials
    assert "t0ken" not in outcome.out + outcome.err
    refused(push(to="http://me:s3cret-word@127.0.0.1:1"), "must not hold a user name")


RING = """
from keyring.backend import KeyringBackend
from keyring.credentials import SimpleCredential
class Ring(KeyringBackend):
    priority = 1
    def get_credential(self, service, username):
        return SimpleCredential("ring", "s3cret-word") if service == "doidkit:127.0.0.1" else None
    def get_password(self, service, username): ...
    def set_password(self, service, username, password): ...
    def delete_password(self, service, username): ...
"""


@pytest.mark.parametrize("user", ["", "env"])
def test_a_keyring_is_asked_last(
    case: Case, proxy: object, program: list[str], tmp_path: Path, user: str
) -> None:
    (tmp_path / "ring.py").write_text(RING)
    around = {"PYTHONPATH": str(tmp_path), "PYTHON_KEYRING_BACKEND": "ring.Ring"}
    words = [*program, "push", case.new, "--to", proxy.url, "--graph", case.graph]
    done = subprocess.run(
        words,
        check=True,
        capture_output=True,
        env={**os.environ, **around, "DOIDKIT_ENDPOINT_USER": user},
    )
    sent = base64.b64encode(b"env:" if user else b"ring:s3cret-word").decode()
    assert f"Basic {sent}" in proxy.credentials
    assert b"s3cret" not in done.stdout
    assert done.stderr == b""


def test_a_wrong_password(
    virtuoso: object, invoke: Callable, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOIDKIT_ENDPOINT_USER", virtuoso.account[0])
    monkeypatch.setenv("DOIDKIT_ENDPOINT_PASSWORD", "s3cret-word")
    outcome = invoke("push", case.new, "--to", virtuoso.url, "--graph", case.graph)
    refused(outcome, "does not accept who you are")
    assert "s3cret" not in outcome.err


def _files_of(size: int) -> Callable[[], None]:
    """Let the operating system refuse any file that is larger."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_the_clients_disk_is_full(case: Case, run_process: Callable, tmp_path: Path) -> None:
    words = ["push", str(case.new), "--to", case.url, "--graph", case.graph]
    done = run_process(*words, preexec_fn=_files_of(100))
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1), done.stderr
    assert b"cannot be written" in done.stderr
    assert case.is_old()
    out = tmp_path / "out.ttl"
    words = ["pull", "--from", case.url, "--graph", case.graph, "-o", str(out)]
    done = run_process(*words, preexec_fn=_files_of(10))
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1), done.stderr
    assert not out.exists()
    assert not list(tmp_path.glob(".*"))


def test_the_disk_fills_while_comparing(
    push: Callable, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("doidkit.publishing.difference.Buckets.add", full)
        refused(push("--verify"), "No space left on device")
    assert case.is_old()
    assert case.left_over() == []


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
        made += ["-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate]
        subprocess.run(made, check=True, capture_output=True)
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
def test_certificates(
    push: Callable, site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that nobody vouches for, one that is another host's, and a good one."""
    refused(push(to=site), "cannot prove who it is")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    refused(push(to=site.replace("localhost", "127.0.0.1")), "cannot prove who it is")
    refused(push(to=site), "no SPARQL store")


def test_killed_at_every_request(
    case: Case, proxy: object, program: list[str], tmp_path: Path
) -> None:
    """Kill -9 before each request and after the last: old or new stands, the next run cleans up.

    To the store, killed after one request is killed before the next.
    """
    words = [*program, "push", case.new, "--to", proxy.url, "--graph", case.graph]
    words += ["--kind", "oxigraph", "--chunk", "0.001", "--verify"]
    subprocess.run(words, check=True, capture_output=True)
    requests = len(proxy.seen)
    assert requests > 15
    moments = [(number, False) for number in range(1, requests + 1)] + [(requests, True)]
    for number, after in moments:
        doidkit.push([case.old], case.url, graph=case.graph)
        running: list[subprocess.Popen] = []
        proxy.fault = killing(lambda box=running: box[0].pid, number, after=after)
        running.append(subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE))
        running[0].communicate(timeout=60)
        assert running[0].returncode == -9
        assert case.is_old() or case.is_new(), f"half-written at request {number}"
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
