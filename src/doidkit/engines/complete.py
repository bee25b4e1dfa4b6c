"""All rows of a query, also from a server that cuts its answers without a word."""

from collections.abc import Sequence

from pyoxigraph import Literal

from doidkit.engines import querytext
from doidkit.engines.source import Source
from doidkit.errors import EngineError
from doidkit.model import RdfTerm, Solutions

_LONGEST = 5_000_000


def complete(source: Source, query: str) -> Solutions:
    """Return all rows of a SELECT, sent as it is; EngineError if the server keeps some back.

    A limit is a round number, so only an answer of round length is counted.
    """
    if len(query) > _LONGEST:
        raise EngineError(
            f"A query of {len(query)} characters is too long for an endpoint; "
            "use a local copy of the data, or shorten its lists."
        )
    rows = _read(source, query)
    if not _suspicious(len(rows)):
        return rows
    answer = _read(source, querytext.enclosed(query, "(COUNT(*) AS ?n)"))
    counted = answer.rows[0][0] if answer.rows else None
    total = int(counted.value) if isinstance(counted, Literal) else len(rows)
    return rows if total == len(rows) else _paged(source, query, rows, total)


def _read(source: Source, query: str) -> Solutions:
    found = source.rows(query)
    return Solutions(found.variables, tuple(found.rows))


def _suspicious(length: int) -> bool:
    return length >= 100 and (length % 100 == 0 or length % 1024 == 0)


def _paged(source: Source, query: str, cut: Solutions, total: int) -> Solutions:
    rows: list[tuple[RdfTerm | None, ...]] = []
    order = f"ORDER BY {' '.join(f'?{name}' for name in cut.variables)}"
    ordered = querytext.enclosed(query, _names(cut.variables), modifiers=order)
    while len(rows) < total:
        part = _read(source, f"{ordered} LIMIT {len(cut)} OFFSET {len(rows)}")
        if not part.rows:
            break
        rows += part.rows
    if len(rows) != total:
        raise EngineError(
            f"The endpoint gave {len(rows)} of {total} rows; its answers are cut short, so the "
            "report would be wrong. Ask its operator for a higher limit."
        )
    return Solutions(cut.variables, tuple(rows))


def _names(variables: Sequence[str]) -> str:
    return " ".join(f"?{name}" for name in variables)
