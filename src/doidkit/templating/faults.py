"""What is wrong with a template: ROBOT's rule, the sentence, and the cell."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from doidkit.errors import InputError


@dataclass
class TemplateFault(InputError):
    """A fault of a template; ``row`` and ``column`` count from 1, 0 for none of a cell.

    ``rule`` is ROBOT's name of it, such as ``manchester parse``.
    """

    rule: str
    reason: str
    table: str
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.table}{self.where}: {self.reason}."

    @property
    def where(self) -> str:
        """The place as ``:row:column``, as far as it is known."""
        return "".join(f":{number}" for number in (self.row, self.column) if number)

    @property
    def message(self) -> str:
        """The fault and its place in ROBOT's words."""
        row = f" at row {self.row}" if self.row else ""
        column = f", column {self.column}" if self.column else ""
        return f'{self.reason}{row}{column} in table "{self.table}".'

    @property
    def cell(self) -> str:
        """The cell as spreadsheets call it, such as ``C3``."""
        letters, number = "", self.column
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return f"{letters}{self.row}"


def errors_table(faults: Iterable[TemplateFault], separator: str) -> str:
    """Return faults as ROBOT's table of errors."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(("table", "cell", "rule ID", "message"))
    for fault in faults:
        name = f"{fault.rule} error"
        message = f"{name.upper()} {fault.message}"
        row = (fault.table, fault.cell, f"ROBOT-template:{name.replace(' ', '-')}", message)
        writer.writerow(row)
    return out.getvalue()
