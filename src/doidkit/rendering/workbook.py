"""A table as a workbook, which spreadsheets open: each cell a text, none a formula."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from doidkit.errors import InputError

_LONGEST = 32_767  # characters of a cell
_NO_DATE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # equal tables, equal bytes


def workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows, the first of them headers, as XLSX.

    Raises InputError where the library is not installed, and for a cell of more characters than
    one can have.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise InputError(
            f"A workbook needs {error.name}, which is not installed; pip install 'doidkit[xlsx]'."
        ) from error
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as made:
        made.set_properties({"created": _NO_DATE})
        sheet = made.add_worksheet("Sheet1")
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if len(cell) > _LONGEST:
                    raise InputError(
                        f"A cell of column {rows[0][place]} has {len(cell):,} characters, "
                        f"and a workbook's can have {_LONGEST:,}; write tsv."
                    )
                sheet.write_string(number, place, cell)
    return out.getvalue()
