"""Laconic justifications: what they say is enough, and nothing of it could be left out."""

import random
from collections.abc import Callable, Iterator, Sequence

import pytest
from apart import in_a_copy
from randomlogic import names, ontology

from doidkit.reasoners import rustdl
from doidkit.reasoners.justifications import justifications
from doidkit.reasoners.laconic import laconic, parts, weakenings
from doidkit.syntax.owl.expressions import Call, Node, owl

A, B, C, D, R = (f"<http://e/{name}>" for name in "ABCDr")
THING, NOTHING = owl("Thing"), owl("Nothing")


def both(*nodes: Node) -> Call:
    return ("ObjectIntersectionOf", *nodes)


def either(*nodes: Node) -> Call:
    return ("ObjectUnionOf", *nodes)


def some(node: Node) -> Call:
    return ("ObjectSomeValuesFrom", R, node)


def below(one: Node, other: Node) -> Call:
    return ("SubClassOf", one, other)


def implies(sub: str, sup: str) -> Callable[[Sequence[Call]], bool]:
    def follows(axioms: Sequence[Call]) -> bool:
        return rustdl.classified(axioms, [sub[1:-1], sup[1:-1]]).is_subclass(sub[1:-1], sup[1:-1])

    return follows


CASES = {
    "conjuncts": ([below(A, both(B, C)), below(B, both(C, D))], D, [below(A, B), below(B, D)]),
    "an equivalence": (
        [("EquivalentClasses", A, both(B, C)), ("EquivalentClasses", D, either(B, C))],
        D,
        [below(A, C), below(C, D)],
    ),
    "a filler": (
        [below(A, some(both(B, C))), below(some(B), D)],
        D,
        [below(A, some(B)), below(some(B), D)],
    ),
    "a filler of anything": (
        [below(A, some(both(B, C))), ("ObjectPropertyDomain", R, both(D, C))],
        D,
        [below(A, some(THING)), ("ObjectPropertyDomain", R, D)],
    ),
    "a number": (
        [
            below(A, ("ObjectExactCardinality", "3", R, B)),
            below(("ObjectMinCardinality", "2", R, B), D),
        ],
        D,
        [
            below(A, ("ObjectMinCardinality", "2", R, B)),
            below(("ObjectMinCardinality", "2", R, B), D),
        ],
    ),
    "only": (
        [
            below(A, both(some(B), ("ObjectAllValuesFrom", R, both(C, B)))),
            below(some(C), D),
        ],
        D,
        [
            below(A, some(THING)),
            below(A, ("ObjectAllValuesFrom", R, C)),
            below(some(C), D),
        ],
    ),
}


@pytest.mark.parametrize(("axioms", "sup", "least"), CASES.values(), ids=CASES)
@in_a_copy
def test_the_parts_that_matter(axioms: list[Call], sup: str, least: list[Call]) -> None:
    found, whole = laconic(axioms, implies(A, sup), most=5)
    assert {*least} in [{*each} for each in found.justifications]
    for each in found.justifications:
        is_laconic(each, implies(A, sup))
        assert {whole[part] for part in each} <= {*axioms}


@in_a_copy
def test_two_ways_within_one_set_of_axioms() -> None:
    """One justification of axioms, two of parts: masking, as Horridge and others call it."""
    axioms = [below(A, both(B, C)), below(either(B, C), D)]
    found, _ = laconic(axioms, implies(A, D), most=5)
    assert sorted(map(sorted, found.justifications)) == [
        [below(A, B), below(B, D)],
        [below(A, C), below(C, D)],
    ]
    assert found.complete


def test_parts_of_axioms_over_sets() -> None:
    assert parts(("DisjointClasses", A, B, C)) == [
        ("DisjointClasses", A, B),
        ("DisjointClasses", A, C),
        ("DisjointClasses", B, C),
    ]
    union = parts(("DisjointUnion", A, B, C))
    assert union == [
        below(A, either(B, C)),
        below(B, A),
        below(C, A),
        ("DisjointClasses", B, C),
    ]
    note = ("Annotation", "<http://e/p>", '"x"')
    assert parts(("SubClassOf", note, A, B)) == [below(A, B)]


def test_what_says_nothing_is_no_weakening() -> None:
    assert [*weakenings(below(A, B))] == []
    assert [*weakenings(below(both(A, B), C))] == []
    assert [*weakenings(below(A, either(B, C)))] == []
    assert [*weakenings(below(some(either(A, B)), C))] == [
        below(some(B), C),
        below(some(A), C),
    ]
    assert below(some(THING), C) not in [*weakenings(below(some(A), C))], "it would say more"


@pytest.mark.parametrize("start", [0, 100, 200, 300])
@in_a_copy
def test_random_ontologies(start: int) -> None:
    """Every justification of some entailments, in parts: enough, and none can be less."""
    shortened = 0
    for number in range(start, start + 12):
        given = ontology(number)
        own = names(number)[:-2]
        found = rustdl.classified(given, [name[1:-1] for name in own])
        pairs = [
            (one, other)
            for one in own
            for other in own
            if one != other and found.is_subclass(one[1:-1], other[1:-1])
        ]
        for pair in random.Random(number).sample(pairs, min(2, len(pairs))):
            follows = implies(*pair)
            for why in justifications(given, follows, most=2).justifications:
                least, whole = laconic(why, follows, most=2)
                assert least.justifications
                for each in least.justifications:
                    is_laconic(each, follows)
                    assert all(entails([whole[part]], part) for part in each)
                    shortened += {*each} != {*why}
    assert shortened


def is_laconic(axioms: Sequence[Call], follows: Callable[[Sequence[Call]], bool]) -> None:
    """Assert that axioms are enough, and that none could be left out or be weaker."""
    assert follows(axioms)
    for at, axiom in enumerate(axioms):
        rest = [*axioms[:at], *axioms[at + 1 :]]
        assert not follows(rest), axiom
        for other in replaced(axiom):
            if follows([*rest, other]):
                weaker = entails([axiom], other) and not entails([other], axiom)
                assert not weaker, (axiom, other)


def replaced(node: Node) -> Iterator[Node]:
    """Yield an axiom with one class in it, at any depth, owl:Thing or owl:Nothing instead."""
    if isinstance(node, str):
        return
    kind, *given = node
    for at, part in enumerate(given):
        if part == R or str(part)[-2:-1] in "rs" or str(part).isdigit():
            continue
        for each in (THING, NOTHING, *replaced(part)):
            yield (kind, *given[:at], each, *given[at + 1 :])


def entails(given: Sequence[Call], axiom: Call) -> bool:
    """Return whether an axiom follows; one that is not about classes only from itself."""
    kind, *rest = axiom
    if axiom in given:
        return True
    if kind == "ObjectPropertyDomain":
        rest = [("ObjectSomeValuesFrom", rest[0], THING), rest[1]]
    elif kind == "DisjointClasses":
        rest = [both(*rest), NOTHING]
    elif kind != "SubClassOf":
        return False
    one, other = "<urn:x:one>", "<urn:x:other>"
    said = [("EquivalentClasses", one, rest[0]), ("EquivalentClasses", other, rest[1])]
    found = rustdl.classified([*given, *said], [one[1:-1], other[1:-1]])
    return bool(found.is_subclass(one[1:-1], other[1:-1]))
