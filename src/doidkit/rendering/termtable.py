"""A table of terms as CSV, TSV, JSON, HTML or a workbook, as ROBOT's exports are."""

import json
from collections.abc import Iterable, Sequence

from doidkit.tabulating import Table

FORMATS = ("csv", "tsv", "json", "html", "html-list", "xlsx")
LINKED = ("html", "html-list")
"""The formats whose values are HTML."""
_SINGLE = frozenset(("CURIE", "ID", "IRI"))
_STYLE = "https://stackpath.bootstrapcdn.com/bootstrap/4.5.2/css/bootstrap.min.css"
_HEAD = f'<head>\n  <link rel="stylesheet" href="{_STYLE}">\n</head>\n<body>\n'


def render(table: Table, format: str, *, split: str = "|", standalone: bool = True) -> bytes:
    """Return a table in one of ``FORMATS``; ``split`` stands between the values of a cell.

    Raises InputError for a workbook where what writes one is not installed.
    """
    if format == "xlsx":
        from doidkit.rendering.workbook import workbook

        return workbook(_rows(table, split))
    return _text(table, format, split, standalone=standalone).encode()


def _text(table: Table, format: str, split: str, *, standalone: bool) -> str:
    if format == "json":
        return _json(table)
    if format == "html":
        return _html(table, split, standalone)
    if format == "html-list":
        return _list(table)
    separator = "," if format == "csv" else "\t"
    rows = _rows(table, split)
    return "".join(f"{separator.join(_quoted(row, separator))}\n" for row in rows)


def _rows(table: Table, split: str) -> list[Sequence[str]]:
    return [table.headers, *([_joined(cell, split) for cell in row] for row in table.rows)]


def _joined(cell: Sequence[str], split: str) -> str:
    if len(cell) > 1:
        cell = [value.replace(split, f"\\{split}") for value in cell]
    return split.join(cell)


def _quoted(row: Iterable[str], separator: str) -> list[str]:
    special = (separator, '"', "\n", "\r")
    return [
        '"{}"'.format(cell.replace('"', '""')) if any(sign in cell for sign in special) else cell
        for cell in row
    ]


def _json(table: Table) -> str:
    rows = []
    for row in table.rows:
        made: dict[str, str | list[str]] = {}
        for header, cell in zip(table.headers, row, strict=True):
            if header.upper() in _SINGLE:
                made |= {header: cell[0]} if len(cell) == 1 else {}
            elif cell:
                made[header] = list(cell)
        rows.append(made)
    return json.dumps(rows, indent=2, ensure_ascii=False)


def _html(table: Table, split: str, standalone: bool) -> str:
    lines = ['<table class="table table-bordered table-striped">']
    lines += ['<thead class="bg-dark text-white header-row">', "<tr>"]
    lines += [f"  <th>{_escaped(header)}</th>" for header in table.headers]
    lines += ["</tr>", "</thead>"]
    for row in table.rows:
        cells = (f"\t\t<td>{_joined(cell, split)}</td>" for cell in row)
        lines += ["\t<tr>", *cells, "\t</tr>"]
    text = "\n".join([*lines, "</table>", ""])
    return f"{_HEAD}{text}</body>\n" if standalone else text


def _list(table: Table) -> str:
    lines: list[str] = []
    for row in table.rows:
        lines.append("<ul>")
        for header, cell in zip(table.headers, row, strict=True):
            if not cell:
                continue
            lines.append("\t<li>")
            if len(cell) == 1:
                lines.append(f"\t\t<b>{_escaped(header)}:</b> {cell[0]}")
            else:
                items = (f"\t\t\t<li>{value}</li>" for value in cell)
                lines += [f"\t\t<b>{_escaped(header)}:</b> ", "\t\t<ul>", *items, "\t\t</ul>"]
            lines.append("\t</li>")
        lines.append("</ul>")
    return "\n".join([_HEAD + "\n".join(lines), "</body>"])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
