"""ROBOT's report and ours as rows that can be compared."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from doidkit import checks
from doidkit.checks import ConfiguredCheck, run
from doidkit.model import Finding, RdfTerm
from doidkit.prefixes import contract, expand, is_curie
from doidkit.sparql.embedded import StoreSource
from doidkit.syntax.obo.names import OBO

RULES = {i: c for i, c in checks.registry().items() if c.path.parent.name == "obo"}
LEVELS = {"error": "ERROR", "warning": "WARN", "info": "INFO"}
# Where ours says more than "blank node", and where it finds more: see docs/robot.md.
NAMED = {"deprecated_class_reference": 1, "illegal_use_of_built_in_vocabulary": 3}
WIDER = "invalid_entity_uri"

_OBO_ID = re.compile(r"[A-Za-z]+:\d+")
_MARK = re.compile(r"(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^\S+)\Z")

Row = tuple[str, str, str, str]


def rows_read(table: Path) -> set[Row]:
    """Return the rows of a report of ROBOT's: rule, subject, property, value."""
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t"))[1:]
    return {(rule, plain(s), plain(p), plain(v)) for _, rule, s, p, v in rows}


def plain(text: str) -> str:
    """Return a cell as an IRI where it is one or a CURIE, else the text that it shows.

    ROBOT writes a literal with its language or datatype, without blanks around it, quotes escaped.
    """
    text = _MARK.sub("", text.strip()).replace('\\"', '"')
    if text == "blank node":
        return ""
    text = text.replace("dc:", "dcterms:", 1) if text.startswith("dc:") else text
    if is_curie(text):
        return expand(text)
    return OBO + text.replace(":", "_") if _OBO_ID.fullmatch(text) else text


def our_rows(source: StoreSource) -> set[Row]:
    found: Iterable[Finding] = (
        finding
        for check in RULES.values()
        for finding in run(ConfiguredCheck(check, check.severity), source)
    )
    return {(f.check, cell(f.focus), cell(f.path), cell(f.value)) for f in found}


def cell(term: RdfTerm | str | None) -> str:
    if term is None or isinstance(term, ox.BlankNode):
        return ""
    if isinstance(term, ox.NamedNode):
        return plain(contract(term.value) or term.value)
    return plain(term.value if isinstance(term, ox.Literal) else str(term))


def rows_of(rule: str, rows: set[Row], *, whole: bool = False) -> set[tuple[str, ...]]:
    """Return a rule's rows; what ROBOT may call "blank node" is left out unless ``whole``."""
    hidden = None if whole else NAMED.get(rule)
    found = (row for row in rows if row[0] == rule)
    return {tuple(text for place, text in enumerate(row) if place != hidden) for row in found}
