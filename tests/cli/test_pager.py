"""Long output on a terminal goes through the pager that is asked for; what is piped never does."""

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

LONG = ["show", "DOID:182"]
SHORT = ["tree", "--up", "calcinosis"]
# A pager that marks what it is given, and one that says when it has the terminal.
MARKS = "#!/bin/sh\nsed 's/^/| /'\n"
# Ready once it has read all: it ends by a line from the terminal, and by nothing else.
WAITS = """#!/bin/sh
trap 'echo caught' INT
cat > /dev/null
echo ready > /dev/tty
until read line < /dev/tty; do :; done
"""


@pytest.fixture
def pager(tmp_path: Path):
    def write(text: str) -> str:
        path = tmp_path / "pager"
        path.write_text(text)
        path.chmod(0o755)
        return str(path)

    return write


def on_terminal(arguments: list[str], folder: Path, **variables: str) -> str:
    """Return what a command shows on a terminal of 80 columns and 24 lines."""
    leader, follower = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if "PAGER" not in key}
    environment |= {"COLUMNS": "80", "LINES": "24", "TERM": "xterm", "NO_COLOR": "1"} | variables
    with subprocess.Popen(
        [sys.executable, "-m", "doidkit", *arguments],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        cwd=folder,
        env=environment,
        start_new_session=True,
    ) as process:
        os.close(follower)
        seen = b""
        while chunk := read(leader):
            seen += chunk
    os.close(leader)
    assert process.returncode == 0, seen
    return seen.decode()


def read(leader: int) -> bytes:
    try:
        return os.read(leader, 65536)
    except OSError:  # Linux reports the end of a pseudo-terminal as an error
        return b""


@pytest.mark.parametrize(
    ("arguments", "variables", "paged"),
    [
        (LONG, {"PAGER": "PATH"}, True),
        (LONG, {"PAGER": "cat", "DOIDKIT_PAGER": "PATH"}, True),
        (LONG, {"PAGER": "PATH", "DOIDKIT_PAGER": ""}, False),
        ([*LONG, "--no-pager"], {"PAGER": "PATH"}, False),
        (SHORT, {"PAGER": "PATH"}, False),
    ],
    ids=["long", "our own", "switched off", "not wanted", "short"],
)
def test_what_is_longer_than_the_terminal_is_paged(
    pager, tmp_path: Path, arguments: list[str], variables: dict[str, str], paged: bool
) -> None:
    path = pager(MARKS)
    given = {key: value.replace("PATH", path) for key, value in variables.items()}
    shown = on_terminal(arguments, tmp_path, **given).splitlines()
    assert {line.startswith("| ") for line in shown} == {paged}
    assert any("calcium metabolism disease (DOID:10575)" in line for line in shown) == (
        arguments is not SHORT
    )


def test_what_is_piped_is_not_paged(pager, tmp_path: Path) -> None:
    piped = subprocess.run(
        [sys.executable, "-m", "doidkit", *LONG],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PAGER": pager(MARKS)},
        text=True,
    )
    assert piped.stdout.startswith("calcinosis (DOID:182)\n")


def test_a_pager_keeps_the_terminal_when_ctrl_c_is_pressed(pager, tmp_path: Path) -> None:
    leader, follower = pty.openpty()
    environment = {**os.environ, "PAGER": pager(WAITS), "LINES": "24", "COLUMNS": "80"}
    environment.pop("DOIDKIT_PAGER", None)
    with subprocess.Popen(
        [sys.executable, "-c", TERMINAL, *LONG],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        cwd=tmp_path,
        env=environment,
        start_new_session=True,
    ) as process:
        os.close(follower)
        seen = until(leader, b"ready")
        os.write(leader, b"\x03")
        seen += until(leader, b"caught")
        assert process.poll() is None
        os.write(leader, b"\n")
        while chunk := read(leader):
            seen += chunk
    os.close(leader)
    assert process.returncode == 0
    assert b"interrupted" not in seen


# The terminal becomes that of the session, so that Ctrl-C reaches who is in the foreground. A suite
# that runs in the background of a script ignores it, and so would what it starts.
TERMINAL = """
import fcntl, signal, sys, termios
signal.signal(signal.SIGINT, signal.default_int_handler)
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from doidkit.cli import main
sys.exit(main(sys.argv[1:]))
"""


def until(leader: int, mark: bytes) -> bytes:
    """Read from a terminal until something is shown there."""
    seen = b""
    while mark not in seen:
        ready, _, _ = select.select([leader], [], [], 60)
        chunk = read(leader) if ready else b""
        assert chunk, seen  # the program has ended, or does not go on
        seen += chunk
    return seen
