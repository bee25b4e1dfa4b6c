"""Random ontologies of OWL 2 EL and unions."""

import random
from pathlib import Path

import pyoxigraph as ox

from doidkit.syntax.ofn import writer
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.reading import quads


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


def names(number: int) -> list[str]:
    """Return the names of an ontology that no other one has: six classes, two properties."""
    return [f"<http://e/{number}{name}>" for name in "ABCDEFrs"]


def ontology(number: int) -> list[Call]:
    """Return a random ontology."""
    chance = random.Random(number)
    own = names(number)
    return [axiom(own, chance) for _ in range(chance.randrange(2, 12))]


def written(axioms: list[Call], path: Path) -> list[ox.Triple]:
    """Write axioms with their declarations, and return what is read back."""
    found: dict[str, set[str]] = {"Class": set(), "ObjectProperty": set()}
    for each in axioms:
        for part in writer.body([each]).split("<http://e/")[1:]:
            name = part.partition(">")[0]
            found["ObjectProperty" if name[-1] in "rs" else "Class"].add(f"<http://e/{name}>")
    said = [("Declaration", (kind, name)) for kind, some in found.items() for name in some]
    path.write_text(writer.body([*said, *axioms]), encoding="utf-8")
    return [quad.triple for quad in quads(path)]
