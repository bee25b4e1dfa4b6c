"""A server that answers with chosen bytes, at a chosen pace; what no library would send."""

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

Answer = bytes | Iterable[bytes]


class Raw:
    """Answers each connection with what ``answer`` makes of the request; ``seen`` has them."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.seen: list[bytes] = []
        self.answer: Callable[[bytes], Answer] = lambda _request: b""

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._reply, args=(connection,), daemon=True).start()

    def _reply(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            request = _request(connection)
            self.seen.append(request)
            answer = self.answer(request)
            for part in (answer,) if isinstance(answer, bytes) else answer:
                connection.sendall(part)
            connection.shutdown(socket.SHUT_WR)


def _request(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part:
            return data
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


@contextmanager
def raw() -> Iterator[Raw]:
    server = Raw()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.socket.shutdown(socket.SHUT_RDWR)
        server.socket.close()
        thread.join(5)


def reply(
    body: bytes,
    kind: str = "application/sparql-results+json",
    *,
    status: str = "200 OK",
    length: int | None = None,
    **headers: str,
) -> bytes:
    """Return a whole answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}"]
    lines.append(f"Content-Length: {len(body) if length is None else length}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body


def trickle(data: bytes, pause: float) -> Iterator[bytes]:
    """Yield single bytes, slowly."""
    for at in range(len(data)):
        yield data[at : at + 1]
        time.sleep(pause)
