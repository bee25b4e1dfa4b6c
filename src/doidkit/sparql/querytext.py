"""SPARQL as text: what a query uses, and parameters bound as whole tokens.

A parameter is an ordinary variable, by convention written ``$name``. Binding replaces each of
its tokens by the serialised term, so the bound query is plain SPARQL 1.1 with one meaning on
every source. The scanner knows strings, IRIs and comments, and the term is escaped by
pyoxigraph, so no value can leave its token.

pyoxigraph's own ``substitutions`` (0.5.13) cannot serve: a SELECT must then project each
parameter, and parameters do not reach subqueries (SEP-0007).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from doidkit.errors import QueryError
from doidkit.model import Parameter
from doidkit.prefixes import PREFIXES

_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n\r]* )
    | (?P<iri>     <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<string>  \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                 | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<var>     [?$]\w[\w\u00B7\u203F\u2040]* )
    | (?P<bnode>   _:\w[\w.\-]* )
    | (?P<pname>   (?:[^\W\d_](?:[\w.\-]*[\w\-])?)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)* )
    | (?P<lang>    @[A-Za-z0-9\-]+ )
    | (?P<word>    [^\W\d]\w* )
    | (?P<space>   \s+ )
    | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
# The clauses in which a variable is not simply a term, and the words that end them.
_CLAUSES = {"SELECT": "project", "GROUP": "key", "ORDER": "key", "VALUES": "assign"}
_CLAUSE_ENDS = {"WHERE", "FROM", "HAVING", "LIMIT", "OFFSET"}


@dataclass(frozen=True, slots=True)
class Token:
    """One lexical token; ``kind`` is the name of its group in the scanner."""

    kind: str
    text: str

    @property
    def name(self) -> str:
        """Return a variable's name without its sigil."""
        return self.text[1:]

    @property
    def keyword(self) -> str:
        """Return a word in capitals, an empty text for any other token."""
        return self.text.upper() if self.kind == "word" else ""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a query's text shows without parsing it: form, variables and prefixes."""

    form: str | None
    variables: frozenset[str]
    declared: frozenset[str]
    prefixes: frozenset[str]


def tokens(query: str) -> Iterator[Token]:
    """Yield all tokens, spaces and comments included; their texts join to the query."""
    for match in _TOKEN.finditer(query):
        yield Token(match.lastgroup or "other", match.group())


def outline(query: str) -> Outline:
    """Return the form, variables and prefixes of a query; the form is None for an update."""
    form: str | None = None
    declared: set[str] = set()
    used: set[str] = set()
    variables: set[str] = set()
    previous = ""
    for token in _significant(query):
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
    return "".join(_Binder(bindings).texts(query)) if bindings else query


class _Binder:
    """The scanner's state: the clause that it is in, and how deep in parentheses."""

    def __init__(self, bindings: Mapping[str, Parameter]) -> None:
        self._bindings = bindings
        self._clause = ""
        self._clause_depth = 0
        self._depth = 0

    def texts(self, query: str) -> Iterator[str]:
        out: list[str] = []
        significant: list[int] = []  # where in `out` the last significant tokens lie
        close_bound = False
        for token in tokens(query):
            if token.kind in ("space", "comment"):
                out.append(token.text)
                continue
            before = [out[index].upper() for index in significant[-2:]]
            text = token.text
            if close_bound:
                text, close_bound = "", False
            elif token.kind == "var" and token.name in self._bindings:
                if before == ["BOUND", "("]:
                    out[significant[-2]] = out[significant[-1]] = ""
                    text, close_bound = "(true)", True
                    self._depth -= 1
                else:
                    text = self._replacement(token.name, before[-1:] == ["AS"])
            else:
                self._advance(token)
            significant.append(len(out))
            out.append(text)
        yield from out

    def _replacement(self, name: str, assigned: bool) -> str:
        if assigned or self._clause == "assign":
            raise QueryError(
                f"The query itself assigns ${name}, so it cannot be a parameter; rename one."
            )
        term = str(self._bindings[name])
        if self._clause and self._depth == self._clause_depth:
            return f"({term} AS ?{name})" if self._clause == "project" else f"({term})"
        return term

    def _advance(self, token: Token) -> None:
        if token.kind == "iri":
            self._refuse_hidden(token.text)
        elif token.text == "(":
            self._depth += 1
        elif token.text == ")":
            self._depth -= 1
        elif token.text in "{}" or token.keyword in _CLAUSE_ENDS:
            self._clause = ""
        elif token.keyword in _CLAUSES:
            self._clause, self._clause_depth = _CLAUSES[token.keyword], self._depth

    def _refuse_hidden(self, iri: str) -> None:
        # `?a<?b&&?c>?d` has the shape of an IRI; binding it or not could both be wrong.
        if "://" in iri:
            return
        for name in self._bindings:
            if re.search(rf"[?$]{re.escape(name)}(?!\w)", iri):
                raise QueryError(
                    f"${name} stands in {iri}, which reads as an IRI; put spaces around < and >."
                )


def enclosed(query: str, projection: str, *, more: str = "", modifiers: str = "") -> str:
    """Return a SELECT over the rows of another, which ``more`` patterns may be joined to.

    Prologue and dataset move to the outer query, where alone they may stand.
    """
    before, dataset, inner = "", "", ""
    depth, naming = 0, False
    for token in tokens(query):
        depth += (token.text in "{(") - (token.text in "})")
        naming = naming or (bool(inner) and depth == 0 and token.keyword == "FROM")
        if not inner and token.keyword != "SELECT":
            before += token.text
        elif naming:
            naming = token.kind not in ("iri", "pname")
            dataset += token.text if naming else f"{token.text} "
        else:
            inner += token.text
    # The query may end in a comment, which must not swallow the brace.
    where = f"WHERE {{ {{ {inner}\n}} {more} }}"
    return f"{before}SELECT {projection} {dataset}{where} {modifiers}".rstrip()


def _significant(query: str) -> Iterator[Token]:
    return (token for token in tokens(query) if token.kind not in ("space", "comment"))
