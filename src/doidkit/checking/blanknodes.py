"""What hangs from the blank nodes of an answer, asked for together with it.

A query cannot name a blank node that another answer had. So where a check finds some, it is
asked again with all that can be reached from them through blank nodes, level by level.
"""

from collections.abc import Iterator, Mapping, Sequence
from uuid import uuid4

from pyoxigraph import BlankNode, NamedNode, Triple

from doidkit.model import RdfTerm, Solutions
from doidkit.sparql import querytext
from doidkit.sparql.complete import complete
from doidkit.sparql.source import Source

_DEPTHS = (2, 5, 13)  # levels to ask for, until they are enough; deeper nodes count as alike

_Row = Mapping[str, RdfTerm | None]


def described(
    source: Source, query: str, columns: Sequence[str]
) -> tuple[Solutions, tuple[Triple, ...]]:
    """Return all rows of a SELECT, and the triples below the blank nodes in some columns.

    Blank nodes have labels that no other answer has.
    """
    rows = complete(source, query)
    blank = [name for name in columns if name in rows.variables and _blank(rows, name)]
    if not blank:
        return rows, ()
    for depth in _DEPTHS:
        deep = _apart(complete(source, _deepened(query, rows.variables, blank, depth)))
        if not any(_blank(deep, _variables(name, depth)[1]) for name in blank):
            break
    records = list(deep.records())
    found = tuple(tuple(row[name] for name in rows.variables) for row in records)
    triples = (t for row in records for name in blank for t in _triples(row, name, depth))
    return Solutions(rows.variables, found), tuple(dict.fromkeys(triples))


def _blank(rows: Solutions, name: str) -> bool:
    return any(isinstance(term, BlankNode) for term in rows.column(name))


def _deepened(query: str, variables: Sequence[str], blank: Sequence[str], depth: int) -> str:
    levels = [name for each in blank for n in range(depth) for name in _variables(each, n + 1)]
    projection = " ".join(f"?{name}" for name in (*variables, *levels))
    below = " ".join(_below(name, 1, depth) for name in blank)
    return querytext.enclosed(query, projection, more=below)


def _variables(name: str, level: int) -> tuple[str, str]:
    """Return the variables of a predicate and an object below a column's nodes."""
    return f"{name}_predicate_{level}", f"{name}_object_{level}"


def _below(name: str, level: int, depth: int) -> str:
    if level > depth:
        return ""
    node = f"?{_variables(name, level - 1)[1] if level > 1 else name}"
    predicate, value = _variables(name, level)
    deeper = _below(name, level + 1, depth)
    return f"OPTIONAL {{ {node} ?{predicate} ?{value} . FILTER(isBlank({node})) {deeper} }}"


def _apart(rows: Solutions) -> Solutions:
    fresh: dict[RdfTerm, RdfTerm] = {}
    return Solutions(
        rows.variables,
        tuple(
            tuple(
                fresh.setdefault(term, BlankNode(f"b{uuid4().hex}"))
                if isinstance(term, BlankNode)
                else term
                for term in row
            )
            for row in rows
        ),
    )


def _triples(row: _Row, name: str, depth: int) -> Iterator[Triple]:
    node = row[name]
    for level in range(1, depth + 1):
        predicate, value = (row[each] for each in _variables(name, level))
        if not isinstance(node, BlankNode) or not isinstance(predicate, NamedNode) or value is None:
            return
        yield Triple(node, predicate, value)
        node = value
