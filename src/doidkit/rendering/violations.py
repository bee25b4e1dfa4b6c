"""A report's findings as ROBOT's ``report`` lays them out: rule, subject, property, value."""

import csv
import html
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import BlankNode, Literal, NamedNode

from doidkit.model import Finding, RdfTerm, Severity
from doidkit.terms import XSD_STRING

LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARN", Severity.INFO: "INFO"}
_HEAD = ("Level", "Rule Name", "Subject", "Property", "Value")
_PAGE = "http://robot.obolibrary.org/report_queries/"
_COLOURS = {"ERROR": "table-danger", "WARN": "table-warning", "INFO": "table-info"}

Name = Callable[[str], str]
"""What to write for ``<iri>``: a CURIE or a label."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A row of the table; the IRIs are those of subject, path and value, "" for none."""

    level: str
    rule: str
    subject: str
    path: str
    value: str
    iris: tuple[str, str, str]

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as it is written."""
        return (self.level, self.rule, self.subject, self.path, self.value)


def violations(findings: Iterable[Finding], name: Name) -> list[Violation]:
    """Return findings as rows: errors first, by rule, each rule's by subject."""
    order = [*LEVELS]
    rows = [_row(found, name) for found in findings]
    return sorted(rows, key=lambda row: (_place(row.level, order), row.cells[1:]))


def tabular(rows: Sequence[Violation], *, separator: str = "\t") -> bytes:
    """Return rows as a table with a header."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(_HEAD)
    writer.writerows(row.cells for row in rows)
    return out.getvalue().encode()


def as_json(rows: Sequence[Violation]) -> bytes:
    """Return rows as JSON: levels, rules, and as ROBOT has it only the subjects."""
    return (json.dumps(_tree(rows), indent=2, ensure_ascii=False) + "\n").encode()


def as_yaml(rows: Sequence[Violation]) -> bytes:
    """Return rows as YAML, as ``as_json`` has them."""
    lines: list[str] = []
    for level, rules in _levels(rows):
        lines += [f"- level: '{level}'", "  violations:"]
        for rule, found in rules:
            lines.append(f"  - {rule}:")
            lines += [f"    - subject: {json.dumps(row.subject)}" for row in found]
    return ("\n".join(lines) + "\n").encode()


def as_html(rows: Sequence[Violation]) -> bytes:
    """Return rows as a page with a table, which needs nothing from the web."""
    head = "".join(f"<th>{cell}</th>" for cell in _HEAD)
    body = "\n".join(
        f'<tr class="{_COLOURS[row.level]}">{"".join(map(_cell, row.cells, _links(row)))}</tr>'
        for row in rows
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Report</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n<table>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody>\n</table>\n</body>\n</html>\n"
    ).encode()


_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;margin:1rem}table{border-collapse:collapse}"
    "th,td{border:1px solid #8888;padding:.3em .6em;text-align:left;vertical-align:top}"
    ".table-danger{background:#d3302f22}.table-warning{background:#e6a70022}"
    ".table-info{background:#1976d222}"
)


def _row(found: Finding, name: Name) -> Violation:
    path = found.path if isinstance(found.path, NamedNode) else None
    terms = (found.focus, path, found.value)
    iris = tuple(term.value if isinstance(term, NamedNode) else "" for term in terms)
    one, two, three = (_text(term, name) for term in terms)
    level = LEVELS[found.severity]
    return Violation(level, found.check, one, two, three, (iris[0], iris[1], iris[2]))


def _text(term: RdfTerm | str | None, name: Name) -> str:
    if isinstance(term, NamedNode):
        return name(f"<{term.value}>")
    if isinstance(term, BlankNode):
        return "blank node"
    if not isinstance(term, Literal):
        return "" if term is None else str(term)
    if term.language:
        return f"{term.value}@{term.language}"
    datatype = term.datatype.value
    return term.value if datatype == XSD_STRING else f"{term.value}^^{datatype}"


def _place(level: str, order: Sequence[Severity]) -> int:
    return next(place for place, each in enumerate(order) if LEVELS[each] == level)


def _levels(
    rows: Sequence[Violation],
) -> list[tuple[str, list[tuple[str, list[Violation]]]]]:
    return [
        (level, [(rule, [*found]) for rule, found in groupby(some, lambda row: row.rule)])
        for level, some in groupby(rows, lambda row: row.level)
    ]


def _tree(rows: Sequence[Violation]) -> list[dict[str, object]]:
    return [
        {
            "level": level,
            "violations": [
                {rule: [{"subject": row.subject} for row in found]} for rule, found in rules
            ],
        }
        for level, rules in _levels(rows)
    ]


def _links(row: Violation) -> tuple[str, ...]:
    subject, predicate, value = row.iris
    return ("", _PAGE + row.rule, subject, predicate, value)


def _cell(text: str, link: str) -> str:
    said = html.escape(text)
    if link.startswith(("http://", "https://")):
        said = f'<a href="{html.escape(link)}">{said}</a>'
    return f"<td>{said}</td>"
