"""Terms as ROBOT's options and files name them."""

import re
from collections.abc import Iterable
from pathlib import Path

from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.given import Given
from doidkit.errors import InputError


def term(given: Given, text: str, field: str) -> str:
    """Return the ``<iri>`` of a CURIE or IRI; ROBOT's error for what is neither."""
    try:
        found = given.context.iri(text)
    except InputError as error:
        found, reason = "", error
    if not found.startswith(_SCHEMES):
        what = f'{field} "{text}" is not a valid CURIE or IRI'
        raise RobotError("invalid IRI", what, ours=str(reason) if not found else _UNKNOWN)
    return found


def terms(given: Given, texts: Iterable[str], files: Iterable[str] = ()) -> list[str]:
    """Return the terms of options and of files; what names none is left out, as ROBOT does.

    Both have a term a line, and comments after #.
    """
    found: dict[str, None] = {}
    for text in (*texts, *map(_content, files)):
        for written in text.splitlines():
            name = _REMARK.sub("", written).strip()
            try:
                found[term(given, name, "term")] = None
            except RobotError:
                continue
    return [*found]


_SCHEMES = tuple(f"<{name}:" for name in ("http", "https", "ftp", "file", "mailto", "urn"))
_UNKNOWN = "Its prefix is not known; give it with --prefix, or write the whole IRI."
_REMARK = re.compile(r"(?:^|\s)#.*")


def _content(file: str) -> str:
    try:
        return Path(file).read_text("utf-8-sig")
    except OSError as error:
        raise RobotError("file does not exist", f"File does not exist: {file}") from error
