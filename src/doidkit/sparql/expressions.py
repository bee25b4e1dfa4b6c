"""SPARQL expressions over many terms at once, evaluated by Oxigraph without any data.

What ``<`` and REGEX mean is then the same here as inside a query.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import pyoxigraph as ox

from doidkit.model import RdfTerm

_BATCH = 5000
_CUSTOM = re.compile(r"custom function (<[^>]*>)")


def true_rows(rows: Iterable[Sequence[RdfTerm]], expression: str) -> set[int]:
    """Return the positions of the rows for which an expression over ?a, ?b is true.

    An error counts as false, and so does a row with a blank node, which no expression can
    compare.

    >>> true_rows([[ox.Literal(1)], [ox.Literal(5)]], "?a < 3")
    {0}
    """
    found: set[int] = set()
    for batch in _batches(enumerate(rows)):
        width = len(batch[0][1])
        names = " ".join(f"?{name}" for name in "ab"[:width])
        lines = "".join(
            f"({position} {' '.join(map(str, row))})"
            for position, row in batch
            if all(isinstance(term, ox.NamedNode | ox.Literal) for term in row)
        )
        query = f"SELECT ?row {{ VALUES (?row {names}) {{ {lines} }} FILTER({expression}) }}"
        answer = ox.Store().query(query)
        assert isinstance(answer, ox.QuerySolutions)
        found.update(int(row[0].value) for row in answer)
    return found


def value(expression: str) -> RdfTerm | None:
    """Return the value of a constant expression, None if it has an error."""
    answer = ox.Store().query(f"SELECT ({expression} AS ?value) {{}}")
    assert isinstance(answer, ox.QuerySolutions)
    found: RdfTerm | None = next(iter(answer))[0]
    return found


def _batches(
    rows: Iterable[tuple[int, Sequence[RdfTerm]]],
) -> Iterator[list[tuple[int, Sequence[RdfTerm]]]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def syntax_problem(query: str) -> str | None:
    """Return what is wrong with a query as such, its functions included; None if it is fine."""
    try:
        ox.Store().query(query)
    except RuntimeError as error:
        name = _CUSTOM.search(str(error))
        return f"the function {name[1]} is none of SPARQL's" if name else str(error)
    except SyntaxError as error:
        place, _, expected = str(error.msg).removeprefix("error at ").partition(": ")
        expected = " ".join(expected.split())
        return f"at {place}: {expected if len(expected) < 80 else 'this is not expected here'}"
    return None
