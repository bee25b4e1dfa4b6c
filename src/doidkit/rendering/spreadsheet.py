"""Cells that a spreadsheet takes for what they say, and not for formulas to compute.

CSV and TSV are written as the data are, for programs; a spreadsheet would run a cell that begins
with =, +, - or @. Here such a cell gets an apostrophe before it, which spreadsheets show or hide
and never compute. Numbers stay numbers.
"""

import re
from collections.abc import Iterator

from pyoxigraph import Literal

from doidkit.model import RdfTerm, RowStream, Solutions

_FORMULA = re.compile(r"[=+\-@\t\r\n]|[\uff1d\uff0b\uff0d\uff20]")  # full width ones count, too
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


def as_text(cell: str) -> str:
    """Return a cell with an apostrophe before what would be a formula.

    >>> as_text("=1+1"), as_text("-1"), as_text("calcinosis")
    ("'=1+1", '-1', 'calcinosis')
    """
    formula = _FORMULA.match(cell.lstrip(" ")) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if formula else cell


def safe(rows: RowStream | Solutions) -> RowStream:
    """Return the rows of an answer with such literals made texts; IRIs begin with a letter."""
    return RowStream(rows.variables, _safe(rows))


def _safe(rows: RowStream | Solutions) -> Iterator[tuple[RdfTerm | None, ...]]:
    for row in rows:
        yield tuple(
            Literal(as_text(term.value)) if isinstance(term, Literal) else term for term in row
        )
