"""Search hits as text, CSV and JSON."""

import json
from collections.abc import Callable, Sequence

from doidkit.ontology.record import Match
from doidkit.rendering.text import matches

_COLUMNS = ("curie", "label", "name", "scope", "rank", "iri")


def as_csv(found: Sequence[Match], width: int | None = None) -> str:
    """Return search hits as CSV (RFC 4180): the term, the name that matched, and how."""
    import csv
    import io

    from doidkit.rendering.spreadsheet import as_text

    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(_COLUMNS)
    writer.writerows([as_text(cell) for cell in _row(match)] for match in found)
    return stream.getvalue()


def as_json(found: Sequence[Match], width: int | None = None) -> str:
    """Return search hits as JSON, an object each with the keys of the columns of CSV."""
    rows = [dict(zip(_COLUMNS, _row(match), strict=True)) for match in found]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[Sequence[Match], int | None], str]] = {
    "text": matches,
    "csv": as_csv,
    "json": as_json,
}


def _row(match: Match) -> tuple[str, ...]:
    term = match.term
    return (term.curie, term.label, match.name, match.scope, match.rank, term.iri)
