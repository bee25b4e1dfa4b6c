"""ROBOT's ``rename``."""

from collections.abc import Sequence
from pathlib import Path

import click

from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.options import Given, boolean, needed, robot_command, term
from doidkit.editing import renaming, streaming
from doidkit.editing.streaming import Ontology


@robot_command("rename", streams=True)
@click.option("--mapping", nargs=2, multiple=True, metavar="OLD NEW", help="Rename one term.")
@click.option("-m", "--mappings", metavar="FILE", help="A table of old and new names, and labels.")
@click.option("-r", "--prefix-mappings", metavar="FILE", help="A table of old and new beginnings.")
@boolean("-d", "--allow-duplicates", help="Two terms may get one name (false).")
@boolean("-M", "--allow-missing-entities", help="Old names may be of nothing (false).")
def command(
    document: Ontology | None,
    given: Given,
    mapping: Sequence[tuple[str, str]],
    mappings: str | None,
    prefix_mappings: str | None,
    allow_duplicates: bool | None,
    allow_missing_entities: bool | None,
) -> Ontology:
    """Rename terms, by their names or by how these begin."""
    found = needed(document)
    if not (mapping or mappings or prefix_mappings):
        what = "either a --mappings or a --prefix-mappings file must be specified."
        raise _error("missing mappings", what)
    rows = _table(mappings, allow_duplicates=bool(allow_duplicates)) if mappings else []
    rows += [(old, new, "") for old, new in mapping]
    if rows:
        names = {term(given, old, "old IRI"): term(given, new, "new IRI") for old, new, _ in rows}
        absent = renaming.missing(streaming.signature(found), names)
        if absent and not allow_missing_entities:
            bare = absent[0].strip("<>")
            raise _error("missing entity", f"entity to rename ('{bare}') does not exist.")
        labels = {term(given, new, "new IRI"): label for _, new, label in rows if label}
        found = streaming.renamed(found, names, labels)
    if prefix_mappings:
        beginnings = {old: new for old, new, _ in _table(prefix_mappings, allow_duplicates=True)}
        names = renaming.beginning(streaming.signature(found), beginnings)
        found = streaming.renamed(found, names)
    return found


def _error(name: str, text: str) -> RobotError:
    return RobotError(name, text, page="rename")


def _table(file: str, *, allow_duplicates: bool) -> list[renaming.Row]:
    try:
        return renaming.table(Path(file), allow_duplicates=allow_duplicates)
    except renaming.MappingFault as fault:
        raise _error(fault.name, str(fault)) from fault
