"""``doidkit filter``: what is asked becomes a selection, what is wrong one sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest

_TREE = """Prefix(:=<http://example.org/>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Ontology(<http://example.org/tree>
Declaration(Class(:A)) Declaration(Class(:B)) Declaration(Class(:C))
SubClassOf(:A :B) SubClassOf(:B :C)
AnnotationAssertion(rdfs:label :A "leaf") AnnotationAssertion(rdfs:label :B "branch")
AnnotationAssertion(rdfs:label :C "branch")
)
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    path = tmp_path / "tree.ofn"
    path.write_text(_TREE)
    return path


def left(invoke: Callable, *arguments: str | Path) -> set[str]:
    done = invoke("filter", *arguments, "--to", "ofn")
    assert done.code == 0, done.err
    return {line for line in done.out.splitlines() if line.startswith(("Sub", "Anno", "Decl"))}


def test_a_term_by_its_label_with_its_annotations(invoke: Callable, tree: Path) -> None:
    found = left(invoke, tree, "--term", "leaf", "--select", "self parents annotations")
    assert found == {
        "Declaration(Class(:A))",
        "Declaration(Class(:B))",
        "SubClassOf(:A :B)",
        'AnnotationAssertion(rdfs:label :A "leaf")',
        'AnnotationAssertion(rdfs:label :B "branch")',
    }


def test_what_is_removed_leaves_no_gap_unless_asked(invoke: Callable, tree: Path) -> None:
    arguments = (tree, "--remove", "--term", ":B", "--axioms", "subclass declaration")
    assert "SubClassOf(:A :C)" in left(invoke, *arguments)
    assert "SubClassOf(:A :C)" not in left(invoke, *arguments, "--no-gaps")


def test_touching_and_within(invoke: Callable, tree: Path) -> None:
    kinds = (tree, "--term", "leaf", "--axioms", "subclass", "--no-gaps")
    assert left(invoke, *kinds) == left(invoke, *kinds, "--within") == set()
    assert "SubClassOf(:A :B)" in left(invoke, *kinds, "--touching")
    assert "SubClassOf(:A :B)" not in left(invoke, *kinds, "--remove")
    assert "SubClassOf(:A :B)" in left(invoke, *kinds, "--remove", "--within")


def test_terms_of_a_file(invoke: Callable, tree: Path, tmp_path: Path) -> None:
    listed = tmp_path / "terms.txt"
    listed.write_text("# mine\n:A # the leaf\n\nhttp://example.org/B\n")
    assert "SubClassOf(:A :B)" in left(invoke, tree, "--term", f"@{listed}")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--term", "laef"), '"laef" is no term of the ontology; did you mean "leaf"?'),
        (("--term", "branch"), '"branch" is the label of several terms'),
        (("--term", "@gone.txt"), "gone.txt: the terms cannot be read"),
        (("--select", "parent"), '"parent" is no selector; did you mean "parents"?'),
        (("--select", "classes", "--select", "individuals"), "classes and then individuals"),
        (("--axioms", "ClasAssertion"), 'did you mean "ClassAssertion"?'),
        (("--axioms", "internal external"), "Internal and external axioms together"),
        (("--drop", "rdfs:label=~'('"), "is no regular expression"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    invoke: Callable, tree: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = invoke("filter", tree, *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1
