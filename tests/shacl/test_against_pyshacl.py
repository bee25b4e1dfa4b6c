"""Where pySHACL differs, the specification decides; docs/shacl.md has the same list."""

from collections.abc import Callable
from pathlib import Path

import pytest

import doidkit
from doidkit import CheckError
from doidkit.validation import Engine

Write = Callable[[str, str | bytes], Path]
PREFIXES = """
@prefix : <http://e/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SHAPE = PREFIXES + ":S a sh:PropertyShape ; sh:targetNode :a ; sh:path :p"
UNLIKE = [
    # SHACL 4.4.1: "or if v is a blank node, there is a validation result"; also for a length of 0.
    ("sh:minLength 0", ":a :p [] .", "MinLength"),
    # SHACL 4.3: where "the comparison cannot be performed" there is a result: SPARQL compares no
    # ill-typed literal, no number with a date, no boolean with a number.
    ("sh:maxInclusive 2.5", ':a :p "2020-13-01"^^xsd:date .', "MaxInclusive"),
    ("sh:minInclusive 2.5", ':a :p "nope"^^xsd:integer .', "MinInclusive"),
    ('sh:minExclusive "2020-06-01"^^xsd:date', ":a :p 2 .", "MinExclusive"),
    ("sh:maxInclusive 2", ":a :p true .", "MaxInclusive"),
]


@pytest.mark.parametrize(("constraint", "data", "component"), UNLIKE)
def test_the_specification_decides(
    write: Write, constraint: str, data: str, component: str
) -> None:
    shapes = write(
        "s.ttl",
        PREFIXES + f":S a sh:PropertyShape ; sh:targetNode :a ; sh:path :p ; {constraint} .",
    )
    given = write("d.ttl", PREFIXES + data)
    (ours,) = doidkit.validate(given, shapes=shapes)
    assert ours.component == f"http://www.w3.org/ns/shacl#{component}ConstraintComponent"
    assert not doidkit.validate(given, shapes=shapes, engine=Engine.PYSHACL).findings


@pytest.mark.parametrize("name", ["lessThan", "lessThanOrEquals"])
def test_a_blank_node_is_less_than_nothing(write: Write, name: str) -> None:
    # SHACL 4.5.3: what cannot be compared is a violation; pySHACL gives up.
    shapes = write(
        "s.ttl",
        PREFIXES + f":S a sh:PropertyShape ; sh:targetNode :a ; sh:path :p ; sh:{name} :q .",
    )
    given = write("d.ttl", PREFIXES + ":a :p [] ; :q 1 .")
    assert len(doidkit.validate(given, shapes=shapes)) == 1
    with pytest.raises(CheckError, match="compare a BlankNode"):
        doidkit.validate(given, shapes=shapes, engine=Engine.PYSHACL)
