"""ROBOT's report and ours on the same planted faults, row by row."""

import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
from parity import LEVELS, RULES, WIDER, Row, our_rows, rows_of, rows_read
from robot import command, needs_robot

from doidkit.sparql.embedded import StoreSource
from doidkit.syntax.reading import quads

FIXTURES = Path(__file__).parents[1] / "checks"


def planted() -> ox.Store:
    """Return all fixtures merged, the terms of each with a number of their own."""
    store = ox.Store()
    names = sorted(path for check in RULES for path in (FIXTURES / check).iterdir())
    for number, fixture in enumerate(names, 100):
        for quad in quads(fixture):
            store.add(ox.Quad(*(_renamed(term, number) for term in quad.triple)))
    return store


def _renamed(term: object, number: int) -> object:
    if isinstance(term, ox.NamedNode) and "obo/DOID_" in term.value and term.value[-2] == "_":
        return ox.NamedNode(f"{term.value[:-1]}{number}{term.value[-1]}")
    return term


def robot_rows(data: Path, folder: Path) -> set[Row]:
    profile, out = folder / "profile.txt", folder / "report.tsv"
    lines = (f"{LEVELS[check.severity.value]}\t{name}\n" for name, check in RULES.items())
    profile.write_text("".join(lines), encoding="utf-8")
    arguments = ["report", "--input", data, "--profile", profile, "--output", out]
    subprocess.run(command(*arguments, "--fail-on", "none"), check=True, timeout=120)
    return rows_read(out)


@needs_robot
@pytest.mark.java
def test_the_same_rows_as_robot(tmp_path: Path) -> None:
    data = tmp_path / "planted.ttl"
    triples = (quad.triple for quad in planted())
    data.write_bytes(ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b"")
    # Both read what ROBOT makes of the file: OWL API declares terms and drops what is no OWL.
    owl = tmp_path / "planted.owl"
    subprocess.run(command("convert", "--input", data, "--output", owl), check=True, timeout=120)
    theirs, ours = robot_rows(owl, tmp_path), our_rows(StoreSource.of([owl]))
    for rule in sorted(set(RULES) - {WIDER}):
        assert rows_of(rule, ours) == rows_of(rule, theirs), rule
        assert rows_of(rule, ours) or rule.startswith("missing_"), rule
    assert rows_of(WIDER, theirs) < rows_of(WIDER, ours)
