"""A proxy between doidkit and a store that does to chosen requests what networks do."""

import http.client
import os
import signal
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote_plus, urlsplit

Fault = Callable[["Handler", bytes], bool]
"""Does something to a request and its body; True if that was the answer."""

CUT = 100_000


class Proxy(ThreadingHTTPServer):
    """Forwards to a store; ``fault`` decides first. ``seen`` has each request, in order."""

    daemon_threads = True

    def __init__(self, target: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.target = urlsplit(target)
        self.fault: Fault = lambda _handler, _body: False
        self.cuts = 0  # how many bodies of more than CUT bytes are cut in their middle
        self.seen: list[str] = []
        self.credentials: list[str | None] = []
        self.url = f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        pass


class Handler(BaseHTTPRequestHandler):
    server: Proxy

    def answer(self) -> None:
        if self.server.cuts and int(self.headers.get("Content-Length") or 0) > CUT:
            self.server.cuts -= 1
            self.rfile.read(CUT)
            self.drop()
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        # The names of stages differ in each run; what is done with them does not.
        self.what = (
            f"{self.command} {self.path} {unquote_plus(body[:3000].decode('utf-8', 'replace'))}"
        )
        self.server.seen.append(self.what)
        self.server.credentials.append(self.headers.get("Authorization"))
        if not self.server.fault(self, body):
            self.forward(body)

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def forward(self, body: bytes, *, keep: float = 1.0) -> None:
        """Give the store's answer, or only a part of its body."""
        to = http.client.HTTPConnection(self.server.target.netloc, timeout=60)
        headers = {name: value for name, value in self.headers.items() if name != "Host"}
        to.request(self.command, self.path, body or None, headers)
        response = to.getresponse()
        data = response.read()
        to.close()
        self.send_response(response.status)
        for name in ("Content-Type", "Server", "WWW-Authenticate"):
            if value := response.headers.get(name):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[: round(len(data) * keep)])

    def reply(self, status: int, text: str = "", **headers: str) -> bool:
        """Answer by ourselves."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())
        return True

    def drop(self) -> bool:
        """Break the connection."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True
        return True

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def proxied(target: str) -> Iterator[Proxy]:
    proxy = Proxy(target)
    thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield proxy
    finally:
        proxy.shutdown()
        thread.join()
        proxy.server_close()


def when(word: str, act: Callable[[Handler, bytes], bool], times: int = 10**6) -> Fault:
    """Act on the first requests that hold a word."""
    left = [times]

    def fault(handler: Handler, body: bytes) -> bool:
        if word not in handler.what or not left[0]:
            return False
        left[0] -= 1
        return act(handler, body)

    return fault


def drop_after_forwarding(handler: Handler, body: bytes) -> bool:
    """The store did it, but its answer is lost."""
    to = http.client.HTTPConnection(handler.server.target.netloc, timeout=60)
    to.request(handler.command, handler.path, body or None, dict(handler.headers.items()))
    to.getresponse().read()
    to.close()
    return handler.drop()


def killing(process: Callable[[], int], number: int, *, after: bool) -> Fault:
    """Kill the client at its n-th request, before or after the store has done it."""
    count = [0]

    def fault(handler: Handler, body: bytes) -> bool:
        count[0] += 1
        if count[0] != number:
            return False
        if after:
            handler.forward(body, keep=0)
        os.kill(process(), signal.SIGKILL)
        time.sleep(0.05)
        return handler.drop()

    return fault
