"""ROBOT's own files, unchanged: report profiles, report queries and verify queries."""

import glob
import re
from pathlib import Path

from doidkit.checks.check import Check, Columns, ConfiguredCheck, Kind, Profile, Setting
from doidkit.checks.registry import registry
from doidkit.errors import CheckError
from doidkit.model import Severity
from doidkit.sparql import querytext
from doidkit.syntax.files import read_text

_LEVELS = {"ERROR": Severity.ERROR, "WARN": Severity.WARNING, "INFO": Severity.INFO}
# What people call the columns, the likeliest first; a query with none of them means its first.
_FOCUS = ("entity", "class", "cls", "term", "iri", "subject", "s", "x")
_PROPERTY = ("property", "predicate", "prop", "p", "mapping_type")
_VALUE = ("value", "object", "o", "mapping", "label", "val")
_TITLE = re.compile(r"^#\s+#+\s*(.+)$", re.MULTILINE)
_PROBLEM = re.compile(r"^#\s*\*\*Problem:\*\*\s*(.+)$", re.MULTILINE)
_SOLUTION = re.compile(r"^#\s*\*\*Solution:\*\*\s*(.+)$", re.MULTILINE)


def robot_profile(path: Path) -> Profile:
    """Return the profile in a ROBOT report profile file: a level, a tab and a rule on a line.

    A rule is one of ROBOT's names, which are ours too, or ``file:`` and the path of a query,
    relative to the profile's folder or the current one. Raises CheckError with the line.
    """
    settings: dict[str, Setting] = {}
    own: dict[str, Check] = {}
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        level, tab, rule = line.strip().partition("\t")
        if not tab or level.upper() not in _LEVELS:
            raise CheckError(
                f"{path}:{number}: a line is ERROR, WARN or INFO, a tab and a rule; correct it."
            )
        name = rule.strip()
        if name.startswith("file:"):
            check = read_foreign(_query_path(path, number, name))
            own[check.id] = check
            name = check.id
        elif name not in registry():
            raise CheckError(f"{path}:{number}: no rule \"{name}\"; 'doidkit checks' lists them.")
        settings[name] = Setting(_LEVELS[level.upper()])
    return Profile(path.stem, f"ROBOT report profile {path.name}", settings, tuple(own.values()))


def verify_queries(pattern: str | Path) -> tuple[ConfiguredCheck, ...]:
    """Return the queries of ``robot verify`` in a folder, a file or a glob, as errors.

    Each row of such a query is a violation. Raises CheckError if nothing matches.
    """
    text = str(pattern)
    folder = Path(text)
    found = sorted(folder.rglob("*.rq")) if folder.is_dir() else _matches(text)
    if not found:
        raise CheckError(f"{text}: matches no query; name a folder, a .rq file or a glob.")
    checks = (read_foreign(path) for path in found)
    return tuple(ConfiguredCheck(check, check.severity) for check in checks)


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
    names: list[str] = []
    depth, last, started = 0, "", False
    for token in querytext.tokens(query):
        if not started:
            started = token.keyword == "SELECT"
            continue
        if depth == 0 and (token.text == "{" or token.keyword in ("WHERE", "FROM")):
            break
        if token.text == ")":
            depth -= 1
            if depth == 0 and last:
                names.append(last)
        depth += token.text == "("
        if token.kind == "var":
            if depth == 0:
                names.append(token.name)
            last = token.name
    return tuple(names)


def _matches(pattern: str) -> list[Path]:
    return sorted(Path(name) for name in glob.glob(pattern, recursive=True))  # noqa: PTH207


def _query_path(profile: Path, number: int, rule: str) -> Path:
    name = rule.removeprefix("file:").removeprefix("//")
    for candidate in (profile.parent / name, Path(name)):
        if candidate.is_file():
            return candidate
    raise CheckError(f"{profile}:{number}: no such query {name}; correct the path.")
