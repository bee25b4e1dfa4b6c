"""Filled tables, in the form that they came in."""

import csv
import io

from doidkit.filling import Filled


def render(table: Filled) -> str:
    """Return a table as CSV or with tabs, as it was; lines end in LF."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=table.separator, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return stream.getvalue()
