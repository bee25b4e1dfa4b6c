"""``doidkit check`` as a curator and a CI system run it: exit codes, files, refusals."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import git

Invoke = Callable[..., object]
Write = Callable[[str, str], Path]

OBO = """\
format-version: 1.2
ontology: doid

[Term]
id: DOID:4
name: disease
def: "A disposition." [url:http\\://x.org]

[Term]
id: DOID:1
name: one
def: "A disease of one" [url:http\\://x.org]
is_a: DOID:4 ! disease
"""
TWICE = OBO + "\n[Term]\nid: DOID:2\nname: one\nis_a: DOID:4\n"
WARNING = ("--select", "unpunctuated_definition", "--no-reason")
ERROR = ("--select", "duplicate_label", "--no-reason")


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (WARNING, {"error": 0, "warning": 1, "info": 1, "never": 0}),
        (ERROR, {"error": 1, "warning": 1, "info": 1, "never": 0}),
    ],
)
def test_the_exit_code_follows_fail_on(
    asked: tuple[str, ...], codes: dict[str, int], invoke: Invoke, write: Write
) -> None:
    path = write("a.obo", TWICE)
    for level, code in codes.items():
        assert invoke("check", path, *asked, "--fail-on", level).code == code, level


STARTS = {
    "text": "error: Label in use twice",
    "json": "{",
    "sarif": "{",
    "code-scanning": "{",
    "junit": "<?xml",
    "github": "::error file=",
    "gitlab": "[",
    "markdown": "<!-- doidkit check -->",
    "tsv": "Level\tRule Name\tSubject\tProperty\tValue",
    "html": "<!doctype html>",
}


@pytest.mark.parametrize("format", STARTS)
def test_each_format_goes_into_a_file_and_standard_output_stays_empty(
    format: str, invoke: Invoke, write: Write, tmp_path: Path
) -> None:
    path, out = write("a.obo", TWICE), tmp_path / "report"
    outcome = invoke("check", path, *ERROR, "--format", format, "-o", out)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == f"Wrote {out}.\n"
    text = out.read_text(encoding="utf-8")
    assert text.lower().startswith(STARTS[format].lower())
    assert "DOID:2" in text or "DOID_2" in text
    assert invoke("check", path, *ERROR, "--format", format).out == text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--against", "nowhere"), 'no git ref "nowhere"'),
        (("--baseline", "none.json"), "none.json: no such file"),
        (("--waivers", "none.toml"), "none.toml: no such file"),
        (("--profile", "doo"), "did you mean do?"),
        (("--select", "duplicate_lable"), "did you mean duplicate_label"),
        (("--queries", "none/*.rq"), "matches no query"),
        (("--robot-profile", "none.txt"), "none.txt: no such file"),
        (("--dry-run",), "--dry-run goes with --fix"),
        (("--write-baseline",), "--write-baseline needs --baseline"),
    ],
)
def test_what_cannot_run_is_told_in_one_sentence(
    words: tuple[str, ...],
    said: str,
    invoke: Invoke,
    write: Write,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q")
    outcome = invoke("check", write("a.obo", OBO), *words)
    assert outcome.code == 2
    assert outcome.out == ""
    assert said in outcome.err
    assert "Traceback" not in outcome.err


def test_a_missing_file_and_a_broken_one(invoke: Invoke, write: Write) -> None:
    missing = invoke("check", "none.obo")
    assert (missing.code, "none.obo: no such file" in missing.err) == (2, True)
    broken = write("broken.ttl", "<http://a> <http://b> .\n")
    outcome = invoke("check", broken, *ERROR)
    assert outcome.code == 1
    assert f"{broken}:1:" in outcome.out


def test_only_what_is_new_since_a_commit_fails(
    invoke: Invoke, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q")
    path = write("a.obo", TWICE)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "Two labels alike")
    path.write_text("! a line more\n" + TWICE)
    same = invoke("check", path, *ERROR, "--against", "HEAD")
    assert (same.code, "nothing new at error level" in same.out) == (0, True)
    path.write_text(TWICE + "\n[Term]\nid: DOID:3\nname: one\nis_a: DOID:4\n")
    assert invoke("check", path, *ERROR, "--against", "HEAD").code == 1
    new = invoke("check", write("b.obo", TWICE), *ERROR, "--against", "HEAD")
    assert new.code == 1
    assert "b.obo is new at HEAD: all its findings are new." in new.err


def test_a_baseline_there_and_back(invoke: Invoke, write: Write, tmp_path: Path) -> None:
    path, known = write("a.obo", TWICE), tmp_path / "known.json"
    written = invoke("check", path, *ERROR, "--baseline", known, "--write-baseline")
    assert (written.code, written.out) == (0, "")
    before = known.read_bytes()
    assert len(json.loads(before)["findings"]) == 2
    assert invoke("check", path, *ERROR, "--baseline", known).code == 0
    invoke("check", path, *ERROR, "--baseline", known, "--write-baseline")
    assert known.read_bytes() == before
    path.write_text(TWICE + "\n[Term]\nid: DOID:3\nname: one\n")
    assert invoke("check", path, *ERROR, "--baseline", known).code == 1
    path.write_text(OBO)
    fixed = invoke("check", path, *ERROR, "--baseline", known)
    assert (fixed.code, "2 fixed" in fixed.out) == (0, True)


WAIVER = """\
[[waiver]]
check = "duplicate_label"
term = "{term}"
reason = "renamed upstream"
who = "A. Curator"
expires = {expires}
"""


def test_waivers_on_the_command_line(invoke: Invoke, write: Write) -> None:
    path = write("a.obo", TWICE)
    both = "".join(WAIVER.format(term=f"DOID:{n}", expires="2999-01-01") for n in (1, 2))
    waivers = write("w.toml", both)
    assert invoke("check", path, *ERROR, "--waivers", waivers).code == 0
    waivers.write_text(both.replace("2999", "2020"))
    late = invoke("check", path, *ERROR, "--waivers", waivers)
    assert (late.code, "waiver-expired" in late.out) == (1, True)
    waivers.write_text(both + WAIVER.format(term="DOID:4", expires="2999-01-01"))
    unused = invoke("check", path, *ERROR, "--waivers", waivers)
    assert (unused.code, f"{waivers}:13" in unused.out) == (0, True)
    assert "waiver-unused" in unused.out
    waivers.write_text(both.partition("expires")[0])
    endless = invoke("check", path, *ERROR, "--waivers", waivers)
    assert (endless.code, 'has no "expires"' in endless.err) == (2, True)


def test_a_profile_with_a_rule_that_nobody_knows(invoke: Invoke, write: Write) -> None:
    own = write("own.toml", '[checks]\nduplicate_lable = "error"\n')
    outcome = invoke("check", write("a.obo", OBO), "--profile", own)
    assert outcome.code == 2
    assert f'{own}: No check "duplicate_lable": did you mean duplicate_label' in outcome.err


def test_checks_that_do_not_run_are_findings_and_the_others_run(
    invoke: Invoke, write: Write
) -> None:
    bad = write("bad.rq", "SELECT ?entity WHERE {\n  ?entity ?p }}\n")
    service = write("far.rq", "SELECT ?x WHERE { SERVICE <http://127.0.0.1:1/> { ?x ?p ?o } }\n")
    product = " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(6))
    slow = write(
        "slow.rq",
        f"SELECT ?s0 WHERE {{ {product} FILTER(CONCAT(STR(?s0), STR(?s1), STR(?s2), STR(?s3), "
        "STR(?s4), STR(?s5)) = '') }\n",
    )
    names = [word for query in (bad, service, slow) for word in ("--select", query.stem)]
    outcome = invoke(
        *("check", write("a.obo", TWICE), *ERROR, *names),
        *("--queries", bad.parent / "*.rq", "--timeout", "1", "--format", "json"),
    )
    assert outcome.code == 1
    found = json.loads(outcome.out)["findings"]
    failed = {f["location"]["path"]: f for f in found if f["check"] == "check-failed"}
    assert set(failed) == {str(bad), str(service), str(slow)}
    assert failed[str(bad)]["location"]["line"] == 2
    assert "SERVICE" in failed[str(service)]["message"]
    assert "longer than 1 seconds" in failed[str(slow)]["message"]
    assert [f["check"] for f in found].count("duplicate_label") == 2


def test_fix_shows_first_then_writes(invoke: Invoke, write: Write) -> None:
    path = write("a.obo", OBO)
    shown = invoke("check", path, *WARNING, "--fix", "--dry-run")
    assert (shown.code, path.read_text()) == (0, OBO)
    assert '+def: "A disease of one." [url:http\\://x.org]' in shown.out
    fixed = invoke("check", path, *WARNING, "--fix", "--fail-on", "info")
    assert fixed.code == 0
    assert "Mended 1 of 1 findings in 1 file." in fixed.err
    assert path.read_text() == OBO.replace("of one", "of one.")
