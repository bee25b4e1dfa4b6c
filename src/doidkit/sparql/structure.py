"""The one walk over a query's brackets: where each token stands.

Whoever needs to know what is a group, a clause or a sub-query reads it here. The walk does not
recurse, and understands malformed text as far as it goes; a parser says better what is wrong.
"""

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from doidkit.errors import QueryError
from doidkit.sparql.tokens import Token, tokens

DEEPEST = 500
"""Brackets within brackets; pyoxigraph 0.5.13 overflows its stack at about twice as many."""
_MOST_JOINED = 1000
_JOINING = ("BIND", "MINUS", "OPTIONAL")


class Clause(enum.Enum):
    """The part of a query, or of a sub-query, in which a token stands."""

    PROLOGUE = "prologue"
    PROJECTION = "projection"
    DESCRIBED = "described"
    TEMPLATE = "template"
    DATASET = "dataset"
    WHERE = "where"
    GROUP = "group"
    HAVING = "having"
    ORDER = "order"
    SLICE = "slice"
    VALUES = "values"


_WORDS = {
    "CONSTRUCT": Clause.TEMPLATE,
    "DESCRIBE": Clause.DESCRIBED,
    "ASK": Clause.PROJECTION,
    "FROM": Clause.DATASET,
    "WHERE": Clause.WHERE,
    "GROUP": Clause.GROUP,
    "HAVING": Clause.HAVING,
    "ORDER": Clause.ORDER,
    "LIMIT": Clause.SLICE,
    "OFFSET": Clause.SLICE,
    "VALUES": Clause.VALUES,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a token stands: its clause, of which (sub-)query, in which group, how deep.

    ``select`` counts queries from 0, the outermost; ``group`` is a position in
    ``Structure.groups``, -1 outside of all; ``parens`` are the parentheses that are open in the
    clause or group. A bracket stands where what it encloses begins: outside.
    """

    clause: Clause
    select: int
    group: int
    parens: int


@dataclass(slots=True)
class Group:
    """One pair of braces: where it opens and closes, what stands before it, what it is in.

    ``word`` is the keyword before its brace, "" if there is none; ``is_select`` says that it
    holds a sub-query; ``parent`` is a position in ``Structure.groups``, -1 for none. ``end`` is
    that of the last token if it is never closed.
    """

    start: int
    parent: int
    word: str
    clause: Clause
    select: int
    is_select: bool = False
    end: int = -1


@dataclass(frozen=True, slots=True)
class Structure:
    """A query's tokens, spaces and comments included, and where each stands."""

    tokens: Sequence[Token]
    places: Sequence[Place]
    groups: Sequence[Group]
    selects: int

    def solid(self) -> Iterator[tuple[int, Token, Place]]:
        """Yield position, token and place of all but spaces and comments."""
        for at, (token, place) in enumerate(zip(self.tokens, self.places, strict=True)):
            if token.is_solid:
                yield at, token, place

    def clause(self, wanted: Clause, select: int = 0, *, spaced: bool = False) -> list[int]:
        """Return the positions of one clause's tokens, with ``spaced`` spaces and comments too."""
        return [
            at
            for at, here in enumerate(self.places)
            if here.clause is wanted
            and here.select == select
            and (spaced or self.tokens[at].is_solid)
        ]

    def arguments(self, at: int) -> list[list[int]]:
        """Return the positions of each argument of the call that is named at ``at``.

        A GROUP_CONCAT's modifiers count as an argument. [] where no parentheses follow.
        """
        found: list[list[int]] = [[]]
        outside: Place | None = None
        for after in range(at + 1, len(self.tokens)):
            token, place = self.tokens[after], self.places[after]
            if not token.is_solid:
                continue
            if outside is None:
                if token.text != "(":
                    return []
                outside = place
            elif place == outside and token.text == ")":
                return found
            elif token.text in ",;" and place == replace(outside, parens=outside.parens + 1):
                found.append([])
            else:
                found[-1].append(after)
        return []

    def selected(self, select: int = 0) -> list[tuple[int, bool]]:
        """Return where a SELECT names its variables, in order, and whether each follows an AS."""
        words = self.clause(Clause.PROJECTION, select)
        if not words or self.tokens[words[0]].keyword != "SELECT":
            return []
        found: list[tuple[int, bool]] = []
        for before, at in pairwise(words):
            token = self.tokens[at]
            is_alias = self.tokens[before].keyword == "AS"
            if token.kind == "var" and (is_alias or not self.places[at].parens):
                found.append((at, is_alias))
        return found

    def prefixes(self) -> dict[str, str]:
        """Return the namespaces that the prologue declares, by prefix."""
        words = [self.tokens[at] for at in self.clause(Clause.PROLOGUE)]
        return {
            name.text.removesuffix(":"): iri.text[1:-1]
            for word, name, iri in zip(words, words[1:], words[2:], strict=False)
            if word.keyword == "PREFIX"
        }


@lru_cache(maxsize=256)  # a shape's query is looked at each time that it runs
def structure(query: str) -> Structure:
    """Return the structure of a query or update.

    Raises QueryError, with its place, for one that is nested so deeply, or joins so much, that
    an engine would crash.
    """
    return _Walk(query).done()


@dataclass(slots=True)
class _Frame:
    """What is open: a group, or the query itself; ``heads`` where clauses may begin."""

    group: int
    select: int
    clause: Clause
    heads: bool
    parens: int = 0
    fresh: bool = True


@dataclass(slots=True)
class _Walk:
    query: str
    places: list[Place] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    selects: int = 1
    joined: int = 0

    def done(self) -> Structure:
        found = tuple(tokens(self.query))
        stack = [_Frame(-1, 0, Clause.PROLOGUE, heads=True)]
        word, depth = "", 0
        for at, token in enumerate(found):
            frame = stack[-1]
            if not token.is_solid:
                self._place(frame)
                continue
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
            self._refuse(found, at, depth, token)
            if token.text == "{":
                stack.append(self._entered(frame, at, word))
                self._place(frame)
            elif token.text == "}" and len(stack) > 1:
                self.groups[stack.pop().group].end = at
                self._place(stack[-1])
                self._left(stack[-1])
            else:
                self._read(frame, token)
            frame.fresh = False
            word = token.keyword
        for frame in stack[1:]:
            self.groups[frame.group].end = len(found)
        return Structure(found, tuple(self.places), tuple(self.groups), self.selects)

    def _place(self, frame: _Frame) -> None:
        self.places.append(Place(frame.clause, frame.select, frame.group, frame.parens))

    def _entered(self, frame: _Frame, at: int, word: str) -> _Frame:
        clause = Clause.WHERE
        if frame.clause in (Clause.TEMPLATE, Clause.VALUES) and not frame.parens:
            clause = frame.clause
        elif frame.heads and not frame.parens:
            frame.clause = Clause.WHERE
        self.groups.append(Group(at, frame.group, word, clause, frame.select))
        return _Frame(len(self.groups) - 1, frame.select, clause, heads=False)

    @staticmethod
    def _left(frame: _Frame) -> None:
        # A template is followed by WHERE, a data block in a group by more patterns.
        if frame.clause in (Clause.TEMPLATE, Clause.VALUES) and not frame.parens:
            frame.clause = Clause.DATASET if frame.heads else Clause.WHERE

    def _read(self, frame: _Frame, token: Token) -> None:
        if token.keyword == "SELECT" and (frame.heads or frame.fresh):
            self._select(frame)
        elif (frame.heads or token.keyword == "VALUES") and not frame.parens:
            frame.clause = _WORDS.get(token.keyword, frame.clause)
        if token.text == ")":
            frame.parens = max(frame.parens - 1, 0)
        self._place(frame)
        frame.parens += token.text == "("

    def _select(self, frame: _Frame) -> None:
        if not frame.heads:
            frame.select, frame.heads = self.selects, True
            self.selects += 1
            self.groups[frame.group].is_select = True
        frame.clause = Clause.PROJECTION

    def _refuse(self, found: Sequence[Token], at: int, depth: int, token: Token) -> None:
        self.joined += token.keyword in _JOINING
        if depth <= DEEPEST and self.joined <= _MOST_JOINED:
            return
        before = "".join(each.text for each in found[:at])
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        what = f"is nested more than {DEEPEST} brackets deep"
        if depth <= DEEPEST:
            what = f"has more than {_MOST_JOINED:,} of {', '.join(_JOINING)}"
        raise QueryError(
            f"The query {what} at line {line}, column {column}, which no engine takes; "
            "write it with VALUES, or in parts."
        )


_OPENING = frozenset("{([")
_CLOSING = frozenset("})]")
