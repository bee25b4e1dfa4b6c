"""Literals as they are written, in a store that keeps numbers, booleans and times by value.

Oxigraph writes ``007`` as ``7`` and ``"5"^^xsd:int`` as ``"5"^^xsd:integer``, so that two terms
become one. A literal that it would change is stored under a datatype of ours, which no one
changes; a query is told so: its constants are marked alike, what its expressions compute with
is the value, and what leaves is as it was written.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from doidkit.model import RdfTerm
from doidkit.prefixes import PREFIXES
from doidkit.sparql.structure import Clause, Place, Structure, structure
from doidkit.sparql.tokens import Token

XSD = "http://www.w3.org/2001/XMLSchema#"
_MARK = "urn:doidkit:written:"
_VALUE = "<urn:doidkit:value>"
_DATATYPE = "<urn:doidkit:datatype>"
_NODE = ox.NamedNode("urn:n")
_ASIDE = frozenset({"string", "anyURI", "language", "token", "normalizedString", "Name"})
_WITH_CONSTANTS = (Clause.WHERE, Clause.VALUES, Clause.TEMPLATE)
# Functions that ask what a term is, not what it is worth; parentheses alone are "".
_OF_TERMS = frozenset(
    "STR LANG DATATYPE BOUND SAMETERM ISIRI ISURI ISBLANK ISLITERAL IRI URI COUNT SAMPLE "
    "GROUP_CONCAT COALESCE BIND".split()
)


def marked(term: RdfTerm) -> RdfTerm:
    """Return a literal that the store would change as one that it would not; else the term.

    >>> marked(ox.Literal("007", datatype=ox.NamedNode(XSD + "integer"))).value
    '007'
    """
    if not isinstance(term, ox.Literal) or not changes(term):
        return term
    return ox.Literal(term.value, datatype=ox.NamedNode(_MARK + term.datatype.value))


def restored(term: RdfTerm | None) -> RdfTerm | None:
    """Return a term as it is written."""
    if isinstance(term, ox.Literal) and term.datatype.value.startswith(_MARK):
        datatype = ox.NamedNode(term.datatype.value.removeprefix(_MARK))
        return ox.Literal(term.value, datatype=datatype)
    return term


def marked_quads(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield statements with their objects marked."""
    for quad in quads:
        term = marked(quad.object)
        if term is quad.object:
            yield quad
        else:
            yield ox.Quad(quad.subject, quad.predicate, term, quad.graph_name)


def restored_quad(quad: ox.Quad) -> ox.Quad:
    """Return a statement as it is written."""
    term = restored(quad.object)
    if term is None or term is quad.object:
        return quad
    return ox.Quad(quad.subject, quad.predicate, term, quad.graph_name)


def restored_triple(triple: ox.Triple) -> ox.Triple:
    """Return a triple as it is written."""
    term = restored(triple.object)
    if term is None or term is triple.object:
        return triple
    return ox.Triple(triple.subject, triple.predicate, term)


def functions() -> dict[ox.NamedNode, Any]:
    """Return what a query of ``told`` calls, for the engine that evaluates it."""
    return {ox.NamedNode(_VALUE[1:-1]): _value, ox.NamedNode(_DATATYPE[1:-1]): _datatype}


def told(query: str) -> str:
    """Return a query or update that means the same on marked data."""
    seen = structure(query)
    prefixes = PREFIXES | seen.prefixes()
    out = [token.text for token in seen.tokens]
    solid = list(seen.solid())
    calls = _Calls()
    for index, (at, token, place) in enumerate(solid):
        before = solid[index - 1][1] if index else Token("other", "")
        after = solid[index + 1][1] if index + 1 < len(solid) else Token("other", "")
        calls.step(token, place, [entry[1] for entry in solid[max(index - 3, 0) : index]])
        if not calls.in_expression(place) or calls.compares_terms():
            if token.kind in ("string", "number") and place.clause in _WITH_CONSTANTS:
                _mark_constant(seen, solid, index, out, prefixes)
        elif token.keyword == "DATATYPE":
            out[at] = _DATATYPE
        elif (
            token.kind == "var"
            and before.keyword != "AS"
            and not (_is_bare(before, after) and calls.of_terms())
        ):
            out[at] = f"{_VALUE}({token.text})"
    return "".join(out)


def _is_bare(before: Token, after: Token) -> bool:
    """Return True for a whole argument, with which nothing is computed."""
    begins = before.text in ("(", ",") or before.keyword == "DISTINCT"
    return begins and (after.text in (")", ",", ";") or after.keyword == "AS")


class _Calls:
    """The parentheses that are open in the expressions of a query, and what each is of."""

    def __init__(self) -> None:
        self._open: list[tuple[str, bool]] = []

    def step(self, token: Token, place: Place, before: Sequence[Token]) -> None:
        """Read a token; ``before`` are the last few."""
        if token.text == "(":
            word = before[-1].keyword if before else ""
            nested = bool(self._open) and self._open[-1][0] != "{"
            inside = self._open[-1][1] if nested else _begins(place, before)
            name = word or ("()" if inside and not _called(before) else "<>")
            self._open.append((name, inside))
        elif token.text == ")" and self._open:
            self._open.pop()
        elif token.text in "{}":
            # Groups of EXISTS stand inside parentheses, and have patterns again.
            if token.text == "{":
                self._open.append(("{", False))
            elif self._open:
                while self._open and self._open.pop()[0] != "{":
                    pass

    def in_expression(self, place: Place) -> bool:
        """Return True where an expression stands, and no pattern."""
        if self._open and self._open[-1][0] != "{":
            return self._open[-1][1]
        return place.clause in (Clause.ORDER, Clause.HAVING)

    def compares_terms(self) -> bool:
        """Return True among the arguments of sameTerm."""
        return bool(self._open) and self._open[-1][0] == "SAMETERM"

    def of_terms(self) -> bool:
        """Return True if the innermost call asks for terms, and its value is not computed with."""
        names = [name for name, _ in self._open if name != "{"]
        if not names:
            return False
        if names[-1] == "COALESCE":
            return all(name in ("COALESCE", "BIND", "()") for name in names)
        if names[-1] == "()":
            return len(names) == 1  # (?x AS ?y)
        return names[-1] in _OF_TERMS


def _called(before: Sequence[Token]) -> bool:
    return bool(before) and before[-1].kind in ("iri", "pname")


def _begins(place: Place, before: Sequence[Token]) -> bool:
    """Return True if a parenthesis begins an expression, not a list, a path or a block of data."""
    if place.clause in (Clause.PROJECTION, Clause.GROUP, Clause.HAVING, Clause.ORDER):
        return True
    if place.clause is not Clause.WHERE or not before:
        return False
    if before[-1].kind == "word":
        return before[-1].text != "a"
    return _called(before) and len(before) > 1 and before[-2].keyword == "FILTER"


def _mark_constant(
    seen: Structure,
    solid: Sequence[tuple[int, Token, Place]],
    index: int,
    out: list[str],
    prefixes: Mapping[str, str],
) -> None:
    """Write a constant of a pattern as it is stored."""
    at, token, _ = solid[index]
    if token.kind == "number":
        sign = ""
        if index and solid[index - 1][1].text in "+-":
            sign = solid[index - 1][1].text
        datatype = "integer" if token.text.isdigit() else "decimal"
        datatype = "double" if "e" in token.text.lower() else datatype
        literal = ox.Literal(sign + token.text, datatype=ox.NamedNode(XSD + datatype))
        if changes(literal):
            out[at] = str(marked(literal))
            if sign:
                out[solid[index - 1][0]] = ""
        return
    following = [entry[1] for entry in solid[index + 1 : index + 4]]
    if [entry.text for entry in following[:2]] != ["^", "^"] or len(following) < 3:
        return
    name = following[2]
    iri = name.text[1:-1]
    if name.kind == "pname":
        prefix, _, local = name.text.partition(":")
        iri = prefixes.get(prefix, "") + local
    parsed = _constant(f"{token.text}^^<{iri}>")
    if parsed is not None and changes(parsed):
        out[solid[index + 3][0]] = f"<{_MARK}{iri}>"


def _constant(text: str) -> ox.Literal | None:
    try:
        (quad,) = ox.parse(f"<urn:n> <urn:n> {text} .", ox.RdfFormat.TURTLE)
    except (SyntaxError, ValueError):
        return None
    return quad.object if isinstance(quad.object, ox.Literal) else None


def changes(literal: ox.Literal) -> bool:
    """Return True if the store keeps another literal instead."""
    name = literal.datatype.value
    if not name.startswith(XSD) or name[len(XSD) :] in _ASIDE:
        return False
    return _stored(literal) != literal


@functools.lru_cache(maxsize=100_000)
def _stored(literal: ox.Literal) -> RdfTerm:
    """Return what the store makes of a literal."""
    store = ox.Store()
    store.add(ox.Quad(_NODE, _NODE, literal))
    found: RdfTerm = next(iter(store)).object
    return found


def _value(*terms: RdfTerm) -> RdfTerm | None:
    return restored(terms[0])


def _datatype(*terms: RdfTerm) -> RdfTerm | None:
    term = restored(terms[0])
    return term.datatype if isinstance(term, ox.Literal) else None
