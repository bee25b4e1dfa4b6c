"""The pages of the API have every public name; a script of three lines is typed."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import doidkit

ROOT = Path(__file__).parents[1]
SCRIPT = """\
import doidkit
names: list[str] = [str(term) for term in doidkit.select("descendants").column("label")]
print(names, doidkit.ask("ASK { DOID:182 ?p ?o }"), len(doidkit.construct("DESCRIBE DOID:4")))
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    if find_spec("pdoc") is None:
        pytest.skip("pdoc is not installed")
    folder = tmp_path_factory.mktemp("api")
    recipe = re.search(r"^api:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert recipe is not None
    assert "pdoc -o build/api doidkit '!doidkit\\..*'" in recipe[1]
    words = [sys.executable, "-m", "pdoc", "-o", str(folder), "doidkit", r"!doidkit\..*"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Warning" not in done.stderr
    return (folder / "doidkit.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_every_public_name_is_there_with_what_it_has(page: str) -> None:
    there = set(re.findall(r'<(?:section|div) id="([^"]+)"', page))
    wanted = set(doidkit.__all__) - {"__version__"}
    for name in list(wanted):
        value = getattr(doidkit, name)
        if isinstance(value, type):
            own = {each for each in vars(value) if each[0] != "_"}
            wanted |= {f"{name}.{each}" for each in own}
    assert wanted - there == set()


@pytest.mark.slow
def test_a_script_of_three_lines_is_typed_and_runs(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    if find_spec("mypy") is None:
        pytest.skip("mypy is not installed")
    words = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary"]
    cache = ["--cache-dir", str(tmp_path / "cache")]
    done = subprocess.run(
        [*words, *cache, str(script)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
    ran = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert re.search(r"calciphylaxis.* True \d+\n\Z", ran.stdout)
