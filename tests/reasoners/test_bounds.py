"""Between its bounds an ontology implies what HermiT finds, pair for pair."""

import random
from pathlib import Path

import pyoxigraph as ox
import pytest

from doidkit.reasoners import hermit, rustdl
from doidkit.reasoners.bounds import bounds
from doidkit.syntax.ofn import writer
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.reading import quads

ONTOLOGIES = 200


def expression(names: list[str], chance: random.Random, depth: int = 2) -> Node:
    kind = chance.randrange(6) if depth else 0
    if kind < 3:
        return chance.choice(names[:-2])
    inner = [expression(names, chance, depth - 1) for _ in range(2)]
    if kind == 3:
        return ("ObjectSomeValuesFrom", chance.choice(names[-2:]), inner[0])
    return ("ObjectUnionOf" if kind == 4 else "ObjectIntersectionOf", *inner)


def axiom(names: list[str], chance: random.Random) -> Call:
    one, other = (expression(names, chance) for _ in range(2))
    role, second = names[-2:]
    return chance.choice(
        [
            ("SubClassOf", chance.choice(names[:-2]), other),
            ("SubClassOf", chance.choice(names[:-2]), other),
            ("SubClassOf", one, other),
            ("EquivalentClasses", chance.choice(names[:-2]), ("ObjectUnionOf", one, other)),
            ("EquivalentClasses", chance.choice(names[:-2]), other),
            ("SubObjectPropertyOf", role, second),
            ("SubObjectPropertyOf", ("ObjectPropertyChain", role, second), second),
            ("TransitiveObjectProperty", role),
            ("ObjectPropertyDomain", role, other),
            ("DisjointClasses", *chance.sample(names[:-2], 2)),
        ]
    )


def ontology(number: int) -> list[Call]:
    """Return a random ontology whose names no other one has."""
    chance = random.Random(number)
    names = [f"<http://e/{number}{name}>" for name in "ABCDEFrs"]
    return [axiom(names, chance) for _ in range(chance.randrange(2, 12))]


def told(axioms: list[Call], path: Path) -> list[ox.Triple]:
    names: dict[str, set[str]] = {"Class": set(), "ObjectProperty": set()}
    for each in axioms:
        for part in writer.body([each]).split("<http://e/")[1:]:
            name = part.partition(">")[0]
            names["ObjectProperty" if name[-1] in "rs" else "Class"].add(f"<http://e/{name}>")
    said = [("Declaration", (kind, name)) for kind, found in names.items() for name in found]
    path.write_text(writer.body([*said, *axioms]), encoding="utf-8")
    return [quad.triple for quad in quads(path)]


@pytest.mark.usefixtures("java")
def test_the_same_as_hermit_on_random_ontologies(tmp_path: Path) -> None:
    path = tmp_path / "o.ofn"
    ontologies = [ontology(number) for number in range(ONTOLOGIES)]
    assert sum(bounds(each) is not None for each in ontologies) == ONTOLOGIES
    pairs, equivalent, nothing = set(), set(), set()
    for each in ontologies:
        found = rustdl.classify(told(each, path))
        assert found.consistent, each
        pairs |= {(iri, up) for iri, ups in found.above().items() for up in ups}
        equivalent |= set(found.equivalent)
        nothing |= set(found.unsatisfiable)
    thorough = hermit.classify(told([axiom for each in ontologies for axiom in each], path))
    assert pairs == {(iri, up) for iri, ups in thorough.above().items() for up in ups}
    assert equivalent == set(thorough.equivalent)
    assert nothing == set(thorough.unsatisfiable)
    assert len(pairs) > 500
    assert len(nothing) > 5
