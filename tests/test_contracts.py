"""The import contracts of pyproject.toml break when they should."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# A module that nobody thought of when the contracts were written, in a room of its own.
PLANTED = {
    "click only in cli": ("errors.py", "import click"),
    "Each foreign library stays behind its module": ("newroom/__init__.py", "import rdflib"),
    "Commands take no RDF decision": ("cli/new.py", "import pyoxigraph"),
    "Imports point down only": ("terms.py", "import doidkit.querying"),
    "No circle between siblings": ("prefixes.py", "import doidkit.terms"),
}
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
FOREIGN = (
    *("rdflib", "oxrdflib", "pyshacl", "owlready2", "rustdl", "SPARQLWrapper"),
    *("starlette", "uvicorn", "mimeparse", "jinja2", "ahocorasick_rs"),
    *("nanoarrow", "pandas", "polars"),
    *("mcp", "mcp_types", "pygls", "lsprotocol", "xlsxwriter"),
)


def contracts(folder: Path) -> str:
    """Return what import-linter prints of the package in a folder."""
    program = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports; "
    run = f"{program}sys.exit(lint_imports('pyproject.toml', no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", run], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return _STYLE.sub("", done.stdout)  # some versions of rich colour what no terminal reads


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src" / "doidkit", tmp_path / "doidkit", ignore=ignored)
    return tmp_path


def plant(folder: Path, name: str, line: str) -> None:
    path = folder / "doidkit" / name
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")


def test_they_are_kept(copy: Path) -> None:
    assert "0 broken" in contracts(copy)


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_import_breaks_its_contract(contract: str, copy: Path) -> None:
    plant(copy, *PLANTED[contract])
    assert f"{contract} BROKEN" in contracts(copy)


def test_every_foreign_library_is_held(copy: Path) -> None:
    for name in FOREIGN:
        plant(copy, f"new{name.lower()}.py", f"import {name}")
    found = contracts(copy)
    assert [name for name in FOREIGN if f"doidkit.new{name.lower()} -> {name}" not in found] == []
