"""Literals as they are written, in a store that keeps numbers, booleans and times by value.

Oxigraph writes ``007`` as ``7`` and ``"5"^^xsd:int`` as ``"5"^^xsd:integer``, so that two terms
become one. A literal that it would change is stored under a datatype of ours, which no one
changes; a query is told so: its constants are marked alike, what its expressions compute with
is the value, and what leaves is as it was written.
"""

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from doidkit.model import RdfTerm
from doidkit.prefixes import PREFIXES
from doidkit.sparql.arguments import spots
from doidkit.sparql.literals import MARK, XSD, changes, marked, restored
from doidkit.sparql.structure import Clause, Place, Structure, structure
from doidkit.sparql.tokens import Token

_VALUE = "<urn:doidkit:value>"
_DATATYPE = "<urn:doidkit:datatype>"
_TYPED = "<urn:doidkit:typed>"
_MAY_MARK = re.compile(r"\^\s*\^|\bSTRDT\b|(?<![\w:.\-])[0-9.]", re.IGNORECASE)
_WITH_CONSTANTS = (Clause.WHERE, Clause.VALUES, Clause.TEMPLATE)
_EXTREMES = {"MIN": ("<urn:doidkit:min>", "ASC"), "MAX": ("<urn:doidkit:max>", "DESC")}


def functions() -> dict[ox.NamedNode, Any]:
    """Return what a query of ``told`` calls, for the engine that evaluates it."""
    each = ((_VALUE, _value), (_DATATYPE, _datatype), (_TYPED, _typed))
    return {ox.NamedNode(iri[1:-1]): function for iri, function in each}


def aggregates() -> dict[ox.NamedNode, Any]:
    """Return the aggregates that a query of ``told`` calls, as ``functions``."""
    return {
        ox.NamedNode(iri[1:-1]): functools.partial(_Extreme, order)
        for iri, order in (_EXTREMES["MIN"], _EXTREMES["MAX"])
    }


def told(query: str) -> str:
    """Return a query or update that means the same on marked data."""
    seen = structure(query)
    prefixes = PREFIXES | seen.prefixes()
    out = [token.text for token in seen.tokens]
    solid = list(seen.solid())
    for index, ((at, token, place), spot) in enumerate(zip(solid, spots(solid), strict=True)):
        before = solid[index - 1][1].keyword if index else ""
        if spot is None or spot.is_term:
            if token.kind in ("string", "number") and (spot or place.clause in _WITH_CONSTANTS):
                _mark_constant(seen, solid, index, out, prefixes)
            elif spot is not None and token.keyword in _EXTREMES:
                out[at] = _EXTREMES[token.keyword][0]
                if solid[index + 2][1].keyword == "DISTINCT":  # no matter, and not taken there
                    out[solid[index + 2][0]] = ""
        elif token.kind == "var" and before != "AS":
            out[at] = f"{_VALUE}({token.text})"
        if spot is not None and token.keyword == "DATATYPE":
            out[at] = _DATATYPE
        elif spot is not None and spot.is_term and token.keyword == "STRDT":
            out[at] = _TYPED
    return "".join(out)


def told_marks(query: str) -> str | None:
    """Return ``told`` of a query that has or makes literals that the store would change; else None.

    Data without any such literal are marked data, too.
    """
    if not _MAY_MARK.search(query):
        return None
    text = told(query)
    return text if MARK in text or _TYPED in text else None


class _Extreme:
    """What MIN or MAX returns: the first or last of some terms in the order of ORDER BY."""

    def __init__(self, order: str) -> None:
        self._order = order
        self._best: RdfTerm | None = None

    def accumulate(self, term: RdfTerm) -> None:
        if self._best is None or self._precedes(term, self._best):
            self._best = term

    def finish(self) -> RdfTerm | None:
        return self._best

    def _precedes(self, one: RdfTerm, other: RdfTerm) -> bool:
        values = [restored(term) for term in (one, other)]
        if any(isinstance(value, ox.BlankNode) for value in values):
            return False
        # By Oxigraph's own order of terms of any kind; of equal ones the first stays.
        rows = " ".join(f"({number} {value})" for number, value in enumerate(values))
        order = f"{self._order}(?v) DESC(?n)"
        found = ox.Store().query(
            f"SELECT ?n {{ VALUES (?n ?v) {{ {rows} }} }} ORDER BY {order} LIMIT 1"
        )
        assert isinstance(found, ox.QuerySolutions), "a SELECT is asked"
        return bool(next(iter(found))[0] == ox.Literal(0))


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
        out[solid[index + 3][0]] = f"<{MARK}{iri}>"


def _constant(text: str) -> ox.Literal | None:
    try:
        (quad,) = ox.parse(f"<urn:n> <urn:n> {text} .", ox.RdfFormat.TURTLE)
    except (SyntaxError, ValueError):
        return None
    return quad.object if isinstance(quad.object, ox.Literal) else None


def _value(*terms: RdfTerm) -> RdfTerm | None:
    return restored(terms[0])


def _typed(*terms: RdfTerm) -> RdfTerm | None:
    text, datatype = (restored(term) for term in terms)
    if not isinstance(text, ox.Literal) or not isinstance(datatype, ox.NamedNode):
        return None
    if text.language or text.datatype.value != XSD + "string":
        return None
    return marked(ox.Literal(text.value, datatype=datatype))


def _datatype(*terms: RdfTerm) -> RdfTerm | None:
    term = restored(terms[0])
    return term.datatype if isinstance(term, ox.Literal) else None
