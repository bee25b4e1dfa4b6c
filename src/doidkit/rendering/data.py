"""SELECT and ASK answers in the W3C result formats, JSON and XML written by pyoxigraph.

pyoxigraph serialises only its own answers, so a ``Solutions`` value is read back from SPARQL
JSON, which keeps every term as it is.
"""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pyoxigraph as ox

from doidkit.model import RdfTerm, RowStream, Solutions
from doidkit.rendering import delimited
from doidkit.syntax.formats import ResultFormat

_FORMATS = {
    ResultFormat.JSON: ox.QueryResultsFormat.JSON,
    ResultFormat.XML: ox.QueryResultsFormat.XML,
}
# What stands behind the last row, and between two.
_ENDS = {ResultFormat.JSON: (b"]}}\n", b","), ResultFormat.XML: (b"</results></sparql>\n", b"")}
_BATCH = 1000


def render(answer: Solutions | bool, *, format: ResultFormat) -> bytes:
    """Return the answer in one of the W3C formats, ending in a line break.

    CSV and TSV have no form for ASK; they give ``true`` or ``false``.
    """
    if format in (ResultFormat.CSV, ResultFormat.TSV):
        if isinstance(answer, Solutions):
            return b"".join(delimited.rows(answer, format=format))
        return b"true\n" if answer else b"false\n"
    document = json.dumps(_document(answer))
    data = ox.parse_query_results(document, ox.QueryResultsFormat.JSON).serialize(
        format=_FORMATS[format]
    )
    assert data is not None  # no output was given, so bytes come back
    return data if data.endswith(b"\n") else data + b"\n"


def rows(answer: RowStream, *, format: ResultFormat) -> Iterator[bytes]:
    """Yield the bytes of ``render`` in JSON or XML, some rows at a time.

    Documents of some rows each are cut at their ends and joined.
    """
    end, comma = _ENDS[format]
    empty = render(Solutions(answer.variables, ()), format=format)
    start = empty.removesuffix(end)
    assert start != empty, "documents of the engine end so"
    yield start
    between = b""
    while batch := tuple(islice(answer, _BATCH)):
        document = render(Solutions(answer.variables, batch), format=format)
        yield between + document[len(start) : -len(end)]
        between = comma
    yield end


def _document(answer: Solutions | bool) -> dict[str, Any]:
    if isinstance(answer, bool):
        return {"head": {}, "boolean": answer}
    bindings = [
        {name: term_object(term) for name, term in record.items() if term is not None}
        for record in answer.records()
    ]
    return {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}


def term_object(term: RdfTerm) -> dict[str, Any]:
    """Return a term as SPARQL results in JSON write it."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = ("subject", "predicate", "object")
        return {
            "type": "triple",
            "value": {part: term_object(getattr(term, part)) for part in parts},
        }
    literal = {"type": "literal", "value": term.value}
    if term.language:
        tagged = {**literal, "xml:lang": term.language}
        return {**tagged, "its:dir": term.direction.value} if term.direction else tagged
    return {**literal, "datatype": term.datatype.value}
