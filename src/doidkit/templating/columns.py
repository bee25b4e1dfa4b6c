"""Template strings: what a column's cells are.

Source: ROBOT's documentation, page template.
"""

import re
from dataclasses import dataclass

from doidkit.templating.faults import TemplateFault
from doidkit.templating.tables import Table

_SPLIT = re.compile(r"\s*SPLIT=(.+)\Z", re.DOTALL)
_KINDS = (
    re.compile(r"(ID|LABEL|CLASS_TYPE|PROPERTY_TYPE|INDIVIDUAL_TYPE|DOMAIN|RANGE|AP)()\Z"),
    re.compile(r"(TYPE|CHARACTERISTIC)()\Z"),
    re.compile(r"(A[LTI]?) (.*)\Z", re.DOTALL),
    re.compile(r"((?:CI|PI|II)).?()\Z"),
    re.compile(r"([SED]?C|[SEDI]?P|[TSD]?I) (.*)\Z", re.DOTALL),
)
_SPLITTING = frozenset(
    ("TYPE", "CHARACTERISTIC", "AP", "A", "AL", "AT", "AI", "CI", "PI", "II", "DOMAIN", "RANGE")
) | {f"{kind}{of}" for kind in ("", "S", "E", "D", "T", "I") for of in "CPI"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where it is (from 0), its kind as ROBOT calls it, and what follows.

    ``level`` counts the ``>`` before it: what it annotates. ``split`` parts its cells, "" for not.
    """

    place: int
    kind: str
    argument: str
    split: str
    level: int

    def values(self, cell: str) -> list[str]:
        """Return the parts of a cell, not trimmed, without empty ones at its end."""
        if not self.split:
            return [cell]
        parts = cell.split("\n" if self.split == "\\n" else self.split)
        while parts and not parts[-1]:
            parts.pop()
        return parts


def columns(table: Table) -> list[Column]:
    """Return the columns that have a template string; TemplateFault for one that is none."""
    found: list[Column] = []
    for place, template in enumerate(table.templates):
        if not template:
            continue
        if place >= len(table.headers) or not table.headers[place].strip():
            reason = f'the template string "{template}" has no header above it'
            raise TemplateFault("column mismatch", reason, table.name, 2, place + 1)
        column = _column(table, place, template)
        if column.level > (found[-1].level + 1 if found else 0):
            reason = f'"{template}" annotates what is said in a column to its left, where none is'
            raise TemplateFault("axiom annotation", reason, table.name, 2, place + 1)
        found.append(column)
    return found


def _column(table: Table, place: int, template: str) -> Column:
    bare = template.lstrip(">")
    level = len(template) - len(bare)
    split = _SPLIT.search(bare)
    named = bare[: split.start()] if split else bare
    found = next((match for kind in _KINDS if (match := kind.match(named.strip()))), None)
    reason = ""
    if found is None:
        reason = f'"{template}" is no template string; one such as ID, LABEL, A rdfs:comment, SC %'
        reason += " is expected"
    elif split and found[1].endswith("_TYPE"):
        name = found[1].replace("_", " ").lower()
        reason = f"{found[1]} has one value, so no SPLIT="
        raise TemplateFault(f"{name} split", reason, table.name, 2, place + 1)
    elif level > 2 or (level and not found[1].startswith(("A", "C"))):
        reason = f'"{template}" annotates nothing; >A or >>A is expected'
    elif (split and found[1] not in _SPLITTING) or (level and found[1].startswith("CL")):
        reason = f"{found[1]} has no SPLIT="
    if reason or found is None:
        raise TemplateFault("unknown template", reason, table.name, 2, place + 1)
    kind, argument = found[1], found[2].strip()
    if kind == "AT" and "^^" not in argument:
        reason = f'"^^" and a datatype are expected in "{template}"'
        raise TemplateFault("typed format", reason, table.name, 2, place + 1)
    if kind == "AL" and "@" not in argument:
        reason = f'"@" and a language are expected in "{template}"'
        raise TemplateFault("language format", reason, table.name, 2, place + 1)
    own = split[1] if split else ""
    if kind not in ("TYPE", "CHARACTERISTIC"):  # as ROBOT has it
        own = own.strip()
    return Column(place, kind, argument, own, level)
