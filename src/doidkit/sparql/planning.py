"""Patterns that Oxigraph plans badly, written so that it plans them well; the answers are equal.

What pyoxigraph 0.5.13 does, seen on the Disease Ontology's own queries:

- ``OPTIONAL { ?v a ?t FILTER(?v = ?c) }``, ?c bound outside: all ?v are tried for each row. With
  ?v or ?c a subject, so no literal, ``=`` means the same term, and ?c can take its place.
- ``FILTER NOT EXISTS { ?axiom owl:annotatedSource ?c . ?axiom owl:annotatedProperty ex:p }``: the
  inside is planned as if ?c were free, and all axioms are tried for each row. Where its solutions
  do not depend on the outside, MINUS finds them once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from doidkit.sparql.patterns import statements, triple_patterns
from doidkit.sparql.structure import Clause, Group, Structure, structure
from doidkit.sparql.tokens import Token

_TRUE = "FILTER(true)"  # in place of a filter, so that what stood around it stays apart
_Triple = tuple[str, str, str]
_PLAIN = frozenset({".", ";", ",", "a", "true", "false"})
_TERMS = ("var", "iri", "pname", "string", "number", "lang")


def planned(query: str) -> str:
    """Return an equal query without the patterns that are planned badly."""
    upper = query.upper()
    if "EXISTS" not in upper and "OPTIONAL" not in upper:
        return query
    seen = structure(query)
    out = [token.text for token in seen.tokens]
    for number, group in enumerate(seen.groups):
        if group.clause is not Clause.WHERE or group.end >= len(seen.tokens):
            continue
        if group.word == "OPTIONAL":
            _with_the_outer_term(seen, number, out)
        elif group.word == "EXISTS":
            _as_minus(seen, number, out)
    return "".join(out)


@dataclass(frozen=True, slots=True)
class _Inside:
    """What a group of nothing but triples holds."""

    triples: Sequence[_Triple]

    @property
    def variables(self) -> set[str]:
        return {term[1:] for triple in self.triples for term in triple if term[0] in "?$"}

    @property
    def connected(self) -> bool:
        """Return True if no two parts could be crossed."""
        left = [_variables(triple) for triple in self.triples]
        known = left.pop(0)
        while joined := next((each for each in left if each & known), None):
            left.remove(joined)
            known = known | joined
        return not left


def _with_the_outer_term(seen: Structure, number: int, out: list[str]) -> None:
    group = seen.groups[number]
    found = _split_filter(seen, group)
    if found is None or group.parent < 0:
        return
    body, filtered, pair = found
    inside = _triples([seen.tokens[at] for at in body])
    outside = _certain(seen, group.parent)
    for inner, outer in (pair, pair[::-1]):
        if inside is None or outer not in outside or outer in inside.variables:
            continue
        subjects = {triple[0][1:] for triple in inside.triples if triple[0][0] in "?$"}
        resources = inner in subjects or outer in _certain(seen, group.parent, subjects=True)
        if inner not in inside.variables or not resources:
            continue
        if inner in _all_variables(seen, group.parent):
            continue
        for at in body:
            token = seen.tokens[at]
            if token.kind == "var" and token.name == inner:
                out[at] = f"?{outer}"
        for at in filtered:
            out[at] = ""
        out[filtered[0]] = _TRUE
        out[group.end] = f" BIND(?{outer} AS ?{inner}) }}"
        return


def _as_minus(seen: Structure, number: int, out: list[str]) -> None:
    group = seen.groups[number]
    words = [at for at in range(group.start) if seen.tokens[at].is_solid][-3:]
    if [seen.tokens[at].keyword for at in words] != ["FILTER", "NOT", "EXISTS"]:
        return
    parent = group.parent
    if parent < 0 or seen.groups[parent].is_select or seen.groups[parent].word == "EXISTS":
        return  # what an EXISTS inside one sees from further out, MINUS would not see
    body = [at for at in range(group.start + 1, group.end) if seen.tokens[at].is_solid]
    inside = _triples([seen.tokens[at] for at in body])
    if inside is None or len(inside.triples) < 2 or not inside.connected:
        return
    certain = _certain(seen, parent)
    outside = _variables_outside(seen, group)
    local = [triple for triple in inside.triples if not _variables(triple) & outside]
    if not local or not inside.variables & certain:
        return
    text = "".join(out[group.start : group.end + 1])
    for at in (*words, *range(group.start, group.end + 1)):
        out[at] = ""
    out[words[0]] = _TRUE
    # A filter is of its whole group, wherever it stands; MINUS is of what comes before it.
    end = seen.groups[parent].end
    out[end] = f" MINUS {text} {out[end]}"


def _split_filter(
    seen: Structure, group: Group
) -> tuple[list[int], list[int], tuple[str, str]] | None:
    """Return a group's triples, its only filter, and the two variables that this compares."""
    body = [at for at in range(group.start + 1, group.end) if seen.tokens[at].is_solid]
    start = next((n for n, at in enumerate(body) if seen.tokens[at].keyword == "FILTER"), -1)
    if start < 0:
        return None
    texts = [seen.tokens[at].text.upper() for at in body[start : start + 9]]
    if len(texts) > 5 and texts[1] == "(" and texts[3] == "=" and texts[5] == ")":
        length, first, second = 6, 2, 4
    elif texts[1:4] == ["(", "SAMETERM", "("] and texts[7:] == [")", ")"]:
        length, first, second = 9, 4, 6
    else:
        return None
    names = [seen.tokens[body[start + at]].text for at in (first, second)]
    if not all(name[0] in "?$" for name in names):
        return None
    rest = body[:start] + body[start + length :]
    return rest, body[start : start + length], (names[0][1:], names[1][1:])


def _certain(seen: Structure, number: int, *, subjects: bool = False) -> set[str]:
    """Return variables that triples of a group itself, or their subjects, bind in all solutions."""
    found: set[str] = set()
    for run in statements(seen):
        if seen.places[run[0]].group == number:
            for triple in triple_patterns(seen.tokens, run):
                if subjects and len(triple.path) > 1:
                    continue  # of a path, and of an inverse one, a literal may be the subject
                ends = (triple.subject,) if subjects else (triple.subject, triple.object)
                tokens = [seen.tokens[at] for at in ends]
                found |= {token.name for token in tokens if token.kind == "var"}
    return found


def _all_variables(seen: Structure, number: int) -> set[str]:
    """Return the variables of a group itself, apart from those of the groups in it."""
    return {
        token.name
        for _, token, place in seen.solid()
        if token.kind == "var" and place.group == number
    }


def _variables_outside(seen: Structure, group: Group) -> set[str]:
    return {
        token.name
        for at, token, _ in seen.solid()
        if token.kind == "var" and not group.start <= at <= group.end
    }


def _variables(triple: _Triple) -> set[str]:
    return {term[1:] for term in triple if term[0] in "?$"}


def _triples(tokens: Sequence[Token]) -> _Inside | None:
    """Return what a group of nothing but triples says; None for any other."""
    found: list[_Triple] = []
    terms: list[str] = []
    for text in _terms(tokens):
        if text in (".", ";", ","):
            if len(terms) != 3:
                return None
            terms = terms[: ".;,".index(text)]
        elif text and len(terms) < 3:
            terms.append(text)
            if len(terms) == 3:
                found.append((terms[0], terms[1], terms[2]))
        else:
            return None
    return _Inside(found) if found and len(terms) in (0, 3) else None


def _terms(tokens: Sequence[Token]) -> list[str]:
    """Return terms and punctuation, a literal as one; "" for what is neither."""
    found: list[str] = []
    for token in tokens:
        after = found[-1] if found else ""
        tagged = after[:1] in ('"', "'") and (token.kind == "lang" or token.text == "^")
        if tagged or (after.endswith("^^") and token.kind in ("iri", "pname")):
            found[-1] += token.text
        elif token.kind in _TERMS or token.text in _PLAIN:
            found.append(token.text)
        else:
            found.append("")
    return found
