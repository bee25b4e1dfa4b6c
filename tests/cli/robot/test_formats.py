"""Each of ROBOT's formats is written and read, compressed or not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from doidkit.documents import read

KINDS = Path(__file__).parents[2] / "examples" / "owlapi" / "kinds.ofn"


@pytest.mark.parametrize("ending", ["owl", "ttl", "owx", "omn", "ofn"])
@pytest.mark.parametrize("packed", ["", ".gz"])
def test_what_is_written_says_what_was_read(
    tmp_path: Path, invoke: Callable, ending: str, packed: str
) -> None:
    out, again = tmp_path / f"kinds.{ending}{packed}", tmp_path / "again.ofn"
    assert invoke("robot", "convert", "-i", KINDS, "-o", out).code == 0
    assert (out.read_bytes()[:2] == b"\x1f\x8b") is bool(packed)
    assert invoke("robot", "convert", "-i", out, "-o", again).code == 0
    one, other = read(KINDS), read(again)
    declared = {axiom for axiom in other.axioms if axiom[0] == "Declaration"}
    assert one.axioms <= other.axioms
    assert other.axioms - one.axioms <= declared
    assert (one.iri, one.version) == (other.iri, other.version)
    assert set(one.annotations) == set(other.annotations)


def test_the_format_that_is_given_wins_over_the_extension(tmp_path: Path, invoke: Callable) -> None:
    out = tmp_path / "kinds.txt"
    assert invoke("robot", "convert", "-i", KINDS, "--format", "OBO", "-o", out).code == 0
    assert out.read_text().startswith("format-version: 1.2\n")


def test_each_output_is_written(tmp_path: Path, invoke: Callable) -> None:
    one, other = tmp_path / "a.obo", tmp_path / "b.json"
    assert invoke("robot", "merge", "-i", KINDS, "-o", one, "-o", other).code == 0
    assert one.stat().st_size
    assert other.read_text().startswith("{")


def test_short_names_are_those_of_the_command(tmp_path: Path, invoke: Callable) -> None:
    """-p and -V are options of every command, and others of merge's and annotate's own."""
    out = tmp_path / "a.ofn"
    line = ["merge", "-p", KINDS.with_name("kinds.of*"), "annotate", "-V", "http://x.org/2"]
    assert invoke("robot", *line, "-o", out).code == 0
    assert read(out).version == "<http://x.org/2>"


@pytest.mark.parametrize(
    ("words", "comments", "beyond"),
    [
        ("strict", ["a"], True),
        ("merge-comments", ["a b"], True),
        ("strict merge-comments", ["a b"], True),
        ("merge-comments drop-extra-comments", ["a"], True),
        ("simple", ["a"], False),
        ("drop-extra-comments drop-untranslatable-axioms", ["a"], False),
    ],
)
def test_words_of_clean_obo(
    tmp_path: Path, invoke: Callable, words: str, comments: list[str], beyond: bool
) -> None:
    given, out = tmp_path / "a.ofn", tmp_path / "a.obo"
    given.write_text(
        "Prefix(obo:=<http://purl.obolibrary.org/obo/>)\n"
        "Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)\n"
        "Ontology(obo:x.owl Declaration(Class(obo:X_1)) Declaration(ObjectProperty(obo:X_r))\n"
        'AnnotationAssertion(rdfs:comment obo:X_1 "b")\n'
        'AnnotationAssertion(rdfs:comment obo:X_1 "a")\n'
        "SubClassOf(obo:X_1 ObjectComplementOf(obo:X_2)))"
    )
    assert invoke("robot", "convert", "-i", given, "--clean-obo", words, "-o", out).code == 0
    lines = out.read_text().splitlines()
    assert [line[9:] for line in lines if line.startswith("comment: ")] == comments
    assert any(line.startswith("owl-axioms: ") for line in lines) is beyond


def test_strict_refuses_what_is_no_owl(tmp_path: Path, invoke: Callable) -> None:
    given = tmp_path / "a.ttl"
    given.write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix : <http://x.org/> .\n"
        ":a a owl:Class ; owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( :b ) ] .\n"
    )
    assert invoke("robot", "merge", "-i", given, "-o", tmp_path / "b.ofn").code == 0
    outcome = invoke("robot", "--strict", "merge", "-i", given, "-o", tmp_path / "c.ofn")
    assert outcome.code == 1
    assert outcome.out.startswith("UNPARSED TRIPLES ERROR input ontology contains 1")
    assert not (tmp_path / "c.ofn").exists()
