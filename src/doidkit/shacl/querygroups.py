"""The group graph patterns of a SPARQL query, as far as pre-binding needs to know them.

SPARQL evaluates groups from the inside out, so a variable that is to be bound everywhere (SHACL
5.2.1) must be bound in each group that tests it. This finds those groups by their braces.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from doidkit.sparql.structure import Clause, structure
from doidkit.sparql.tokens import Token

_AGGREGATES = frozenset("COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT".split())
_SLICES = frozenset({"LIMIT", "OFFSET"})
_TAIL = (Clause.GROUP, Clause.HAVING, Clause.ORDER, Clause.SLICE)


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
        keywords = {token.keyword for token in self.tail}
        if keywords & _SLICES or "REDUCED" in words:
            return True
        if not (words | keywords) & (_AGGREGATES | {"GROUP"}):
            return False
        keys, grouping = set(), False
        for token in self.tail:
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
    seen = structure(query)
    selects = [Select(nested=number > 0) for number in range(seen.selects)]
    groups: list[Group] = []
    for found in seen.groups:
        outer = groups[found.parent] if found.parent >= 0 else None
        exists = found.word == "EXISTS" or (
            outer is not None and outer.in_exists and not outer.holds_select
        )
        groups.append(Group(found.start + 1, selects[found.select], exists, found.is_select))
    for _, token, place in seen.solid():
        if place.clause is Clause.PROJECTION:
            selects[place.select].words.append(token)
        elif place.clause in _TAIL:
            selects[place.select].tail.append(token)
        elif token.kind == "var" and place.group >= 0 and not groups[place.group].holds_select:
            group = groups[place.group]
            (group.tested if place.parens else group.patterned).add(token.name)
    return Outline(list(seen.tokens), groups, selects)
