"""Work in copies of a process: its limits hold, and no copy outlives its parent."""

import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from doidkit import InputError, children, processes
from doidkit.errors import DoidkitNote
from doidkit.processes import Failure

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")

# Distinct rows of these are more than any machine has room for.
NUMBERS = " ".join(map(str, range(300)))
ALL = " ".join(f"VALUES ?{name} {{ {NUMBERS} }}" for name in "abcd")
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {ALL} FILTER(?a + ?b + ?c + ?d = -1) }}"
HUGE = f"SELECT DISTINCT ?a ?b ?c ?d {{ {ALL} }} ORDER BY ?d"


def asked(query: str) -> list[object]:
    return list(ox.Store().query(query))


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def gone(pid: int, within: float = 20) -> bool:
    """Return whether a process ends by itself within some seconds."""
    end = time.monotonic() + within
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not alive(pid)


def test_the_results_are_in_the_order_of_the_tasks() -> None:
    found = processes.run([lambda n=n: n * n for n in range(20)], timeout=60)
    assert found == [n * n for n in range(20)]


def test_what_a_task_notes_is_heard() -> None:
    def noting() -> int:
        warnings.warn("a.obo does not end with a line end", DoidkitNote, stacklevel=1)
        return 7

    with pytest.warns(DoidkitNote, match="does not end") as heard:
        assert processes.run([noting], timeout=60) == [7]
    assert len(heard) == 1


def test_a_task_past_its_time_is_ended_and_the_others_go_on(tmp_path: Path) -> None:
    note = tmp_path / "pid"

    def endless() -> None:
        note.write_text(str(os.getpid()))
        asked(ENDLESS)

    slow, *others = processes.run([endless, os.getpid, os.getpid], timeout=2)
    assert slow == Failure("It took longer than 2 seconds.")
    assert all(isinstance(pid, int) for pid in others)
    assert gone(int(note.read_text()))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to the limit")
@pytest.mark.parametrize("native", [True, False], ids=["in native code", "in Python"])
def test_a_task_past_its_memory_says_so(native: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(children.VARIABLE, "200")
    hungry = (lambda: len(asked(HUGE))) if native else (lambda: len(b"x" * (1 << 30)))
    found = processes.run([hungry, lambda: 7], timeout=120)
    assert found == [
        Failure(
            "It needed more than 200 MB of memory; allow more with DOIDKIT_MEMORY_MB, "
            "0 for no limit."
        ),
        7,
    ]


def test_a_copy_that_dies_is_told_with_its_signal() -> None:
    found = processes.run([lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: 7])
    assert found == [Failure("Its process ended early (SIGKILL, perhaps for lack of memory)."), 7]


@pytest.mark.parametrize("text", ["much", "-1", "1.5"])
def test_a_limit_that_is_no_number(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(children.VARIABLE, text)
    with pytest.raises(InputError, match="must be a number of megabytes"):
        processes.run([lambda: 7])


PARENT = f"""
import os, sys
from pathlib import Path
import pyoxigraph as ox
from doidkit import children, processes
if sys.argv[2] == "watching":
    children.death_signal = lambda: None
def work():
    Path(sys.argv[1], str(os.getpid())).touch()
    return list(ox.Store().query({ENDLESS!r}))
processes.run([work, work], timeout=300)
"""


@pytest.mark.parametrize("way", ["asking Linux", "watching"])
def test_a_copy_ends_with_its_parent_however_that_ends(way: str, tmp_path: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path), way])
    try:
        while len(pids := [*tmp_path.iterdir()]) < 2:
            assert parent.poll() is None
            time.sleep(0.05)
    finally:
        parent.kill()
        parent.wait()
    assert all(gone(int(path.name)) for path in pids)


RULE = """#+ title = "T"
#+ why = "W"
#+ fix = "F"
#+ severity = "error"
"""


@pytest.fixture
def checking(program: list[str], tmp_path: Path) -> Iterator[subprocess.Popen]:
    """Run a check whose rule never ends, with an earlier version in a temporary folder."""
    (tmp_path / "temporary").mkdir()
    (tmp_path / "a.ttl").write_text("<http://e/a> <http://e/b> <http://e/c> .")
    query = ENDLESS.replace("(COUNT(*) AS ?n)", "?entity").replace("{", "{ ?entity ?p ?o .", 1)
    (tmp_path / "endless.rq").write_text(RULE + query)
    (tmp_path / "own.toml").write_text('include = ["endless.rq"]')
    arguments = ["check", "a.ttl", "--profile", "own.toml", "--output", "report.txt"]
    process = subprocess.Popen(
        [*program, *arguments],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(tmp_path / "temporary")},
        preexec_fn=_hung_up,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _hung_up() -> None:
    """Be ended by SIGHUP, also where the tests run under nohup."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def copies(parent: int) -> list[int]:
    listed = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(pid) for path in listed for pid in path.read_text().split()]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells the processes")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_ends_a_check_with_all_that_it_started(
    number: signal.Signals, code: int, checking: subprocess.Popen, tmp_path: Path
) -> None:
    while len(pids := copies(checking.pid)) < 2:
        assert checking.poll() is None
        time.sleep(0.05)
    time.sleep(1)
    checking.send_signal(number)
    _, said = checking.communicate(timeout=30)
    assert checking.returncode == code
    assert said.decode().splitlines() == ["doidkit: interrupted."]
    assert all(gone(pid) for pid in pids)
    assert list((tmp_path / "temporary").iterdir()) == []
    assert not (tmp_path / "report.txt").exists()


def test_a_task_is_done_beside_this_process() -> None:
    with processes.begun(os.getpid) as result:
        assert result() not in (os.getpid(), Failure(""))


def test_a_task_that_nobody_waits_for_is_ended(tmp_path: Path) -> None:
    note = tmp_path / "pid"

    def endless() -> None:
        note.with_suffix(".new").write_text(str(os.getpid()))
        note.with_suffix(".new").rename(note)
        asked(ENDLESS)

    with processes.begun(endless):
        while not note.exists():
            time.sleep(0.01)
    assert gone(int(note.read_text()))
