"""The group graph patterns of a SPARQL query, as far as pre-binding needs to know them.

SPARQL evaluates groups from the inside out, so a variable that is to be bound everywhere (SHACL
5.2.1) must be bound in each group that tests it. This finds those groups by their braces.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from doidkit.sparql.querytext import Token, tokens

_AGGREGATES = frozenset("COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT".split())
_SLICES = frozenset({"LIMIT", "OFFSET"})


@dataclass
class Group:
    """One group; ``start`` is the index of the token after its brace."""

    start: int
    select: "Select"
    in_exists: bool = False
    holds_select: bool = False
    patterned: set[str] = field(default_factory=set)
    tested: set[str] = field(default_factory=set)


@dataclass
class Select:
    """A SELECT or ASK, the outermost or a sub-query."""

    words: list[Token] = field(default_factory=list)
    tail: list[Token] = field(default_factory=list)
    nested: bool = False

    @property
    def star(self) -> bool:
        """Return True for ``SELECT *``; a star inside parentheses multiplies."""
        depth = 0
        for token in self.words:
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            if token.text == "*" and depth == 0:
                return True
        return False

    def projected(self) -> list[str]:
        """Return the names that the clause projects."""
        found, depth = [], 0
        previous = ""
        for token in self.words:
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            if token.kind == "var" and (depth == 0 or previous == "AS"):
                found.append(token.name)
            previous = token.keyword
        return found

    def depends_on_the_whole(self, variable: str) -> bool:
        """Return True if the answer for one focus node changes with the others."""
        words = {token.keyword for token in self.words}
        tail = [token for token in self.tail if token.kind not in ("space", "comment")]
        keywords = {token.keyword for token in tail}
        if keywords & _SLICES or "REDUCED" in words:
            return True
        if not (words | keywords) & (_AGGREGATES | {"GROUP"}):
            return False
        keys, grouping = set(), False
        for token in tail:
            grouping = grouping or token.keyword == "GROUP"
            grouping = grouping and token.keyword not in ("HAVING", "ORDER")
            if grouping and token.kind == "var":
                keys.add(token.name)
        return variable not in keys


@dataclass(frozen=True)
class Outline:
    """A query's tokens, its groups and its SELECT or ASK clauses."""

    tokens: list[Token]
    groups: list[Group]
    selects: list[Select]

    def where(self, variables: Set[str]) -> Iterator[int]:
        """Yield the token positions at which pre-bound variables must be bound."""
        for position, group in enumerate(self.groups):
            if group.holds_select:
                continue
            unbound = (group.tested & variables) - group.patterned
            if position == 0 or (unbound and not group.in_exists):
                yield group.start

    def keywords(self) -> set[str]:
        """Return the words of the query that could be keywords."""
        return {token.keyword for token in self.tokens if token.kind == "word"}

    def variables(self) -> set[str]:
        """Return the names of all variables."""
        return {token.name for token in self.tokens if token.kind == "var"}

    def assigned(self) -> set[str]:
        """Return the variables that the query itself assigns."""
        found, previous = set(), ""
        for token in self.tokens:
            if token.kind in ("space", "comment"):
                continue
            if token.kind == "var" and previous == "AS":
                found.add(token.name)
            previous = token.keyword
        return found


def outline(query: str) -> Outline:
    """Return the groups of a query."""
    return _Scan(list(tokens(query))).outline()


class _Scan:
    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._groups: list[Group] = []
        self._selects: list[Select] = [Select()]
        self._open: list[Group] = []
        self._depth: list[int] = [0]
        self._clause: list[Select] = [self._selects[0]]
        self._ended: list[bool] = [False]

    def outline(self) -> Outline:
        previous = ""
        for index, token in enumerate(self._tokens):
            if token.kind in ("space", "comment"):
                continue
            if token.text == "{":
                self._enter(index, previous)
            elif token.text == "}":
                self._leave()
            else:
                self._read(token, previous)
            previous = token.keyword or token.text
        return Outline(self._tokens, self._groups, self._selects)

    def _enter(self, index: int, previous: str) -> None:
        outer = self._open[-1] if self._open else None
        exists = previous == "EXISTS" or (
            outer is not None and outer.in_exists and not outer.holds_select
        )
        group = Group(index + 1, self._clause[-1], in_exists=exists)
        self._groups.append(group)
        self._open.append(group)
        self._depth.append(0)

    def _leave(self) -> None:
        if not self._open:
            return  # the query is malformed, which its parser says better
        group = self._open.pop()
        self._depth.pop()
        if group.holds_select:
            self._clause.pop()
            self._ended.pop()
        elif not self._open or self._open[-1].holds_select:
            self._ended[-1] = True  # what follows is GROUP BY, LIMIT and so on

    def _read(self, token: Token, previous: str) -> None:
        self._depth[-1] += {"(": 1, ")": -1}.get(token.text, 0)
        if token.keyword == "SELECT" and self._open and previous == "{":
            select = Select(nested=True)
            self._selects.append(select)
            self._clause.append(select)
            self._ended.append(False)
            self._open[-1].holds_select = True
            return
        in_clause = not self._open or self._open[-1].holds_select
        if in_clause:
            clause = self._clause[-1]
            (clause.tail if self._ended[-1] else clause.words).append(token)
        elif token.kind == "var":
            group = self._open[-1]
            (group.tested if self._depth[-1] else group.patterned).add(token.name)
