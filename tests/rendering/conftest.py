"""What tests of renderings share: a real browser."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Browse = Callable[..., str]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_SAFE = "--headless --no-sandbox --disable-gpu --disable-background-networking".split()


@pytest.fixture
def browse(tmp_path: Path) -> Browse:
    """Return what a page's document is once its scripts have run."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        assert os.environ.get("CI") != "true", "CI must have Chromium"
        pytest.skip("Chromium is not installed")

    def dump(page: str, fragment: str = "", *, dark: bool = False) -> str:
        path = tmp_path / "report.html"
        path.write_text(page, encoding="utf-8")
        done = subprocess.run(
            [program, *_SAFE, f"--blink-settings=preferredColorScheme={int(not dark)}",
             f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom",
             f"{path.as_uri()}{fragment}"],
            capture_output=True,
            timeout=120,
            check=True,
        )  # fmt: skip
        return done.stdout.decode()

    return dump
