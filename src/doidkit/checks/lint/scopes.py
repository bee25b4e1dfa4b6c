"""What a query's text binds, group by group: enough of SPARQL's scopes to judge a rule."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from doidkit.sparql.structure import Clause, Place, Structure
from doidkit.sparql.tokens import Token


@dataclass(frozen=True, slots=True)
class Placed:
    """A token, where it stands in the text, counted from 1, and in the query's structure."""

    token: Token
    line: int
    column: int
    place: Place
    at: int


@dataclass(slots=True)
class Scope:
    """A group: what it binds, and the variables that its filters use."""

    binds: set[str] = field(default_factory=set)
    filters: list[Placed] = field(default_factory=list)
    faults: list[Placed] = field(default_factory=list)


def placed(seen: Structure) -> list[Placed]:
    """Return the tokens of a query, without spaces and comments, with their places."""
    found: list[Placed] = []
    line = column = 1
    for at, (token, place) in enumerate(zip(seen.tokens, seen.places, strict=True)):
        if token.is_solid:
            found.append(Placed(token, line, column, place, at))
        breaks = token.text.count("\n")
        line += breaks
        column = len(token.text) - token.text.rfind("\n") if breaks else column + len(token.text)
    return found


def projection(tokens: Sequence[Placed]) -> tuple[list[Placed], set[str], int]:
    """Return the bare variables of a SELECT, its ``AS`` names, and where its group opens.

    ``tokens`` begin with the SELECT.
    """
    select, outer = tokens[0].place.select, tokens[0].place.group
    bare: list[Placed] = []
    named: set[str] = set()
    at = 0
    for at, here in enumerate(tokens):
        if here.token.text == "{" and here.place.group == outer:
            break
        if here.place.clause is not Clause.PROJECTION or here.place.select != select:
            continue
        if here.token.kind == "var" and not here.place.parens:
            bare.append(here)
        elif here.token.kind == "var" and tokens[at - 1].token.keyword == "AS":
            named.add(here.token.name)
    return bare, named, at


def group(tokens: Sequence[Placed], start: int, outer: frozenset[str]) -> tuple[Scope, int]:
    """Return the scope of the group that opens at ``start``, and where it ends.

    ``outer`` are the variables that an EXISTS sees from outside.
    """
    scope = Scope()
    at = start + 1
    while at < len(tokens) and tokens[at].token.text != "}":
        at = _member(tokens, at, scope, outer)
    known = scope.binds | outer
    scope.faults += [v for v in scope.filters if v.token.name not in known]
    return scope, at + 1


def _member(tokens: Sequence[Placed], at: int, scope: Scope, outer: frozenset[str]) -> int:
    token = tokens[at].token
    if token.keyword == "SELECT":
        return _subselect(tokens, at, scope)
    if token.text == "{":
        inner, end = group(tokens, at, outer | scope.binds)
        scope.binds |= inner.binds
        scope.faults += inner.faults
        return end
    if token.keyword == "MINUS":
        inner, end = group(tokens, at + 1, frozenset())
        scope.faults += inner.faults
        return end
    if token.keyword == "FILTER":
        return _filter(tokens, at + 1, scope, outer)
    if token.kind == "var":
        scope.binds.add(token.name)
    return at + 1


def _subselect(tokens: Sequence[Placed], at: int, scope: Scope) -> int:
    bare, named, opens = projection(tokens[at:])
    inner, end = group(tokens, at + opens, frozenset())
    scope.faults += inner.faults
    wanted = {v.token.name for v in bare}
    star = any(p.token.text == "*" for p in tokens[at : at + opens]) and not wanted
    scope.binds |= (inner.binds if star else wanted & inner.binds) | named
    # The modifiers of the subquery end with its group.
    while end < len(tokens) and tokens[end].token.text != "}":
        end += 1
    return end


def _filter(tokens: Sequence[Placed], at: int, scope: Scope, outer: frozenset[str]) -> int:
    """Read a filter: its variables have to be bound, but not those of a BOUND or an EXISTS."""
    outside, tested = tokens[at].place, False
    while at < len(tokens):
        token, place = tokens[at].token, tokens[at].place
        if token.keyword in ("BOUND", "COALESCE"):
            tested = True
        if token.text == "{":
            # Filters see the whole group, also what follows them: judged without faults.
            _, at = group(tokens, at, outer)
            if place == outside:
                return at
            continue
        if token.kind == "var" and not tested:
            scope.filters.append(tokens[at])
        at += 1
        if token.text == ")" and place == outside:
            return at
    return at
