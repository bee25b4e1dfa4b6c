"""SELECT answers as CSV and TSV (W3C SPARQL 1.1 results), row by row.

Written here and not by pyoxigraph, which serialises only its own answers: rows leave as they
are found, and no text is built of them in between.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice

from pyoxigraph import Literal, NamedNode

from doidkit.model import RdfTerm, RowStream, Solutions
from doidkit.syntax.formats import ResultFormat
from doidkit.terms import XSD_BOOLEAN, XSD_DECIMAL, XSD_DOUBLE, XSD_INTEGER

_BATCH = 1000
# What Turtle, and so TSV, reads as a number or boolean without quotes.
_BARE = {
    XSD_BOOLEAN: re.compile(r"true|false"),
    XSD_INTEGER: re.compile(r"[+-]?[0-9]+"),
    XSD_DECIMAL: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD_DOUBLE: re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+"),
}


def rows(answer: Solutions | RowStream, *, format: ResultFormat) -> Iterator[bytes]:
    """Yield the answer in CSV or TSV, some rows at a time, the names of the variables first."""
    if format is ResultFormat.CSV:
        yield (",".join(answer.variables) + "\r\n").encode()
        line = partial(_line, cell=_csv, separator=",", end="\r\n")
    else:
        yield ("\t".join(f"?{name}" for name in answer.variables) + "\n").encode()
        line = partial(_line, cell=_tsv, separator="\t", end="\n")
    found = iter(answer)
    while batch := list(islice(found, _BATCH)):
        yield "".join(map(line, batch)).encode()


def _line(
    row: Iterable[RdfTerm | None],
    *,
    cell: Callable[[RdfTerm | None], str],
    separator: str,
    end: str,
) -> str:
    return separator.join(map(cell, row)) + end


def _csv(term: RdfTerm | None) -> str:
    if term is None:
        return ""
    text = term.value if isinstance(term, NamedNode | Literal) else str(term)
    if '"' in text or "," in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _tsv(term: RdfTerm | None) -> str:
    if term is None:
        return ""
    if isinstance(term, Literal) and (bare := _BARE.get(term.datatype.value)):
        return term.value if bare.fullmatch(term.value) else str(term)
    return str(term)
