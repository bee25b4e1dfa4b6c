"""All checks that there are: the bundled ones, and those of files that a team names."""

import difflib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from doidkit import bundled
from doidkit.checks.check import Check, ConfiguredCheck, OptionValue, Profile, Setting
from doidkit.checks.foreign import read_foreign
from doidkit.checks.header import has_header, option_value, read_check
from doidkit.checks.shapes import read_shape_checks
from doidkit.checks.textual import read_text_check
from doidkit.errors import CheckError
from doidkit.model import Rule
from doidkit.syntax.files import read_text

_OWN_PREFIX = "shape:"


@cache
def registry() -> Mapping[str, Check]:
    """Return the bundled checks by id."""
    return collect([*bundled.check_files(), *bundled.shape_files()])


def collect(paths: Iterable[Path]) -> dict[str, Check]:
    """Return the checks in some ``.rq``, ``.ttl`` and ``.toml`` files and folders, by id.

    Raises CheckError for a file that holds none and for two checks of one id.
    """
    found: dict[str, Check] = {}
    for path in _files(paths):
        checks = read_checks(path)
        if not checks:
            raise CheckError(f"{path}: holds no shape with a name; give one of them an IRI.")
        for check in checks:
            if check.id in found:
                raise CheckError(
                    f"{path}: {found[check.id].path} has a check {check.id} too; rename one."
                )
            found[check.id] = check
    return dict(sorted(found.items()))


def read_checks(path: Path) -> tuple[Check, ...]:
    """Return the checks of one file: one of a query, each named shape of a Turtle file."""
    if path.suffix == ".ttl":
        return read_shape_checks(path)
    if path.suffix == ".toml":
        return (read_text_check(path),)
    if path.suffix != ".rq":
        raise CheckError(f"{path}: is no check; a check is a .rq, a .ttl or a .toml file.")
    if has_header(read_text(path)):
        return (read_check(path),)
    return (read_foreign(path),)


def select(profile: Profile, ids: Iterable[str] = ()) -> tuple[ConfiguredCheck, ...]:
    """Return the checks that a profile turns on, or those with the ids, by id.

    An id that the profile does not turn on runs with the check's own severity; ``shape:`` may
    be left out. Raises CheckError for an unknown id, with the nearest.
    """
    known = {**registry(), **{check.id: check for check in profile.own}}
    settings = {resolve(name, known): setting for name, setting in profile.settings.items()}
    wanted = {resolve(name, known) for name in ids}
    chosen = wanted or {name for name, setting in settings.items() if not setting.off}
    return tuple(_configured(known[name], settings.get(name)) for name in sorted(chosen))


def resolve(name: str, known: Mapping[str, Check]) -> str:
    """Return the id that a name means; CheckError with the nearest ids if there is none."""
    for candidate in (name, _OWN_PREFIX + name):
        if candidate in known:
            return candidate
    near = difflib.get_close_matches(name, known, n=2, cutoff=0.6)
    hint = f"did you mean {' or '.join(near)}?" if near else "'doidkit checks' lists them."
    raise CheckError(f'No check "{name}": {hint}')


def rules(checks: Iterable[ConfiguredCheck]) -> tuple[Rule, ...]:
    """Return what a report says about the checks that ran."""
    return tuple(configured.rule for configured in checks)


def _configured(check: Check, setting: Setting | None) -> ConfiguredCheck:
    if setting is None:
        return ConfiguredCheck(check, check.severity)
    declared = {option.name: option for option in check.options}
    options: dict[str, OptionValue] = {}
    for name, value in setting.options.items():
        if name not in declared:
            listed = ", ".join(declared) or "none"
            raise CheckError(f'Check {check.id} has no option "{name}"; it takes {listed}.')
        given = list(value) if isinstance(value, tuple) else value
        options[name] = option_value(declared[name], given, f"Check {check.id}: ")
    return ConfiguredCheck(check, setting.severity or check.severity, options)


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix in (".rq", ".ttl"))
        else:
            yield path
