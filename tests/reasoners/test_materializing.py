"""Materialised as ROBOT does, and nothing that does not follow."""

from pathlib import Path

import pytest
from apart import apart
from randomlogic import names, ontology
from rewritten import by_elk, classified, distinct, example, logical, robots, saved
from robot import many, needs_robot

from doidkit.errors import EngineError
from doidkit.prefixes import expand
from doidkit.reasoners.materializing import materialized
from doidkit.syntax.owl.expressions import Call

A, B, C, D, R = (f"<http://e/{name}>" for name in "ABCDr")


def some(name: str) -> Call:
    return ("ObjectSomeValuesFrom", R, name)


def test_the_example_of_robot(shared: Path) -> None:
    given = logical(example(shared, "emr_example.obo"))
    part_of = f"<{expand('BFO:0000050')}>"
    new = apart(materialized, given, by_elk, [part_of])
    assert given | {*new} == logical(robots(shared, "materialize-1"))
    assert len(new) == 4


def test_the_most_specific_alone() -> None:
    given = [
        ("SubClassOf", A, B),
        ("EquivalentClasses", B, some(C)),
        ("SubClassOf", C, D),
        ("SubClassOf", A, some(C)),
    ]
    # What B is equivalent to is above A, what is above that is not direct.
    assert apart(materialized, given, classified) == [("SubClassOf", B, some(D))]


def test_a_class_that_nothing_can_belong_to_is_refused() -> None:
    given = [("DisjointClasses", A, B), ("SubClassOf", C, A), ("SubClassOf", C, B)]
    with pytest.raises(EngineError, match="Nothing can belong to http://e/C"):
        apart(materialized, given, classified)


def consistent(number: int) -> list[Call]:
    return [axiom for axiom in ontology(number) if axiom[0] != "DisjointClasses"]


def test_nothing_new_follows_from_random_ontologies() -> None:
    added = 0
    for number in range(40):
        given = consistent(number)
        new = apart(materialized, given, classified)
        before, after = apart(both, given, [*given, *new])
        assert before == after, given
        added += len(new)
    assert added > 40


def both(one: list[Call], other: list[Call]) -> tuple[object, object]:
    return classified(one), classified(other)


@needs_robot
@pytest.mark.slow
def test_the_same_as_robot_on_random_ontologies(tmp_path: Path) -> None:
    given = [distinct(consistent(number)) for number in range(25)]
    paths = [saved(each, tmp_path / f"{n}.ofn") for n, each in enumerate(given)]
    outs = [path.with_suffix(".out.ofn") for path in paths]
    jobs = []
    for number, (path, out) in enumerate(zip(paths, outs, strict=True)):
        terms = ("--term", names(number)[-1][1:-1], "--term", names(number)[-2][1:-1])
        jobs.append(
            (("materialize", "--reasoner", "ELK", *terms, "--input", path, "--output", out), out)
        )
    for number, (path, out) in enumerate(zip(paths, many(jobs), strict=True)):
        before = logical(path)
        new = apart(materialized, before, by_elk, names(number)[-2:])
        assert before | {*new} == logical(out), path.read_text()
