"""Paths of length zero from a term that the data do not have (SPARQL 1.1, 18.4).

``<nowhere> p* ?x`` has the answer ``<nowhere>``: a path of length zero needs no triple.
pyoxigraph 0.5.13 gives none. From a term without any triple no other path leads anywhere, so
such a pattern is ``VALUES ?x { <nowhere> }``. Between two variables a path of length zero joins
the terms of the graph only, as 18.4 has it, whatever BIND or VALUES give one of them. Still asked
in vain are a literal, a relative IRI, a term that only another graph has, and those in GRAPH.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from doidkit.sparql.structure import Clause, Structure, structure
from doidkit.sparql.tokens import Token

_OPERATORS = frozenset("/|^*?+!()")
_MODIFIERS = frozenset("*?+")
_TERMS = ("var", "iri", "pname")
_ENDS = frozenset(".{}[]")


@dataclass(frozen=True, slots=True)
class _Triple:
    """One triple pattern: positions of its subject and object, its path's, and where it ends."""

    subject: int
    path: tuple[int, ...]
    object: int


def with_absent_terms(query: str, absent: Callable[[str], bool]) -> str:
    """Return the query with its zero-length paths from or to absent IRIs written out."""
    if "*" not in query and "?" not in query:
        return query
    seen = structure(query)
    prefixes = seen.prefixes()
    out = [token.text for token in seen.tokens]
    changed = False
    for statement in statements(seen):
        triples = triple_patterns(seen.tokens, statement)
        values = [_values(seen.tokens, triple, prefixes, absent) for triple in triples]
        if all(value is None for value in values):
            continue
        if _in_graph(seen, seen.places[statement[0]].group):
            continue  # which has nothing at all if there is no such graph
        changed = True
        for at in statement:
            out[at] = ""
        texts = (
            _text(seen.tokens, triple) if value is None else value
            for triple, value in zip(triples, values, strict=True)
        )
        out[statement[0]] = " . ".join(filter(None, texts))
        if not out[statement[0]]:
            out[statement[0]] = "VALUES () { () }"  # true, and what follows may be a full stop
    return "".join(out) if changed else query


def _in_graph(seen: Structure, group: int) -> bool:
    while group >= 0:
        before = [token for token in seen.tokens[: seen.groups[group].start] if token.is_solid]
        if len(before) > 1 and before[-2].keyword == "GRAPH":
            return True
        group = seen.groups[group].parent
    return False


def _values(
    tokens: Sequence[Token],
    triple: _Triple,
    prefixes: dict[str, str],
    absent: Callable[[str], bool],
) -> str | None:
    if not any(tokens[at].text in ("*", "?") for at in triple.path):
        return None
    for one, other in ((triple.subject, triple.object), (triple.object, triple.subject)):
        iri = _iri(tokens[one], prefixes)
        if not iri or not _nullable([tokens[at].text for at in triple.path]) or not absent(iri):
            continue
        if tokens[other].kind == "var":
            return f"VALUES {tokens[other].text} {{ <{iri}> }}"
        same = _iri(tokens[other], prefixes) == iri
        return "" if same else "FILTER(false)"
    return None


def _iri(token: Token, prefixes: dict[str, str]) -> str:
    if token.kind == "iri" and ":" in token.text:
        return token.text[1:-1]
    prefix, colon, local = token.text.partition(":")
    if token.kind != "pname" or not colon or prefix not in prefixes:
        return ""
    return prefixes[prefix] + local.replace("\\", "")


def _text(tokens: Sequence[Token], triple: _Triple) -> str:
    path = " ".join(tokens[at].text for at in triple.path)
    return f"{tokens[triple.subject].text} {path} {tokens[triple.object].text}"


def statements(seen: Structure) -> Iterator[list[int]]:
    """Yield the positions of each run of triples with one subject, without its full stop."""
    run: list[int] = []
    group = -1
    for at, token, place in seen.solid():
        inside = place.clause is Clause.WHERE and place.group >= 0
        ends = token.text in (".", "{", "}", "[", "]") or (
            token.kind == "word" and token.text != "a"
        )
        if run and (ends or not inside or place.group != group):
            yield run
            run = []
        if inside and not ends and not (run == [] and place.parens):
            group = place.group
            run.append(at)
    if run:
        yield run


def triple_patterns(tokens: Sequence[Token], run: Sequence[int]) -> list[_Triple]:
    """Return the triples of a run; none for one with other things than terms and paths."""
    found: list[_Triple] = []
    subject, at = run[0], 1
    if tokens[subject].kind not in _TERMS:
        return []
    while at < len(run):
        path: list[int] = []
        while at < len(run) and _goes_on(tokens, run, path, at):
            path.append(run[at])
            at += 1
        if at == len(run) or not path or tokens[run[at]].kind not in _TERMS:
            return []
        found.append(_Triple(subject, tuple(path), run[at]))
        at += 1
        while at + 1 < len(run) and tokens[run[at]].text == ",":
            if tokens[run[at + 1]].kind not in _TERMS:
                return []
            found.append(_Triple(subject, tuple(path), run[at + 1]))
            at += 2
        if at < len(run):
            if tokens[run[at]].text != ";":
                return []
            at += 1
    return found


def _goes_on(tokens: Sequence[Token], run: Sequence[int], path: Sequence[int], at: int) -> bool:
    """Return True if a path has its next token here: an operator, or a step after one."""
    text = tokens[run[at]].text
    if text in _OPERATORS:
        return bool(path) or text in "^!("
    if not path:
        return tokens[run[at]].kind in _TERMS or text == "a"
    return tokens[path[-1]].text in "/|^!(" and tokens[run[at]].kind != "var"


def _nullable(path: Sequence[str]) -> bool:
    """Return True if a path may have length zero, in one way only."""
    depth, ways, all_steps = 0, 0, True
    step: list[str] = []
    for text in [*path, "|"]:
        depth += (text == "(") - (text == ")")
        if depth or text not in "/|":
            step.append(text)
            continue
        all_steps = all_steps and _step_nullable(step)
        step = []
        if text == "|":
            ways += all_steps
            all_steps = True
    return ways == 1


def _step_nullable(step: Sequence[str]) -> bool:
    inner = list(step)
    while inner and inner[0] == "^":
        inner = inner[1:]
    if inner and inner[-1] in ("*", "?"):
        return True
    if inner and inner[-1] == "+":
        inner = inner[:-1]
    return len(inner) > 2 and inner[0] == "(" and inner[-1] == ")" and _nullable(inner[1:-1])
