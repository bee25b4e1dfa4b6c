"""Any query answer in any format that suits it."""

from collections.abc import Iterator

from doidkit.errors import QueryError
from doidkit.model import Answer, RowStream, Solutions, Stream, Triples, TripleStream
from doidkit.rendering import data, delimited, graph, markdown, spreadsheet, table
from doidkit.syntax.canonical import canonical_triples
from doidkit.syntax.formats import GraphFormat, ResultFormat

_GRAPHS = (GraphFormat.TURTLE, GraphFormat.NTRIPLES)
SPREADSHEET = "sheet"
"""CSV in which no cell is a formula."""
FORMATS: tuple[str, ...] = (
    *(format.value for format in ResultFormat),
    SPREADSHEET,
    *(format.value for format in _GRAPHS),
)
"""The format names that a query's answer can be asked for in."""


def render(answer: Answer, *, format: str | None = None, width: int | None = None) -> bytes:
    """Return an answer in a named format: a table for SELECT and ASK, Turtle for CONSTRUCT.

    ``width`` is that of the terminal, None when there is none. Raises QueryError where the
    format does not suit the answer.
    """
    if isinstance(answer, Triples):
        return graph.render(answer, format=_graph_format(format))
    if format == SPREADSHEET and isinstance(answer, Solutions):
        return b"".join(delimited.rows(spreadsheet.safe(answer), format=ResultFormat.CSV))
    wanted = _result_format(format)
    if wanted is ResultFormat.TABLE:
        return table.render(answer, width=width).encode()
    if wanted is ResultFormat.MARKDOWN:
        return markdown.render(answer).encode()
    return data.render(answer, format=wanted)


def stream(
    found: Stream, *, format: str | None = None, width: int | None = None
) -> Iterator[bytes]:
    """Yield the bytes of ``render`` while the answer is found.

    CSV, TSV and N-Triples take the same memory however long the answer is; the other formats
    need it whole. Raises as ``render``, before the first row.
    """
    if isinstance(found, RowStream):
        if format == SPREADSHEET:
            return delimited.rows(spreadsheet.safe(found), format=ResultFormat.CSV)
        if (wanted := _result_format(format)) in (ResultFormat.CSV, ResultFormat.TSV):
            return delimited.rows(found, format=wanted)
        return iter([render(Solutions(found.variables, tuple(found)), format=format, width=width)])
    if isinstance(found, TripleStream):
        if _graph_format(format) is GraphFormat.NTRIPLES:
            from doidkit.rendering import triplelines  # not needed for rows

            return triplelines.lines(found)
        return iter([render(Triples(canonical_triples(found)), format=format)])
    return iter([render(found, format=format, width=width)])


def _graph_format(name: str | None) -> GraphFormat:
    if name is None:
        return GraphFormat.TURTLE
    if name in {format.value for format in _GRAPHS}:
        return GraphFormat(name)
    names = " or ".join(format.value for format in _GRAPHS)
    raise QueryError(f"A CONSTRUCT or DESCRIBE answer is triples, not {name}; use {names}.")


def _result_format(name: str | None) -> ResultFormat:
    if name is None:
        return ResultFormat.TABLE
    if name == SPREADSHEET:
        return ResultFormat.CSV
    if name in {format.value for format in ResultFormat}:
        return ResultFormat(name)
    names = ", ".join(format.value for format in ResultFormat)
    raise QueryError(f"A SELECT or ASK answer cannot be {name}; use {names}.")
