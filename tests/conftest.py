"""Fixtures that any test may ask for."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from doidkit.cli import main

# No deadline: a busy machine is no bug. In CI the examples are the same in every run.
settings.register_profile("doidkit", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("doidkit")


@dataclass(frozen=True)
class Outcome:
    """What a command line gave."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep tests out of the cache of whoever runs them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.delenv("DOIDKIT_CACHE_MB", raising=False)


Invoke = Callable[..., Outcome]


@pytest.fixture
def invoke(capfdbinary: pytest.CaptureFixture[bytes]) -> Invoke:
    """Run the command line in this process."""

    def run(*arguments: object) -> Outcome:
        capfdbinary.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        return Outcome(code, captured.out.decode(), captured.err.decode())

    return run


@pytest.fixture
def program() -> list[str]:
    """Return the words that start the command line as its own process."""
    return [sys.executable, "-m", "doidkit"]


@pytest.fixture
def run_process(program: list[str], tmp_path: Path) -> Callable[..., subprocess.CompletedProcess]:
    """Run the command line as its own process, in an empty folder."""

    def run(*arguments: str, **options: object) -> subprocess.CompletedProcess:
        environment = {**os.environ, "NO_COLOR": "1"}
        return subprocess.run(
            [*program, *arguments],
            capture_output=True,
            cwd=tmp_path,
            env=environment,
            timeout=120,
            check=False,
            **options,
        )

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file into the test's own folder and return its path."""

    def to_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return to_file


@pytest.fixture(scope="session")
def java() -> None:
    """Skip a test that needs Java where there is none; in CI that is a failure."""
    if shutil.which("java") is None:
        assert os.environ.get("CI") != "true", "CI must have Java"
        pytest.skip("HermiT needs Java, which is not installed")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared data beside the checkout, or skip the test."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    return folder
