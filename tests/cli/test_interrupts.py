"""Ctrl-C, while an engine computes and while rows are written."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

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
