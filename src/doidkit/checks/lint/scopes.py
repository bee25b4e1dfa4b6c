"""What a query's text binds, group by group: enough of SPARQL's scopes to judge a rule."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from doidkit.sparql import querytext
from doidkit.sparql.querytext import Token


@dataclass(frozen=True, slots=True)
class Placed:
    """A token and where it stands, counted from 1."""

    token: Token
    line: int
    column: int


@dataclass(slots=True)
class Scope:
    """A group: what it binds, and the variables that its filters use."""

    binds: set[str] = field(default_factory=set)
    filters: list[Placed] = field(default_factory=list)
    faults: list[Placed] = field(default_factory=list)


def placed(query: str) -> list[Placed]:
    """Return the tokens of a query, without spaces and comments, with their places."""
    found: list[Placed] = []
    line = column = 1
    for token in querytext.tokens(query):
        if token.kind not in ("space", "comment"):
            found.append(Placed(token, line, column))
        breaks = token.text.count("\n")
        line += breaks
        column = len(token.text) - token.text.rfind("\n") if breaks else column + len(token.text)
    return found


def projection(tokens: Sequence[Placed]) -> tuple[list[Placed], set[str], int]:
    """Return the bare variables of a SELECT, its ``AS`` names, and where its group opens."""
    bare: list[Placed] = []
    named: set[str] = set()
    depth = at = 0
    for at, here in enumerate(tokens):
        text = here.token.text
        if depth == 0 and text == "{":
            break
        depth += (text == "(") - (text == ")")
        if here.token.kind == "var":
            if depth == 0:
                bare.append(here)
            elif tokens[at - 1].token.keyword == "AS":
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
    bare, named, opens = projection(tokens[at + 1 :])
    inner, end = group(tokens, at + 1 + opens, frozenset())
    scope.faults += inner.faults
    wanted = {v.token.name for v in bare}
    star = any(p.token.text == "*" for p in tokens[at + 1 : at + 1 + opens]) and not wanted
    scope.binds |= (inner.binds if star else wanted & inner.binds) | named
    # The modifiers of the subquery end with its group.
    while end < len(tokens) and tokens[end].token.text != "}":
        end += 1
    return end


def _filter(tokens: Sequence[Placed], at: int, scope: Scope, outer: frozenset[str]) -> int:
    """Read a filter: its variables have to be bound, but not those of a BOUND or an EXISTS."""
    depth, tested = 0, False
    while at < len(tokens):
        token = tokens[at].token
        if token.keyword in ("BOUND", "COALESCE"):
            tested = True
        if token.text == "{":
            # Filters see the whole group, also what follows them: judged without faults.
            _, at = group(tokens, at, outer)
            if depth == 0:
                return at
            continue
        depth += (token.text == "(") - (token.text == ")")
        if token.kind == "var" and not tested:
            scope.filters.append(tokens[at])
        at += 1
        if token.text == ")" and depth == 0:
            return at
    return at
