"""A client that is slow for too long loses its connection, and no other one does."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from starlette.types import Receive, Scope, Send

from doidkit.serving import Limits, Server, listen
from doidkit.serving.sending import Whole, made

SIZE = 64 << 20  # more than any buffer on the way
SHORT = Limits(patience=0.4, rate=1 << 40)
pytestmark = pytest.mark.server


@contextmanager
def running(limits: Limits) -> Iterator[socket.socket]:
    """Serve so many bytes as the path says, from a thread; yields a connection."""

    async def large(scope: Scope, receive: Receive, send: Send) -> None:
        size = int(scope["path"].removeprefix("/"))
        await Whole(made("text/plain", b"x" * size), limits)(scope, receive, send)

    server = Server(large, listen(port=0), limits)
    serving = server.running()
    thread = threading.Thread(target=serving.run)
    thread.start()
    try:
        with socket.create_connection(server.listening.getsockname(), timeout=30) as client:
            yield client
    finally:
        serving.stop()
        thread.join()


def rest(connection: socket.socket) -> bytes:
    """Return what comes until the connection ends, in whatever way."""
    parts = []
    with suppress(ConnectionResetError):
        while part := connection.recv(1 << 20):
            parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET /1 HT",
        b"GET /1 HTTP/1.1\r\nHost: x\r\n",
        b"POST /1 HTTP/1.1\r\nHost: x\r\nContent-",
    ],
)
def test_a_request_that_does_not_end(begun: bytes) -> None:
    with running(SHORT) as client:
        client.sendall(begun)
        assert rest(client) == b""


def test_an_answer_that_is_not_taken() -> None:
    with running(SHORT) as client:
        client.sendall(f"GET /{SIZE} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(1.5)  # longer than its time
        found = rest(client)
    head, _, body = found.partition(b"\r\n\r\n")
    assert f"content-length: {SIZE}".encode() in head
    assert len(body) < SIZE  # cut, and that can be seen


def test_an_answer_that_is_taken_and_another_on_the_same_connection() -> None:
    with running(Limits()) as client:
        client.sendall(b"GET /1000000 HTTP/1.1\r\nHost: x\r\n\r\n")
        client.sendall(b"GET /7 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        found = rest(client)
    assert found.count(b"x" * 1000) == 1000
    assert found.endswith(b"\r\n\r\nxxxxxxx")
