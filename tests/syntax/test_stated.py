"""Axioms read as they are stated are those that their RDF says."""

import random
from pathlib import Path

import pytest
from axiomkinds import AXIOMS, HEAD
from shared import required

from doidkit.syntax import owlreading
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.ofn.writer import notes, operands
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.owl.from_rdf import axioms
from doidkit.syntax.reading import quads


def _in_rdf(found: set[Call]) -> set[Call]:
    """Return axioms as a graph has them.

    An axiom with annotations and without is one triple, a blank node's label means nothing.
    """
    annotated = {(axiom[0], *operands(axiom)) for axiom in found if notes(axiom)}
    return {_unlabelled(axiom) for axiom in found - annotated}


def _unlabelled(node: Node) -> Node:
    if isinstance(node, tuple):
        return tuple(map(_unlabelled, node))
    return "_:" if node[:2] == "_:" else node


def _both(path: Path) -> None:
    stated = owlreading.read(path)
    said = axioms(quads(path))
    implied = {axiom for axiom in said.axioms - stated.axioms if axiom[0] == "Declaration"}
    assert _in_rdf(stated.axioms) == _in_rdf(said.axioms - implied)
    assert stated.header == said.header
    text = path.read_text()
    for axiom in implied:
        kind, iri = axiom[-1]
        assert f"Declaration({kind}({iri}" not in text


@pytest.mark.parametrize("seed", range(5))
def test_every_kind_of_axiom_in_any_order(tmp_path: Path, seed: int) -> None:
    lines = [*AXIOMS]
    random.Random(seed).shuffle(lines)
    path = tmp_path / "all.ofn"
    path.write_text(HEAD + "\n".join(lines) + "\n)\n")
    _both(path)


@pytest.mark.parametrize("number", range(len(AXIOMS)))
def test_each_axiom_alone(tmp_path: Path, number: int) -> None:
    declarations = [line for line in AXIOMS if line.startswith("Declaration(")]
    path = tmp_path / "one.ofn"
    path.write_text(HEAD + "\n".join(dict.fromkeys([*declarations, AXIOMS[number]])) + "\n)\n")
    _both(path)


@pytest.mark.parametrize("name", ["uvula.ofn", "cl_module.ofn", "uo_mole_subset.ofn"])
def test_robots_examples(name: str) -> None:
    _both(required("robot") / "examples" / name)


def test_an_undeclared_property_is_not_declared_by_its_use(tmp_path: Path) -> None:
    path = tmp_path / "few.ofn"
    path.write_text("Ontology(SubClassOf(<a:A> ObjectSomeValuesFrom(<a:r> <a:B>)))")
    found: Call = ("SubClassOf", "<a:A>", ("ObjectSomeValuesFrom", "<a:r>", "<a:B>"))
    assert owlreading.read(path).axioms == {found}
    assert owlreading.read(path).format is GraphFormat.OFN
