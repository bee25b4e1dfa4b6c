"""Relaxed as ROBOT does, and nothing that does not follow."""

from pathlib import Path

import pytest
from apart import apart
from randomlogic import ontology
from rewritten import classified, distinct, example, logical, robots, saved
from robot import many, needs_robot

from doidkit.reasoners.relaxing import relaxed

A, B, C, R = (f"<http://e/{name}>" for name in "ABCr")
SOME = ("ObjectSomeValuesFrom", R, C)


@pytest.mark.parametrize(
    ("command", "options"),
    [("relax-2", {}), ("relax-3", {"subclasses": True}), ("relax-4", {"simple": True})],
)
def test_the_examples_of_robot(command: str, options: dict[str, bool], shared: Path) -> None:
    given = logical(example(shared, "relaxed2.owl"))
    assert given | {*relaxed(given, **options)} == logical(robots(shared, command))


def test_a_cardinality_is_a_some_where_it_is_one() -> None:
    for kind, number, found in (
        ("Min", "1", [SOME]),
        ("Exact", "2", [SOME]),
        ("Min", "0", []),
        # ROBOT takes "max 2" for "some", which does not follow.
        ("Max", "2", []),
    ):
        given = [("EquivalentClasses", A, (f"Object{kind}Cardinality", number, R, C))]
        assert relaxed(given) == [("SubClassOf", A, each) for each in found], kind


def test_equivalent_names_only_where_they_are_wanted() -> None:
    given = [("EquivalentClasses", A, B)]
    assert relaxed(given) == []
    assert relaxed(given, names=True) == [("SubClassOf", A, B), ("SubClassOf", B, A)]


def test_what_is_there_is_not_added() -> None:
    both = ("ObjectIntersectionOf", B, SOME)
    given = [("EquivalentClasses", A, both), ("SubClassOf", A, B)]
    assert relaxed(given) == [("SubClassOf", A, SOME)]


def test_nothing_new_follows_from_random_ontologies() -> None:
    for number in range(40):
        given = ontology(number)
        new = relaxed(given, names=True, subclasses=True)
        before, after = apart(both, given, [*given, *new])
        assert before == after, given


def both(one: list, other: list) -> tuple[object, object]:
    return classified(one), classified(other)


@needs_robot
@pytest.mark.slow
def test_the_same_as_robot_on_random_ontologies(tmp_path: Path) -> None:
    given = [distinct(ontology(number)) for number in range(25)]
    paths = [saved(each, tmp_path / f"{n}.ofn") for n, each in enumerate(given)]
    outs = [path.with_suffix(".out.ofn") for path in paths]
    jobs = [
        (("relax", "--input", path, "--include-subclass-of", "true", "--output", out), out)
        for path, out in zip(paths, outs, strict=True)
    ]
    for path, out in zip(paths, many(jobs), strict=True):
        before = logical(path)
        # It says of some classes that they are below themselves.
        theirs = {axiom for axiom in logical(out) if axiom[1:] != (axiom[1], axiom[1])}
        assert before | {*relaxed(before, subclasses=True)} == theirs, path.read_text()
