"""``doidkit diff`` and ``doidkit patch`` on the command line."""

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from isomorphism import difference
from repositories import git
from servers import oxigraph

from doidkit.comparing import patch
from doidkit.errors import DoidkitNote
from doidkit.rendering.changes import FORMATS

ANIMALS = Path(__file__).parents[1] / "examples" / "animals.ttl"


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    path = tmp_path / "edited.ttl"
    path.write_text(ANIMALS.read_text(encoding="utf-8").replace('"whale"', '"great whale"'))
    return path


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with a file that was moved and edited since its commit."""
    home = tmp_path / "repository"
    home.mkdir()
    git(home, "init", "-q")
    text = ANIMALS.read_text(encoding="utf-8")
    (home / "old.ttl").write_text(text)
    (home / "notes.txt").write_text("one")
    git(home, "add", ".")
    git(home, "commit", "-qm", "first")
    git(home, "mv", "old.ttl", "new.ttl")
    (home / "new.ttl").write_text(text.replace('"whale"', '"great whale"'))
    (home / "notes.txt").write_text("two")
    monkeypatch.chdir(home)
    return home


def test_a_difference_is_told_and_can_fail(invoke: Callable, edited: Path) -> None:
    outcome = invoke("diff", ANIMALS, edited)
    assert outcome.code == 0
    assert 'label: "{+great +}whale"' in outcome.out
    assert invoke("diff", ANIMALS, edited, "--exit-code").code == 1
    same = invoke("diff", ANIMALS, ANIMALS, "--exit-code")
    assert (same.code, same.out.splitlines()[-1]) == (0, "No differences.")


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_written_whole(
    invoke: Callable, edited: Path, tmp_path: Path, format: str
) -> None:
    printed = invoke("diff", ANIMALS, edited, "--format", format).out
    out = tmp_path / "out"
    assert invoke("diff", ANIMALS, edited, "--format", format, "-o", out).code == 0
    assert out.read_text(encoding="utf-8") == printed
    assert ("1 label changed" if format == "notes" else "whale") in printed


@pytest.mark.parametrize(
    ("format", "name"), [("json", "c.json"), ("turtle", "c.ttl"), ("kgcl", "c.kgcl")]
)
def test_patch_makes_new_of_old(
    invoke: Callable, edited: Path, tmp_path: Path, format: str, name: str
) -> None:
    changes, made = tmp_path / name, tmp_path / "made.ttl"
    invoke("diff", ANIMALS, edited, "--format", format, "-o", changes)
    assert invoke("patch", ANIMALS, changes, "-o", made).code == 0
    assert difference(made, edited) == set()


def test_change_sets_that_are_cut_are_refused(
    invoke: Callable, edited: Path, tmp_path: Path
) -> None:
    changes, made = tmp_path / "c.ttl", tmp_path / "made.ttl"
    invoke("diff", ANIMALS, edited, "--format", "turtle", "-o", changes)
    lines = changes.read_text(encoding="utf-8").splitlines(keepends=True)
    for number in range(len(lines)):
        changes.write_text("".join(lines[:number]), encoding="utf-8")
        outcome = invoke("patch", ANIMALS, changes, "-o", made)
        assert (outcome.code, made.exists()) == (2, False), number


@pytest.mark.parametrize("text", ["", "# a comment\n", "\n\n"])
def test_kgcl_without_a_command_is_refused(
    invoke: Callable, write: Callable[..., Path], text: str
) -> None:
    outcome = invoke("patch", ANIMALS, write("c.kgcl", text))
    assert outcome.code == 2
    assert "no command" in outcome.err


def test_kgcl_that_may_be_cut_in_its_last_line_is_told(write: Callable[..., Path]) -> None:
    with pytest.warns(DoidkitNote, match="does not end with a line end"):
        patch(ANIMALS, write("c.kgcl", "create DOID:1"))


def test_what_is_neither_file_nor_commit_is_named(invoke: Callable, tmp_path: Path) -> None:
    outcome = invoke("diff", ANIMALS, "missing.ttl")
    assert outcome.code == 2
    assert "missing.ttl: is no file, and as a commit" in outcome.err


def test_changes_that_do_not_fit_are_refused(
    invoke: Callable, edited: Path, tmp_path: Path
) -> None:
    changes, made = tmp_path / "c.json", tmp_path / "made.ttl"
    invoke("diff", ANIMALS, edited, "--format", "json", "-o", changes)
    outcome = invoke("patch", edited, changes, "-o", made)
    assert outcome.code == 2
    assert "do not fit" in outcome.err
    assert not made.exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"doidkit-diff": 1, "changes": [1]}', "no"])
def test_what_holds_no_changes_is_refused(
    invoke: Callable, write: Callable[..., Path], text: str
) -> None:
    outcome = invoke("patch", ANIMALS, write("c.json", text))
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1


def test_a_bad_command_is_refused_with_its_line(
    invoke: Callable, write: Callable[..., Path]
) -> None:
    path = write("c.kgcl", "# a comment\nrename <urn:none> from 'a' to 'b'\n")
    outcome = invoke("patch", ANIMALS, path)
    assert outcome.code == 2
    assert "c.kgcl:2" in outcome.err


def test_a_ref_compares_every_ontology_file_renames_followed(
    invoke: Callable, repository: Path
) -> None:
    outcome = invoke("diff", "HEAD")
    assert outcome.code == 0
    assert outcome.out.startswith("--- HEAD:old.ttl\n+++ new.ttl\n1 change in 1 term")
    assert "notes" not in outcome.out


@pytest.mark.parametrize(
    "arguments", [("HEAD:old.ttl", "new.ttl"), ("HEAD", "new.ttl"), ("new.ttl",)]
)
def test_a_file_is_compared_with_what_git_has(
    invoke: Callable, repository: Path, arguments: tuple[str, ...]
) -> None:
    assert "{+great +}" in invoke("diff", *arguments).out


@pytest.mark.parametrize(
    "arguments",
    [("nowhere",), ("nowhere:old.ttl", "new.ttl"), ("HEAD:none.ttl", "new.ttl"), ("a", "b")],
)
def test_what_is_not_there_is_one_sentence(
    invoke: Callable, repository: Path, arguments: tuple[str, ...]
) -> None:
    outcome = invoke("diff", *arguments)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)


def test_a_store_is_a_side(invoke: Callable, edited: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert invoke("load", ANIMALS, "--store", store).code == 0
    assert invoke("diff", store, ANIMALS, "--exit-code").code == 0
    assert invoke("diff", store, edited, "--exit-code").code == 1


def test_a_store_keeps_numbers_as_they_are_written(
    invoke: Callable, write: Callable, tmp_path: Path
) -> None:
    one, other = (write(f"{n}.ttl", f"<urn:a> <urn:n> {n} .") for n in ("7", "007"))
    assert invoke("load", one, "--store", tmp_path / "store").code == 0
    assert invoke("diff", tmp_path / "store", one, "--exit-code").code == 0
    done = invoke("diff", tmp_path / "store", other, "--exit-code")
    assert done.code == 1
    assert "007" in done.out


@pytest.mark.server
def test_an_endpoint_is_a_side(invoke: Callable, edited: Path, tmp_path: Path) -> None:
    home = tmp_path / "server"
    home.mkdir()
    with oxigraph(home) as server:
        assert invoke("push", ANIMALS, "--to", server.url).code == 0
        assert invoke("diff", server.url, ANIMALS, "--exit-code").code == 0
        outcome = invoke("diff", f"{server.url}/query", edited, "--exit-code")
    assert outcome.code == 1
    assert "{+great +}" in outcome.out


@pytest.mark.parametrize("format", ["text", "markdown"])
@pytest.mark.parametrize("limit", [300, 700, 2000])
def test_a_size_is_kept_and_all_is_counted(
    invoke: Callable,
    write: Callable[..., Path],
    format: str,
    limit: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)  # the names of the files are a part of what must fit
    head = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    write("old.ttl", head + "".join(f'<urn:{n}> rdfs:label "a{n}" .\n' for n in range(90)))
    write("new.ttl", head + "".join(f'<urn:{n}> rdfs:label "b{n}" .\n' for n in range(90)))
    outcome = invoke("diff", "old.ttl", "new.ttl", "--format", format, "--max-chars", limit)
    assert len(outcome.out) <= limit
    assert "90 labels changed" in outcome.out
    assert "not shown for their length" in outcome.out


def test_a_summary_that_does_not_fit_is_counted_too(
    invoke: Callable, edited: Path, write: Callable[..., Path]
) -> None:
    empty = write("empty.nt", "<urn:a> <urn:b> <urn:c> .\n")
    outcome = invoke("diff", empty, edited, "--max-chars", 200)
    assert len(outcome.out) <= 200
    assert "not shown for their length" in outcome.out


def test_json_counts_what_it_has(invoke: Callable, edited: Path) -> None:
    told = json.loads(invoke("diff", ANIMALS, edited, "--format", "json").out)
    assert told["summary"]["kinds"] == {"label changed": 1}
    assert told["changes"][0]["old"] == '"whale"'


def test_git_shows_ontologies_by_content(
    invoke: Callable, repository: Path, program: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / ".gitattributes").write_text("*.txt text\n*.nt diff=other")
    outcome = invoke("diff", "--init", "git")
    assert outcome.code == 0
    attributes = (repository / ".gitattributes").read_text().splitlines()
    assert attributes[:2] == ["*.txt text", "*.nt diff=other"]
    assert "*.ttl diff=doidkit" in attributes
    assert sum(line.startswith("*.nt ") for line in attributes) == 1
    home = repository.parent / "bin"
    home.mkdir()
    command = home / "doidkit"
    command.write_text(f'#!/bin/sh\nexec {" ".join(program)} "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{home}:{os.environ['PATH']}")
    shown = [
        subprocess.run(["git", *words, "HEAD"], capture_output=True, text=True, check=True).stdout
        for words in (["diff", "-M"], ["difftool", "-t", "doidkit"])
    ]
    assert '+    rdfs:label "great whale" ;' in shown[0]
    assert "{+great +}" in shown[1]
    assert invoke("diff", "--init", "git").code == 0
    assert (repository / ".gitattributes").read_text().splitlines() == attributes


def test_nothing_to_compare_is_a_mistake_of_use(invoke: Callable) -> None:
    assert invoke("diff").code == 2


LOGIC = """format-version: 1.2
ontology: x

[Term]
id: X:1
name: cat
is_a: X:2
{more}
[Term]
id: X:2
name: pet

[Term]
id: X:4
name: mouser
intersection_of: X:2
intersection_of: eats X:2

[Typedef]
id: eats
name: eats
"""


def test_what_follows_from_one_side_only_and_why(invoke: Callable, write: Callable) -> None:
    old = write("old.obo", LOGIC.format(more=""))
    new = write("new.obo", LOGIC.format(more="relationship: eats X:2\n"))
    done = invoke("diff", old, new, "--inferred")
    assert done.code == 0
    assert done.out.partition("Now implied: ")[2].splitlines()[:3] == [
        "1",
        "  obo:X_1 cat is below obo:X_4 mouser",
        f"      cat SubClassOf pet  ({new}:7:7)",
    ]
    assert "No longer implied: 1" in invoke("diff", new, old, "--inferred").out
    assert "no difference" in invoke("diff", old, old, "--inferred").out
    assert invoke("diff", old, new, "--inferred", "--exit-code").code == 1
    assert invoke("diff", old, old, "--inferred", "--exit-code").code == 0


@pytest.fixture
def implying(write: Callable) -> tuple[Path, Path]:
    """Return two files, of which one implies more."""
    old = write("old.obo", LOGIC.format(more=""))
    return old, write("new.obo", LOGIC.format(more="relationship: eats X:2\n"))


def test_what_follows_is_in_json(
    invoke: Callable, implying: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "changes.json"
    assert invoke("diff", *implying, "--inferred", "-f", "json", "-o", out).code == 0
    (one,) = json.loads(out.read_text())["entailments"]
    assert (one["sub"]["label"], one["super"]["label"], one["gained"]) == ("cat", "mouser", True)
    assert {"text": "cat SubClassOf pet", "path": str(implying[1]), "line": 7, "column": 7} in one[
        "explanation"
    ]
    assert len(one["explanation"]) == 3
    assert invoke("patch", implying[0], out, "-o", tmp_path / "made.nt").code == 0
    assert difference(tmp_path / "made.nt", implying[1]) == set()
    same = invoke("diff", implying[0], implying[0], "--inferred", "-f", "json").out
    assert json.loads(same)["entailments"] == []
    assert "entailments" not in json.loads(invoke("diff", *implying, "-f", "json").out)


def test_what_follows_is_in_markdown_and_html(
    invoke: Callable, implying: tuple[Path, Path]
) -> None:
    markdown = invoke("diff", *implying, "--inferred", "-f", "markdown").out
    assert "### Now implied\n\n- **obo:X\\_1 cat**\n  - is below obo:X\\_4 mouser\n" in markdown
    assert "<details><summary>why: 3 axioms</summary>" in markdown
    html = invoke("diff", *implying, "--inferred", "-f", "html").out
    assert "<h2>Now implied</h2>\n<h3>obo:X_1 cat</h3>" in html
    assert "<li>is below obo:X_4 mouser<details><summary>why: 3 axioms</summary>" in html
    for name in ("markdown", "html"):
        same = invoke("diff", implying[0], implying[0], "--inferred", "-f", name).out
        assert "Implied beyond what is stated: no difference." in same


@pytest.mark.parametrize("format", ["kgcl", "turtle", "notes"])
def test_where_it_cannot_be_said_what_follows_is_refused(
    invoke: Callable, implying: tuple[Path, Path], format: str
) -> None:
    outcome = invoke("diff", *implying, "--inferred", "-f", format)
    assert (outcome.code, outcome.out) == (2, "")
    assert "--inferred goes with text, markdown, json, html." in outcome.err


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_what_follows_is_fitted_and_counted(
    invoke: Callable, write: Callable, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stanza = "\n[Term]\nid: Y:{0}\nname: cat {0}\nis_a: X:2\nrelationship: eats X:2\n"
    more = "".join(map(stanza.format, range(30)))
    new = LOGIC.format(more="") + more
    old = write("old.obo", new.replace("intersection_of: eats X:2", "intersection_of: eats X:1"))
    words = ("diff", old.name, write("new.obo", new).name, "--inferred", "-f", format)
    monkeypatch.chdir(old.parent)  # the names of the files are a part of what must fit
    assert invoke(*words).out.count("is below obo:X") == 30
    for limit in (300, 900, 3000):
        told = invoke(*words, "--max-chars", limit).out
        assert len(told) <= limit
        assert told.count("is below") < 30
        left = re.search(r"(\d+) new (entailments? in|or lost)", told)
        shown = told.count("is below") + told.count(": 1 entailment\n")
        assert shown + (int(left[1]) if left else 0) == 30


def test_a_new_file_is_compared_without_what_follows(invoke: Callable, repository: Path) -> None:
    (repository / "other.obo").write_text(LOGIC.format(more=""))
    git(repository, "add", ".")
    outcome = invoke("diff", "HEAD", "--inferred")
    assert outcome.code == 0
    assert outcome.out.count("What follows was not compared, as one side is no file at all.") == 1
    assert outcome.out.count("Implied beyond what is stated: no difference.") == 1


def test_time_that_is_over_is_one_sentence(
    invoke: Callable, implying: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = invoke("diff", *implying, "--inferred", "--timeout", "0.001")
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert "What follows is not known: It took longer than 0.001 seconds." in outcome.err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"removed"', '"gone"'),
        ('"added": [', '"added": ["rubbish",'),
        ('"added": [', '"added": [7,'),
        ('"changes": [', '"changes": [[],'),
        ('"doidkit-diff": 1', '"doidkit-diff": 2'),
    ],
)
def test_changes_that_say_something_else_are_refused(
    invoke: Callable, edited: Path, tmp_path: Path, old: str, new: str
) -> None:
    path = tmp_path / "c.json"
    text = invoke("diff", ANIMALS, edited, "--format", "json").out
    assert old in text
    path.write_text(text.replace(old, new))
    outcome = invoke("patch", ANIMALS, path)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert "holds no changes of one pair of files" in outcome.err
