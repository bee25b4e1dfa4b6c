"""Ctrl-C, while an engine computes, while rows are written, and in another's program."""

import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

from doidkit.cli import interrupts
from doidkit.cli.interrupts import interruptible

# A million pairs to filter, or to count, takes Oxigraph far longer than the tests wait.
NUMBERS = " ".join(map(str, range(1000)))
ALL = f"VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} VALUES ?c {{ {NUMBERS} }}"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT (COUNT(*) AS ?n) {{ {ALL} FILTER(?a + ?b + ?c = 77) }}",
        f"SELECT * {{ {ALL} FILTER(?a + ?b + ?c = -1) }}",
        f"SELECT * {{ {ALL} }}",
    ],
    ids=["counting", "looking for the first row", "writing rows"],
)
def test_ctrl_c_ends_at_once(query: str, program: list[str], tmp_path: Path) -> None:
    path = tmp_path / "long.rq"
    path.write_text(query)
    with (tmp_path / "out").open("wb") as out:
        process = subprocess.Popen(
            [*program, "query", str(path), "--format", "csv"],
            stdout=out,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
        )
        try:
            time.sleep(2.5)
            assert process.poll() is None
            started = time.monotonic()
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=30)
            assert time.monotonic() - started < 2
        finally:
            process.kill()
            process.wait()
    assert process.returncode == 130
    assert said.decode().splitlines() == ["doidkit: interrupted."]


@pytest.mark.parametrize("own", [True, False])
def test_what_an_interrupted_command_held_goes_in_the_thread_that_made_it(
    own: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Older pyoxigraph says "is unsendable, but is being dropped on another thread" otherwise."""
    # On a busy machine the end of the grace would end the process that runs the tests.
    monkeypatch.setattr(interrupts, "_GRACE", 60)
    made, gone = [], []

    class Held:
        def __init__(self) -> None:
            made.append(threading.get_ident())

        def __del__(self) -> None:
            gone.append(threading.get_ident())

    def rows():
        held = Held()
        while held:
            time.sleep(0.01)
            yield

    def work() -> int:
        found = rows()
        next(found)
        time.sleep(0.2)  # until the main thread waits
        os.kill(os.getpid(), signal.SIGINT)
        for _ in found:
            pass
        return 0

    assert interruptible(work, own=own) == 130
    assert gone == made != [threading.get_ident()]


def test_a_signal_that_another_thread_is_given_ends_the_work() -> None:
    def work() -> int:
        time.sleep(0.2)  # until the main thread waits
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)
        for _ in range(1000):
            time.sleep(0.01)
        return 0

    assert interruptible(work, own=False) == 130


def test_an_engine_that_does_not_return_ends_no_program_of_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    go_on, begun = threading.Event(), []

    def engine() -> int:
        begun.append(threading.current_thread())
        time.sleep(0.2)  # until the main thread waits
        os.kill(os.getpid(), signal.SIGINT)
        go_on.wait(30)  # Python cannot interrupt a wait in native code
        return 0

    try:
        assert interruptible(engine, own=False) == 130
    finally:
        go_on.set()
        begun[0].join(30)
    assert capsys.readouterr().err == "doidkit: interrupted.\n"
