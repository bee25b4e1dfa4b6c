"""``merge``, ``annotate`` and ``rename``: the same operations as ROBOT's, under our own names."""

from collections.abc import Callable
from pathlib import Path

import pytest

from doidkit.documents import read

_HEAD = """Prefix(:=<http://example.org/>)
Prefix(obo:=<http://purl.obolibrary.org/obo/>)
"""
_ONE = """Ontology(<http://example.org/one.owl> <http://example.org/1/one.owl>
Declaration(Class(obo:X_1)) SubClassOf(obo:X_1 obo:X_2) SubClassOf(obo:X_2 obo:X_3))
"""
_TWO = """Ontology(<http://example.org/two.owl> Annotation(:p "two")
Declaration(Class(obo:X_2)) SubClassOf(obo:X_1 obo:X_2))
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "one.ofn").write_text(_HEAD + _ONE)
    (tmp_path / "two.ofn").write_text(_HEAD + _TWO)
    (tmp_path / "names.tsv").write_text("old\tnew\tlabel\nobo:X_1\tobo:X_2\nobo:X_2\tobo:X_1\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def x(number: int) -> str:
    return f"<http://purl.obolibrary.org/obo/X_{number}>"


def test_what_is_merged_is_there_once_and_can_be_left_out(folder: Path, invoke: Callable) -> None:
    assert invoke("merge", "one.ofn", "two.ofn", "-o", "both.owl").code == 0
    both = read("both.owl")
    assert both.iri == "<http://example.org/one.owl>"
    assert {axiom for axiom in both.axioms if axiom[0] == "SubClassOf"} == {
        ("SubClassOf", x(1), x(2)),
        ("SubClassOf", x(2), x(3)),
    }
    assert not both.annotations
    assert invoke("merge", "both.owl", "--without", "two.ofn", "-o", "rest.ofn").code == 0
    assert ("SubClassOf", x(1), x(2)) not in read("rest.ofn").axioms


def test_sources_and_definers_are_told(folder: Path, invoke: Callable) -> None:
    line = "merge one.ofn two.ofn --sources --definers --annotations -o both.ofn"
    assert invoke(*line.split(" ")).code == 0
    both = read("both.ofn")
    sources = {axiom[1][-1] for axiom in both.axioms if axiom[-2:] == (x(1), x(2))}
    assert sources == {"<http://example.org/1/one.owl>", "<http://example.org/two.owl>"}
    definers = {axiom[-2:] for axiom in both.axioms if "isDefinedBy" in str(axiom[-3:])}
    assert definers == {(x(n), "<http://example.org/one.owl>") for n in (1, 2, 3)} | {
        ("<http://example.org/p>", "<http://example.org/two.owl>")
    }
    assert [note[-1] for note in both.annotations] == ['"two"']


def test_two_terms_are_exchanged(folder: Path, invoke: Callable) -> None:
    assert invoke("rename", "one.ofn", "--table", "names.tsv", "-o", "new.ofn").code == 0
    axioms = read("new.ofn").axioms
    assert {("SubClassOf", x(2), x(1)), ("SubClassOf", x(1), x(3))} <= axioms
    back = invoke("rename", "new.ofn", "--table", "names.tsv", "--to", "ofn")
    assert "SubClassOf(obo:X_1 obo:X_2)" in back.out


def test_the_header_is_annotated(folder: Path, invoke: Callable) -> None:
    words = ["--text", "rdfs:label", "A b", "--in-language", "rdfs:label", "Ein b", "de"]
    words += [
        "--typed",
        "dcterms:date",
        "2026-11-27",
        "xsd:date",
        "--link",
        "rdfs:seeAlso",
        "DOID:4",
    ]
    assert invoke("annotate", "one.ofn", *words, "--iri", "http://x.org/", "-o", "a.ttl").code == 0
    found = read("a.ttl")
    assert (found.iri, found.version) == ("<http://x.org/>", "<http://example.org/1/one.owl>")
    assert {note[-1] for note in found.annotations} == {
        '"A b"',
        '"Ein b"@de',
        '"2026-11-27"^^<http://www.w3.org/2001/XMLSchema#date>',
        "<http://purl.obolibrary.org/obo/DOID_4>",
    }
    assert invoke("annotate", "a.ttl", "--remove-annotations", "-o", "b.ttl").code == 0
    assert not read("b.ttl").annotations


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("merge gone.ofn -o x.ofn", "gone.ofn: no such file"),
        ("merge one.ofn -o x.what", "x.what"),
        ("rename one.ofn -o x.ofn", "Name what to rename"),
        ("rename one.ofn --term obo:X_9 obo:X_8 -o x.ofn", '"obo:X_9" is no term of the ontology'),
        ("rename one.ofn --term obo:X_1 obo:X_8 --term obo:X_2 obo:X_8", "--allow-duplicates"),
        ("rename one.ofn --table one.ofn", "must be a CSV or TSV/TXT file"),
        ("annotate one.ofn --text label x", '"label" is neither an IRI nor a CURIE'),
    ],
)
def test_refusals_are_a_sentence_and_leave_nothing(
    folder: Path, invoke: Callable, line: str, said: str
) -> None:
    outcome = invoke(*line.split(" "))
    assert outcome.code == 2
    assert said in outcome.err
    assert not [*folder.glob("x.*")]


def test_a_term_is_renamed_by_its_label(folder: Path, invoke: Callable) -> None:
    line = ("rename", "--term", "calcinosis cutis", "http://example.org/new", "--to", "ofn")
    assert 'rdfs:label <http://example.org/new> "calcinosis cutis"' in invoke(*line).out
    near = invoke("rename", "--term", "calcinosis cutiss", "http://example.org/new")
    assert near.code == 2
    assert 'did you mean "calcinosis cutis"?' in near.err
