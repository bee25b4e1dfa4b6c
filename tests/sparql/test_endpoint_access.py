"""Who we are to an endpoint, where that is told, and every way in which an endpoint fails."""

import base64
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from doidkit.errors import EngineError, InputError
from doidkit.sparql.endpoint import EndpointSource
from doidkit.web import client
from doidkit.web.addresses import same_origin

SECRET = "s3cr3t-Pässword"
RESULT = (
    b'{"head": {"vars": ["s"]}, "results": {"bindings": '
    b'[{"s": {"type": "uri", "value": "urn:a"}}]}}'
)
LINE = b"<urn:a> <urn:b> <urn:c> .\n"
JSON = "application/sparql-results+json"


class Guarded(BaseHTTPRequestHandler):
    """Answers as the path says, and remembers the Authorization header of each request."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server = self.server
        server.seen.append((self.path, self.headers.get("Authorization"), body))  # type: ignore[attr-defined]
        wish = self.path.partition("?")[0].strip("/")
        if wish.startswith("to/"):
            _, code, target = wish.split("/", 2)
            self._answer(int(code), b"", Location=server.targets[target])  # type: ignore[attr-defined]
        elif wish == "private" and not self.headers.get("Authorization"):
            self._answer(401, b"who are you?")
        elif wish.isdigit():
            self._answer(int(wish), f"<h1>{self.headers.get('Authorization')}</h1>".encode())
        elif wish == "dropped":
            self.close_connection = True
            self.connection.close()
        elif wish == "cut":
            self._answer(200, RESULT[:40], length=len(RESULT))
            self.close_connection = True
        elif wish == "cut-lines":
            self._answer(
                200, b"<urn:a> <urn:b> <urn:c> .\n", length=500, kind="application/n-triples"
            )
            self.close_connection = True
        else:
            self._answer(200, RESULT)

    def _answer(
        self, code: int, body: bytes, *, length: int | None = None, kind: str = JSON, **more: str
    ) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in more.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("TOKEN", "USER", "PASSWORD"):
        monkeypatch.delenv(f"DOIDKIT_ENDPOINT_{name}", raising=False)
    monkeypatch.delenv("NETRC", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(client, "PAUSES", (0.02, 0.02))
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")


def serve() -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Guarded)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    server.seen, server.targets = [], {}  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture
def servers() -> Iterator[tuple[ThreadingHTTPServer, ThreadingHTTPServer]]:
    pair = serve(), serve()
    one, other = (f"http://127.0.0.1:{server.server_port}" for server in pair)
    pair[0].targets = {"here": f"{one}/private", "there": f"{other}/open"}  # type: ignore[attr-defined]
    yield pair
    for server in pair:
        server.shutdown()
        server.server_close()


@pytest.fixture
def address(servers: tuple[ThreadingHTTPServer, ThreadingHTTPServer]) -> str:
    return f"http://127.0.0.1:{servers[0].server_port}"


def ask(url: str) -> int:
    return len(EndpointSource(url).select("SELECT ?s { ?s ?p ?o }"))


def basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def test_credentials_come_from_the_environment(
    servers: tuple, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(EngineError, match="who you are"):
        ask(f"{address}/private")
    monkeypatch.setenv("DOIDKIT_ENDPOINT_USER", "mary")
    monkeypatch.setenv("DOIDKIT_ENDPOINT_PASSWORD", SECRET)
    assert ask(f"{address}/private") == 1
    monkeypatch.setenv("DOIDKIT_ENDPOINT_TOKEN", "a-token\n")
    assert ask(f"{address}/private") == 1
    assert [seen[1] for seen in servers[0].seen] == [None, basic("mary", SECRET), "Bearer a-token"]


def test_credentials_come_from_a_netrc_file(
    servers: tuple, address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / ".netrc"
    path.write_text("machine 127.0.0.1 login mary password abc\nmachine other login x password y\n")
    path.chmod(0o600)
    assert ask(f"{address}/private") == 1
    other = tmp_path / "other.netrc"
    other.write_text("machine 127.0.0.1 login john password def\n")
    monkeypatch.setenv("NETRC", str(other))
    assert ask(f"{address}/private") == 1
    assert [seen[1] for seen in servers[0].seen] == [basic("mary", "abc"), basic("john", "def")]


@pytest.mark.parametrize("content", [None, f"machine 127.0.0.1 login mary {SECRET}"])
def test_a_bad_netrc_file_is_a_sentence_without_its_content(
    content: str | None, address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "bad.netrc"
    if content:
        path.write_text(content)
    monkeypatch.setenv("NETRC", str(path))
    with pytest.raises(InputError, match=r"bad\.netrc: cannot be read") as caught:
        ask(f"{address}/private")
    assert SECRET not in repr(caught.getrepr(style="native"))


def test_a_token_with_a_line_break_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOIDKIT_ENDPOINT_TOKEN", "a\r\nX-Header: b")
    with pytest.raises(InputError, match="holds a line break"):
        ask(f"{address}/private")


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_keeps_the_query_and_stays_on_its_host(
    code: int, servers: tuple, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOIDKIT_ENDPOINT_TOKEN", SECRET.replace("ä", "a"))
    assert ask(f"{address}/to/{code}/here") == 1
    with pytest.raises(EngineError, match="redirects to another host"):
        ask(f"{address}/to/{code}/there")  # another port is another server
    mine = servers[0].seen
    assert [seen[1] is not None for seen in mine] == [True, True, True]
    assert servers[1].seen == []
    assert {seen[2] for seen in mine} == {mine[0][2]}
    assert b"query=SELECT" in mine[0][2]


def test_origins() -> None:
    assert same_origin("http://a/x", "http://a:80/y")
    assert same_origin("http://a/x", "https://a/y")
    assert not same_origin("https://a/x", "http://a/y")
    assert not same_origin("https://a/x", "https://a.b/y")
    assert not same_origin("http://a:8080/x", "https://a:8443/y")


def test_a_password_in_the_address_is_refused_and_not_shown() -> None:
    with pytest.raises(InputError, match="must not hold a user name") as caught:
        EndpointSource(f"https://mary:{SECRET}@example.org/sparql")
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("401", "HTTP 401"),
        ("403", "HTTP 403"),
        ("404", "HTTP 404"),
        ("429", "HTTP 429"),
        ("500", "HTTP 500"),
        ("503", "HTTP 503"),
        ("dropped", "broke the connection"),
        ("cut", "not all of them|before the answer was complete"),
    ],
)
def test_failures_are_one_sentence_without_secrets(
    path: str, said: str, address: str, monkeypatch: pytest.MonkeyPatch, invoke: Callable
) -> None:
    monkeypatch.setenv("DOIDKIT_ENDPOINT_TOKEN", "a-token")
    url = f"{address}/{path}?key=hidden"
    with pytest.raises(EngineError, match=said) as caught:
        ask(url)
    assert not {"a-token", "hidden"} & set(str(caught.value).replace("=", " ").split())
    outcome = invoke("query", "children", "--endpoint", url, "--timeout", "5")
    assert outcome.code == 2
    assert len(outcome.err.splitlines()) == 1
    assert "a-token" not in outcome.err


def test_lines_that_stop_are_not_taken_for_all(address: str) -> None:
    with pytest.raises(EngineError, match="before the answer was complete"):
        EndpointSource(f"{address}/cut-lines").construct("CONSTRUCT WHERE { ?s ?p ?o }")
