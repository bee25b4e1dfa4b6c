"""The release, as far as it can be tried without publishing."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from doidkit.version import __version__

ROOT = Path(__file__).parents[2]
WORKFLOW = ROOT / ".github" / "workflows" / "release.yml"
SCRIPT = ROOT / ".ci" / "release"


def release(*words: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [SCRIPT, *words],
        env={"PYTHON": sys.executable, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_workflow_follows_its_schema() -> None:
    subprocess.run(
        [
            *(sys.executable, "-m", "check_jsonschema", "--builtin-schema"),
            *("vendor.github-workflows", WORKFLOW),
        ],
        check=True,
        capture_output=True,
    )


def test_only_the_last_job_may_publish_and_no_job_has_a_secret() -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    assert "secrets." not in text
    assert [name for name, job in jobs.items() if "permissions" in job] == ["publish"]
    assert jobs["publish"]["permissions"] == {"id-token": "write"}
    assert jobs["publish"]["needs"] == "try"
    assert jobs["try"]["needs"] == "build"
    assert jobs["try"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13", "3.14"]


def test_each_step_of_the_script_is_one_that_it_knows() -> None:
    known = set(re.findall(r"^(\w+)\)", SCRIPT.read_text(encoding="utf-8"), re.MULTILINE))
    called = set(re.findall(r"\.ci/release (\w+)", WORKFLOW.read_text(encoding="utf-8")))
    assert called == known


def test_a_tag_names_the_version() -> None:
    assert release("version", f"v{__version__}").returncode == 0
    for tag in ("v9.9.9", __version__, ""):
        done = release("version", tag)
        assert done.returncode == 1
        assert "make them agree" in done.stderr
    assert release("nothing").returncode == 2


DEPENDENCIES = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]


@pytest.mark.parametrize("dependency", DEPENDENCIES)
def test_each_dependency_has_a_lowest_and_a_highest_version(dependency: str) -> None:
    assert re.fullmatch(r"[\w-]+>=[\d.]+,<[\d.]+", dependency)


@pytest.mark.wheel
def test_the_metadata_are_such_as_an_index_takes(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", tmp_path, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {
        f"doidkit-{__version__}.tar.gz",
        f"doidkit-{__version__}-py3-none-any.whl",
    }
