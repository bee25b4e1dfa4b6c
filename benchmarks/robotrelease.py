"""A release of the Disease Ontology by one Makefile, each command with doidkit and ROBOT."""

import re
import shlex
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from measure import RUNS, Row, Run, median, robot, run, table, target, times_target
from release import HOME, SOURCE, Release

TITLE = "ROBOT's commands"
_PIPELINE = Path(__file__).parent / "pipeline"
_EDIT = SOURCE.parents[1] / "do-edit" / "do-edit.tar.gz"
_TIMES, _IN_ALL, _MEGABYTES = 5, 10, 600
_LIMIT = 900.0  # seconds for a command
_WORD = "ROBOT-HERE"
_MOST_RUNS = 3


def section(release: Release) -> str:
    """Return the table; ROBOT's columns are empty where it cannot be had."""
    edit = HOME / "do-edit"
    if not edit.exists():
        with tarfile.open(_EDIT) as archive:
            archive.extractall(HOME, filter="data")
    ours = _commands(edit, HOME / "pipeline-doidkit", [sys.executable, "-m", "doidkit", "robot"])
    java = robot()
    theirs = _commands(edit, HOME / "pipeline-robot", java) if java else {}
    taken: dict[str, dict[str, list[Run]]] = {product: {} for product in ours}
    rounds = min(RUNS, _MOST_RUNS)
    for _ in range(rounds):
        # As on a new machine: doidkit's cache has nothing at first, and fills on the way.
        with tempfile.TemporaryDirectory(dir=HOME) as cache:
            for product, command in ours.items():
                pair = {"doidkit": command, **({"ROBOT": theirs[product]} if theirs else {})}
                for name, each in pair.items():
                    made = run(each, limit=_LIMIT, environment={"XDG_CACHE_HOME": cache})
                    taken[product].setdefault(name, []).append(made)
    measured = {
        product: {name: median(name, runs) for name, runs in found.items()}
        for product, found in taken.items()
    }
    head = ["product", "doidkit", "processor", "memory", "ROBOT", "processor", "memory"]
    head += ["times", "of processor", "target"]
    lines = [_line(product, found, _TIMES) for product, found in measured.items()]
    total = {
        name: Row(
            name,
            sum(found[name].seconds for found in measured.values()),
            max(found[name].megabytes for found in measured.values()),
            failure=next((found[name].failure for found in measured.values()), ""),
            processor=sum(found[name].processor for found in measured.values()),
        )
        for name in ("doidkit", *(["ROBOT"] if theirs else []))
    }
    lines.append(_line("**all**", total, _IN_ALL))
    return (
        "An editors' file of 12,247 classes (24 MB, functional syntax) with 15 imports; the "
        "commands of `benchmarks/pipeline/Makefile` in their order, each a process, in turns, "
        f"{'once' if rounds == 1 else f'{rounds} times'}. doidkit's cache is empty when "
        "the release begins. *Processor* is what all threads of a command took of it; where "
        "others load the machine that ratio says more than the one of elapsed time.\n\n"
        + table(head, lines)
    )


def _line(product: str, measured: dict[str, Row], times: float) -> list[str]:
    mine, other = measured["doidkit"], measured.get("ROBOT")
    own = [product, mine.time(), _processor(mine), mine.memory()]
    memory = target(mine, megabytes=_MEGABYTES)
    if other is None:
        return [*own, "", "", "", "", "", memory]
    ratio = f"{other.processor / mine.processor:.1f} x" if mine.processor else ""
    return [
        *own,
        *(other.time(), _processor(other), other.memory()),
        *(other.times(mine), ratio, f"{times_target(other, mine, times)}; {memory}"),
    ]


def _processor(row: Row) -> str:
    return "" if row.failure else f"{row.processor:.2f} s"


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
