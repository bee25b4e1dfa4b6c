"""What is called ELK's is ELK's, pair for pair."""

import gzip
import random
from pathlib import Path

import pytest
from apart import apart
from elk import found, needs_elk
from randomlogic import expression, names, ontology

from doidkit.reasoners import rustdl
from doidkit.reasoners.el import profile
from doidkit.reasoners.taxonomy import Taxonomy
from doidkit.syntax.ofn import writer
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.owl.operands import ENTITY_OF, used
from doidkit.syntax.reading import quads

ONTOLOGIES = 150


def more(own: list[str], chance: random.Random) -> Call:
    """Return an axiom with what is outside OWL 2 EL, or at its edge."""
    one, other = (expression(own, chance, 1) for _ in range(2))
    name, role = chance.choice(own[:-2]), own[-1]
    first, second = (f"<http://e/individual/{own[0][10:-2]}{letter}>" for letter in "ij")
    beyond: list[Node] = [
        ("ObjectAllValuesFrom", role, one),
        ("ObjectComplementOf", one),
        ("ObjectMinCardinality", "1", role, one),
        ("ObjectMaxCardinality", "1", role, one),
        ("ObjectHasValue", role, first),
        ("ObjectOneOf", first),
        ("ObjectOneOf", first, second),
        ("ObjectSomeValuesFrom", ("ObjectInverseOf", role), one),
        ("ObjectIntersectionOf", one, ("ObjectComplementOf", other)),
    ]
    part = chance.choice(beyond)
    return chance.choice(
        [
            ("SubClassOf", name, part),
            ("SubClassOf", part, name),
            ("EquivalentClasses", name, part),
            ("ObjectPropertyRange", role, one),
            ("FunctionalObjectProperty", role),
            ("SymmetricObjectProperty", role),
            ("InverseObjectProperties", *own[-2:]),
            ("DisjointUnion", name, *chance.sample([n for n in own[:-2] if n != name], 2)),
            ("ClassAssertion", one, first),
            ("ObjectPropertyAssertion", role, first, second),
            ("SameIndividual", first, second),
            ("DifferentIndividuals", first, second),
        ]
    )


def wider(number: int) -> list[Call]:
    """Return a random ontology of which ELK follows a part."""
    chance = random.Random(-number - 1)
    axioms = [axiom for axiom in ontology(number) if axiom[0] != "DisjointClasses"]
    return [*axioms, *(more(names(number), chance) for _ in range(chance.randrange(1, 4)))]


def saved(axioms: list[Call], path: Path) -> Path:
    entities = {pair for axiom in axioms for pair in used(axiom) if pair[0] in ENTITY_OF}
    said = [("Declaration", (ENTITY_OF[kind], name)) for kind, name in sorted(entities)]
    path.write_text(writer.body([*said, *axioms]), encoding="utf-8")
    return path


def taken(paths: list[Path]) -> list[Taxonomy]:
    return [rustdl.classify_el([quad.triple for quad in quads(path)])[0] for path in paths]


def told(taxonomy: Taxonomy) -> set[tuple[str, ...]]:
    if taxonomy.consistent is False:
        return {()}
    pairs = {(iri, up) for iri, ups in taxonomy.above().items() for up in ups}
    return pairs | {(iri,) for iri in taxonomy.unsatisfiable}


@needs_elk
@pytest.mark.slow
@pytest.mark.parametrize("made", [ontology, wider], ids=["EL and unions", "wider"])
def test_the_same_as_elk_on_random_ontologies(made: object, tmp_path: Path) -> None:
    paths = [saved(made(n), tmp_path / f"{n}.ofn") for n in range(ONTOLOGIES)]
    theirs = found(paths)
    ours = dict(zip(map(str, paths), map(told, apart(taken, paths)), strict=True))
    wrong = [path for path in ours if ours[path] != theirs[path]]
    assert [(Path(path).read_text(), ours[path], theirs[path]) for path in wrong] == []
    assert sum(map(len, theirs.values())) > 500


@needs_elk
@pytest.mark.slow
def test_the_same_as_elk_on_the_disease_ontology(shared: Path, tmp_path: Path) -> None:
    path = tmp_path / "logic.ofn"
    packed = shared / "data" / "do-logical-2026-07-31.ofn.gz"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    taxonomy, beyond = apart(rustdl.classify_el, [quad.triple for quad in quads(path)])
    assert told(taxonomy) == found([path])[str(path)]
    assert len(told(taxonomy)) == 152_015  # 19 fewer than all
    assert beyond.axioms == {"ObjectUnionOf": 136}
    assert beyond.most >= 19


def test_what_is_ignored_is_counted_once_an_axiom() -> None:
    a, b, r = "<http://e/A>", "<http://e/B>", "<http://e/r>"
    union = ("ObjectUnionOf", b, r)
    only = ("ObjectAllValuesFrom", r, b)
    taken = profile(
        [
            ("SubClassOf", a, union),
            ("SubClassOf", union, a),
            ("SubClassOf", a, ("ObjectIntersectionOf", union, union)),
            ("EquivalentClasses", a, ("ObjectUnionOf", b, only)),
            ("FunctionalObjectProperty", r),
            ("Declaration", ("Class", a)),
        ]
    )
    assert taken.beyond == {
        "ObjectUnionOf": 2,
        "ObjectAllValuesFrom": 1,
        "FunctionalObjectProperty": 1,
    }
    assert ("SubClassOf", b, "<urn:doidkit:el:0>") in taken.axioms


def test_a_union_of_one_is_that_one() -> None:
    a, b = "<http://e/A>", "<http://e/B>"
    taken = profile([("SubClassOf", a, ("ObjectUnionOf", b, b))])
    assert (taken.axioms, taken.beyond) == ([("SubClassOf", a, b)], {})
