"""Changes out of a document: JSON or Turtle as `doidkit diff` writes them, or KGCL."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from doidkit.comparing.changesets import edit
from doidkit.comparing.patching import Edit
from doidkit.comparing.pieces import Lines, parsed
from doidkit.errors import InputError
from doidkit.syntax.files import read_text, require
from doidkit.syntax.formats import GraphFormat, named_format
from doidkit.syntax.reading import quads

VERSION = 1
_KEYS = frozenset("kind term label predicate old new lost gained removed added parts".split())


def is_kgcl(path: Path) -> bool:
    """Return whether a file holds commands of KGCL, by its name."""
    return path.suffix.lower() == ".kgcl"


def read_edit(path: Path) -> Edit:
    """Return what the changes in a file do; InputError for one that holds none."""
    try:
        if named_format(require(path)) is GraphFormat.TURTLE:
            return edit(quads(path))
        table = json.loads(read_text(path))
        if table["doidkit-diff"] != VERSION:
            raise ValueError(path)
        each = list(_each(table["changes"]))
        found = Edit(_pieces(each, "removed"), _pieces(each, "added"))
        parsed(line.encode() for piece in (*found.removed, *found.added) for line in piece)
        return found
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, SyntaxError) as error:
        raise InputError(
            f"{path}: holds no changes of one pair of files, or not all of them; write them with "
            "`doidkit diff OLD NEW --format json`."
        ) from error


def _each(changes: Any) -> Iterator[dict[str, Any]]:
    for change in changes:
        if not change.keys() <= _KEYS:
            raise ValueError(change)
        yield change
        yield from _each(change.get("parts", ()))


def _pieces(changes: list[dict[str, Any]], side: str) -> tuple[Lines, ...]:
    return tuple(
        tuple(line.removesuffix(" .") for line in text.split("\n") if line)
        for change in changes
        for text in change.get(side, ())
    )
