"""ROBOT's own files, unchanged: report profiles and verify queries."""

import glob
from pathlib import Path

from doidkit.checks.check import Check, ConfiguredCheck, Profile, Setting
from doidkit.checks.foreign import read_foreign
from doidkit.checks.registry import registry
from doidkit.errors import CheckError
from doidkit.model import Severity
from doidkit.syntax.files import read_text

_LEVELS = {"ERROR": Severity.ERROR, "WARN": Severity.WARNING, "INFO": Severity.INFO}


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


def _matches(pattern: str) -> list[Path]:
    return sorted(Path(name) for name in glob.glob(pattern, recursive=True))  # noqa: PTH207


def _query_path(profile: Path, number: int, rule: str) -> Path:
    name = rule.removeprefix("file:").removeprefix("//")
    for candidate in (profile.parent / name, Path(name)):
        if candidate.is_file():
            return candidate
    raise CheckError(f"{profile}:{number}: no such query {name}; correct the path.")
