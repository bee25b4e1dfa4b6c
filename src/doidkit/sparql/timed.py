"""Queries of local data that end in time: in a copy of this process, which can be ended.

Oxigraph evaluates in native code that no signal reaches. The answer comes whole, not row by row.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import cast

import pyoxigraph as ox

from doidkit import processes
from doidkit.errors import EngineError, QueryError
from doidkit.model import RdfTerm, RowStream, Stream, TripleStream
from doidkit.sparql.patterns import statements, triple_patterns
from doidkit.sparql.structure import Clause, Structure, structure
from doidkit.sparql.tokens import Token

_Row = tuple[RdfTerm | None, ...]
_Whole = bool | tuple[tuple[str, ...] | None, list[_Row] | list[ox.Triple]]


def timed(evaluate: Callable[[], Stream], query: str, seconds: float) -> Stream:
    """Return an answer that comes within some seconds.

    Raises EngineError, with the pattern of the query that may be why, where it does not, and
    QueryError for what ``evaluate`` says.
    """

    def whole() -> _Whole:
        found = evaluate()
        if isinstance(found, bool):
            return found
        if isinstance(found, RowStream):
            return found.variables, list(found.rows)
        return None, list(found.triples)

    (result,) = processes.run([whole], timeout=seconds, workers=1)
    if isinstance(result, processes.Failure):
        if not result.reason.startswith("It took longer"):
            raise QueryError(result.reason)
        why = suspect(query)
        raise EngineError(
            f"The query took longer than {seconds:g} seconds{f', perhaps for {why}' if why else ''}"
            "; narrow it, or allow more time with --timeout."
        )
    if isinstance(result, bool):
        return result
    variables, found = result
    if variables is None:
        return TripleStream(iter(cast("list[ox.Triple]", found)))
    rows: Iterator[tuple[RdfTerm | None, ...]] = iter(
        cast("list[tuple[RdfTerm | None, ...]]", found)
    )
    return RowStream(variables, rows)


def suspect(query: str) -> str:
    """Return the pattern of a query that most likely takes long, with its line; "" for none.

    >>> suspect("SELECT * { ?a a ?b . ?c a ?d }")
    'triples that share no variable (line 1)'
    """
    seen = structure(query)
    for find in (_crossed, _nested, _optional_filter, _open_path):
        if found := find(seen):
            what, at = found
            line = "".join(token.text for token in seen.tokens[:at]).count("\n") + 1
            return f"{what} (line {line})"
    return ""


_Found = tuple[str, int] | None


def _crossed(seen: Structure) -> _Found:
    runs = list(statements(seen))
    for number, group in enumerate(seen.groups):
        mine = [run for run in runs if seen.places[run[0]].group == number]
        if group.clause is not Clause.WHERE or len(mine) < 2:
            continue
        known = _names(seen, mine[0])
        left = mine[1:]
        while joined := next((run for run in left if _names(seen, run) & known), None):
            left.remove(joined)
            known = known | _names(seen, joined)
        if left and known and _names(seen, left[0]):
            return "triples that share no variable", left[0][0]
    return None


def _nested(seen: Structure) -> _Found:
    for group in seen.groups:
        outer = seen.groups[group.parent] if group.parent >= 0 else None
        if group.word == "EXISTS" and outer is not None and outer.word == "EXISTS":
            return "an EXISTS inside another; MINUS is faster", group.start
    return next(
        (
            (f"a {group.word} that is looked up for each row; MINUS is faster", group.start)
            for group in seen.groups
            if group.word == "EXISTS"
        ),
        None,
    )


def _optional_filter(seen: Structure) -> _Found:
    for at, token, place in seen.solid():
        inside = place.group >= 0 and seen.groups[place.group].word == "OPTIONAL"
        if inside and token.keyword == "FILTER":
            return "an OPTIONAL whose FILTER compares with what is outside", at
    return None


def _open_path(seen: Structure) -> _Found:
    for run in statements(seen):
        for triple in triple_patterns(seen.tokens, run):
            ends = (seen.tokens[triple.subject], seen.tokens[triple.object])
            repeated = any(_repeats(*pair) for pair in _pairs(seen, triple.path))
            if repeated and all(end.kind == "var" for end in ends):
                return "a path of any length between two variables", triple.subject
    return None


def _pairs(seen: Structure, path: tuple[int, ...]) -> Iterator[tuple[Token, Token]]:
    return pairwise(seen.tokens[at] for at in path)


def _repeats(_step: Token, sign: Token) -> bool:
    return sign.text in "*+"


def _names(seen: Structure, run: list[int]) -> set[str]:
    return {seen.tokens[at].name for at in run if seen.tokens[at].kind == "var"}
