"""Rows of texts, numbers and lists as a text table, CSV, TSV and JSON."""

import csv
import io
import json
from collections.abc import Iterable, Sequence

from doidkit.rendering.spreadsheet import as_text
from doidkit.rendering.table import aligned

Cell = str | int | float | Sequence[str] | None
"""What a cell may hold; of a list the values are parted by | where a cell is a text."""
FORMATS = ("text", "csv", "tsv", "json")


def render(columns: Sequence[str], rows: Iterable[Sequence[Cell]], format: str) -> str:
    """Return rows in one of ``FORMATS``; JSON keeps numbers, lists and null.

    CSV is RFC 4180, without formulas; in TSV a cell has no tabs and line breaks.
    """
    if format == "json":
        made = [dict(zip(columns, row, strict=True)) for row in rows]
        return json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    if format == "csv":
        stream = io.StringIO()
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows([as_text(_text(cell)) for cell in row] for row in rows)
        return stream.getvalue()
    lines = [[_one_line(_text(cell)) for cell in row] for row in rows]
    if format == "tsv":
        return "".join("\t".join(line) + "\n" for line in (columns, *lines))
    return aligned(list(columns), lines)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.6g}"
    return str(cell) if isinstance(cell, str | int) else "|".join(cell)


def _one_line(text: str) -> str:
    return " ".join(text.split())
