"""Tables of CSV and TSV, read as ROBOT reads them.

A backslash escapes a quotation mark or itself and is else dropped; a quotation mark within a field
that has no separator beside it is part of the field (opencsv, which ROBOT uses).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from doidkit.errors import SyntaxFault
from doidkit.syntax.tables import SEPARATORS
from doidkit.templating.faults import TemplateFault

_TWO_ROWS = "a row of headers and one of template strings are expected"


@dataclass(frozen=True, slots=True)
class Table:
    """A template: its name, headers, template strings, and rows with their numbers from 1."""

    name: str
    headers: tuple[str, ...]
    templates: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read(
    path: str | Path,
    external: str | Path | None = None,
    *,
    strings: Sequence[str] | None = None,
) -> Table:
    """Return the template of a file, its template strings from another one, or given, if there are.

    Raises TemplateFault for what is no table, and where the other file has other headers.
    """
    rows = cells(path)
    if strings is not None and rows:
        return _table(path, rows[0], [*strings], rows[1:], 2)
    if external is None:
        if len(rows) < 2:
            raise TemplateFault("template file", _TWO_ROWS, str(path))
        return _table(path, rows[0], rows[1], rows[2:], 3)
    other = cells(external)
    if len(other) < 2:
        raise TemplateFault("missing robot header", _TWO_ROWS, str(external))
    if not rows or rows[0] != other[0]:
        raise TemplateFault(
            "mismatched robot header", f"the headers are not those of {external}", str(path), 1
        )
    return _table(path, rows[0], other[1], rows[1:], 2)


def cells(path: str | Path) -> list[list[str]]:
    """Return the rows of a file; TemplateFault for a name that tells no format, or no such file."""
    file = Path(path)
    separator = SEPARATORS.get(file.suffix.lower())
    if not file.is_file():
        raise TemplateFault("template file", f"template {file.name} does not exist", str(path))
    if separator is None:
        raise TemplateFault("file type", "a name in .csv, .tsv or .tab is expected", str(path))
    data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SyntaxFault(path, "this is not UTF-8 text", line=line, column=1) from error
    return _rows(text, separator, file)


def _table(
    path: str | Path, headers: list[str], templates: list[str], rows: list[list[str]], first: int
) -> Table:
    numbered = tuple((number, tuple(row)) for number, row in enumerate(rows, first))
    return Table(str(path), tuple(headers), tuple(each.strip() for each in templates), numbered)


def _rows(text: str, separator: str, path: Path) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = _Reader(separator)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    begun = 0
    for number, line in enumerate(lines[:-1] if lines[-1] == "" else lines, 1):
        begun = begun or number
        reader.line(line)
        if not reader.quoted:
            rows.append(reader.row)
            reader, begun = _Reader(separator), 0
    if begun:
        reason = "a quoted field begins in this row that nothing ends"
        raise SyntaxFault(path, reason, line=begun, column=1)
    return rows


class _Reader:
    """Reads a row, which may have several lines."""

    def __init__(self, separator: str) -> None:
        self._separator = separator
        self.row: list[str] = []
        self.quoted = False
        self._field = ""

    def line(self, line: str) -> None:
        inside, at = self.quoted, 0
        while at < len(line):
            sign, follows = line[at], line[at + 1 : at + 2]
            at += 1
            if sign == "\\":
                if (self.quoted or inside) and follows in ('"', "\\"):
                    self._field += follows
                    at += 1
                inside = True
            elif sign == '"':
                if (self.quoted or inside) and follows == '"':
                    self._field += '"'
                    at += 1
                else:
                    self.quoted = not self.quoted
                    self._embedded(line, at, follows)
                inside = not inside
            elif sign == self._separator and not self.quoted:
                self._end()
                inside = False
            else:
                self._field += sign
                inside = True
        if self.quoted:
            self._field += "\n"
        else:
            self._end()

    def _embedded(self, line: str, at: int, follows: str) -> None:
        """Add a quotation mark that neither begins a field nor ends one."""
        if at > 3 and line[at - 2] != self._separator and follows not in ("", self._separator):
            if not self._field.strip():
                self._field = ""
            else:
                self._field += '"'

    def _end(self) -> None:
        self.row.append(self._field)
        self._field = ""
