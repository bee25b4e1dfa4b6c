"""What ROBOT refuses is refused with its name, its page and its status; nothing is written."""

from collections.abc import Callable
from pathlib import Path

import pytest

_ANIMALS = """Prefix(:=<http://example.org/>)
Prefix(obo:=<http://purl.obolibrary.org/obo/>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Ontology(<http://example.org/animals>
Declaration(Class(obo:X_1)) Declaration(Class(obo:X_2))
SubClassOf(obo:X_1 obo:X_2)
AnnotationAssertion(rdfs:comment obo:X_1 "one") AnnotationAssertion(rdfs:comment obo:X_1 "two")
)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.ofn").write_text(_ANIMALS)
    (tmp_path / "three.tsv").write_text("old\tnew\n1\t2\t3\t4\n")
    (tmp_path / "four.tsv").write_text("old\tnew\tlabel\tmore\n")
    (tmp_path / "twice.tsv").write_text("old\tnew\nobo:X_1\tobo:X_3\nobo:X_2\tobo:X_3\n")
    (tmp_path / "same.tsv").write_text("old\tnew\nobo:X_1\tobo:X_3\nobo:X_1\tobo:X_4\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("line", "said", "page"),
    [
        ("merge -i a.ofn annotate -i a.ofn -R", "CHAINED INPUT ERROR do not use an", "errors"),
        ("annotate -i a.ofn -i b.ofn -R", "MULITPLE INPUTS ERROR only one", "errors"),
        ("annotate -i a.ofn", "MISSING ANNOTATION ERROR at least one annotation", "annotate"),
        ("annotate -i a.ofn -a foo:bar x", 'INVALID IRI ERROR property "foo:bar" is', "errors"),
        ("annotate -i a.ofn -e maybe", "BOOLEAN VALUE ERROR arg for interpolate must", "errors"),
        ("convert -i a.ofn", "OUTPUT ERROR an output file is required", "convert"),
        ("convert -i a.ofn -o x.owl -o y.owl", "OUTPUT ERROR only one output file", "convert"),
        ("convert -i a.ofn -o x.foo", "INVALID FORMAT ERROR unknown format: foo", "errors"),
        ("convert -i a.ofn -f foo -o x.owl", "INVALID FORMAT ERROR unknown format: foo", "errors"),
        ("convert -i a.ofn -o x.obo", "OBO STRUCTURE ERROR Ontology does not conform", "errors"),
        ("merge --inputs a.ofn", "WILDCARD ERROR --inputs argument must be a quoted", "errors"),
        ("merge --inputs b*.ofn", "MISSING INPUT ERROR at least one --input", "errors"),
        ("unmerge", "MISSING INPUT ERROR at least one --input is required", "errors"),
        ("repair -r true", "MISSING INPUT ERROR an --input is required", "errors"),
        ("rename -i a.ofn", "MISSING MAPPINGS ERROR either a --mappings or", "rename"),
        ("rename -i a.ofn -m a.ofn", "FILE FORMAT ERROR the mappings file ('a.ofn')", "rename"),
        ("rename -i a.ofn -m b.tsv", "MISSING FILE ERROR mappings file 'b.tsv'", "rename"),
        ("rename -i a.ofn -m four.tsv", "COLUMN COUNT ERROR file 'four.tsv' must", "rename"),
        ("rename -i a.ofn -m three.tsv", "COLUMN COUNT ERROR line 2 in file", "rename"),
        ("rename -i a.ofn -m twice.tsv", "DUPLICATE RENAME ERROR line 3 in file", "rename"),
        ("rename -i a.ofn -m same.tsv", "DUPLICATE MAPPING ERROR line 3 in file", "rename"),
        ("rename -i a.ofn --mapping obo:X_9 obo:X_3", "MISSING ENTITY ERROR entity to", "rename"),
        ("-p foo merge -i a.ofn", "INVALID PREFIX ERROR Invalid prefix string: foo", "errors"),
        ("-p a:b merge -i a.ofn", "PREFIX LOAD ERROR Could not load prefix 'a' for 'b'", "errors"),
        ("--add-prefixes b.json merge -i a.ofn", "FILE DOES NOT EXIST ERROR File does", "errors"),
        ("-P a.ofn merge -i a.ofn", "JSON-LD CONTEXT PARSE ERROR Could not parse", "errors"),
        ("--catalog b.xml merge -i a.ofn", "FILE DOES NOT EXIST ERROR File does not", "errors"),
        ("annotate -i a.ofn -R convrt -o x.owl", "UNKNOWN ARG ERROR unknown command", "errors"),
        ("merge -i a.ofn b.ofn", "UNKNOWN ARG ERROR unknown command or option: b.ofn", "errors"),
    ],
)
def test_an_error_has_robots_name_and_page(
    folder: Path, invoke: Callable, line: str, said: str, page: str
) -> None:
    before = {path.name for path in folder.iterdir()}
    outcome = invoke("robot", *line.split(" "))
    assert outcome.code == 1
    first, second, *_ = outcome.out.replace("rules:\n", "rules: ").splitlines()
    assert first.startswith(said)
    name = said.partition(" ERROR")[0].lower().replace(" ", "-")
    assert second == f"For details see: http://robot.obolibrary.org/{page}#{name}-error"
    assert {path.name for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("anotate -i a.ofn", "annotate"),
        ("convert --clean-oob true", "--clean-obo"),
        ("merge -i a.ofn reapir", "repair"),
    ],
)
def test_the_nearest_name_is_told(invoke: Callable, line: str, near: str) -> None:
    assert f"Did you mean {near}?" in invoke("robot", *line.split(" ")).out


def test_a_file_that_is_not_there_is_told_as_java_tells_it(folder: Path, invoke: Callable) -> None:
    outcome = invoke("robot", "convert", "-i", "b.ofn", "-o", "x.owl")
    assert outcome.code == 1
    assert outcome.out.startswith("b.ofn (No such file or directory)\n")


def test_an_import_that_is_nowhere_is_named(folder: Path, invoke: Callable) -> None:
    (folder / "b.ofn").write_text("Ontology(<http://x.org/b> Import(<file:///gone.owl>))")
    outcome = invoke("robot", "merge", "-i", "b.ofn", "-o", "x.owl")
    assert outcome.code == 1
    assert outcome.out.startswith("Could not load imported ontology: <file:///gone.owl>\n")


def test_an_output_stays_whole_when_the_chain_fails(folder: Path, invoke: Callable) -> None:
    kept = folder / "x.obo"
    kept.write_text("kept")
    outcome = invoke("robot", "merge", "-i", "a.ofn", "-o", "m.owl", "convert", "-o", "x.obo")
    assert outcome.code == 1
    assert kept.read_text() == "kept"
    later = invoke("robot", "merge", "-i", "a.ofn", "-o", "x.obo", "convrt", "-o", "y.owl")
    assert later.code == 1
    assert kept.read_text() == "kept"


def test_a_line_that_writes_nothing_says_so(folder: Path, invoke: Callable) -> None:
    outcome = invoke("robot", "merge", "-i", "a.ofn")
    assert (outcome.code, outcome.out) == (0, "")
    assert "Nothing was written" in outcome.err


def test_python_is_refused_with_the_way_from_python(invoke: Callable) -> None:
    outcome = invoke("robot", "python")
    assert outcome.code == 1
    assert "import doidkit.documents and doidkit.editing" in outcome.out


@pytest.mark.parametrize("words", [(), ("help",), ("--help",), ("-h",)])
def test_help_lists_the_commands(invoke: Callable, words: tuple[str, ...]) -> None:
    outcome = invoke("robot", *words)
    assert outcome.code == 0
    assert "export-prefixes" in outcome.out


def test_help_is_short_behind_other_options(folder: Path, invoke: Callable) -> None:
    outcome = invoke("robot", "merge", "--input", "a.ofn", "-h")
    assert (outcome.code, "--collapse-import-closure" in outcome.out) == (0, True)


def test_help_of_a_command_and_the_version(invoke: Callable) -> None:
    assert "--clean-obo" in invoke("robot", "help", "convert").out
    assert invoke("robot", "version").out == invoke("robot", "--version").out
    assert invoke("robot", "version").out.startswith("ROBOT version 1.9.8")


def test_an_option_may_be_begun_only(folder: Path, invoke: Callable) -> None:
    line = "merge --input a.ofn --outp b.owl remove --sel classes --term-f=no.txt --outp c.owl"
    (folder / "no.txt").write_text("obo:X_1")
    done = invoke("robot", *line.split(" "))
    assert (done.code, done.out) == (0, "")
    assert (folder / "b.owl").exists()
    assert (folder / "c.owl").exists()
    several = invoke("robot", "convert", "--in", "a.ofn")
    assert several.code == 1
    # As ROBOT 1.9.8 has it, two blanks and all.
    said = "Ambiguous option: '--in'  (could be: 'input', 'input-iri')\n"
    assert several.out.startswith(said)


def test_the_stack_is_shown_where_it_is_asked_for(folder: Path, invoke: Callable) -> None:
    asked = invoke("robot", "-vvv", "convert", "-i", "gone.owl", "-o", "x.owl")
    assert "Traceback" in asked.err
    assert "Traceback" not in asked.out
    assert "Traceback" not in invoke("robot", "convert", "-i", "gone.owl", "-o", "x.owl").err


def test_selectors_that_leave_nothing_are_told(folder: Path, invoke: Callable) -> None:
    line = "filter -i a.ofn --select classes --select object-properties -o x.owl"
    done = invoke("robot", *line.split(" "))
    assert done.code == 0
    assert "Nothing is classes and then object-properties" in done.err
