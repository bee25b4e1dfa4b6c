"""What the logic of the Disease Ontology implies, and why: next to HermiT, ELK and ROBOT."""

import gzip
import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from measure import Row, robot, rows, table, target
from release import HOME, SOURCE, Release

TITLE = "Reasoning"
_LOGIC = SOURCE.parent / "do-logical-2026-07-31.ofn.gz"
_EXPLAINED = 10
_HERMIT = """
import sys, owlready2
owlready2.get_ontology(sys.argv[1]).load()
owlready2.sync_reasoner(debug=0)
"""


def section(release: Release) -> str:
    """Return the tables."""
    logic, edited, rdfxml = _files()
    return (
        f"{_LOGIC.name}, 17,097 classes and their labels. Whole processes, the files read "
        "included.\n\n"
        + _reasoned(logic, rdfxml)
        + "\nWhat one subclass axiom less implies, each with one explanation.\n\n"
        + _implied(logic, edited)
        + f"\nWhy a class is below another one: {_EXPLAINED} subclass axioms that are inferred, "
        "taken at random; the slowest and the median of them, each a process.\n\n"
        + _explained(logic)
    )


def _files() -> tuple[Path, Path, Path]:
    """Return the logic, the logic without an axiom, and the logic as RDF/XML."""
    HOME.mkdir(parents=True, exist_ok=True)
    logic, edited, rdfxml = (HOME / name for name in ("logic.ofn", "logic-edited.ofn", "logic.owl"))
    if not rdfxml.exists():
        text = gzip.decompress(_LOGIC.read_bytes()).decode()
        axiom = next(
            line for line in text.splitlines() if line.startswith("SubClassOf(") and "Some" in line
        )
        logic.write_text(text)
        edited.write_text(text.replace(axiom + "\n", "", 1))
        subprocess.run([*_doidkit("convert"), str(logic), "-o", str(rdfxml)], check=True)
    return logic, edited, rdfxml


def _doidkit(*words: str) -> list[str]:
    return [sys.executable, "-m", "doidkit", *words]


def _reasoned(logic: Path, rdfxml: Path) -> str:
    ours = "doidkit `reason`"
    commands = {
        ours: _doidkit("reason", str(logic)),
        "doidkit `reason --reasoner hermit`": _doidkit(
            "reason", str(logic), "--reasoner", "hermit"
        ),
        "HermiT through owlready2": [sys.executable, "-c", _HERMIT, f"file://{rdfxml}"],
    }
    for name in ("ELK", "HermiT"):
        out = HOME / f"reasoned-{name}.owl"
        words = ("--input", str(logic), "--reasoner", name, "--output", str(out))
        if command := robot("reason", *words, "--equivalent-classes-allowed", "all"):
            commands[f"ROBOT reason, {name}"] = command
    measured = rows(commands, limit=300)
    base = measured[ours]
    lines = [
        [r.name, r.time(), r.times(base), r.memory(), target(r, seconds=3) if r is base else ""]
        for r in measured.values()
    ]
    return table(["what", "time", "of doidkit", "peak memory", "target"], lines)


def _implied(logic: Path, edited: Path) -> str:
    name = "doidkit `diff --inferred`"
    command = _doidkit("diff", str(logic), str(edited), "--inferred")
    (row,) = rows({name: command}, limit=300).values()
    line = [row.name, row.time(), row.memory(), target(row, seconds=5)]
    return table(["what", "time", "peak memory", "target"], [line])


def _explained(logic: Path) -> str:
    pairs = _pairs(logic)
    ours = rows({f"{a} {b}": _doidkit("explain", a, b, "-d", str(logic)) for a, b in pairs}, runs=1)
    slowest, median = _ranked("doidkit `explain`", ours)
    lines = [[*_shown(slowest), target(slowest, seconds=2)], [*_shown(median), ""]]
    theirs = {}
    for a, b in pairs:
        words = ("--input", str(logic), "--reasoner", "ELK", "--axiom", f"{a} SubClassOf {b}")
        out = str(HOME / "explained.md")
        if command := robot("explain", *words, "--max", "3", "--explanation", out):
            theirs[f"{a} {b}"] = command
    if theirs:
        found = _ranked("ROBOT explain, ELK", rows(theirs, runs=1, limit=300))
        lines += [[*_shown(row), ""] for row in found]
    return table(["what", "time", "peak memory", "target"], lines)


def _pairs(logic: Path) -> list[tuple[str, str]]:
    """Return some of the subclass axioms that are inferred, the same ones each time."""
    command = _doidkit("reason", str(logic), "--format", "json")
    told = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout)
    pairs = sorted(
        (one["subclass"]["curie"], one["superclass"]["curie"]) for one in told["inferred"]
    )
    return random.Random(15).sample(pairs, _EXPLAINED)


def _ranked(name: str, found: dict[str, Row]) -> tuple[Row, Row]:
    """Return the slowest row, or one that failed, and the median one."""
    order = sorted(found.values(), key=lambda row: (bool(row.failure), row.seconds))
    slowest, median = order[-1], order[len(order) // 2]
    return replace(slowest, name=f"{name}, slowest"), replace(median, name=f"{name}, median")


def _shown(row: Row) -> list[str]:
    return [row.name, row.time(), row.memory()]
