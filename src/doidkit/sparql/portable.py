"""What stands between a query as written and SPARQL 1.1 that means the same on every source.

``portable`` reads ``HAVING (?n > 1)`` with the expression that SELECT names ``?n``: Jena, and
so ROBOT, accept the alias there, SPARQL 1.1 leaves it unbound, and the query would silently
give no rows. ``without_absent_graphs`` is for a store whose files were loaded into the default
graph: ROBOT names a file's graph after it, so DO's queries say ``FROM <...doid-merged.owl>``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from doidkit.errors import QueryError
from doidkit.prefixes import PREFIXES
from doidkit.sparql.querytext import Token, tokens

_AFTER_PROJECTION = {"WHERE", "FROM"}
_AFTER_GROUP = {"HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"}
_AFTER_HAVING = {"ORDER", "LIMIT", "OFFSET", "VALUES"}


@dataclass(frozen=True, slots=True)
class Prepared:
    """The text that a source evaluates, and remarks on how it differs from what was written."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Select:
    """One SELECT: how deep in braces it stands, what it names, what it groups by."""

    depth: int
    aliases: dict[str, str] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)


def refuse_network(text: str, *, allowed: bool, option: str = "--allow-service") -> None:
    """Raise QueryError for a SERVICE or LOAD, which reach other servers, unless allowed."""
    if allowed:
        return
    for token in tokens(text):
        if token.keyword in ("SERVICE", "LOAD"):
            raise QueryError(
                f"The text has a {token.keyword}, which reaches another server; "
                f"add {option} if that is meant."
            )


def portable(query: str) -> Prepared:
    """Return the query with the aliases in its HAVING clauses written out, and a note on each."""
    return _Aliases().read(query) if "HAVING" in query.upper() else Prepared(query)


def without_absent_graphs(query: str, present: Callable[[str], bool]) -> Prepared:
    """Return the query without its FROM clauses if no graph that they name is present."""
    if "FROM" not in query.upper():
        return Prepared(query)
    all_tokens = list(tokens(query))
    clauses = list(_from_clauses(all_tokens))
    if not clauses or any(present(iri) for _, iri in clauses):
        return Prepared(query)
    dropped = {index for places, _ in clauses for index in places}
    text = "".join(token.text for at, token in enumerate(all_tokens) if at not in dropped)
    names = ", ".join(f"<{iri}>" for _, iri in clauses)
    return Prepared(text, (f"No loaded graph is named {names}; FROM is read as all loaded data.",))


def _from_clauses(all_tokens: list[Token]) -> Iterable[tuple[tuple[int, int], str]]:
    places = [at for at, token in enumerate(all_tokens) if token.kind not in ("space", "comment")]
    declared = dict(PREFIXES)
    for place, after, last in zip(places, places[1:], [*places[2:], -1], strict=False):
        token, following = all_tokens[place], all_tokens[after]
        if token.keyword == "PREFIX" and last >= 0:
            declared[following.text.removesuffix(":")] = all_tokens[last].text[1:-1]
        elif token.keyword == "FROM" and following.kind == "iri":
            yield (place, after), following.text[1:-1]
        elif token.keyword == "FROM" and following.kind == "pname":
            prefix, _, local = following.text.partition(":")
            yield (place, after), declared.get(prefix, "") + local


class _Aliases:
    """Reads a query once; a stack holds the SELECTs that are open."""

    def __init__(self) -> None:
        self._open: list[_Select] = []
        self._depth = 0
        self._notes: dict[str, None] = {}

    def read(self, query: str) -> Prepared:
        found = list(tokens(query))
        out = [token.text for token in found]
        at = 0
        while at < len(found):
            at = self._step(found, out, at)
        return Prepared("".join(out), tuple(self._notes))

    def _step(self, found: list[Token], out: list[str], at: int) -> int:
        token = found[at]
        if token.text == "{":
            self._depth += 1
        elif token.text == "}":
            self._depth -= 1
            while self._open and self._open[-1].depth > self._depth:
                self._open.pop()
        elif token.keyword == "SELECT":
            end = _clause_end(found, at + 1, _AFTER_PROJECTION)
            self._open.append(_Select(self._depth, _aliases(found[at + 1 : end])))
            return end
        elif self._open and self._open[-1].depth == self._depth:
            if token.keyword == "GROUP":
                end = _clause_end(found, at + 1, _AFTER_GROUP)
                self._open[-1].keys |= {t.name for t in found[at:end] if t.kind == "var"}
                return end
            if token.keyword == "HAVING":
                end = _clause_end(found, at + 1, _AFTER_HAVING)
                self._write_out(found, out, range(at, end))
                return end
        return at + 1

    def _write_out(self, found: list[Token], out: list[str], places: range) -> None:
        select = self._open[-1]
        braces = 0
        for at in places:
            token = found[at]
            braces += (token.text == "{") - (token.text == "}")
            # Inside EXISTS { } an aggregate cannot stand.
            if token.kind != "var" or braces or token.name in select.keys:
                continue
            if token.name in select.aliases:
                out[at] = _expression(token.name, select.aliases, ())
                self._notes[
                    f"HAVING names ?{token.name}, which standard SPARQL does not know there; "
                    f"it is read as {out[at]}."
                ] = None


def _clause_end(found: list[Token], start: int, words: set[str]) -> int:
    """Return where a clause ends: at a brace or one of the words, outside parentheses."""
    depth = 0
    for at in range(start, len(found)):
        token = found[at]
        depth += (token.text == "(") - (token.text == ")")
        if depth <= 0 and (token.text in ("{", "}") or token.keyword in words):
            return at
    return len(found)


def _aliases(projection: list[Token]) -> dict[str, str]:
    """Return the text of each ``(expression AS ?name)`` of a SELECT clause."""
    named: dict[str, str] = {}
    depth, parts = 0, []
    for token in projection:
        depth += token.text == "("
        if depth:
            parts.append(token)
        depth -= token.text == ")"
        if parts and not depth:
            expression = [t for t in parts[1:-1] if t.kind != "comment"]
            solid = [at for at, t in enumerate(expression) if t.kind != "space"]
            if len(solid) > 2 and expression[solid[-2]].keyword == "AS":
                text = "".join(
                    " " if t.kind == "space" else t.text for t in expression[: solid[-2]]
                )
                named[expression[solid[-1]].name] = text.strip()
            parts = []
    return named


def _expression(name: str, aliases: dict[str, str], within: tuple[str, ...]) -> str:
    """Return the expression of an alias, the aliases inside it written out too."""
    texts = (
        _expression(token.name, aliases, (*within, name))
        if token.kind == "var" and token.name in aliases and token.name not in (*within, name)
        else token.text
        for token in tokens(aliases[name])
    )
    return f"({''.join(texts)})"
