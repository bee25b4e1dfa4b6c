"""Queries that were written for ROBOT, as checks: their columns are guessed."""

import re
from pathlib import Path

from doidkit.checks.check import Check, Columns, Kind
from doidkit.model import Severity
from doidkit.sparql.structure import structure
from doidkit.syntax.files import read_text

# What people call the columns, the likeliest first; a query with none of them means its first.
_FOCUS = ("entity", "class", "cls", "term", "iri", "subject", "s", "x")
_PROPERTY = ("property", "predicate", "prop", "p", "mapping_type")
_VALUE = ("value", "object", "o", "mapping", "label", "val")
_TITLE = re.compile(r"^#\s+#+\s*(.+)$", re.MULTILINE)
_PROBLEM = re.compile(r"^#\s*\*\*Problem:\*\*\s*(.+)$", re.MULTILINE)
_SOLUTION = re.compile(r"^#\s*\*\*Solution:\*\*\s*(.+)$", re.MULTILINE)


def read_foreign(path: Path) -> Check:
    """Return a check from a query that was written for ROBOT, its columns guessed."""
    text = read_text(path)
    columns = projected(text)
    lowered = {name.lower(): name for name in reversed(columns)}

    def column(names: tuple[str, ...], default: str) -> str:
        return next((lowered[name] for name in names if name in lowered), default)

    title = _TITLE.search(text)
    problem, solution = _PROBLEM.search(text), _SOLUTION.search(text)
    return Check(
        id=path.stem,
        title=title[1].strip() if title else path.stem.replace("-", " ").replace("_", " "),
        severity=Severity.ERROR,
        kind=Kind.QUERY,
        text=text,
        path=path,
        why=problem[1].strip() if problem else "",
        fix=solution[1].strip() if solution else "",
        columns=Columns(
            column(_FOCUS, columns[0] if columns else "entity"),
            column(_PROPERTY, "property"),
            column(_VALUE, "value"),
        ),
    )


def projected(query: str) -> tuple[str, ...]:
    """Return the variables that a query's first SELECT names, in order; () for ``*``."""
    seen = structure(query)
    first = next((found for n in range(seen.selects) if (found := seen.selected(n))), ())
    return tuple(seen.tokens[at].name for at, _ in first)
