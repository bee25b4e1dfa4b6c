"""A release of the Disease Ontology by one Makefile: the same products as ROBOT's.

The edit tree has DO's size (12,247 classes, logic in full, 15 imports); the steps are those of
DO's own Makefile (``benchmarks/pipeline/Makefile``).
"""

import shlex
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from robot import many, needs_robot
from robotcommands import differing
from shared import needs, required

PIPELINE = Path(__file__).parents[3] / "benchmarks" / "pipeline"
WORD = "@ROBOT@"
# What each step alone makes: the two big OBO Graphs say no more than the small ones.
PRODUCTS = (
    *(f"{name}.owl" for name in ("doid", "doid-base", "doid-merged", "doid-non-classified")),
    *(f"subsets/{name}.owl" for name in ("DO_AGR_slim", "DO_rare_slim")),
    *("subsets/DO_infectious_disease_slim.owl", "subsets/DO_infectious_disease_slim.obo"),
    *("subsets/DO_infectious_disease_slim.json", "doid.obo", "doid-non-classified.json"),
    *("doid.tsv", "obsolete.tsv"),
)


def _commands(edit: Path, out: Path) -> list[list[str]]:
    """Return what the Makefile runs, in its order, without the program."""
    (out / "subsets").mkdir(parents=True)
    said = subprocess.run(
        [
            *("make", "--dry-run", "--always-make", "-C", str(PIPELINE)),
            *(f"ROBOT={WORD}", f"EDIT={edit}", f"OUT={out}"),
            *(str(out / name) for name in PRODUCTS),
        ],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout.replace("\\\n", " ")
    return [shlex.split(line)[1:] for line in said.splitlines() if line.startswith(WORD)]


@needs("do-edit")
@needs_robot
@pytest.mark.java
@pytest.mark.slow
def test_a_release_has_the_products_that_robot_makes(tmp_path: Path, invoke: Callable) -> None:
    with tarfile.open(required("do-edit") / "do-edit.tar.gz") as archive:
        archive.extractall(tmp_path, filter="data")
    edit, ours, theirs = (tmp_path / name for name in ("do-edit", "ours", "theirs"))
    for words in _commands(edit, ours):
        done = invoke("robot", *words)
        assert done.code == 0, f"{shlex.join(words)}\n{done.out}{done.err}"
    many([(words, theirs / "gone") for words in _commands(edit, theirs)])
    found = {
        name: differing(theirs / name, ours / name)[:5] if (theirs / name).exists() else ["none"]
        for name in PRODUCTS
    }
    assert found == {name: [] for name in PRODUCTS}
