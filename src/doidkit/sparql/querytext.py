"""SPARQL as text: what a query uses, and parameters bound as whole tokens.

A parameter is an ordinary variable, by convention written ``$name``. Binding replaces each of
its tokens by the serialised term, so the bound query is plain SPARQL 1.1 with one meaning on
every source. The scanner knows strings, IRIs and comments, and the term is escaped by
pyoxigraph, so no value can leave its token.

pyoxigraph's own ``substitutions`` (0.5.13) cannot serve: a SELECT must then project each
parameter, and parameters do not reach subqueries (SEP-0007).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from doidkit.errors import QueryError
from doidkit.model import Parameter
from doidkit.prefixes import PREFIXES
from doidkit.sparql.structure import Clause, Place, structure
from doidkit.sparql.tokens import Token, tokens, unescaped

__all__ = [
    "Outline",
    "Token",
    "bind",
    "enclosed",
    "form",
    "outline",
    "parameters",
    "tokens",
    "unescaped",
    "with_prefixes",
]

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_KEYS = (Clause.GROUP, Clause.ORDER)


@dataclass(frozen=True, slots=True)
class Outline:
    """What a query's text shows without parsing it: form, variables and prefixes."""

    form: str | None
    variables: frozenset[str]
    declared: frozenset[str]
    prefixes: frozenset[str]


@lru_cache(maxsize=16)
def outline(query: str) -> Outline:
    """Return the form, variables and prefixes of a query; the form is None for an update."""
    form: str | None = None
    declared: set[str] = set()
    used: set[str] = set()
    variables: set[str] = set()
    previous = ""
    for token in tokens(query):
        if not token.is_solid:
            continue
        if token.kind == "var":
            variables.add(token.name)
        elif token.kind == "pname":
            prefix = token.text.partition(":")[0]
            (declared if previous == "PREFIX" else used).add(prefix)
        elif form is None and token.keyword in _FORMS + _UPDATES:
            form = token.keyword
        previous = token.keyword
    known = form if form in _FORMS else None
    return Outline(known, frozenset(variables), frozenset(declared), frozenset(used))


def parameters(query: str) -> frozenset[str]:
    """Return the variables that are parameters by how they are written: ``$name`` throughout.

    To SPARQL ``$name`` and ``?name`` are one. Where all variables have the dollar, those of a
    SELECT or CONSTRUCT are written as its author writes variables.
    """
    written = {token.text for token in tokens(query) if token.kind == "var"}
    plain = {text[1:] for text in written if text[0] == "?"}
    if not plain and outline(query).form in ("SELECT", "CONSTRUCT"):
        return frozenset()
    return frozenset(text[1:] for text in written if text[0] == "$") - plain


def form(query: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE; QueryError for anything else."""
    found = outline(query).form
    if found is None:
        raise QueryError(
            "The text is no SELECT, ASK, CONSTRUCT or DESCRIBE query; doidkit only reads data."
        )
    return found


def with_prefixes(query: str) -> str:
    """Return the query with the undeclared well-known prefixes that it uses declared.

    The declarations go on the first line, so line numbers stay. Raises QueryError for an
    undeclared prefix that is not well known.
    """
    seen = outline(query)
    missing = sorted(seen.prefixes - seen.declared)
    unknown = [prefix for prefix in missing if prefix not in PREFIXES]
    if unknown:
        raise QueryError(
            f'The query uses the prefix "{unknown[0]}:" without declaring it; '
            f"add PREFIX {unknown[0]}: <...> at its top."
        )
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in missing) + query


def bind(query: str, bindings: Mapping[str, Parameter]) -> str:
    """Return the query with every parameter's tokens replaced by its term.

    A parameter is one constant in the whole query, subqueries included. Where it is projected
    it stays a column (``(<term> AS ?name)``); ``BOUND($name)`` becomes ``(true)``. Raises
    QueryError where the query itself assigns the variable, or hides it in what might be an IRI.
    """
    if not bindings:
        return query
    seen = structure(query)
    out = [token.text for token in seen.tokens]
    before: list[int] = []  # where the last solid tokens are
    tested = False
    for at, token, place in seen.solid():
        words = [seen.tokens[index].text.upper() for index in before[-2:]]
        if tested:
            out[at], tested = "", False
        elif token.kind == "iri":
            _refuse_hidden(token.text, bindings)
        elif token.kind == "var" and token.name in bindings:
            if words == ["BOUND", "("]:
                out[before[-2]] = out[before[-1]] = ""
                out[at], tested = "(true)", True
            else:
                assigned = words[-1:] == ["AS"] or place.clause is Clause.VALUES
                out[at] = _replacement(token.name, bindings, place, assigned=assigned)
        before.append(at)
    return "".join(out)


def _replacement(
    name: str, bindings: Mapping[str, Parameter], place: Place, *, assigned: bool
) -> str:
    if assigned:
        raise QueryError(
            f"The query itself assigns ${name}, so it cannot be a parameter; rename one."
        )
    term = str(bindings[name])
    if place.clause is Clause.PROJECTION and not place.parens:
        return f"({term} AS ?{name})"
    return f"({term})" if place.clause in _KEYS and not place.parens else term


def _refuse_hidden(iri: str, bindings: Mapping[str, Parameter]) -> None:
    # `?a<?b&&?c>?d` has the shape of an IRI; binding it or not could both be wrong.
    if "://" in iri:
        return
    for name in bindings:
        if re.search(rf"[?$]{re.escape(name)}(?!\w)", iri):
            raise QueryError(
                f"${name} stands in {iri}, which reads as an IRI; put spaces around < and >."
            )


def enclosed(query: str, projection: str, *, more: str = "", modifiers: str = "") -> str:
    """Return a SELECT over the rows of another, which ``more`` patterns may be joined to.

    Prologue and dataset move to the outer query, where alone they may stand.
    """
    seen = structure(query)
    start = seen.clause(Clause.PROJECTION)[0]
    moved = set(seen.clause(Clause.DATASET))
    before = "".join(token.text for token in seen.tokens[:start])
    dataset = "".join(f"{seen.tokens[at].text} " for at in sorted(moved))
    rest = enumerate(seen.tokens[start:], start)
    inner = "".join(token.text for at, token in rest if at not in moved)
    # The query may end in a comment, which must not swallow the brace.
    where = f"WHERE {{ {{ {inner}\n}} {more} }}"
    return f"{before}SELECT {projection} {dataset}{where} {modifiers}".rstrip()
