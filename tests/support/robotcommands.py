"""The commands of ROBOT's documentation, what ROBOT did with each, and how ours compares.

``python -m robotcommands docs/robot.md`` renews the table there.
"""

import json
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from isomorphism import difference
from shared import SHARED

from doidkit.cli.robot.chain import COMMANDS

ROBOT = SHARED / "robot"
EXAMPLES = ROBOT / "examples"
BEGIN, END = "<!-- commands -->\n", "<!-- /commands -->\n"

DIFFERENCES: dict[str, str] = {
    "measure-4": "`most_freq_concept` is the class that superclasses mention most; ROBOT keeps "
    "only each class's last count",
    "template-5": "both end with status 1: ROBOT for a null pointer of Java's, ours for the import "
    "that cannot be fetched",
}
"""What ours does otherwise, and why: at most five."""

_GRAPHS = (".owl", ".ttl", ".ofn", ".obo", ".owx", ".omn", ".gz")
_JAVA = re.compile(r"^(?:[\w.$]+Exception: )+")
_CAUSE = re.compile(r" Cause: .*")


@dataclass(frozen=True, slots=True)
class Documented:
    """A command of the documentation: its page, its number there, its words."""

    page: str
    number: str
    line: str

    @property
    def id(self) -> str:
        return f"{self.page}-{self.number}"

    @property
    def arguments(self) -> list[str]:
        return shlex.split(self.line)[1:]

    @property
    def expected(self) -> Path:
        return ROBOT / "expected" / self.id

    @property
    def status(self) -> int:
        return int((self.expected / "rc").read_text())

    @property
    def said(self) -> str:
        return (self.expected / "stdout").read_text()

    @property
    def files(self) -> dict[str, Path]:
        """The files that ROBOT wrote, by their names."""
        root = self.expected / "files"
        return {str(f.relative_to(root)): f for f in sorted(root.rglob("*")) if f.is_file()}

    @property
    def unbuilt(self) -> list[str]:
        """The commands of the line that doidkit has not."""
        return sorted(_NAMES.intersection(self.arguments).difference(COMMANDS))


def documented() -> list[Documented]:
    """Return the documented commands; none where they are not beside the checkout."""
    table = ROBOT / "commands.tsv"
    lines = table.read_text().splitlines() if table.exists() else []
    return [Documented(*line.split("\t", 2)) for line in lines if not line.startswith("page\t")]


def differing(expected: Path, actual: Path) -> list[str]:
    """Return how two files differ: as graphs, as values, as rows in any order, or as text."""
    if not actual.exists():
        return [f"{actual.name} is missing"]
    if expected.suffix in _GRAPHS:
        return [str(quad) for quad in difference(expected, actual)]
    texts = [_lines(path) for path in (expected, actual)]
    if texts[0] == texts[1]:  # which need not be found out line by line
        return []
    return [*unified_diff(*texts, "ROBOT", "doidkit", n=0, lineterm="")]


def _lines(path: Path) -> list[str]:
    text = path.read_text()
    if path.suffix == ".json":
        return json.dumps(_in_order(json.loads(text)), indent=1, sort_keys=True).splitlines()
    lines = text.splitlines()
    if path.suffix == ".md":  # of explain, whose axioms stand in the order of a hash table
        return sorted(lines)
    return [*lines[:1], *sorted(lines[1:])] if path.suffix in (".csv", ".tsv") else lines


def _in_order(node: object) -> object:
    if isinstance(node, dict):
        return {key: _in_order(value) for key, value in node.items()}
    if isinstance(node, list):
        return sorted(map(_in_order, node), key=lambda each: json.dumps(each, sort_keys=True))
    return node


def contract(said: str, status: int) -> str:
    """Return what of ROBOT's standard output has to be the same: all, or an error's first line.

    Java's names of an error are no part of it, nor is what the system said of the network.
    """
    if status == 0:
        return said
    first = said.partition("\n")[0] if "For details see" in said or "-vvv" in said else said
    return _CAUSE.sub("", _JAVA.sub("", first))


_NAMES = frozenset(
    "annotate collapse convert diff expand explain export export-prefixes extract filter "
    "materialize measure merge mirror query reason reduce relax remove rename repair report "
    "template unmerge validate-profile verify".split()
)


def table() -> Iterator[str]:
    """Yield the lines of the documentation's table: a page, its commands, what differs."""
    yield "| page | commands | the same | otherwise |\n"
    yield "|---|---|---|---|\n"
    pages: dict[str, list[Documented]] = {}
    for each in documented():
        pages.setdefault(each.page, []).append(each)
    for page, found in pages.items():
        reasons: dict[str, list[str]] = {}
        for each in found:
            if reason := _reason(each):
                reasons.setdefault(reason, []).append(each.number)
        others = "; ".join(f"{', '.join(numbers)}: {why}" for why, numbers in reasons.items())
        same = len(found) - sum(map(len, reasons.values()))
        yield f"| {page} | {len(found)} | {same} | {others} |\n"


def _reason(command: Documented) -> str:
    """Return why a command does not do what ROBOT's does, "" if it does."""
    if command.unbuilt:
        return f"no `{command.unbuilt[0]}` yet"
    return DIFFERENCES.get(command.id, "")


def renewed(text: str) -> str:
    """Return a page with the table as it is now."""
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + "".join(table()) + END + rest.partition(END)[2]


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(renewed(page.read_text()))
