"""All rows of a query, or all triples, also from a server that cuts its answers without a word."""

from collections.abc import Collection, Sequence

from pyoxigraph import BlankNode, Literal, Triple

from doidkit.errors import EngineError
from doidkit.model import RdfTerm, Solutions, TripleStream
from doidkit.sparql import querytext
from doidkit.sparql.source import Source

_LONGEST = 5_000_000
_MOST = 2_000_000  # triples; in memory they are about a gigabyte
_TRIPLES = "SELECT DISTINCT ?s ?p ?o {{ {pattern} }}"


class _Incomplete(EngineError):
    """What cannot be read whole; why is for the caller to put into a sentence."""


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


def triples(source: Source, pattern: str = "?s ?p ?o .") -> Sequence[Triple]:
    """Return the triples ?s ?p ?o that match a pattern, all in one answer where that is whole.

    Raises EngineError for more of them than memory should hold, and for what cannot be read
    completely.
    """
    count = f"SELECT (COUNT(*) AS ?n) {{ {{ {_TRIPLES.format(pattern=pattern)} }} }}"
    (counted,) = next(iter(source.rows(count)))
    total = int(counted.value) if isinstance(counted, Literal) else 0
    if total > _MOST:
        raise _Incomplete(f"they are {total:,} triples, and at most {_MOST:,} are fetched")
    found = _matching(source, pattern)
    return found if len(found) >= total else _in_parts(source, pattern, len(found), total)


def copied(source: Source) -> Sequence[Triple]:
    """Return all triples of a source's default graph; raises as ``triples``."""
    try:
        return triples(source)
    except _Incomplete as error:
        raise EngineError(
            f"The endpoint's data cannot be copied ({error}); leave out --copy, or load a file."
        ) from error


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


def _matching(source: Source, pattern: str) -> list[Triple]:
    stream = source.stream(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}")
    assert isinstance(stream, TripleStream), "the answer of a CONSTRUCT"
    return list(stream.triples)


def _in_parts(source: Source, pattern: str, page: int, total: int) -> Sequence[Triple]:
    """Return the triples page by page; EngineError unless blank nodes have lasting labels."""
    ordered = f"{_TRIPLES.format(pattern=pattern)} ORDER BY ?s ?p ?o LIMIT {page}"

    def part(offset: int) -> set[Triple]:
        return set(_matching(source, f"{{ {ordered} OFFSET {offset} }}"))

    found = part(0)
    # Labels given out by their order show: those of the second half would be other ones, were
    # it to come first.
    half = found & part(page // 2)
    lasting = len(half) == page - page // 2 and _blank(half) - _blank(found - half)
    while more := part(len(found)) - found:
        found |= more
    if len(found) < total:
        raise _Incomplete(f"the endpoint gave {len(found):,} of {total:,} triples")
    if _blank(found) and not (lasting or source.labels_last):
        raise _Incomplete("answers are cut short, and blank nodes differ from part to part")
    return list(found)


def _blank(triples: Collection[Triple]) -> set[RdfTerm]:
    return {term for each in triples for term in each if isinstance(term, BlankNode)}
