"""Reduced as ROBOT does, but that what followed still follows."""

import random
from pathlib import Path

import pytest
from apart import apart
from randomlogic import names, ontology
from rewritten import classified, distinct, example, logical, robots, saved
from robot import many, needs_robot

from doidkit.reasoners.naming import Names
from doidkit.reasoners.reducing import Pair, redundant
from doidkit.syntax.owl.expressions import Call

A, B, C, D, R = (f"<http://e/{name}>" for name in "ABCDr")


def reduced(given: list[Call], **options: bool) -> list[Pair]:
    return apart(redundant, given, classified, **options)


def below(*links: str) -> list[Call]:
    return [("SubClassOf", f"<http://e/{one}>", f"<http://e/{other}>") for one, other in links]


def left(given: list[Call], gone: list[Pair]) -> list[Call]:
    return [axiom for axiom in given if axiom[0] != "SubClassOf" or axiom[1:] not in {*gone}]


def test_the_example_of_robot(shared: Path) -> None:
    given = logical(example(shared, "redundant-over-subproperties.ofn"))
    gone = reduced(sorted(given, key=str), subproperties=True)
    assert {*left([*given], gone)} == logical(robots(shared, "reduce-2"))
    assert len(gone) == 2


def test_what_another_parent_says() -> None:
    assert reduced(below("AB", "BC", "AC")) == [(A, C)]
    assert reduced(below("AB", "AC")) == []
    thing = "<http://www.w3.org/2002/07/owl#Thing>"
    assert reduced([("SubClassOf", A, thing), *below("AB")]) == [(A, thing)]
    assert reduced([("SubClassOf", A, thing)]) == []


def test_through_a_transitive_property() -> None:
    def some(name: str) -> tuple[str, ...]:
        return ("ObjectSomeValuesFrom", R, name)

    given = [("SubClassOf", A, some(B)), ("SubClassOf", B, some(C)), ("SubClassOf", A, some(C))]
    assert reduced(given) == []
    assert reduced([*given, ("TransitiveObjectProperty", R)]) == [(A, some(C))]


def test_a_general_axiom_that_a_named_one_implies() -> None:
    """ROBOT's own example: the hand."""
    whole = ("ObjectSomeValuesFrom", R, B)
    given = [
        ("SubClassOf", ("ObjectIntersectionOf", A, ("ObjectSomeValuesFrom", R, C)), whole),
        ("SubClassOf", A, whole),
    ]
    assert reduced(given) == [given[0][1:]]


def test_with_annotations_it_may_stay() -> None:
    note = ("Annotation", "<http://e/source>", '"x"')
    given = [*below("AB", "BC"), ("SubClassOf", note, A, C)]
    assert reduced(given) == [(A, C)]
    assert reduced(given, annotated=False) == []


def test_in_a_circle_something_stays() -> None:
    """ROBOT drops A below C and B below C here, each for the other's sake, and C is lost."""
    given = below("AB", "BA", "AC", "BC")
    gone = reduced(given)
    before, after = apart(both, given, left(given, gone))
    assert before.above() == after.above()


def both(one: list[Call], other: list[Call]) -> tuple[object, object]:
    return classified(one), classified(other)


def denser(number: int) -> list[Call]:
    """Return a random ontology with more subclass axioms."""
    chance = random.Random(1000 + number)
    own = names(number)
    more = [("SubClassOf", *chance.sample(own[:-2], 2)) for _ in range(6)]
    fillers = [("ObjectSomeValuesFrom", own[-2], name) for name in own[:3]]
    more += [("SubClassOf", chance.choice(own[:-2]), chance.choice(fillers)) for _ in range(3)]
    rest = [axiom for axiom in ontology(number) if axiom[0] != "DisjointClasses"]
    return [*dict.fromkeys((*rest, *more))]


def test_all_still_follows_of_random_ontologies() -> None:
    dropped = 0
    for number in range(40):
        given = denser(number)
        for options in ({}, {"subproperties": True}):
            gone = reduced(given, **options)
            before, after = apart(both, given, left(given, gone))
            assert before == after, (given, gone)
            dropped += len(gone)
    assert dropped > 40


@needs_robot
@pytest.mark.slow
def test_robot_drops_no_more_than_what_is_lost_then(tmp_path: Path) -> None:
    given = [distinct(denser(number)) for number in range(25)]
    paths = [saved(each, tmp_path / f"{n}.ofn") for n, each in enumerate(given)]
    outs = [path.with_suffix(".out.ofn") for path in paths]
    jobs = [
        (("reduce", "--reasoner", "HermiT", "--input", path, "--output", out), out)
        for path, out in zip(paths, outs, strict=True)
    ]
    alike = 0
    for path, out in zip(paths, many(jobs), strict=True):
        before, after = sorted(logical(path), key=str), logical(out)
        ours = {("SubClassOf", *pair) for pair in reduced(before)}
        theirs = {*before} - after
        assert ours <= theirs, path.read_text()
        alike += ours == theirs
        lost = [axiom for axiom in theirs - ours if apart(follows, [*after], axiom)]
        assert lost == [], path.read_text()
    assert alike > 5


def follows(given: list[Call], axiom: Call) -> bool:
    """Return whether a subclass axiom follows from the subclass axioms and what properties are."""
    known = Names()
    sub, sup = map(known.iri, axiom[1:])
    roles = [each for each in given if each[0] in ("SubClassOf", "TransitiveObjectProperty")]
    found = classified([*roles, *known.definitions()])
    return sup in found.above().get(sub, ()) or sub in found.unsatisfiable
