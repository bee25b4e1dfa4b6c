"""A release of the Disease Ontology by one Makefile, each command with doidkit and ROBOT."""

import re
import shlex
import subprocess
import sys
import tarfile
from pathlib import Path

from measure import Row, robot, rows, table, target, times_target
from release import HOME, SOURCE, Release

TITLE = "ROBOT's commands"
_PIPELINE = Path(__file__).parent / "pipeline"
_EDIT = SOURCE.parents[1] / "do-edit" / "do-edit.tar.gz"
_TIMES, _MEGABYTES = 5, 600
_WORD = "@ROBOT@"


def section(release: Release) -> str:
    """Return the table; ROBOT's column is empty where it cannot be had."""
    edit = HOME / "do-edit"
    if not edit.exists():
        with tarfile.open(_EDIT) as archive:
            archive.extractall(HOME, filter="data")
    ours = _commands(edit, HOME / "pipeline-doidkit", [sys.executable, "-m", "doidkit", "robot"])
    java = robot()
    theirs = _commands(edit, HOME / "pipeline-robot", java) if java else {}
    lines, total = [], {"doidkit": 0.0, "ROBOT": 0.0}
    for product, command in ours.items():
        pair = {"doidkit": command}
        if product in theirs:
            pair["ROBOT"] = theirs[product]
        measured = rows(pair, limit=600)
        for name, row in measured.items():
            total[name] += row.seconds
        lines.append(_line(product, measured))
    sums = [f"{total['doidkit']:.1f} s", f"{total['ROBOT']:.1f} s" if theirs else ""]
    ratio = f"{total['ROBOT'] / total['doidkit']:.1f} x" if theirs else ""
    lines.append(["**all**", sums[0], "", sums[1], "", ratio, ""])
    head = ["product", "doidkit", "memory", "ROBOT", "memory", "times", "target"]
    return (
        "An editors' file of 12,247 classes (24 MB, functional syntax) with 15 imports; the "
        "commands of `benchmarks/pipeline/Makefile`, each a process, in turns.\n\n"
        + table(head, lines)
    )


def _line(product: str, measured: dict[str, Row]) -> list[str]:
    mine, other = measured["doidkit"], measured.get("ROBOT")
    if other is None:
        return [product, mine.time(), mine.memory(), "", "", "", target(mine, megabytes=_MEGABYTES)]
    wanted = f"{times_target(other, mine, _TIMES)}; {target(mine, megabytes=_MEGABYTES)}"
    return [
        *(product, mine.time(), mine.memory(), other.time(), other.memory()),
        *(other.times(mine), wanted),
    ]


def _commands(edit: Path, out: Path, program: list[str]) -> dict[str, list[str]]:
    """Return the Makefile's commands in its order, by the name of what each makes."""
    (out / "subsets").mkdir(parents=True, exist_ok=True)
    words = [f"ROBOT={_WORD}", f"EDIT={edit}", f"OUT={out}", "all"]
    said = subprocess.run(
        ["make", "--dry-run", "--always-make", "-C", str(_PIPELINE), *words],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout.replace("\\\n", " ")
    found = [shlex.split(line)[1:] for line in said.splitlines() if line.startswith(_WORD)]
    return {_product(words, out): [*program, *words] for words in found}


def _product(words: list[str], out: Path) -> str:
    made = next(word for word in reversed(words) if word.startswith(str(out)))
    return re.sub(r"^.*?/", "", str(Path(made).relative_to(out.parent)))
