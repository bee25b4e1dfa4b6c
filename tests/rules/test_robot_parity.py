"""ROBOT's report and ours on the same planted faults, row by row."""

import csv
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from robot import command, needs_robot

from doidkit import checks
from doidkit.checks import ConfiguredCheck, run
from doidkit.model import Finding, RdfTerm
from doidkit.prefixes import contract, expand, is_curie
from doidkit.sparql.embedded import StoreSource
from doidkit.syntax.reading import quads

FIXTURES = Path(__file__).parents[1] / "checks"
RULES = {i: c for i, c in checks.registry().items() if c.path.parent.name == "obo"}
LEVELS = {"error": "ERROR", "warning": "WARN", "info": "INFO"}
# Where ours says more than "blank node", and where it finds more: see docs/robot.md.
NAMED = {"deprecated_class_reference": 1, "illegal_use_of_built_in_vocabulary": 3}
WIDER = "invalid_entity_uri"

Row = tuple[str, str, str, str]


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
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t"))[1:]
    return {(rule, plain(s), plain(p), plain(v)) for _, rule, s, p, v in rows}


def plain(text: str) -> str:
    """Return a cell of ROBOT's report as an IRI where it is a CURIE or a bare IRI."""
    if text == "blank node":
        return ""
    return expand(text) if is_curie(text) else text


def our_rows(source: StoreSource) -> set[Row]:
    found: Iterable[Finding] = (
        finding
        for check in RULES.values()
        for finding in run(ConfiguredCheck(check, check.severity), source)
    )
    return {(f.check, cell(f.focus), cell(f.path), cell(f.value)) for f in found}


def cell(term: RdfTerm | str | None) -> str:
    if term is None or isinstance(term, ox.BlankNode):
        return ""
    if isinstance(term, ox.NamedNode):
        curie = contract(term.value)
        return expand(curie) if curie and is_curie(curie) else term.value
    return term.value if isinstance(term, ox.Literal) else str(term)


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
        hidden = NAMED.get(rule)
        assert rows_of(rule, ours, hidden) == rows_of(rule, theirs, hidden), rule
        assert rows_of(rule, ours, None) or rule.startswith("missing_"), rule
    assert rows_of(WIDER, theirs, None) < rows_of(WIDER, ours, None)


def rows_of(rule: str, rows: set[Row], hidden: int | None) -> set[tuple[str, ...]]:
    found = (row for row in rows if row[0] == rule)
    if hidden is None:
        return set(found)
    # ROBOT's column holds "blank node" in some rows: those are compared without it.
    return {tuple(text for place, text in enumerate(row) if place != hidden) for row in found}
