"""What servers do, and what becomes of it: whole answers or one sentence, in bounded time."""

import gzip
import subprocess
import sys
import time
import urllib.request
import zlib
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path

import pytest

from doidkit.errors import EngineError
from doidkit.web import client
from doidkit.web.client import Client, Request
from doidkit.web.connections import Limits
from doidkit.web.peers import Peer
from doidkit.web.redirects import Redirects
from doidkit.web.refusals import Broken, Refused

sys.path.insert(0, str(Path(__file__).parent))
from raw import Raw, raw, reply, trickle

PEERS = list(Peer)
SECRET = "s3cret-w0rd"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Raw]:
    monkeypatch.setattr(client, "PAUSES", (0.01, 0.01))
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("NETRC", raising=False)
    with raw() as found:
        yield found


def get(server: Raw, peer: Peer = Peer.STORE, path: str = "/", **limits: float) -> bytes:
    made = Client(peer, Limits(**{"silence": 5.0, **limits}))
    return made.send(Request("GET", server.url + path))


@pytest.mark.parametrize("peer", PEERS)
def test_fewer_bytes_than_announced(server: Raw, peer: Peer) -> None:
    server.answer = lambda _: reply(b"x" * 64, length=4000)
    with pytest.raises(Broken, match="before the answer was complete"):
        get(server, peer)


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    "body",
    [
        b"5\r\nabc",
        b"5\r\nabcde\r\n",
        b"zz\r\nabc\r\n0\r\n\r\n",
        b"",
        b"-5\r\nabc\r\n0\r\n\r\n",
    ],
)
@pytest.mark.parametrize("peer", PEERS)
def test_a_broken_chunked_body(server: Raw, peer: Peer, body: bytes) -> None:
    server.answer = lambda _: CHUNKED + body
    with pytest.raises(Broken, match="before the answer was complete"):
        get(server, peer)


def test_a_whole_chunked_body(server: Raw) -> None:
    server.answer = lambda _: CHUNKED + b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"
    assert get(server) == b"abcde"


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_what_is_compressed_on_the_way(server: Raw, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(b"abc" * 999)
    name = "gzip" if packed[:2] == b"\x1f\x8b" else "deflate"
    server.answer = lambda _: reply(packed, Content_Encoding=name)
    assert get(server) == b"abc" * 999
    assert get(server, Peer.SITE) == packed
    server.answer = lambda _: reply(packed[:-9], Content_Encoding=name)
    with pytest.raises(Broken):
        get(server)
    server.answer = lambda _: reply(b"no gzip", Content_Encoding=name)
    with pytest.raises(Broken):
        get(server)


def test_more_than_is_allowed(server: Raw) -> None:
    server.answer = lambda _: reply(b"x" * 4000)
    assert len(get(server, size=4000)) == 4000
    with pytest.raises(EngineError, match="more than 3,999 bytes"):
        get(server, size=3999)
    server.answer = lambda _: reply(gzip.compress(b"0" * 10**7), Content_Encoding="gzip")
    with pytest.raises(EngineError, match="more than 100,000 bytes"):
        get(server, size=100_000)


@pytest.mark.parametrize("peer", PEERS)
@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\nX: " + b"y" * 9999, b"HTTP/1.1 200 OK\r\n", b"H" * 9999]
)
def test_headers_that_trickle(server: Raw, peer: Peer, head: bytes) -> None:
    server.answer = lambda _: trickle(head, 0.05)
    started = time.monotonic()
    with pytest.raises(Broken, match="said nothing for"):
        get(server, peer, silence=0.5)
    assert time.monotonic() - started < 30  # the trickle would go on for minutes


def test_a_body_that_trickles(server: Raw) -> None:
    server.answer = lambda _: trickle(reply(b"x" * 9999)[:300], 0.02)
    with pytest.raises(Broken, match="no complete answer in"):
        get(server, Peer.ENDPOINT, silence=0.5, whole=0.5)


@pytest.mark.parametrize("peer", PEERS)
def test_a_partial_answer_is_none(server: Raw, peer: Peer) -> None:
    server.answer = lambda _: reply(b"x", status="206 Partial Content")
    with pytest.raises(EngineError, match=r"only a part of the answer \(HTTP 206\)"):
        get(server, peer)
    server.answer = lambda _: reply(b"x", X_SQL_State="S1TAT")
    with pytest.raises(EngineError, match=r"only a part of the answer .*S1TAT"):
        get(server, peer)


@pytest.mark.parametrize("status", [400, 403, 413, 500, 502])
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", b"out\x1b[31m of\x07\x00\n memory\xc2\x9b"),
        ("application/json", b'{"exception": "out\\u001b[31m of memory", "query": "..."}'),
    ],
)
def test_a_servers_own_words_without_what_a_terminal_obeys(
    server: Raw, status: int, kind: str, body: bytes
) -> None:
    server.answer = lambda _: reply(body, kind, status=f"{status} No")
    with pytest.raises(Refused, match=r"out \[31m of memory\.$") as caught:
        get(server)
    assert caught.value.status == status
    assert str(caught.value).isprintable()


def test_a_page_for_a_browser(server: Raw) -> None:
    page = b"<html><head><title>x</title><style>p {}</style></head><p>Stack &amp; heap <b>full</b>"
    for status, told in ((500, "Stack & heap full"), (404, "check it")):
        server.answer = lambda _, s=status: reply(page, "text/html", status=f"{s} No")
        with pytest.raises(Refused, match=told) as caught:
            get(server)
        assert "<" not in str(caught.value)
        assert ("Stack" in str(caught.value)) == (status == 500)


@pytest.mark.parametrize("names", [("TOKEN",), ("USER", "PASSWORD")])
def test_a_server_that_repeats_our_credentials(
    server: Raw, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]
) -> None:
    for name in names:
        monkeypatch.setenv(f"DOIDKIT_ENDPOINT_{name}", SECRET)

    def echo(request: bytes) -> bytes:
        return reply(request + SECRET.encode(), "text/plain", status="500 No")

    server.answer = echo
    with pytest.raises(Refused) as caught:
        get(server)
    sent = next(line for line in server.seen[0].split(b"\r\n") if b"Authorization" in line)
    assert SECRET not in str(caught.value)
    assert sent.split()[-1].decode() not in str(caught.value)


def test_a_file_server_is_never_told_who_we_are(
    server: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOIDKIT_ENDPOINT_TOKEN", SECRET)
    server.answer = lambda _: reply(b"x")
    for peer in PEERS:
        get(server, peer)
    assert [b"Authorization" in each for each in server.seen] == [True, True, False]


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_server_is_asked_again(server: Raw, status: int) -> None:
    answers = iter([reply(b"", status=f"{status} Busy", Retry_After="0"), reply(b"x")])
    server.answer = lambda _: next(answers)
    assert get(server) == b"x"
    server.answer = lambda _: reply(b"", status=f"{status} Busy", Retry_After="Thu, 01 Jan 1970")
    with pytest.raises(Refused, match=str(status)):
        get(server)
    assert len(server.seen) == 2 + 3


def test_a_new_try_waits_no_longer_than_the_answer_may_take(server: Raw) -> None:
    server.answer = lambda _: reply(b"", status="503 Busy", Retry_After="50")
    with pytest.raises(Refused, match="HTTP 503"):
        get(server, Peer.ENDPOINT, whole=2.0)
    assert len(server.seen) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("peer", PEERS)
def test_redirects(server: Raw, status: int, peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within a host all follow; to another only who fetches a file, and nobody tells who we are."""
    monkeypatch.setenv("DOIDKIT_ENDPOINT_TOKEN", SECRET)
    there = server.url.replace("127.0.0.1", "localhost")

    def answer(request: bytes) -> bytes:
        if b" /near " in request:
            return reply(b"", status=f"{status} Moved", Location="/end")
        if b" /far " in request:
            return reply(b"", status=f"{status} Moved", Location=f"{there}/end")
        return reply(b"x")

    server.answer = answer
    assert get(server, peer, "/near") == b"x"
    assert all((SECRET.encode() in each) == peer.is_told for each in server.seen)
    server.seen.clear()
    if peer is Peer.SITE:
        assert get(server, peer, "/far") == b"x"
        assert SECRET.encode() not in b"".join(server.seen)
        return
    with pytest.raises(EngineError, match="redirects to another host, http://localhost"):
        get(server, peer, "/far")
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "http://[::1",
        "",
        "/circle",
        "gopher:x",
        "http://me:s3cret-w0rd@nowhere.invalid/x",
    ],
)
@pytest.mark.parametrize("peer", PEERS)
def test_redirects_to_nowhere(server: Raw, location: str, peer: Peer) -> None:
    server.answer = lambda _: reply(b"", status="302 Moved", Location=location)
    with pytest.raises(EngineError) as caught:
        get(server, peer)
    assert SECRET not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(server.seen) < 15


def test_credentials_stay_on_an_upgrade_and_only_there() -> None:
    """From http to https of one host they are kept: the target is the same, the way safer."""

    def redirected(peer: Peer, old: str, new: str) -> urllib.request.Request:
        request = urllib.request.Request(old, data=b"q", headers={"Accept": "x"}, method="POST")
        request.add_unredirected_header("Authorization", SECRET)
        return Redirects(peer).redirect_request(request, None, 307, "", Message(), new)

    kept = redirected(Peer.ENDPOINT, "http://a/x", "https://a/y")
    assert kept.unredirected_hdrs == {"Authorization": SECRET}
    assert (kept.get_method(), kept.data, kept.headers) == ("POST", b"q", {"Accept": "x"})
    assert redirected(Peer.SITE, "http://a/x", "https://b/y").unredirected_hdrs == {}
    for old, new in (
        ("https://a/x", "http://a/y"),
        ("http://a:8080/x", "https://a/y"),
        ("http://a/x", "https://a:8443/y"),
        ("http://a/x", "https://b/y"),
    ):
        for peer in (Peer.ENDPOINT, Peer.STORE):
            with pytest.raises(EngineError, match="redirects to another host"):
                redirected(peer, old, new)
    with pytest.raises(EngineError, match="less safe"):
        redirected(Peer.SITE, "https://a/x", "http://a/y")


@pytest.mark.parametrize(
    "head",
    [
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200,
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        b"\r\n",
        b"",
        b"HTTP/1.1 200 OK\r\n" + b"x" * 70_000 + b"\r\n\r\n",
    ],
)
@pytest.mark.parametrize("peer", PEERS)
def test_no_http(server: Raw, peer: Peer, head: bytes) -> None:
    server.answer = lambda _: head
    if b"many" in head:  # a length that is none is as if it were not there
        assert get(server, peer) == b""
        return
    with pytest.raises(EngineError) as caught:
        get(server, peer)
    assert "\n" not in str(caught.value)


def test_nobody_listens() -> None:
    with pytest.raises(EngineError, match="cannot be reached"):
        Client(Peer.SITE, Limits(2)).send(Request("GET", "http://127.0.0.1:9/"))


def test_local_work_does_not_import_the_network() -> None:
    code = (
        "import sys, doidkit; doidkit.query('ASK {}'); "
        "print([m for m in ('urllib.request', 'http.client', 'SPARQLWrapper', 'ssl') "
        "if m in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"
