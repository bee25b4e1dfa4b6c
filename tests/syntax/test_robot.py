"""The same triples as ROBOT's ``convert``, where that can be had."""

import gzip
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from isomorphism import contents, difference
from robot import command, needs_robot

from doidkit.conversion import convert
from doidkit.syntax.formats import GraphFormat

DATA = Path(__file__).parents[1] / "examples" / "owlsyntax"


pytestmark = [needs_robot, pytest.mark.java]


def robot(*pairs: tuple[Path, Path]) -> None:
    """Run ROBOT's ``convert`` on pairs of an input and an output, side by side."""
    running = [
        subprocess.Popen(
            command("convert", "-i", source, "-f", target.suffix[1:], "-o", target),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for source, target in pairs
    ]
    for process in running:
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0, said.decode()


def unpacked(source: Path, folder: Path) -> Path:
    target = folder / source.stem
    target.write_bytes(gzip.decompress(source.read_bytes()))
    return target


def test_small_files_of_every_clause(tmp_path: Path) -> None:
    names = ["clauses.obo", "sharing.obo", "beyond.obo"]
    robot(*((DATA / name, tmp_path / f"{name}.owl") for name in names))
    for name in names:
        assert difference(DATA / name, tmp_path / f"{name}.owl") == set(), name


def test_functional_syntax_of_every_axiom(tmp_path: Path) -> None:
    robot((DATA / "axioms.ofn", tmp_path / "axioms.owl"))
    list_type = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#List>"
    ours, theirs = contents(DATA / "axioms.ofn"), contents(tmp_path / "axioms.owl")
    # OWLAPI writes some annotated axioms several times and types the list of DataOneOf.
    assert {text for text in theirs - ours if list_type not in text} == set()
    assert len(ours - theirs) == len(theirs - ours) == 1


def test_the_releases(tmp_path: Path, shared: Path) -> None:
    names = ["doid-2024-01-31.obo.gz", "do-logical-2026-07-31.ofn.gz"]
    files = [unpacked(shared / "data" / name, tmp_path) for name in names]
    robot(*((file, tmp_path / f"{file.name}.owl") for file in files))
    for file in files:
        assert difference(file, tmp_path / f"{file.name}.owl") == set(), file.name


@pytest.mark.parametrize("suffix", ["obo", "ofn", "omn", "owx"])
def test_what_is_written_is_what_robot_reads(tmp_path: Path, suffix: str) -> None:
    written = tmp_path / f"written.{suffix}"
    convert([DATA / "sharing.obo"], written)
    robot((written, tmp_path / "written.owl"))
    lost = contents(DATA / "sharing.obo") - contents(tmp_path / "written.owl")
    assert lost == set()


def test_obo_graphs_differ_only_in_declarations(tmp_path: Path, shared: Path) -> None:
    source = unpacked(shared / "data" / "doid-NCIthesaurus-2026-07-31.obo.gz", tmp_path)
    robot((source, tmp_path / "robot.json"))
    ours = _graph(json.loads(convert([source], format=GraphFormat.OBOGRAPHS)))
    theirs = _graph(json.loads((tmp_path / "robot.json").read_text()))
    # ROBOT has no node for a property that is used without being declared.
    extra = [node for node in ours.pop("nodes") if node not in theirs["nodes"]]
    assert {node["type"] for node in extra} == {"PROPERTY"}
    assert len(theirs.pop("nodes")) + len(extra) == 5873
    assert ours == theirs


def _graph(document: dict[str, Any]) -> dict[str, Any]:
    ordered: dict[str, Any] = _ordered(document["graphs"][0])
    return ordered


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _ordered(part) for key, part in value.items()}
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=lambda part: json.dumps(part, sort_keys=True))
    return value


NODES = """Prefix(:=<http://e/>)
Ontology(<http://e/o>
Declaration(Class(:A)) Declaration(Class(:Lonely)) Declaration(ObjectProperty(:r))
Declaration(NamedIndividual(:i)) Declaration(AnnotationProperty(:n)) Declaration(DataProperty(:d))
SubClassOf(:A :B) SubClassOf(:A ObjectSomeValuesFrom(:r :C)) EquivalentClasses(:A :E)
ClassAssertion(:F :j) ObjectPropertyAssertion(:r :i :k) AnnotationAssertion(:n :A :q)
EquivalentClasses(:H ObjectIntersectionOf(:I ObjectSomeValuesFrom(:r :J))))
"""


def test_obo_graphs_has_the_nodes_that_robot_writes(tmp_path: Path) -> None:
    source, target = tmp_path / "a.ofn", tmp_path / "theirs.json"
    source.write_text(NODES)
    robot((source, target))
    ours = json.loads(convert([source], format=GraphFormat.OBOGRAPHS))["graphs"][0]["nodes"]
    theirs = json.loads(target.read_text())["graphs"][0]["nodes"]
    assert ours == sorted(theirs, key=lambda node: str(node["id"]))
