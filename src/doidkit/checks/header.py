"""A check from a ``.rq`` file.

The lines of its header start with ``#+ `` and hold TOML::

    #+ title = "Label in use twice"
    #+ why = "Nobody can tell which of the two a text means."
    #+ fix = "Rename one."
    #+ severity = "error"
    #+ message = "{value} also names {other}."

``focus``, ``property``, ``value`` and ``mend`` name the columns if they are not called
``entity``, ``property``, ``value`` and ``mend``. The last is what should stand in place of the
value, unbound where that is not certain; ``check --fix`` writes it. ``[options.NAME]`` declares
a variable that a profile may set. A file without this header is one of ROBOT's: see
``doidkit.checks.foreign``.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from doidkit import toml
from doidkit.checks.check import Check, Columns, Kind, Option, OptionType, OptionValue
from doidkit.errors import CheckError
from doidkit.model import Severity
from doidkit.syntax.files import read_text

_TEXTS = ("title", "why", "fix", "message")
_COLUMNS = ("focus", "property", "value", "mend")
_KEYS = {*_TEXTS, *_COLUMNS, "severity", "options"}
_REQUIRED = ("title", "why", "fix", "severity")
_PYTHON = {
    OptionType.TEXT: str,
    OptionType.TERM: str,
    OptionType.INTEGER: int,
    OptionType.BOOLEAN: bool,
    OptionType.LIST: list,
}


def read_check(path: Path) -> Check:
    """Return the check in a ``.rq`` file; CheckError if its header is wrong."""
    return parse_check(path, read_text(path))


def has_header(text: str) -> bool:
    """Return whether a query's text carries a header of ours."""
    return any(line.startswith("#+") for line in text.splitlines())


def parse_check(path: Path, text: str) -> Check:
    """Return a check from its text."""
    header = _header(path, text)
    if strange := sorted(set(header) - _KEYS):
        raise CheckError(
            f'{path}: the header has an unknown key "{strange[0]}"; use {", ".join(sorted(_KEYS))}.'
        )
    missing = [key for key in _REQUIRED if key not in header]
    if missing:
        raise CheckError(f"{path}: the header lacks {missing[0]}; add it in a #+ line.")
    given = {key: str(header[key]) for key in _TEXTS if key in header}
    return Check(
        id=path.stem,
        severity=severity(header["severity"], f"{path}: "),
        kind=Kind.QUERY,
        text=text,
        path=path,
        columns=Columns(**{key: str(header[key]) for key in _COLUMNS if key in header}),
        options=tuple(_option(path, *entry) for entry in _table(path, header).items()),
        **given,
    )


def severity(text: object, where: str) -> Severity:
    """Return a severity by name, CheckError for any other text."""
    try:
        return Severity(text)
    except ValueError as error:
        raise CheckError(
            f'{where}"{text}" is no severity; write error, warning or info.'
        ) from error


def option_value(option: Option, value: object, where: str) -> OptionValue:
    """Return a value that fits an option, CheckError if it does not."""
    wanted = _PYTHON[option.type]
    fits = isinstance(value, wanted) and isinstance(value, bool) is (wanted is bool)
    if isinstance(value, list) and fits:
        if all(isinstance(item, str) and " " not in item for item in value):
            return tuple(value)
    elif isinstance(value, str | int) and fits:
        return value
    raise CheckError(f"{where}option {option.name} must be {_described(option.type)}.")


def _described(kind: OptionType) -> str:
    if kind is OptionType.LIST:
        return "a list of texts without spaces"
    article = "an" if kind is OptionType.INTEGER else "a"
    return f"{article} {kind.value}"


def _header(path: Path, text: str) -> Mapping[str, Any]:
    # Blank lines in place of the others keep the line numbers of TOML's messages true.
    lines = (line[2:].strip() if line.startswith("#+") else "" for line in text.splitlines())
    try:
        return toml.loads("\n".join(lines))
    except ValueError as error:
        raise CheckError(
            f"{path}: the header is not TOML ({error}); correct its #+ lines."
        ) from error


def _table(path: Path, header: Mapping[str, Any]) -> Mapping[str, Any]:
    table = header.get("options", {})
    if not isinstance(table, dict) or not all(isinstance(e, dict) for e in table.values()):
        raise CheckError(f"{path}: options must be tables such as [options.prefixes].")
    return table


def _option(path: Path, name: str, entry: Mapping[str, Any]) -> Option:
    kinds = [kind.value for kind in OptionType]
    if entry.get("type") not in kinds or "default" not in entry:
        raise CheckError(f"{path}: option {name} needs a type ({', '.join(kinds)}) and a default.")
    bare = Option(name, OptionType(entry["type"]), "", str(entry.get("help", "")))
    default = option_value(bare, entry["default"], f"{path}: ")
    return Option(bare.name, bare.type, default, bare.help)
