"""Where in a query expressions stand, and what each argument in them is for: a term or a value.

``BIND(COALESCE(?x, 007) AS ?y)`` hands a term on, ``COALESCE(?x, 007) + 1`` computes with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from doidkit.sparql.structure import Clause, Place
from doidkit.sparql.tokens import Token

Solid = tuple[int, Token, Place]
"""A token that is no space, with its position and place."""

# What asks what a term is, not what it is worth.
_ASKING = frozenset(
    "STR LANG DATATYPE BOUND SAMETERM ISIRI ISURI ISBLANK ISLITERAL IRI URI COUNT "
    "GROUP_CONCAT".split()
)
# What returns one of its arguments as it is.
_PASSING = frozenset("COALESCE IF SAMPLE MIN MAX".split())
_GROUPING = frozenset(("", "BIND", "SELECT", "DISTINCT", "REDUCED", "FILTER", "HAVING", "BY", "AS"))
_NAMING = (Clause.PROJECTION, Clause.GROUP)


@dataclass(slots=True)
class Call:
    """What is between two parentheses of an expression: ``name``'s, "" if they only group.

    ``arguments`` are positions among the solid tokens, of those that stand in no call within;
    ``of_term`` says that what comes out is used as a term.
    """

    name: str
    parent: "Call | None"
    argument: int = 0
    of_term: bool = False
    arguments: list[list[int]] = field(default_factory=lambda: [[]])


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a token of an expression stands; ``is_term`` if it is used as a term there."""

    call: Call | None
    is_term: bool


def spots(solid: Sequence[Solid]) -> list[Spot | None]:
    """Return the spot of each solid token of a query, None for one that is in no expression."""
    homes = list(_homes(solid))
    found: list[Spot | None] = []
    for home, (_, _, place) in zip(homes, solid, strict=True):
        if home is None:
            ordering = place.clause in (Clause.ORDER, Clause.HAVING)
            found.append(Spot(None, is_term=False) if ordering else None)
        else:
            call, argument = home
            found.append(Spot(call, _is_term(call, argument, solid)))
    return found


def _homes(solid: Sequence[Solid]) -> Iterator[tuple[Call, int] | None]:
    """Yield the call and the argument in which each token stands; parentheses stand outside."""
    opened: list[Call | None] = []  # None for those of patterns, and for groups within
    for index, (_, token, place) in enumerate(solid):
        inside = opened[-1] if opened else None
        if token.text in ")}" and opened:
            opened.pop()
            inside = opened[-1] if opened else None
        home = None
        if inside is not None:
            if token.text in (",", ";"):
                inside.arguments.append([])
            else:
                inside.arguments[-1].append(index)
            home = (inside, len(inside.arguments) - 1)
        yield home
        if token.text == "{":
            opened.append(None)
        elif token.text == "(":
            opened.append(_opened(solid, index, place, inside))


def _opened(solid: Sequence[Solid], index: int, place: Place, inside: Call | None) -> Call | None:
    before = [token for _, token, _ in solid[max(index - 2, 0) : index]]
    if inside is None and not _begins(place, before):
        return None
    word = before[-1] if before else Token("other", "")
    name = word.keyword or (word.text if word.kind in ("iri", "pname") else "")
    call = Call("" if name in _GROUPING else name, inside)
    if inside is None:
        call.of_term = place.clause in _NAMING or word.keyword == "BIND"
    else:
        call.argument = len(inside.arguments) - 1
    return call


def _begins(place: Place, before: Sequence[Token]) -> bool:
    """Return True if a parenthesis begins an expression, not a list, a path or a block of data."""
    if place.clause in (*_NAMING, Clause.HAVING, Clause.ORDER):
        return True
    if place.clause is not Clause.WHERE or not before:
        return False
    if before[-1].kind == "word":
        return before[-1].text != "a"
    called = before[-1].kind in ("iri", "pname")
    return called and len(before) > 1 and before[-2].keyword == "FILTER"


def _is_term(call: Call, argument: int, solid: Sequence[Solid]) -> bool:
    """Return True if an argument is used as a term: alone, in what asks for it or hands it on."""
    while _is_alone([solid[at][1] for at in call.arguments[argument]]):
        if call.name in _ASKING:
            return True
        if call.name and call.name not in _PASSING:
            return False
        if call.name == "IF" and argument == 0:
            return False
        if call.parent is None:
            return call.of_term
        call, argument = call.parent, call.argument
    return False


def _is_alone(tokens: Sequence[Token]) -> bool:
    """Return True for one variable, constant or call, with which nothing is computed."""
    own = tokens[1:] if tokens and tokens[0].keyword == "DISTINCT" else tokens
    if len(own) > 2 and own[-2].keyword == "AS":
        own = own[:-2]
    kinds, texts = [token.kind for token in own], [token.text for token in own]
    if texts[-2:] == ["(", ")"]:
        return len(own) == 2 or (len(own) == 3 and kinds[0] in ("word", "iri", "pname"))
    if kinds[:1] == ["string"]:
        return len(own) == 1 or kinds[1:] == ["lang"] or texts[1:-1] == ["^", "^"]
    if texts[:1] in (["+"], ["-"]):  # a number's sign; of a variable's value it makes another
        return kinds[1:] == ["number"]
    return kinds in (["var"], ["number"])
