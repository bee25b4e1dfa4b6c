"""Mappings by names as an SSSOM table (SSSOM 1.0)."""

from collections.abc import Iterable

from doidkit.aligning import Mapping
from doidkit.prefixes import PREFIXES
from doidkit.syntax.sssom import writer
from doidkit.version import __version__

COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label",
    "mapping_justification", "subject_match_field", "object_match_field", "subject_preprocessing",
    "object_preprocessing", "match_string",
)  # fmt: skip
_SET = "https://w3id.org/doidkit/mappings/lexmatch"


def render(found: Iterable[Mapping]) -> str:
    """Return mappings as a table with tabs, a row each, its header as YAML in comments."""
    made = [*map(_row, found)]
    named = (cell for row in made for cell in (row[0], row[3], row[6], row[7]))
    used = {"skos", "semapv", *(cell.partition(":")[0] for cell in named)}
    slots = {
        "mapping_set_id": _SET,
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "mapping_tool": "doidkit lexmatch",
        "mapping_tool_version": __version__,
        "comment": "Names that are alike; none is asserted before a curator took it.",
    }
    known = {name: PREFIXES[name] for name in used & {*PREFIXES}}
    return writer.table(COLUMNS, made, slots, known)


def _row(each: Mapping) -> tuple[str, ...]:
    done = "|".join(each.preprocessing)
    return (
        *(each.subject.entry.curie, each.subject.entry.label, each.predicate),
        *(each.object.entry.curie, each.object.entry.label, "semapv:LexicalMatching"),
        *(each.subject.predicate, each.object.predicate, done, done, each.match),
    )
