"""The benchmarks, which no test runs, can at least be begun."""

import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
_TITLES = """
import run
titles = [run.import_module(name).TITLE for name in run.SECTIONS]
assert len(set(titles)) == len(titles)
assert {path.stem for path in run.Path(run.__file__).parent.glob("*.py")} == {
    *run.SECTIONS, "run", "measure", "release", "copies"
}
"""


def test_each_section_has_a_title_of_its_own() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _TITLES], cwd=BENCHMARKS, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
