"""A release of the Disease Ontology, step by step as its own Makefile has it: ROBOT's products.

The edit tree has DO's size (12,247 classes, logic in full, 15 imports). Chains read it as seldom
as can be; each is a Java machine of its own, as one for all fills its memory.
"""

import json
import shlex
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from robot import command, needs_robot
from robotcommands import differing
from shared import needs, required

PIPELINE = Path(__file__).parents[3] / "benchmarks" / "pipeline"
SUBSETS = ("DO_AGR_slim", "DO_rare_slim", "DO_infectious_disease_slim")
_DOID = "http://purl.obolibrary.org/obo/doid"
_TAGGED = f"query $C --update {PIPELINE}/add-language-tags.ru"
_OBO = (
    f"query $C --update {PIPELINE}/remove-reference-types.ru "
    'remove $C --select "parents equivalents" --select anonymous '
    "remove $C --select imports --trim false convert $C --output "
)


def _annotated(name: str) -> str:
    return (
        f"annotate $C --ontology-iri {_DOID}{name}.owl --version-iri {_DOID}/1{name}.owl "
        "--annotation oboInOwl:date 2026-08-31 --annotation owl:versionInfo 2026-08-31"
    )


def _subset(name: str) -> str:
    """Return the commands that make a subset in three formats."""
    return (
        f'--prefix "doid: {_DOID}#" --select oboInOwl:inSubset=doid:{name} --select annotations '
        f"--signature true {_annotated(f'/subsets/{name}')} --output {name}.owl "
        f"convert $C --output {name}.json {_OBO}{name}.obo"
    )


CHAINS = (
    "merge $C --input $E/doid-edit.owl --input $E/ext.owl --collapse-import-closure false "
    "--output extended.owl",
    "reason $C --input extended.owl --reasoner ELK --create-new-ontology false "
    "--annotate-inferred-axioms false --exclude-duplicate-axioms true "
    f"{_TAGGED} {_annotated('')} --output doid.owl convert $C --output doid.json "
    f"merge $C --collapse-import-closure true {_annotated('/doid-merged')} "
    f"--output doid-merged.owl convert $C --output doid-merged.json {_OBO}doid-merged.obo",
    f"remove $C --input extended.owl --select imports --trim false {_TAGGED} "
    f"{_annotated('/doid-base')} --output doid-base.owl convert $C --output doid-base.json "
    'remove $C --select "parents equivalents" --select anonymous '
    f"{_annotated('/doid-non-classified')} --output doid-non-classified.owl "
    "convert $C --output doid-non-classified.json "
    'export --header "ID|LABEL|SubClass Of [ID NAMED]|oboInOwl:hasExactSynonym" '
    f"--include classes --export doid.tsv query $C --query {PIPELINE}/obsolete.rq obsolete.tsv "
    f"filter $C {_subset(SUBSETS[0])}",
    *(f"filter $C --input doid-non-classified.owl {_subset(name)}" for name in SUBSETS[1:]),
)


def _lines(edit: Path) -> Iterator[list[str]]:
    for chain in CHAINS:
        text = chain.replace("$C", f"--catalog {edit}/catalog-v001.xml").replace("$E", str(edit))
        yield shlex.split(text)


def _robots(lines: list[list[str]], folder: Path) -> list[str]:
    """Run ROBOT's lines; return what it said of those that failed."""
    done = [
        subprocess.run(
            command(*words), cwd=folder, capture_output=True, text=True, timeout=900, check=False
        )
        for words in lines
    ]
    return [f"{each.args}\n{each.stdout}{each.stderr}" for each in done if each.returncode]


def _without_bare(theirs: Path, ours: Path) -> None:
    """Take from ROBOT's JSON the definitions that ours has not, which are to be of a class alone.

    They have an intersection inside, of which ROBOT keeps nothing (docs/robot.md).
    """
    data, other = (json.loads(path.read_text()) for path in (theirs, ours))
    for graph, mine in zip(data["graphs"], other["graphs"], strict=True):
        known = {each["definedClassId"] for each in mine.get("logicalDefinitionAxioms", ())}
        said = graph.get("logicalDefinitionAxioms", [])
        lost = [each for each in said if each["definedClassId"] not in known]
        assert not any(each.get("restrictions") for each in lost), lost
        if lost:
            graph["logicalDefinitionAxioms"] = [each for each in said if each not in lost]
    theirs.write_text(json.dumps(data))


@needs("do-edit")
@needs_robot
@pytest.mark.java
@pytest.mark.slow
def test_a_release_has_the_products_that_robot_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, invoke: Callable
) -> None:
    with tarfile.open(required("do-edit") / "do-edit.tar.gz") as archive:
        archive.extractall(tmp_path, filter="data")
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    lines = [*_lines(tmp_path / "do-edit")]
    monkeypatch.chdir(ours)
    with ThreadPoolExecutor(1) as beside:
        robots = beside.submit(_robots, lines, theirs)
        for words in lines:
            done = invoke("robot", *words)
            assert done.code == 0, f"{shlex.join(words)}\n{done.out}{done.err}"
        assert robots.result() == []
    made = sorted(path.name for path in theirs.iterdir())
    assert made == sorted(path.name for path in ours.iterdir())
    assert len(made) == 21
    for name in made:
        if name.endswith(".json"):
            _without_bare(theirs / name, ours / name)
    found = {name: differing(theirs / name, ours / name)[:5] for name in made}
    assert found == {name: [] for name in made}
