"""The header of an SSSOM table: the YAML in the comment lines before it.

Read here is what SSSOM's own schema can need of YAML: texts in every style, lists and one level of
maps. What is none of that is told and left out.
"""

import json
import re
import textwrap
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from doidkit.errors import DoidkitNote

_ENTRY = re.compile(r"""("[^"]*"|'[^']*'|[^\s"'#\[\]{},:][^\s#:]*)\s*:(?:\s+(.*))?""")
_BLOCK = re.compile(r"[|>][+-]?\d?(?:\s+#.*)?")
_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?:#.*)?""", re.DOTALL)
_COMMENT = re.compile(r"(?:^|\s)#.*")
_PART = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^,"'])+""")
_NOTHING = ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Header:
    """How many lines it has, its slots, and the prefixes of its curie_map."""

    lines: int = 0
    slots: dict[str, list[str]] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)


class _Entry(NamedTuple):
    key: str
    value: str
    body: list[str]


def header(text: str, path: Path) -> Header:
    """Return the header of a table; a line that is not understood is told."""
    lines = []
    for line in text.split("\n"):
        if not line.startswith("#"):
            break
        lines.append(line[1:].rstrip())
    found = Header(len(lines))
    for entry in _entries(textwrap.dedent("\n".join(lines)).split("\n"), path):
        if entry.key == "curie_map":
            found.prefixes.update(_map(entry))
        elif values := [each for each in _values(entry) if each not in _NOTHING]:
            found.slots[entry.key] = values
    return found


def _entries(lines: Sequence[str], path: Path) -> Iterator[_Entry]:
    """Yield the entries of the outermost map, each with the lines that continue it."""
    current: _Entry | None = None
    for number, line in enumerate(lines, 1):
        match = _ENTRY.fullmatch(line)
        if match:
            if current:
                yield current
            current = _Entry(match[1].strip("\"'"), match[2] or "", [])
        elif not line.strip() or line[0].isspace() or line.startswith("-"):
            if current:
                current.body.append(line)
        elif line[0] != "#":
            warnings.warn(
                f"{path}:{number}: this line of the header is no entry of YAML; it is left out",
                DoidkitNote,
                stacklevel=2,
            )
    if current:
        yield current


def _values(entry: _Entry) -> list[str]:
    value, body = entry.value.strip(), textwrap.dedent("\n".join(entry.body)).strip("\n")
    if _BLOCK.fullmatch(value):
        return [body if value[0] == "|" else _folded(body)]
    if not _COMMENT.sub("", value) and body.startswith("-"):
        items = re.split(r"^-[ \t]*", body, flags=re.MULTILINE)[1:]
        return [_scalar(_folded(item.strip())) for item in items]
    whole = _folded(f"{value}\n{body}".strip())
    if whole.startswith("["):
        return [_scalar(part.strip()) for part in _PART.findall(whole.strip("[] "))]
    return [_scalar(whole)]


def _map(entry: _Entry) -> dict[str, str]:
    whole = "\n".join((entry.value, *entry.body)).strip()
    if whole.startswith("{"):
        parts = [part.strip() for part in _PART.findall(whole.strip("{} \n"))]
    else:
        parts = [line.strip() for line in whole.split("\n")]
    pairs = (re.split(r"\s*:\s*", part, maxsplit=1) for part in parts if ":" in part)
    return {key.strip("\"'"): _scalar(iri) for key, iri in pairs if key[:1] != "#"}


def _folded(text: str) -> str:
    """Return lines joined by spaces, but where an empty one parts them."""
    paragraphs = re.split(r"\n(?:[ \t]*\n)+", text)
    return "\n".join(" ".join(line.strip() for line in each.split("\n")) for each in paragraphs)


def _scalar(text: str) -> str:
    if quoted := _QUOTED.fullmatch(text):
        inner = quoted[1]
        if inner[0] == "'":
            return inner[1:-1].replace("''", "'")
        try:
            return str(json.loads(inner, strict=False))
        except ValueError:  # an escape of YAML that JSON has not
            return inner[1:-1]
    return _COMMENT.sub("", text).strip()
