"""Cells that are expressions in Manchester syntax, put into a template string's ``%``."""

import re
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from doidkit.syntax.manchester import inline
from doidkit.syntax.owl.expressions import Node
from doidkit.templating.columns import Column
from doidkit.templating.faults import TemplateFault
from doidkit.templating.names import Names

_T = TypeVar("_T")


class Expressing:
    """Makes expressions of the cells of a table."""

    def __init__(self, table: str, names: Names) -> None:
        self._table, self._names = table, names

    def classes(self, column: Column, cell: str, row: int) -> list[Node]:
        """Return the class expressions in a cell; TemplateFault for what is none."""
        return [self.of_class(_filled(column, each), row, column) for each in column.values(cell)]

    def of_class(self, text: str, row: int, column: Column) -> Node:
        """Return a class by its label, or an expression."""
        text = text.strip()
        found = self._names.find(_unescaped(text), "C") or self._names.find(text, "C")
        if not found and text.startswith("http"):
            found = self._names.created(text)
        return found or self._parsed(inline.expression, text, row, column)

    def relations(self, column: Column, cell: str, row: int, *, data: bool) -> list[Node]:
        """Return the property expressions in a cell, commas between them."""
        found: list[Node] = []
        for each in column.values(cell):
            text = _filled(column, each.strip()).strip()
            found += self._parsed(partial(inline.relations, data=data), text, row, column)
        return found

    def _parsed(self, read: Callable[[str, Names], _T], text: str, row: int, column: Column) -> _T:
        try:
            return read(text, self._names)
        except inline.TextFault as error:
            reason = f'the expression "{text}", character {error.at + 1}: {error.reason}'
            raise TemplateFault(
                "manchester parse", reason, self._table, row, column.place + 1
            ) from error


def _filled(column: Column, value: str) -> str:
    """Return a template string with a cell in it."""
    content = wrapped(value)
    return column.argument.replace("%", content) if "%" in column.argument else content


def wrapped(text: str) -> str:
    """Return a cell as a name: in quotes if it has blanks, as it is if it is an expression."""
    if text.strip()[:1] in ("'", '"', "("):
        return text
    escaped = text.replace("'", "\\'")
    return f"'{escaped.strip()}'" if re.search(r"\s", text.strip()) else escaped


def _unescaped(text: str) -> str:
    return text.replace("\\'", "'")
