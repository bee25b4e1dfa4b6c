"""``doidkit extract``: what is asked becomes an extraction, what is wrong one sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest

_TREE = """Prefix(:=<http://example.org/>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Ontology(<http://example.org/tree> Annotation(rdfs:comment "a tree")
Declaration(Class(:A)) Declaration(Class(:B)) Declaration(Class(:C))
SubClassOf(:A :B) SubClassOf(:B :C)
AnnotationAssertion(rdfs:label :A "leaf")
)
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    path = tmp_path / "tree.ofn"
    path.write_text(_TREE)
    return path


def lines(invoke: Callable, *arguments: str | Path) -> set[str]:
    done = invoke("extract", *arguments, "--to", "ofn")
    assert done.code == 0, done.err
    return {line for line in done.out.splitlines() if line.strip(")")}


@pytest.mark.parametrize(
    ("arguments", "hierarchy"),
    [
        (("--term", "leaf", "--method", "bot"), {"SubClassOf(:A :B)", "SubClassOf(:B :C)"}),
        (("--term", ":B", "--method", "top"), {"SubClassOf(:A :B)"}),
        (("--term", ":B", "--term", "leaf"), {"SubClassOf(:A :B)"}),
        (("--term", "leaf", "--term", ":C", "--method", "subset"), {"SubClassOf(:A :C)"}),
        (("--method", "mireot", "--lower", ":A", "--upper", ":B"), {"SubClassOf(:A :B)"}),
        (("--method", "mireot", "--branch", ":B"), {"SubClassOf(:A :B)"}),
        (
            ("--method", "mireot", "--branch", ":C", "--intermediates", "none"),
            {"SubClassOf(:A :C)"},
        ),
    ],
)
def test_each_method(
    invoke: Callable, tree: Path, arguments: tuple[str, ...], hierarchy: set[str]
) -> None:
    found = lines(invoke, tree, *arguments)
    assert {line for line in found if line.startswith("SubClassOf")} == hierarchy
    assert 'AnnotationAssertion(rdfs:label :A "leaf")' in found


def test_the_header_and_sources(invoke: Callable, tree: Path, tmp_path: Path) -> None:
    table = tmp_path / "sources.csv"
    table.write_text("term,source\nhttp://example.org/A,http://example.org/mine\n")
    asked = ("--annotations", "--definers", "--sources", table, "--iri", "http://example.org/new")
    found = lines(invoke, tree, "--term", "leaf", "--method", "bot", *asked)
    assert "Ontology(:new" in found
    assert 'Annotation(rdfs:comment "a tree")' in found
    assert "AnnotationAssertion(rdfs:isDefinedBy :A :mine)" in found


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Name --lower or --branch terms with mireot, --term otherwise."),
        (("--method", "mireot", "--term", "leaf"), "Name --lower or --branch terms with mireot"),
        (("--method", "bot", "--lower", "leaf"), "Name --lower or --branch terms with mireot"),
        (("--method", "mireot", "--upper", "leaf"), "Either lower terms or branches are needed"),
        (("--term", "laef"), '"laef" is no term of the ontology; did you mean "leaf"?'),
    ],
)
def test_what_is_wrong_is_said(
    invoke: Callable, tree: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = invoke("extract", tree, *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_row_of_the_sources_without_one_is_located(
    invoke: Callable, tree: Path, tmp_path: Path
) -> None:
    table = tmp_path / "sources.tsv"
    table.write_text("term\tsource\n:A\n")
    done = invoke("extract", tree, "--term", "leaf", "--definers", "--sources", table)
    assert done.code == 2
    assert "sources.tsv:2: has no source beside the term" in done.err
