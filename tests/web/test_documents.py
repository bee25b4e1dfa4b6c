"""Files on the web: whole or not at all, for every command that reads."""

import gzip
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from doidkit.web import client

sys.path.insert(0, str(Path(__file__).parent))
from raw import Raw, raw, reply

TURTLE = b"".join(b"<urn:%d> <urn:p> <urn:o> .\n" % n for n in range(200))

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Raw]:
    monkeypatch.setattr(client, "PAUSES", ())
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
    with raw() as found:
        yield found


COMMANDS = {
    "convert": lambda url, out: ("convert", url, "-o", out),
    "check": lambda url, out: ("check", url, "-o", out),
    "query": lambda url, out: ("query", "children", "-p", "term=DOID:182", "--data", url),
    "load": lambda url, out: ("load", url, "--store", out),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "answer",
    [
        reply(TURTLE[:81], "text/turtle", length=len(TURTLE)),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n51\r\n"
        + TURTLE[:81]
        + b"\r\nzz\r\n",
        reply(TURTLE[:81], "text/turtle", status="206 Partial Content"),
        reply(gzip.compress(TURTLE)[:60], "application/gzip"),
    ],
    ids=["short", "chunks", "partial", "gzip"],
)
def test_a_file_that_does_not_come_whole(
    server: Raw, invoke: Callable, tmp_path: Path, command: str, answer: bytes
) -> None:
    server.answer = lambda _: answer
    out = tmp_path / "out.nt"
    outcome = invoke(*COMMANDS[command](f"{server.url}/a.ttl", out))
    if command == "check" and outcome.code == 1:  # a finding of this file
        assert "broke the connection" in outcome.out or "part of the answer" in outcome.out
        return
    assert outcome.code == 2, outcome
    assert outcome.err.count("\n") == 1, outcome.err
    assert not out.exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_password_in_an_address_is_told_to_nobody(
    server: Raw, invoke: Callable, tmp_path: Path, command: str
) -> None:
    url = server.url.replace("http://", "http://me:s3cret@") + "/a.ttl"
    outcome = invoke(*COMMANDS[command](url, tmp_path / "out.nt"))
    assert "s3cret" not in outcome.out + outcome.err
    assert outcome.code == (1 if command == "check" and outcome.code == 1 else 2)
    assert server.seen == []


def test_fetch_takes_no_password_either(invoke: Callable, tmp_path: Path) -> None:
    outcome = invoke(
        "fetch", "doid", "-o", tmp_path / "a.owl", "--base", "http://me:s3cret@127.0.0.1:9"
    )
    assert outcome.code == 2
    assert "must not hold a user name" in outcome.err
    assert "s3cret" not in outcome.err


@pytest.mark.parametrize("url", ["http://[::1", "http://127.0.0.1:port/x", "https://"])
def test_what_is_no_address_is_one_sentence(invoke: Callable, tmp_path: Path, url: str) -> None:
    outcome = invoke("convert", url, "-o", tmp_path / "out.nt")
    assert outcome.code == 2, outcome
    assert outcome.err.count("\n") == 1


def test_a_redirect_to_another_host_is_followed(
    server: Raw, invoke: Callable, tmp_path: Path
) -> None:
    there = server.url.replace("127.0.0.1", "localhost")
    server.answer = lambda request: (
        reply(TURTLE, "text/turtle")
        if b"/there.ttl" in request
        else reply(b"", status="302 Found", Location=f"{there}/there.ttl")
    )
    outcome = invoke("convert", f"{server.url}/a.ttl", "-o", tmp_path / "out.nt")
    assert outcome.code == 0, outcome
    assert len((tmp_path / "out.nt").read_bytes().splitlines()) == 200
