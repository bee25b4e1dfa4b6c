"""What stands between a query as written and SPARQL 1.1 that means the same on every source.

``portable`` reads ``HAVING (?n > 1)`` with the expression that SELECT names ``?n``: Jena, and
so ROBOT, accept the alias there, SPARQL 1.1 leaves it unbound, and the query would silently
give no rows. ``without_absent_graphs`` is for a store whose files were loaded into the default
graph: ROBOT names a file's graph after it, so DO's queries say ``FROM <...doid-merged.owl>``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from doidkit.errors import QueryError
from doidkit.model import Parameter
from doidkit.prefixes import PREFIXES
from doidkit.sparql import querytext
from doidkit.sparql.structure import Clause, Structure, structure
from doidkit.sparql.tokens import Token, tokens

# Functions whose value is text, if it is anything.
_TEXTS = frozenset(
    "STR CONCAT UCASE LCASE ENCODE_FOR_URI LANG MD5 SHA1 SHA256 SHA384 SHA512 STRUUID TZ".split()
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """The text that a source evaluates, and remarks on how it differs from what was written."""

    text: str
    notes: tuple[str, ...] = ()


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


def prepared(query: str, bindings: Mapping[str, Parameter], *, services: bool) -> Prepared:
    """Return a query as any source may get it: bound, its prefixes declared, portable.

    Raises QueryError for what is no query, is nested too deeply, or has a SERVICE that is not
    allowed.
    """
    text = querytext.unescaped(query)
    querytext.form(text)
    refuse_network(text, allowed=services)
    structure(text)
    return portable(querytext.with_prefixes(querytext.bind(text, bindings)))


def portable(query: str) -> Prepared:
    """Return the query as SPARQL 1.1 has it where Jena takes more, and a note on each change.

    The aliases in its HAVING clauses are written out, what GROUP_CONCAT joins is made text.
    """
    query = _with_renamed_keys(query)
    upper = query.upper()
    if "HAVING" not in upper and "GROUP_CONCAT" not in upper:
        return Prepared(query)
    read = _with_text_joined(query)
    found = _with_aliases(read.text)
    return Prepared(found.text, read.notes + found.notes)


def _with_renamed_keys(query: str) -> str:
    """Return the query with a variable that GROUP BY renames as an expression.

    pyoxigraph 0.5.13 takes ``GROUP BY (?x AS ?y)`` for an error, as it were about an unbound ?y.
    """
    if "GROUP" not in query.upper():
        return query
    seen = structure(query)
    out = [token.text for token in seen.tokens]
    for select in range(seen.selects):
        keys = seen.clause(Clause.GROUP, select)
        for start, at, after in zip(keys, keys[1:], keys[2:], strict=False):
            renamed = seen.tokens[start].text == "(" and seen.tokens[after].keyword == "AS"
            if renamed and seen.tokens[at].kind == "var":
                out[at] = f"COALESCE({out[at]})"
    return "".join(out)


def _with_text_joined(query: str) -> Prepared:
    seen = structure(query)
    out = [token.text for token in seen.tokens]
    notes: dict[str, None] = {}
    for at, token, _ in seen.solid():
        if token.keyword != "GROUP_CONCAT":
            continue
        call = next(iter(seen.arguments(at)), [])
        if call and seen.tokens[call[0]].keyword == "DISTINCT":
            del call[0]
        if not call or seen.tokens[call[0]].keyword in _TEXTS:
            continue
        joined = "".join(out[call[0] : call[-1] + 1])
        out[call[0]] = f"STR({out[call[0]]}"
        out[call[-1]] += ")"
        notes[
            f"GROUP_CONCAT joins {joined}, and standard SPARQL joins nothing but text; it is read "
            f"as STR({joined})."
        ] = None
    return Prepared("".join(out), tuple(notes))


def _with_aliases(query: str) -> Prepared:
    seen = structure(query)
    out = [token.text for token in seen.tokens]
    notes: dict[str, None] = {}
    for select in range(seen.selects):
        projection = seen.clause(Clause.PROJECTION, select, spaced=True)
        aliases = _aliases([seen.tokens[at] for at in projection])
        grouping = seen.clause(Clause.GROUP, select)
        keys = {seen.tokens[at].name for at in grouping if seen.tokens[at].kind == "var"}
        for at in seen.clause(Clause.HAVING, select):
            token = seen.tokens[at]
            if token.kind != "var" or token.name in keys or token.name not in aliases:
                continue
            out[at] = _expression(token.name, aliases, ())
            notes[
                f"HAVING names ?{token.name}, which standard SPARQL does not know there; "
                f"it is read as {out[at]}."
            ] = None
    return Prepared("".join(out), tuple(notes))


def without_absent_graphs(query: str, present: Callable[[str], bool]) -> Prepared:
    """Return the query without its FROM clauses if no graph that they name is present."""
    if "FROM" not in query.upper():
        return Prepared(query)
    seen = structure(query)
    clauses = list(_from_clauses(seen))
    if not clauses or any(present(iri) for _, iri in clauses):
        return Prepared(query)
    dropped = {index for places, _ in clauses for index in places}
    text = "".join(token.text for at, token in enumerate(seen.tokens) if at not in dropped)
    names = ", ".join(f"<{iri}>" for _, iri in clauses)
    return Prepared(text, (f"No loaded graph is named {names}; FROM is read as all loaded data.",))


def _from_clauses(seen: Structure) -> Iterable[tuple[tuple[int, int], str]]:
    declared = PREFIXES | seen.prefixes()
    dataset = seen.clause(Clause.DATASET)
    for place, after in pairwise(dataset):
        token, following = seen.tokens[place], seen.tokens[after]
        if token.keyword == "FROM" and following.kind == "iri":
            yield (place, after), following.text[1:-1]
        elif token.keyword == "FROM" and following.kind == "pname":
            prefix, _, local = following.text.partition(":")
            yield (place, after), declared.get(prefix, "") + local


def _aliases(projection: Sequence[Token]) -> dict[str, str]:
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
