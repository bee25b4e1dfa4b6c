"""Terms to tables and back: ``export --header`` and ``template``, and ROBOT's."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[[str, str], Path]
OWN = """Prefix(:=<http://purl.obolibrary.org/obo/DOID_>)
Ontology(<http://e/o> Declaration(Class(:1)) Declaration(Class(:2)) SubClassOf(:2 :1)
AnnotationAssertion(rdfs:label :1 "one") AnnotationAssertion(rdfs:label :2 "two, too"))
"""


def test_a_table_of_terms_and_the_ontology_made_of_it(
    write: Write, invoke: Callable, tmp_path: Path
) -> None:
    ontology, table = write("o.ofn", OWN), tmp_path / "terms.csv"
    made = ("export", "--header", "ID|LABEL|SubClass Of [ID]", "--data", ontology)
    assert invoke(*made).out.splitlines()[1] == "DOID:1\tone\t"
    assert invoke(*made, "-o", table).code == 0
    assert table.read_text().splitlines()[2] == 'DOID:2,"two, too",DOID:1'
    strings = [word for each in ("ID", "LABEL", "SC %") for word in ("-s", each)]
    back = tmp_path / "back.ofn"
    done = invoke("template", table, *strings, "--iri", "http://e/o", "-o", back)
    assert (done.code, done.out) == (0, "")
    assert "\nNo differences.\n" in invoke("diff", ontology, back).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export",), "Name one of"),
        (("export", "hpoa", "--header", "ID"), "Name one of"),
        (("export", "--header", "no such"), "column header 'no such'"),
        (("template",), "Missing argument"),
        (("template", "gone.csv"), "gone.csv: template gone.csv does not exist"),
    ],
)
def test_what_is_refused(invoke: Callable, arguments: tuple[str, ...], said: str) -> None:
    outcome = invoke(*arguments)
    assert outcome.code == 2
    assert said in outcome.err


def test_a_faulty_row_refuses_the_table_unless_it_is_forced(
    write: Write, invoke: Callable, tmp_path: Path
) -> None:
    table = write("t.csv", "Id,Parent\nID,SC %\nDOID:1,'nobody'\nDOID:2,DOID:3\n")
    out = write("out.ofn", "as it was")
    refused = invoke("template", table, "-o", out)
    assert refused.code == 2
    assert "t.csv:3:2: " in refused.err
    assert out.read_text() == "as it was"
    forced = invoke("template", table, "--force", "-o", out)
    assert forced.code == 0
    assert "t.csv:3:2: " in forced.err
    assert "SubClassOf(DOID:2 DOID:3)" in out.read_text()


def test_robots_template_merges_writes_and_hands_on(
    write: Write, invoke: Callable, tmp_path: Path
) -> None:
    ontology = write("o.ofn", OWN)
    table = write("t.csv", "Id,Parent\nID,SC %\nDOID:3,\"'two, too'\"\n")
    alone, whole, after = (tmp_path / f"{name}.ofn" for name in ("alone", "whole", "after"))
    line = ("robot", "template", "-i", ontology, "-t", table)
    assert invoke(*line, "-O", "http://e/new", "-o", alone).code == 0
    assert invoke(*line, "--merge-before", "-o", whole).code == 0
    chained = invoke(*line, "--merge-after", "-o", after, "merge", "-o", tmp_path / "end.ofn")
    assert chained.code == 0
    added = "SubClassOf(DOID:3 DOID:2)"
    assert "Ontology(<http://e/new>" in alone.read_text()
    for path, has in ((alone, False), (whole, True), (after, False), (tmp_path / "end.ofn", True)):
        assert added in path.read_text()
        assert ("SubClassOf(DOID:2 DOID:1)" in path.read_text()) is has


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "MISSING TEMPLATE ERROR at least one template is required\n"),
        (("-t", "t.csv", "-m", "-M"), "MERGE ERROR merge-before and merge-after cannot be"),
        (("-t", "gone.csv"), "TEMPLATE FILE ERROR template gone.csv does not exist"),
        (("-t", "t.csv"), "UNKNOWN ENTITY ERROR "),
    ],
)
def test_robots_errors_of_template(
    write: Write, invoke: Callable, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...],
    said: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(write("t.csv", "Id\nID\nnonsense\n").parent)
    outcome = invoke("robot", "template", *arguments)
    assert outcome.code == 1
    assert outcome.out.startswith(said)
    anchor = said.split(" ERROR")[0].lower().replace(" ", "-")
    assert f"robot.obolibrary.org/template#{anchor}-error" in outcome.out


def test_robots_table_of_errors(write: Write, invoke: Callable, tmp_path: Path) -> None:
    table, errors, out = (
        write("t.csv", "Id\nID\nx\nDOID:1\n"),
        tmp_path / "e.csv",
        tmp_path / "o.ofn",
    )
    line = ("robot", "template", "-t", table, "--errors", errors, "-o", out)
    refused = invoke(*line)
    assert (refused.code, out.exists()) == (1, False)
    assert errors.read_text().splitlines()[0] == "table,cell,rule ID,message"
    assert "A3,ROBOT-template:unknown-entity-error" in errors.read_text()
    assert invoke(*line, "--force", "true").code == 0
    assert "DOID:1" in out.read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--export", "x.csv"), "MISSING REQUIREMENT ERROR --header is a required option"),
        (("--header", "ID"), "MISSING REQUIREMENT ERROR an export file must be specified"),
        (("--header", "ID", "--export", "x.csv", "--format", "odd"), "UNKNOWN FORMAT ERROR 'odd'"),
        (("--header", "no", "--export", "x.csv"), "INVALID COLUMN ERROR "),
        (("--header", "ID", "--export", "x", "--include", ""), "INCLUDE NOTHING ERROR "),
        (("--header", "ID", "--export", "x", "-E", "odd"), "ENTITY FORMAT ERROR 'odd'"),
        (("--header", "ID", "--export", "x", "-l", "odd"), "ENTITY SELECT ERROR 'odd'"),
        (("--header", "ID [X]", "--export", "x"), "UNKNOWN TAG ERROR "),
    ],
)
def test_robots_errors_of_export(
    write: Write, invoke: Callable, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...],
    said: str,
) -> None:  # fmt: skip
    ontology = write("o.ofn", OWN)
    monkeypatch.chdir(ontology.parent)
    outcome = invoke("robot", "export", "-i", ontology, *arguments)
    assert outcome.code == 1
    assert outcome.out.startswith(said)
    assert not Path("x.csv").exists()


def test_a_workbook_has_the_rows_of_the_other_formats(
    write: Write, invoke: Callable, tmp_path: Path
) -> None:
    """Read by openpyxl, which is not what wrote it."""
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    ontology, sheet, table = write("o.ofn", OWN), tmp_path / "o.xlsx", tmp_path / "o.csv"
    columns = ("export", "-i", ontology, "--header", "ID|LABEL|SubClass Of", "--export")
    for path in (sheet, table):
        done = invoke("robot", *columns, path)
        assert done.code == 0, done.out + done.err
    found = openpyxl.load_workbook(sheet).active.iter_rows(values_only=True)
    cells = [[cell or "" for cell in row] for row in found]
    assert cells == [*csv.reader(table.read_text().splitlines())]
    header = ("--header", "ID|LABEL|SubClass Of", "--data", ontology)
    again = invoke("export", *header, "-o", tmp_path / "n.xlsx")
    assert again.code == 0, again.err
    rows = openpyxl.load_workbook(tmp_path / "n.xlsx").active.iter_rows(values_only=True)
    assert [[cell or "" for cell in row] for row in rows] == cells
