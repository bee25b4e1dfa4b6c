"""ROBOT's filter, remove, extract and collapse: what they refuse, and what they pass over."""

from collections.abc import Callable
from pathlib import Path

import pytest

_TREE = """Prefix(:=<http://example.org/>)
Prefix(obo:=<http://purl.obolibrary.org/obo/>)
Ontology(<http://example.org/tree>
Declaration(Class(obo:X_1)) Declaration(Class(obo:X_2)) Declaration(Class(obo:X_3))
SubClassOf(obo:X_1 obo:X_2) SubClassOf(obo:X_2 obo:X_3)
)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.ofn").write_text(_TREE)
    (tmp_path / "none.txt").write_text("# no term at all\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("line", "said", "page"),
    [
        ("remove", "MISSING INPUT ERROR an --input is required", "errors"),
        ("remove -i a.ofn -a foo", "AXIOM TYPE ERROR foo is not a valid axiom type", "errors"),
        ("filter -i a.ofn -a subclas", 'did you mean "subclass"?', "errors"),
        ("remove -i a.ofn -s <http://e/A>", "INVALID IRI PATTERN ERROR the pattern", "errors"),
        ("remove -i a.ofn -d zz", "INVALID IRI ERROR", "errors"),
        ("remove -i a.ofn -p maybe", "BOOLEAN VALUE ERROR arg for preserve-structure", "errors"),
        ("filter -i a.ofn -T gone.txt", "gone.txt", "errors"),
        ("collapse -i a.ofn -t x", "THRESHOLD ERROR threshold ('x') must be a valid", "minimize"),
        ("collapse -i a.ofn -t 1", "THRESHOLD VALUE ERROR threshold ('1') must be 2", "minimize"),
        ("extract -i a.ofn -t obo:X_1", "MISSING REQUIREMENT ERROR method of", "errors"),
        ("extract -i a.ofn -m foo", "INVALID METHOD ERROR method must be: star, top", "extract"),
        ("extract -i a.ofn -m STAR", "MISSING TERMS ERROR term(s) are required with", "errors"),
        ("extract -i a.ofn -m BOT -t obo:X_9", "EMPTY TERMS ERROR ontology does not", "errors"),
        ("extract -i a.ofn -m BOT -l obo:X_1", "INVALID OPTION ERROR only --term or", "extract"),
        ("extract -i a.ofn -m MIREOT", "MISSING MIREOT TERMS ERROR either lower", "extract"),
        ("extract -i a.ofn -m MIREOT -u obo:X_1 -b obo:X_2", "MISSING LOWER TERMS", "extract"),
        ("extract -i a.ofn -m BOT -M foo", "INVALID IMPORTS ERROR --imports must", "extract"),
        ("extract -i a.ofn -m BOT -n foo", "UNKNOWN INDIVIDUALS ERROR foo is not a", "extract"),
        ("extract -i a.ofn -m BOT -N foo", "UNKNOWN INTERMEDIATES ERROR 'foo' is", "extract"),
        ("extract -i a.ofn -m BOT -s gone.tsv", "MISSING FILE ERROR file 'gone.tsv'", "global"),
        ("extract -i a.ofn -m BOT -s a.ofn", "INVALID SOURCE MAP ERROR --sources", "extract"),
    ],
)
def test_refusals_are_robots(
    invoke: Callable, folder: Path, line: str, said: str, page: str
) -> None:
    done = invoke("robot", *line.split(), "-o", "out.ofn")
    assert done.code == 1
    assert said in done.out
    if "ERROR" in said:
        assert f"http://robot.obolibrary.org/{page}#" in done.out
    assert not (folder / "out.ofn").exists()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("remove -i a.ofn -t obo:X_9", "Not in the ontology: <http://purl.obolibrary.org/obo/X_9>"),
        ("remove -i a.ofn -t zz", ""),  # ROBOT 1.9.8 removes everything
        ("remove -i a.ofn -T none.txt", ""),
        ("remove -i a.ofn -t obo:X_2 -s parnts", 'did you mean "parents"?'),
    ],
)
def test_what_chooses_nothing_is_told_and_removes_nothing(
    invoke: Callable, folder: Path, line: str, told: str
) -> None:
    done = invoke("robot", *line.split(), "-o", "out.ofn")
    assert done.code == 0, done.out
    assert told in done.err
    assert invoke("diff", "--exit-code", folder / "a.ofn", folder / "out.ofn").code == 0


def test_terms_of_imports_are_there(invoke: Callable, folder: Path) -> None:
    (folder / "b.ofn").write_text(
        "Ontology(<http://example.org/b> Import(<http://example.org/tree>))"
    )
    (folder / "catalog-v001.xml").write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        '<uri name="http://example.org/tree" uri="a.ofn"/></catalog>'
    )
    line = "extract -m MIREOT -i b.ofn -l obo:X_1 -u obo:X_2 -o out.ofn"
    done = invoke("robot", *line.split())
    assert (done.code, done.err) == (0, "")
    assert "SubClassOf(obo:X_1 obo:X_2)" in (folder / "out.ofn").read_text()
    done = invoke("robot", *line.split(), "--imports", "exclude")
    assert "Not in the ontology" in done.err


def test_a_chain_of_them(invoke: Callable, folder: Path) -> None:
    line = (
        "remove -i a.ofn -t obo:X_2 filter -t obo:X_1 -s ancestors "
        "-O http://example.org/new -o out.ofn"
    )
    done = invoke("robot", *line.split())
    assert (done.code, done.err) == (0, "")
    text = (folder / "out.ofn").read_text()
    assert "Ontology(:new" in text
    assert "X_3" in text
    assert "X_2" not in text


def test_short_names_are_the_commands_own(invoke: Callable, folder: Path) -> None:
    # -p is a prefix elsewhere
    done = invoke("robot", *"remove -i a.ofn -t obo:X_2 -p false -o out.ofn".split())
    assert done.code == 0
    assert "SubClassOf" not in (folder / "out.ofn").read_text()
    done = invoke("robot", *"collapse -i a.ofn -r obo:X_2 -o out.ofn".split())
    assert done.code == 0
    assert "X_2" in (folder / "out.ofn").read_text()
