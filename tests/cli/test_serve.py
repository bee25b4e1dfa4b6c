"""``doidkit serve``: what it says before it serves; tests/serving has what it serves."""

import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from doidkit import processes
from doidkit.cli import interrupts


def test_it_can_be_checked_without_serving(invoke: Callable) -> None:
    outcome = invoke("serve", "--check")
    assert (outcome.code, outcome.out) == (0, "")
    assert "the bundled ontology" in outcome.err


def test_a_store_can_be_served(invoke: Callable, write: Callable, tmp_path: Path) -> None:
    path = write("a.ttl", "<urn:a> <urn:p> 007 .")
    assert invoke("load", path, "--store", tmp_path / "store").code == 0
    assert invoke("serve", "--check", "--store", tmp_path / "store").code == 0


@pytest.mark.parametrize("name", ["starlette", "uvicorn", "mimeparse"])
def test_a_missing_extra_is_one_sentence(
    name: str, invoke: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    outcome = invoke("serve")
    assert outcome.code == 2
    assert outcome.err == (
        f"doidkit: A server needs {name}, which is not installed; pip install 'doidkit[serve]'.\n"
    )


def test_a_system_without_copies_of_processes(
    invoke: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "may_copy", lambda: False)
    outcome = invoke("serve")
    assert outcome.code == 2
    assert "serve on Linux" in outcome.err


def test_a_port_that_is_taken(invoke: Callable) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        outcome = invoke("serve", "--port", str(taken.getsockname()[1]))
    assert outcome.code == 2
    assert "name another with --port" in outcome.err


def test_an_address_of_another_machine(invoke: Callable) -> None:
    outcome = invoke("serve", "--host", "192.0.2.1")
    assert outcome.code == 2
    assert "192.0.2.1 port 7878 cannot be listened on" in outcome.err


def test_an_endpoint_serves_itself(invoke: Callable) -> None:
    outcome = invoke("serve", "--port", "0", "--endpoint", "http://127.0.0.1:9/sparql")
    assert outcome.code == 2
    assert "--copy" in outcome.err


def test_data_that_cannot_be_read(invoke: Callable, tmp_path: Path, write: Callable) -> None:
    assert invoke("serve", "--port", "0", tmp_path / "none.ttl").code == 2
    outcome = invoke("serve", "--port", "0", write("broken.ttl", "<urn:a> <urn:b> ."))
    assert outcome.code == 2
    assert "broken.ttl:1" in outcome.err


def test_work_that_ends_itself_is_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    import os
    import signal
    import threading

    asked = threading.Event()

    def work() -> int:
        with interrupts.ended_by(asked.set):
            threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
            asked.wait(30)
            return 7

    assert interrupts.interruptible(work, own=False) == 7


def test_work_that_does_not_end_itself_is_interrupted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import os
    import signal
    import threading
    import time

    monkeypatch.setattr(interrupts, "_PATIENCE", 0.1)
    monkeypatch.setattr(interrupts, "_GRACE", 60)

    def work() -> int:
        with interrupts.ended_by(lambda: None):
            threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
            while True:
                time.sleep(0.01)

    assert interrupts.interruptible(work, own=False) == 130
    assert capsys.readouterr().err == "doidkit: interrupted.\n"
