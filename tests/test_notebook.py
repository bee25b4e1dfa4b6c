"""The notebook of the docs runs from its first cell to its last, and each shows something."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

NOTEBOOK = Path(__file__).parents[1] / "docs" / "notebook.ipynb"
NEEDED = ("nbconvert", "ipykernel", "pandas", "polars")


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> list[dict]:
    for name in NEEDED:
        if find_spec(name) is None:
            pytest.skip(f"{name} is not installed")
    folder = tmp_path_factory.mktemp("notebook")
    copy = folder / NOTEBOOK.name
    copy.write_bytes(NOTEBOOK.read_bytes())
    words = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--inplace", copy]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [cell for cell in json.loads(copy.read_text())["cells"] if cell["cell_type"] == "code"]


@pytest.mark.slow
def test_each_cell_shows_something(executed: list[dict]) -> None:
    for cell in executed:
        kinds = [output["output_type"] for output in cell["outputs"]]
        assert kinds == ["execute_result"], cell["source"]


@pytest.mark.slow
def test_values_are_shown_as_pages_not_as_their_repr(executed: list[dict]) -> None:
    shown = {
        "".join(cell["source"]).splitlines()[-1]: cell["outputs"][0]["data"] for cell in executed
    }
    for name in ("ontology", "calcinosis", 'ontology.tree("calcinosis")', "subtypes", "report"):
        assert "text/html" in shown[name]
        assert len("".join(shown[name]["text/plain"])) < 500 or name == "calcinosis"
    assert shown["ontology.world[calcinosis.iri].label"]["text/plain"] == ["['calcinosis']"]


def test_the_notebook_is_kept_without_what_it_showed() -> None:
    for cell in json.loads(NOTEBOOK.read_text())["cells"]:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
