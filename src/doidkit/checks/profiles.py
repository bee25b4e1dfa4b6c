"""Profiles: TOML files that say which checks run, how severe each is, and with which options.

::

    title = "Our team"
    extends = ["do"]
    include = ["checks/"]          # own checks: files and folders beside the profile
    reasoning = true               # HermiT: all of OWL 2 DL; false: no reasoner

    [checks]
    multiple_labels = "warning"    # error, warning, info, off, or on: the check's own severity
    "shape:claim-*" = "off"

    [checks.xref_prefix]
    severity = "error"
    options.prefixes = ["MIM", "NCI"]
"""

import difflib
import fnmatch
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from doidkit import bundled, toml
from doidkit.checks.check import Check, OptionValue, Profile, Setting
from doidkit.checks.header import severity
from doidkit.checks.registry import collect, registry, resolve
from doidkit.errors import CheckError
from doidkit.syntax.files import read_text

_KEYS = {"title", "extends", "include", "reasoning", "checks"}


def profile_names() -> tuple[str, ...]:
    """Return the names of the bundled profiles, sorted."""
    return tuple(path.stem for path in bundled.profile_files())


def profile(name: str | Path) -> Profile:
    """Return a bundled profile by name, or the profile in a file by path.

    Raises CheckError for an unknown profile or check, with the nearest.
    """
    return _profile(name, ())


def _profile(name: str | Path, within: tuple[Path, ...]) -> Profile:
    path = _path(name)
    if path in within:
        raise CheckError(f"{path}: the profile extends itself; remove it from extends.")
    table = _table(path)
    settings: dict[str, Setting] = {}
    own: dict[str, Check] = {}
    reasoning: bool | None = None
    for base in _list(path, table, "extends"):
        beside = path.parent / base
        inherited = _profile(beside if beside.is_file() else base, (*within, path))
        settings |= inherited.settings
        own |= {check.id: check for check in inherited.own}
        reasoning = inherited.reasoning if inherited.reasoning is not None else reasoning
    brought = collect([path.parent / entry for entry in _list(path, table, "include")])
    own |= brought
    known = {**registry(), **own}
    settings |= {check: Setting() for check in brought}
    for name, entry in _checks(path, table).items():
        for check in _named(path, name, known):
            settings[check] = _setting(path, check, entry)
    return Profile(
        path.stem,
        str(table.get("title", "")),
        settings,
        tuple(own.values()),
        _reasoning(path, table, reasoning),
    )


def _path(name: str | Path) -> Path:
    for path in bundled.profile_files():
        if path.stem == str(name) or path == name:
            return path
    path = Path(name)
    if path.is_file():
        return path.resolve()
    names = profile_names()
    near = difflib.get_close_matches(str(name), names, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}."
    raise CheckError(f'No profile "{name}" and no such file: {hint}')


def _table(path: Path) -> Mapping[str, Any]:
    try:
        table = toml.loads(read_text(path))
    except ValueError as error:
        raise CheckError(f"{path}: is not TOML ({error}); correct it there.") from error
    if strange := sorted(set(table) - _KEYS):
        raise CheckError(
            f'{path}: unknown key "{strange[0]}"; a profile has {", ".join(sorted(_KEYS))}.'
        )
    return table


def _list(path: Path, table: Mapping[str, Any], key: str) -> list[str]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise CheckError(f"{path}: {key} must be a list of texts.")
    return value


def _reasoning(path: Path, table: Mapping[str, Any], inherited: bool | None) -> bool | None:
    value = table.get("reasoning", inherited)
    if value is None or isinstance(value, bool):
        return value
    raise CheckError(f"{path}: reasoning must be true or false.")


def _checks(path: Path, table: Mapping[str, Any]) -> Mapping[str, Any]:
    value = table.get("checks", {})
    if not isinstance(value, dict):
        raise CheckError(f"{path}: checks must be a table of check ids.")
    return value


def _named(path: Path, name: str, known: Mapping[str, Check]) -> list[str]:
    """Return the id that a key means, or all ids that it matches with its ``*``."""
    try:
        return fnmatch.filter(known, name) if "*" in name else [resolve(name, known)]
    except CheckError as error:
        raise CheckError(f"{path}: {error}") from error


def _setting(path: Path, check: str, entry: object) -> Setting:
    table = entry if isinstance(entry, dict) else {"severity": entry}
    if strange := sorted(set(table) - {"severity", "options"}):
        raise CheckError(
            f'{path}: check {check} has an unknown key "{strange[0]}"; use severity and options.'
        )
    level = table.get("severity", "on")
    options = table.get("options", {})
    if not isinstance(options, dict):
        raise CheckError(f"{path}: the options of {check} must be a table.")
    values: dict[str, OptionValue] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in options.items()
    }
    if level in ("off", "on"):
        return Setting(options=values, off=level == "off")
    return Setting(severity(level, f"{path}: check {check}: "), values)
