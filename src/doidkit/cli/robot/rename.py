"""ROBOT's ``rename``."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.options import Given, boolean, needed, robot_command, term
from doidkit.documents import Document
from doidkit.editing import renaming

_SEPARATORS = {".tsv": "\t", ".txt": "\t", ".csv": ","}
Row = tuple[str, str, str]
"""The old name, the new one, the new label or ""."""


@robot_command("rename")
@click.option("--mapping", nargs=2, multiple=True, metavar="OLD NEW", help="Rename one term.")
@click.option("-m", "--mappings", metavar="FILE", help="A table of old and new names, and labels.")
@click.option("-r", "--prefix-mappings", metavar="FILE", help="A table of old and new beginnings.")
@boolean("-d", "--allow-duplicates", help="Two terms may get one name (false).")
@boolean("-M", "--allow-missing-entities", help="Old names may be of nothing (false).")
def command(
    document: Document | None,
    given: Given,
    mapping: Sequence[tuple[str, str]],
    mappings: str | None,
    prefix_mappings: str | None,
    allow_duplicates: bool | None,
    allow_missing_entities: bool | None,
) -> Document:
    """Rename terms, by their names or by how these begin."""
    found = needed(document)
    if not (mapping or mappings or prefix_mappings):
        what = "either a --mappings or a --prefix-mappings file must be specified."
        raise _error("missing mappings", what)
    rows = _table(mappings, allow_duplicates=bool(allow_duplicates)) if mappings else []
    rows += [(old, new, "") for old, new in mapping]
    if rows:
        names = {term(given, old, "old IRI"): term(given, new, "new IRI") for old, new, _ in rows}
        absent = renaming.missing(found, names)
        if absent and not allow_missing_entities:
            bare = absent[0].strip("<>")
            raise _error("missing entity", f"entity to rename ('{bare}') does not exist.")
        labels = {term(given, new, "new IRI"): label for _, new, label in rows if label}
        found = renaming.renamed(found, names, labels)
    if prefix_mappings:
        beginnings = {old: new for old, new, _ in _table(prefix_mappings, allow_duplicates=True)}
        found = renaming.renamed(found, renaming.beginning(found, beginnings))
    return found


def _error(name: str, text: str) -> RobotError:
    return RobotError(name, text, page="rename")


def _table(file: str, *, allow_duplicates: bool) -> list[Row]:
    """Return the rows of a mappings file; ROBOT's errors for what it refuses."""
    path = Path(file)
    separator = _SEPARATORS.get(path.suffix)
    if separator is None:
        raise _error("file format", f"the mappings file ('{file}') must be a CSV or TSV/TXT file.")
    if not path.exists():
        raise _error("missing file", f"mappings file '{file}' does not exist.")
    found: dict[str, Row] = {}
    new_names: set[str] = set()
    for line, (old, new, *label) in _lines(path, separator):
        where = f"line {line} in file '{file}' contains a duplicate"
        if old in found:
            raise _error("duplicate mapping", f"{where} mapping for value '{old}'.")
        if new in new_names and not allow_duplicates:
            raise _error("duplicate rename", f"{where} rename for value '{new}'")
        new_names.add(new)
        found[old] = (old, new, label[0].strip() and label[0] if label else "")
    return [*found.values()]


def _lines(path: Path, separator: str) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream, delimiter=separator)
        columns = len(next(rows, ()))
        if not 2 <= columns <= 3:
            raise _error("column count", f"file '{path}' must have 2 or 3 header values")
        for line, row in enumerate(rows, start=2):
            if not 2 <= len(row) <= 3:
                what = f"line {line} in file '{path}' must contain exactly {columns} values."
                raise _error("column count", what)
            yield line, row
