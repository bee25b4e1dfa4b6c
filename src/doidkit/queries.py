"""SPARQL query files and what their headers say.

A query file is plain SPARQL 1.1. Comment lines that start with ``#+ `` form its header, whose
content is TOML::

    #+ title = "Drugs"
    #+ description = "Each drug that the document names, with its ChEBI id."
    #+ columns = { drug = "the substance", claim = "the statement that names it" }
    #+ example = "doidkit query drugs"
    #+ [params.term]
    #+ type = "term"
    #+ default = "DOID:182"
    #+ help = "the disease"

Parameters are variables of the query: those of the header, and any that is written ``$name``
throughout, beside others that are written ``?name``. One without ``default`` is required unless
the header says ``optional = true``, which leaves its variable unbound. A file without a header
works too.

``whole = true`` says that the answer needs whole ontologies: it counts terms, or lists what is
below or beside one. Data with slices of other ontologies then get a remark.
"""

import difflib
import enum
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from doidkit import bundled, toml
from doidkit.errors import QueryError, UnknownQueryError
from doidkit.syntax.files import STANDARD_INPUT, read_text


class ParameterType(enum.Enum):
    """What a parameter's text is read as."""

    TERM = "term"
    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class QueryParameter:
    """A declared parameter; ``default`` is text as a user would type it."""

    name: str
    type: ParameterType
    default: str | None = None
    help: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer and what it holds."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class QueryFile:
    """One query with its header; ``declared`` is False if the file has none."""

    name: str
    text: str
    title: str = ""
    description: str = ""
    columns: tuple[Column, ...] = ()
    parameters: tuple[QueryParameter, ...] = ()
    example: str = ""
    declared: bool = False
    whole: bool = False

    def parameter(self, name: str) -> QueryParameter | None:
        """Return the declared parameter of this name."""
        return next((p for p in self.parameters if p.name == name), None)


def bundled_queries() -> tuple[QueryFile, ...]:
    """Return all bundled queries, sorted by name."""
    found = (read_query(path) for path in bundled.query_files())
    return tuple(sorted(found, key=lambda query: query.name))


def find(name: str) -> QueryFile:
    """Return a bundled query by name, or the query in a file by path, ``-`` for standard input.

    Raises UnknownQueryError with the nearest names.
    """
    paths = {path.stem: path for path in bundled.query_files()}
    if name in paths:
        return read_query(paths[name])
    if name == str(STANDARD_INPUT):
        return parse_query("standard input", read_text(STANDARD_INPUT))
    if name.endswith(".rq") or Path(name).is_file():
        return read_query(Path(name))
    raise UnknownQueryError(name, difflib.get_close_matches(name, paths, n=2, cutoff=0.5))


def read_query(path: Path) -> QueryFile:
    """Return the query in a file; QueryError if its header is wrong, InputError if unreadable."""
    return parse_query(path.stem, read_text(path))


def parse_query(name: str, text: str) -> QueryFile:
    """Return a query from its text."""
    lines = text.splitlines()
    header = "\n".join(line[2:].strip() if line.startswith("#+") else "" for line in lines)
    if not header.strip():
        return QueryFile(name, text)
    try:
        return _described(name, text, toml.loads(header))
    except ValueError as error:
        raise QueryError(
            f'The header of query "{name}" is not TOML ({error}); correct its #+ lines.'
        ) from error


def _described(name: str, text: str, header: dict[str, Any]) -> QueryFile:
    known = {"title", "description", "columns", "params", "example", "whole"}
    if strange := sorted(set(header) - known):
        raise QueryError(
            f'The header of query "{name}" has an unknown key "{strange[0]}"; '
            f"use {', '.join(sorted(known))}."
        )
    columns = header.get("columns", {})
    params = header.get("params", {})
    if not isinstance(columns, dict) or not isinstance(params, dict):
        raise QueryError(f'In the header of query "{name}" columns and params must be tables.')
    return QueryFile(
        name,
        text,
        title=str(header.get("title", "")),
        description=str(header.get("description", "")),
        columns=tuple(Column(key, str(meaning)) for key, meaning in columns.items()),
        parameters=tuple(_parameter(name, key, value) for key, value in params.items()),
        example=str(header.get("example", "")),
        declared=True,
        whole=header.get("whole") is True,
    )


def _parameter(query: str, name: str, entry: Any) -> QueryParameter:
    types = ", ".join(kind.value for kind in ParameterType)
    if not isinstance(entry, dict) or entry.get("type", "string") not in types.split(", "):
        raise QueryError(f'Parameter "{name}" of query "{query}" needs a type: one of {types}.')
    default = entry.get("default")
    if isinstance(default, bool):
        default = str(default).lower()
    return QueryParameter(
        name=name,
        type=ParameterType(entry.get("type", "string")),
        default=None if default is None else str(default),
        help=str(entry.get("help", "")),
        optional=bool(entry.get("optional", False)),
    )
