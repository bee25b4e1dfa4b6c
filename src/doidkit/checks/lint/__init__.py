"""A linter for rules: what makes a check blame the wrong term, or never fire, without an error."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from doidkit.checks.check import Check, Kind
from doidkit.checks.lint.known import in_data, nearest, unknown
from doidkit.checks.lint.scopes import Placed, group, placed, projection
from doidkit.checks.registry import read_checks
from doidkit.errors import DoidkitError, QueryError
from doidkit.model import Finding, Location, Rule, Severity
from doidkit.prefixes import PREFIXES, compact
from doidkit.sparql import querytext
from doidkit.sparql.portable import portable
from doidkit.sparql.structure import Structure, structure
from doidkit.sparql.tokens import Token
from doidkit.syntax.files import require

RULES = {
    rule.id: rule
    for rule in (
        Rule("lint:unreadable", "File that holds no check", Severity.ERROR),
        Rule("lint:syntax", "Query that is not SPARQL 1.1", Severity.ERROR),
        Rule("lint:unknown-iri", "Term that its vocabulary lacks", Severity.ERROR,
             "A pattern with a mistyped term matches nothing, and nobody is told."),
        Rule("lint:unbound-column", "Column that is always empty", Severity.WARNING,
             "The reader never sees what the column was meant to show."),
        Rule("lint:data-as-regex", "Data used as a regular expression", Severity.ERROR,
             "A parenthesis or a dot in a label then means something else than itself."),
        Rule("lint:never-fires", "Rule that cannot find anything", Severity.ERROR,
             "A filter on a variable that nothing binds drops every row."),
        Rule("lint:having-alias", "HAVING with a name from SELECT", Severity.ERROR,
             "Jena allows it; in standard SPARQL the rule then finds nothing."),
        Rule("lint:axiom-source", "Annotation joined by its text alone", Severity.ERROR,
             "Another term with the same text is blamed."),
        Rule("lint:missing-fix", "Check that does not say what to do", Severity.WARNING,
             "A finding that names no way out is ignored."),
    )
}  # fmt: skip


def lint(paths: Iterable[Path], *, data: Iterable[Path] = ()) -> tuple[Finding, ...]:
    """Return what is wrong with the checks in some files and folders, in their order.

    ``data`` are RDF files whose terms a rule may name. Raises InputError for a missing file.
    """
    terms = in_data(data)
    found: list[Finding] = []
    for path in paths:
        members = sorted(path.rglob("*.rq")) if path.is_dir() else [require(path)]
        for member in members:
            found += _file(member, terms)
    return tuple(found)


def _file(path: Path, terms: frozenset[str]) -> list[Finding]:
    try:
        checks = read_checks(path)
    except DoidkitError as error:
        return [_finding("lint:unreadable", path, str(error))]
    found: list[Finding] = []
    for check in checks:
        if not check.fix:
            fix = "Say in a #+ fix line (sh:message in a shape) how to mend what it finds."
            found.append(_finding("lint:missing-fix", path, f"{check.id} names no fix.", fix=fix))
        if check.kind is Kind.QUERY:
            found += _query(check, terms)
    return sorted(found, key=lambda f: (f.location.line or 0) if f.location else 0)


def _query(check: Check, terms: frozenset[str]) -> Iterator[Finding]:
    try:
        read = querytext.with_prefixes(check.text)
        ox.Store().query(portable(read).text)
    except (QueryError, SyntaxError) as error:
        yield _finding("lint:syntax", check.path, str(error).splitlines()[0])
        return
    # An option is a constant by the time that the query runs.
    options = {option.name for option in check.options}
    seen = structure(check.text)
    tokens = [
        replace(here, token=Token("string", '""'))
        if here.token.kind == "var" and here.token.name in options
        else here
        for here in placed(seen)
    ]
    yield from _iris(check, tokens, terms)
    yield from _columns(check, tokens)
    yield from _patterns(check, seen, tokens)
    yield from _having(check, tokens)
    yield from _axioms(check, tokens)


def _iris(check: Check, tokens: Sequence[Placed], terms: frozenset[str]) -> Iterator[Finding]:
    namespaces = dict(PREFIXES)
    for at, here in enumerate(tokens):
        token = here.token
        if at and token.kind == "pname" and tokens[at - 1].token.keyword == "PREFIX":
            namespaces[token.text[:-1]] = tokens[at + 1].token.text[1:-1]
            continue
        if at > 1 and tokens[at - 2].token.keyword == "PREFIX":
            continue
        iri = token.text[1:-1] if token.kind == "iri" else ""
        if token.kind == "pname":
            prefix, _, local = token.text.partition(":")
            iri = namespaces.get(prefix, "") + local
        if iri and unknown(iri, terms):
            near = nearest(iri, terms)
            hint = f"Did you mean {near}?" if near else "Correct it, or name the data with --data."
            yield _finding(
                "lint:unknown-iri", check.path, f"{compact(iri)} is no known term.", here, hint
            )


def _columns(check: Check, tokens: Sequence[Placed]) -> Iterator[Finding]:
    select = next((at for at, p in enumerate(tokens) if p.token.keyword == "SELECT"), None)
    if select is None:
        fix = "A check is a SELECT whose rows are violations."
        yield _finding("lint:never-fires", check.path, "The query is no SELECT.", fix=fix)
        return
    bare, _, opens = projection(tokens[select:])
    scope, _ = group(tokens, select + opens, frozenset())
    for here in bare:
        if here.token.name not in scope.binds:
            message = f"Nothing binds ?{here.token.name}, so its column is always empty."
            fix = "Bind it in the pattern, or leave the column out."
            yield _finding("lint:unbound-column", check.path, message, here, fix)
    for here in scope.faults:
        message = f"A filter uses ?{here.token.name}, which nothing binds there."
        fix = "Bind it in the group of the filter, or correct its name."
        yield _finding("lint:never-fires", check.path, message, here, fix)


def _patterns(check: Check, seen: Structure, tokens: Sequence[Placed]) -> Iterator[Finding]:
    placed_at = {here.at: here for here in tokens}
    for here in tokens:
        if here.token.keyword not in ("REGEX", "REPLACE"):
            continue
        for at in next(islice(seen.arguments(here.at), 1, None), ()):
            inner = placed_at[at]
            if inner.token.kind == "var":
                message = f"?{inner.token.name} comes from the data and is read as a pattern."
                fix = "Use CONTAINS, STRSTARTS or STRENDS, which compare texts."
                yield _finding("lint:data-as-regex", check.path, message, inner, fix)


def _having(check: Check, tokens: Sequence[Placed]) -> Iterator[Finding]:
    notes = portable(check.text).notes
    places = [here for here in tokens if here.token.keyword == "HAVING"]
    for note in notes:
        fix = "Repeat the expression in HAVING: HAVING (COUNT(?x) > 1)."
        yield _finding("lint:having-alias", check.path, note, places[0] if places else None, fix)


def _axioms(check: Check, tokens: Sequence[Placed]) -> Iterator[Finding]:
    ends = ("annotatedTarget", "annotatedSource")
    used = {
        end: [here for here in tokens if here.token.text.rstrip(">").endswith(end)] for end in ends
    }
    if used["annotatedTarget"] and not used["annotatedSource"]:
        message = "owl:annotatedTarget is matched without owl:annotatedSource."
        fix = "Join the annotation to its term with owl:annotatedSource too."
        yield _finding("lint:axiom-source", check.path, message, used["annotatedTarget"][0], fix)


def _finding(
    rule: str, path: Path, message: str, at: Placed | None = None, fix: str | None = None
) -> Finding:
    place = Location(str(path), at.line if at else 1, at.column if at else 1)
    known = RULES[rule]
    return Finding(rule, known.severity, message, location=place, fix=fix, title=known.title)
