"""The CI files that doidkit ships: they follow their schemas, and their scripts run."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from doidkit import recipes
from doidkit.errors import InputError
from doidkit.recipes.origin import requirement

ROOT = Path(__file__).parents[2]
EDIT = "src/ontology/doid-edit.ttl"
SOURCE = "git+https://example.org/doidkit.git@v0.1.0"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
FAULT = "<https://example.org/c> a <https://w3id.org/doidkit/vocab#Claim> .\n"


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with an ontology that has one commit."""
    folder = tmp_path / "repository"
    (folder / EDIT).parent.mkdir(parents=True)
    (folder / EDIT).write_text(f'<https://example.org/a> {LABEL} "a" .\n')
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "user.email", "curator@example.org")
    git(folder, "config", "user.name", "Curator")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "First")
    return folder


def run(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess:
    """Run a script as a CI runner does: bash, which ends at the first failure."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "CI_"))}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**clean, "PATH": path, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def valid(path: Path, schema: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def steps(path: Path) -> dict[str, dict]:
    """Return the named steps of a workflow or a composite action."""
    document = yaml.safe_load(path.read_text())
    home = document["runs"] if "runs" in document else document["jobs"]["check"]
    return {step["name"]: step for step in home["steps"] if "name" in step}


@pytest.mark.parametrize(
    ("kind", "schema"), [("github", "vendor.github-workflows"), ("gitlab", "vendor.gitlab-ci")]
)
def test_a_ci_file_follows_its_schema(kind: str, schema: str, repository: Path) -> None:
    valid(recipes.write(kind, repository, source=SOURCE), schema)


def test_the_action_follows_its_schema() -> None:
    valid(ROOT / "action.yml", "vendor.github-actions")


def test_the_hooks_are_such_for_pre_commit(repository: Path) -> None:
    config = recipes.write("pre-commit", repository, source=SOURCE)
    for command, path in (("manifest", ROOT / ".pre-commit-hooks.yaml"), ("config", config)):
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", f"validate-{command}", path],
            check=False,
            capture_output=True,
        )
        assert done.returncode == 0, done.stderr


def test_the_workflow_runs(repository: Path) -> None:
    path = recipes.write("github", repository, profile="clinical", source=SOURCE)
    named = steps(path)
    done = run(named["Check"]["run"], repository)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("::notice title=doidkit check::0 errors")
    done = run(named["Write all findings for code scanning"]["run"], repository)
    assert done.returncode == 0, done.stderr
    assert (repository / "doidkit.sarif").read_text().startswith("{")


def test_the_workflow_fails_a_pull_request_for_what_it_adds(repository: Path) -> None:
    script = steps(recipes.write("github", repository, profile="clinical", source=SOURCE))["Check"][
        "run"
    ]
    with (repository / EDIT).open("a") as stream:
        stream.write(FAULT)
    git(repository, "commit", "-q", "-a", "-m", "A claim with nothing in it")
    done = run(script, repository, GITHUB_BASE_REF="main")
    assert done.returncode == 1, done.stderr
    assert f"::error file={EDIT},line=2," in done.stdout
    git(repository, "commit", "-q", "--allow-empty", "-m", "Nothing")
    assert run(script, repository, GITHUB_BASE_REF="main").returncode == 0


def test_the_gitlab_job_runs(repository: Path) -> None:
    path = recipes.write("gitlab", repository, profile="clinical", source=SOURCE)
    job = yaml.safe_load(path.read_text())["ontology"]
    fetch = job["before_script"][-1]
    assert run(fetch, repository).returncode == 0
    for line in job["script"]:
        done = run(line, repository, CI_MERGE_REQUEST_DIFF_BASE_SHA="HEAD")
        assert done.returncode == 0, done.stderr
    for report in job["artifacts"]["reports"].values():
        assert (repository / report).is_file()
    with (repository / EDIT).open("a") as stream:
        stream.write(FAULT)
    codes = [
        run(line, repository, CI_MERGE_REQUEST_DIFF_BASE_SHA="HEAD").returncode
        for line in job["script"]
    ]
    assert codes == [0, 0, 1]  # the reports are written, then the job fails
    assert "<failure" in (repository / "doidkit-junit.xml").read_text()


@pytest.mark.parametrize(("annotations", "start"), [("github", "::error"), ("text", "error: ")])
def test_the_action_runs(annotations: str, start: str, repository: Path) -> None:
    named = steps(ROOT / "action.yml")
    (repository / "a b.ttl").write_text(FAULT)
    inputs = {"FILES": f"{EDIT}\n\na b.ttl\n", "PROFILE": "clinical", "ARGS": ""}
    out = repository / "out"
    report = named["Write all findings for code scanning"]["run"]
    done = run(report, repository, **inputs, SARIF="x.sarif", GITHUB_OUTPUT=str(out))
    assert done.returncode == 0, done.stderr
    assert out.read_text() == "sarif=x.sarif\n"
    assert (repository / "x.sarif").is_file()
    settings = {"AGAINST": "none", "FAIL_ON": "error", "FORMAT": annotations}
    done = run(named["Check"]["run"], repository, **inputs, **settings)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith(start)


def test_the_action_runs_a_makefile_of_robot_commands(repository: Path) -> None:
    (repository / "Makefile").write_text(
        "ROBOT ?= robot\nbuilt.owl: " + EDIT + "\n\t$(ROBOT) merge -i $< annotate "
        "--ontology-iri http://example.org/built.owl -o $@\n"
    )
    script = steps(ROOT / "action.yml")["Run make"]["run"]
    done = run(script, repository, WORDS="-s\n\nbuilt.owl\n")
    assert done.returncode == 0, done.stderr
    assert "http://example.org/built.owl" in (repository / "built.owl").read_text()
    assert run(script, repository, WORDS="gone.owl").returncode == 2


def test_the_action_compares_a_pull_request_with_its_base(repository: Path) -> None:
    script = steps(ROOT / "action.yml")["Check"]["run"]
    inputs = {"FILES": EDIT, "PROFILE": "clinical", "ARGS": "--no-reason", "FORMAT": "github"}
    settings = {**inputs, "AGAINST": "", "FAIL_ON": "error", "GITHUB_BASE_REF": "main"}
    with (repository / EDIT).open("a") as stream:
        stream.write(FAULT)
    git(repository, "commit", "-q", "-a", "-m", "A claim with nothing in it")
    assert run(script, repository, **settings).returncode == 1
    git(repository, "commit", "-q", "--allow-empty", "-m", "Nothing")
    assert run(script, repository, **settings).returncode == 0
    assert run(script, repository, **{**settings, "AGAINST": "none"}).returncode == 1


GH = """\
#!{python}
import json, os, shutil, subprocess, sys
from pathlib import Path

# Stands for gh: keeps comments in a file, and tells what it was asked to do.
state, words = Path(os.environ["STATE"]), sys.argv[1:]
assert os.environ["GH_TOKEN"] == "secret" and words.pop(0) == "api"
found = json.loads(state.read_text())
if "--method" not in words:
    if os.environ.get("REFUSED") == "reading":
        sys.exit("gh: Not Found (HTTP 404)")
    assert words[:2] == ["--paginate", "repos/o/r/issues/7/comments?per_page=100"]
    if jq := shutil.which("jq"):
        text = json.dumps(found["comments"])
        sys.exit(subprocess.run([jq, "-r", words[-1]], input=text, text=True).returncode)
    for each in found["comments"]:  # what that expression says
        if each["user"]["login"] == "github-actions[bot]":
            print(each["id"], each["body"].partition("\\n")[0], sep="\\t")
    sys.exit()
if os.environ.get("REFUSED"):
    sys.exit("gh: Resource not accessible by integration (HTTP 403)")
method, path = words[words.index("--method") + 1 :][:2]
body = Path(words[-1].removeprefix("body=@")).read_text()
found["asked"].append([method, path])
if method == "POST":
    bot = {{"login": "github-actions[bot]"}}
    found["comments"].append({{"id": 90 + len(found["asked"]), "user": bot, "body": body}})
else:
    (comment,) = [c for c in found["comments"] if path.endswith("/" + str(c["id"]))]
    comment["body"] = body
state.write_text(json.dumps(found))
"""
REVIEWED = {"PROFILE": "clinical", "AGAINST": "", "CATEGORY": "doidkit", "NUMBER": "7"}
MARK = "<!-- doidkit review: doidkit -->\n"


@pytest.fixture
def reviewed(repository: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess]:
    """Run the step that reviews, after a commit with a fault, beside a gh that records."""
    home = tmp_path / "bin"
    home.mkdir()
    (home / "gh").write_text(GH.format(python=sys.executable))
    (home / "gh").chmod(0o755)
    state = tmp_path / "state.json"
    user = {"id": 3, "user": {"login": "somebody"}, "body": f"{MARK}mine"}
    other = {
        "id": 4,
        "user": {"login": "github-actions[bot]"},
        "body": MARK.replace("doidkit -->", "other -->"),
    }
    state.write_text(json.dumps({"comments": [user, other], "asked": []}))
    with (repository / EDIT).open("a") as stream:
        stream.write(FAULT)
    git(repository, "commit", "-q", "-a", "-m", "A claim with nothing in it")
    script = steps(ROOT / "action.yml")["Review"]["run"]

    def step(**more: str) -> subprocess.CompletedProcess:
        settings = {"FILES": f"{EDIT}\n", **REVIEWED, "GH_TOKEN": "secret", **more}
        paths = {"REVIEW": tmp_path / "a review.md", "GITHUB_STEP_SUMMARY": tmp_path / "summary"}
        return run(
            f'PATH="{home}:$PATH"\n{script}',
            repository,
            **settings,
            **{name: str(path) for name, path in paths.items()},
            STATE=str(state),
            GITHUB_REPOSITORY="o/r",
        )

    return step


def told(folder: Path) -> dict:
    return json.loads((folder / "state.json").read_text())


def test_the_action_keeps_one_comment(reviewed: Callable, repository: Path, tmp_path: Path) -> None:
    done = reviewed()
    assert done.returncode == 0, done.stderr
    found = told(tmp_path)
    assert found["asked"] == [["POST", "repos/o/r/issues/7/comments"]]
    *others, comment = found["comments"]
    assert comment["body"].startswith(f"{MARK}<!-- doidkit review -->\n")
    assert f"## HEAD^1:{EDIT} → {EDIT}\n" in comment["body"]
    assert f"{EDIT}:2:" in comment["body"]
    assert (tmp_path / "summary").read_text() == comment["body"]

    (repository / EDIT).write_text((repository / EDIT).read_text().replace('"a"', '"b"'))
    assert reviewed().returncode == 0
    again = told(tmp_path)
    assert again["asked"][1:] == [["PATCH", f"repos/o/r/issues/comments/{comment['id']}"]]
    assert again["comments"][:2] == others
    assert "- label:" in again["comments"][2]["body"]


def test_a_change_of_other_files_gets_no_comment(
    reviewed: Callable, repository: Path, tmp_path: Path
) -> None:
    git(repository, "commit", "-q", "--allow-empty", "-m", "Nothing")
    assert reviewed().returncode == 0
    assert told(tmp_path)["asked"] == []
    # What had a comment is brought up to date: its change was taken back.
    assert reviewed(AGAINST="HEAD~2").returncode == 0
    assert reviewed().returncode == 0
    assert [method for method, _ in told(tmp_path)["asked"]] == ["POST", "PATCH"]
    assert "**0 changes in 0 terms;" in told(tmp_path)["comments"][-1]["body"]


@pytest.mark.parametrize("refused", ["reading", "writing"])
def test_a_fork_has_the_review_in_the_summary(
    reviewed: Callable, tmp_path: Path, refused: str
) -> None:
    done = reviewed(REFUSED=refused)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("::notice title=doidkit review::The comment was not written")
    assert told(tmp_path)["asked"] == []
    assert f"{EDIT}:2:" in (tmp_path / "summary").read_text()


def test_a_review_that_cannot_run_is_told_and_fails(reviewed: Callable, tmp_path: Path) -> None:
    done = reviewed(FILES="none.ttl")
    assert done.returncode == 2
    assert "none.ttl: no such file" in done.stderr
    assert "could not run on this change" in told(tmp_path)["comments"][-1]["body"]


def test_the_action_passes_each_input_through_the_environment() -> None:
    scripts = [step["run"] for step in steps(ROOT / "action.yml").values() if "run" in step]
    assert not [script for script in scripts if "${{" in script]


@pytest.mark.parametrize("name", [".pre-commit-hooks.yaml", "pre-commit"])
def test_the_hook_runs(name: str, repository: Path) -> None:
    if name == "pre-commit":
        path = recipes.write("pre-commit", repository, profile="clinical", source=SOURCE)
        (hook,) = yaml.safe_load(path.read_text())["repos"][0]["hooks"]
    else:
        (hook,) = yaml.safe_load((ROOT / name).read_text())
        hook["entry"] += " --profile clinical"
    assert re.search(hook["files"], EDIT)
    assert not re.search(hook["files"], "README.md")
    script = f"{hook['entry']} {EDIT}"
    assert run(script, repository).returncode == 0
    with (repository / EDIT).open("a") as stream:
        stream.write(FAULT)
    assert run(script, repository).returncode == 1


def test_no_file_is_overwritten(repository: Path) -> None:
    path = recipes.write("gitlab", repository, source=SOURCE)
    before = path.read_bytes()
    with pytest.raises(InputError, match="already there"):
        recipes.write("gitlab", repository, source=SOURCE)
    assert path.read_bytes() == before


def test_names_with_quotes_and_blanks_stay_one_word(tmp_path: Path) -> None:
    name = 'it\'s a $(touch x) "file" `y`.ttl'
    (tmp_path / name).write_text("")
    for kind in recipes.KINDS:
        path = recipes.write(kind, tmp_path, files=[name], source=SOURCE)
        document = yaml.safe_load(path.read_text())
        if kind == "pre-commit":
            assert re.search(document["repos"][0]["hooks"][0]["files"], name)
        else:
            assert shlex.quote(name) in str(yaml.safe_load(path.read_text())).replace("\\'", "'")


def test_what_actions_would_evaluate_is_refused(tmp_path: Path) -> None:
    (tmp_path / "${{x}}.ttl").write_text("")
    with pytest.raises(InputError, match="rename it"):
        recipes.write("github", tmp_path, files=["${{x}}.ttl"], source=SOURCE)


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["doid.owl", "src/ontology/doid-edit.owl"], "src/ontology/doid-edit.owl"),
        (["my.obo", "package.json"], "my.obo"),
    ],
)
def test_the_ontology_file_is_found(names: list[str], found: str, tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert f"-- {found}\n" in recipes.write("github", tmp_path, source=SOURCE).read_text()


@pytest.mark.parametrize(
    ("names", "asked", "message"),
    [
        ([], [], "no ontology file"),
        (["a.ttl", "b.obo"], [], r"a\.ttl, b\.obo"),
        (["a.ttl"], ["c.ttl"], "no such file"),
    ],
)
def test_what_is_not_clear_is_asked(
    names: list[str], asked: list[str], message: str, tmp_path: Path
) -> None:
    for name in names:
        (tmp_path / name).write_text("")
    with pytest.raises(InputError, match=message):
        recipes.write("github", tmp_path, files=asked, source=SOURCE)
    assert not (tmp_path / ".github").exists()


def test_an_unknown_kind_names_the_known(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="github, gitlab, pre-commit"):
        recipes.write("jenkins", tmp_path, source=SOURCE)


def test_no_recipe_installs_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.obo").write_text("")
    for kind in recipes.KINDS:
        text = recipes.write(kind, tmp_path, source=SOURCE).read_text()
        assert re.findall(r"doidkit *[>=@][^'\n]*", text) == [f"doidkit @ {SOURCE}"]


@pytest.mark.parametrize(
    "source",
    [
        "doidkit",
        "doidkit>=0.1.0",
        "git+https://example.org/doidkit",  # a branch, which changes
        "git+https://example.org/doidkit@v1 --pre",
        "git+http://example.org/doidkit@v1",
        "http://example.org/doidkit.whl",
        "https://example.org/doidkit",
    ],
)
def test_a_source_that_can_change_is_refused(source: str, tmp_path: Path) -> None:
    (tmp_path / "a.obo").write_text("")
    with pytest.raises(InputError, match="no repository at a tag or commit"):
        recipes.write("github", tmp_path, source=source)
    assert not (tmp_path / ".github").exists()


ORIGINS = {
    '{"url": "https://e.org/doidkit", "vcs_info": {"vcs": "git", "commit_id": "abc123"}}': (
        "doidkit @ git+https://e.org/doidkit@abc123"
    ),
    '{"url": "https://e.org/doidkit.whl", "archive_info": {"hashes": {"sha256": "%s"}}}'
    % ("0" * 64): f"doidkit @ https://e.org/doidkit.whl#sha256={'0' * 64}",
    '{"url": "https://e.org/doidkit.whl", "archive_info": {}}': (
        "doidkit @ https://e.org/doidkit.whl"
    ),
    '{"url": "file:///home/me/doidkit", "dir_info": {"editable": true}}': None,
    '{"url": "file:///home/me/doidkit.whl", "archive_info": {}}': None,
    "": None,
}


@pytest.mark.parametrize(("told", "expected"), ORIGINS.items())
def test_the_source_is_where_this_one_came_from(
    told: str, expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = SimpleNamespace(read_text=lambda _: told)
    monkeypatch.setattr(metadata, "distribution", lambda _: here)
    if expected:
        assert requirement() == expected
    else:
        with pytest.raises(InputError, match="name the place with --install-from"):
            requirement()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a local repository of this code with a tag, as a source."""
    folder = tmp_path_factory.mktemp("published") / "doidkit"
    names = "src ontology shapes queries checks tests/checks".split()
    for name in names:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, folder)
    git(folder, "init", "-q")
    git(folder, "add", "--all")
    identity = ("-c", "user.email=curator@example.org", "-c", "user.name=Curator")
    git(folder, *identity, "commit", "-q", "-m", "Release")
    git(folder, "tag", "v0.1.0")
    # pip wants a host in the address.
    return f"git+file://localhost{folder}@v0.1.0"


@pytest.mark.wheel
@pytest.mark.parametrize("kind", recipes.KINDS)
def test_each_install_line_installs_doidkit(
    kind: str, published: str, repository: Path, tmp_path: Path
) -> None:
    document = yaml.safe_load(recipes.write(kind, repository, source=published).read_text())
    if kind == "github":
        (script,) = [s["run"] for s in document["jobs"]["check"]["steps"] if "pip" in str(s)]
    elif kind == "gitlab":
        script = document["ontology"]["before_script"][0]
    else:
        (package,) = document["repos"][0]["hooks"][0]["additional_dependencies"]
        script = f"python -m pip install {shlex.quote(package)}"
    installed(script, repository, tmp_path / "home")


@pytest.mark.wheel
def test_the_action_installs_its_own_code(repository: Path, tmp_path: Path, published: str) -> None:
    script = steps(ROOT / "action.yml")["Install doidkit"]["run"]
    own = published.removeprefix("git+file://localhost").partition("@")[0]
    installed(script, repository, tmp_path / "home", DOIDKIT=own)


def installed(script: str, folder: Path, home: Path, **environment: str) -> None:
    """Run an install line in a clean environment, what doidkit needs taken from this one."""
    venv.create(home, with_pip=True, symlinks=True)
    path = os.pathsep.join([str(home / "bin"), os.environ["PATH"]])
    there = os.pathsep.join(path for path in sys.path if path.endswith("site-packages"))
    offline = {"PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0"}
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PIP_"))}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**clean, **offline, "PATH": path, "PYTHONPATH": there, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (found,) = home.glob("lib/python*/site-packages/doidkit/bundle/checks/do/unknown_prefix.rq")
    assert found.is_file()


PINNED = re.compile(r"uses: *(\S+?)@([0-9a-f]{40}) # v\d+\.\d+\.\d+$")


def test_every_action_is_pinned_by_commit() -> None:
    files = [ROOT / "action.yml", *(ROOT / ".github").rglob("*.yml")]
    files.append(ROOT / "src/doidkit/recipes/github.yml")
    used = [line for f in files for line in f.read_text().splitlines() if "uses:" in line]
    assert len(used) >= 5
    assert [line for line in used if not PINNED.search(line)] == []
