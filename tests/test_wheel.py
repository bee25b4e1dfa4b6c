"""The wheel, built from the source distribution, works in a clean environment."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build sdist, then wheel from it: what a package index would serve."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT],
        check=True,
        capture_output=True,
    )
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a clean environment; return its bin folder.

    The dependencies are the ones already here, on a path of their own: nothing is downloaded.
    """
    home = tmp_path_factory.mktemp("clean")
    venv.create(home, with_pip=True, symlinks=os.name != "nt")
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [scripts / "python", "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel],
        check=True,
        capture_output=True,
    )
    return scripts


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    dependencies = [path for path in sys.path if path.endswith("site-packages")]
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        [installed / "doidkit", *arguments],
        cwd=folder,
        env={**clean, "PYTHONPATH": os.pathsep.join(dependencies)},
        capture_output=True,
        check=False,
        timeout=120,
    )


def test_the_wheel_holds_the_data_and_the_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "doidkit/py.typed" in names
    for kind, pattern in (("ontology", "*.ttl"), ("shapes", "*.ttl"), ("queries", "*.rq")):
        for path in (ROOT / kind).rglob(pattern):
            assert f"doidkit/bundle/{kind}/{path.relative_to(ROOT / kind).as_posix()}" in names
    site = ROOT / "src" / "doidkit" / "rendering" / "site"
    for kind in ("templates", "assets"):
        for path in (site / kind).iterdir():
            assert f"doidkit/rendering/site/{kind}/{path.name}" in names
    assert not [name for name in names if name.startswith(("tests/", "src/"))]


def test_the_wheel_holds_the_pages_of_the_server_and_its_editor(wheel: Path) -> None:
    home = ROOT / "src/doidkit/serving"
    files = [path for folder in ("assets", "templates") for path in (home / folder).rglob("*.*")]
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"doidkit/serving/{path.relative_to(home).as_posix()}" for path in files}
    assert "doidkit/serving/templates/editor.html" in wanted
    assert wanted - names == set()


def test_the_command_works_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "query", "ancestors", "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert b"http://purl.obolibrary.org/obo/DOID_10575" in done.stdout
    done = run(installed, tmp_path, "convert", "-o", "out.ttl")
    assert done.returncode == 0, done.stderr
    assert b"DOID:182" in (tmp_path / "out.ttl").read_bytes()


def test_it_runs_the_installed_package_with_the_data_in_the_wheel(
    installed: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [
            installed / "python",
            "-c",
            "from doidkit import bundled; print(bundled.folder('queries'))",
        ],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    folder = Path(done.stdout.decode().strip())
    assert folder.parts[-3:] == ("doidkit", "bundle", "queries")
    assert installed.parent in folder.parents
