"""How long each test function took in one whole run: tests/seconds.tsv, and the way to renew it.

    make seconds

The dearest files are started first, so that no worker ends alone with one of them, and
``make test-fast`` leaves out what took half a second or more.
"""

import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

TABLE = Path(__file__).parents[1] / "seconds.tsv"
# What took as long as this is listed, and has the mark ``dear``.
DEAR = 0.5


def name_of_function(nodeid: str) -> str:
    """Return the name of a test's function as JUnit files have it: a.folder.file.function."""
    file, _, names = nodeid.partition("[")[0].partition("::")
    return f"{file.removesuffix('.py').replace('/', '.')}.{names.replace('::', '.')}"


def seconds_of_functions(table: Path = TABLE) -> dict[str, float]:
    """Return the seconds of each listed test function, all its parameters together."""
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
    return {function: float(seconds) for seconds, function in rows}


def measured(report: Path) -> dict[str, float]:
    """Return the seconds of each test function of a run, of the JUnit file that pytest wrote."""
    seconds: Counter[str] = Counter()
    for case in ElementTree.parse(report).iter("testcase"):
        function = case.get("name", "").partition("[")[0]
        seconds[f"{case.get('classname')}.{function}"] += float(case.get("time", 0))
    return seconds


def write(seconds: dict[str, float], table: Path = TABLE) -> None:
    """Write the table, dearest first."""
    listed = sorted((-value, function) for function, value in seconds.items() if value >= DEAR)
    table.write_text("".join(f"{-value:.1f}\t{function}\n" for value, function in listed), "utf-8")


if __name__ == "__main__":
    write(measured(Path(sys.argv[1])))
