"""A check from a ``.toml`` file: what no query sees, as only the text of a file shows it.

::

    title = "Space at the end of a line"
    why = "OBO readers drop it, other tools keep it."
    fix = "Remove the spaces at the end of the line."
    severity = "warning"
    message = "{value} has a space at its end."
    sign = "obo:trailing-space"      # one of those that readers know
"""

from pathlib import Path

from doidkit import toml
from doidkit.checks.check import Check, Kind
from doidkit.checks.header import severity
from doidkit.errors import CheckError
from doidkit.syntax.files import read_text
from doidkit.syntax.signs import KINDS

_KEYS = ("title", "why", "fix", "severity", "message", "sign")


def read_text_check(path: Path) -> Check:
    """Return the check in a ``.toml`` file; CheckError if it is none."""
    text = read_text(path)
    try:
        given = {key: str(value) for key, value in toml.loads(text).items()}
    except ValueError as error:
        raise CheckError(f"{path}: is not TOML ({error}); correct it there.") from error
    for key in (*sorted(set(given) - set(_KEYS)), *_KEYS):
        if (key in given) != (key in _KEYS):
            raise CheckError(f'{path}: "{key}" is missing or unknown; use {", ".join(_KEYS)}.')
    if given["sign"] not in KINDS:
        raise CheckError(
            f'{path}: no reader knows the sign "{given["sign"]}"; use {", ".join(KINDS)}.'
        )
    return Check(
        id=path.stem,
        title=given["title"],
        severity=severity(given["severity"], f"{path}: "),
        kind=Kind.TEXT,
        text=given["sign"],
        path=path,
        why=given["why"],
        fix=given["fix"],
        message=given["message"],
    )
