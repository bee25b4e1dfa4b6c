"""The end of a server, in good order, whatever it is doing."""

import signal
import socket
from pathlib import Path
from urllib.parse import urlencode

import pytest
from serverprocess import ENDLESS, FORM, eventually, served

pytestmark = pytest.mark.server


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_all_that_it_started(number: int, tmp_path: Path) -> None:
    with served(tmp_path) as running:
        body = urlencode({"query": ENDLESS})
        head = (
            f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: {FORM}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        with running.connect() as connection:
            connection.sendall((head + body).encode())
            assert eventually(running.children)
            workers = running.children()
            running.process.send_signal(number)
            assert running.process.wait(30) == 0
            rest = b""
            while part := connection.recv(1000):
                rest += part
        assert b" 200 " not in rest  # no answer, and none that looks whole
        assert running.process.stderr is not None
        assert "Traceback" not in running.process.stderr.read()
    assert eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", running.port), timeout=1)
