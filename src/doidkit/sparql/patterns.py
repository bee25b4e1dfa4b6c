"""The triple patterns of a query, as far as they are made of terms and paths."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doidkit.sparql.structure import Clause, Structure
from doidkit.sparql.tokens import Token

_OPERATORS = frozenset("/|^*?+!()")
_MODIFIERS = frozenset("*?+")
_TERMS = ("var", "iri", "pname", "bnode", "string", "number")
_TRUTHS = ("true", "false")


@dataclass(frozen=True, slots=True)
class TriplePattern:
    """One triple pattern: positions of its subject and object, its path's, and where it ends."""

    subject: int
    path: tuple[int, ...]
    object: int

    def text(self, tokens: Sequence[Token]) -> str:
        """Return the pattern as it is written."""
        path = " ".join(tokens[at].text for at in self.path)
        return f"{term_text(tokens, self.subject)} {path} {term_text(tokens, self.object)}"


def statements(seen: Structure) -> Iterator[list[int]]:
    """Yield the positions of each run of triples with one subject, without its full stop."""
    run: list[int] = []
    group = -1
    for at, token, place in seen.solid():
        inside = place.clause is Clause.WHERE and place.group >= 0
        ends = token.text in (".", "{", "}", "[", "]") or (
            token.kind == "word" and token.text not in ("a", *_TRUTHS)
        )
        if run and (ends or not inside or place.group != group):
            yield run
            run = []
        if inside and not ends and not (run == [] and place.parens):
            group = place.group
            run.append(at)
    if run:
        yield run


def triple_patterns(tokens: Sequence[Token], run: Sequence[int]) -> list[TriplePattern]:
    """Return the triples of a run; none for one with other things than terms and paths."""
    found: list[TriplePattern] = []
    at = _after_term(tokens, run, 0)
    if not at:
        return []
    while at < len(run):
        path: list[int] = []
        while at < len(run) and _goes_on(tokens, run, path, at):
            path.append(run[at])
            at += 1
        while True:
            end = _after_term(tokens, run, at)
            if not path or end == at:
                return []
            found.append(TriplePattern(run[0], tuple(path), run[at]))
            at = end
            if at == len(run) or tokens[run[at]].text != ",":
                break
            at += 1
        if at < len(run):
            if tokens[run[at]].text != ";":
                return []
            at += 1
    return found


def _after_term(tokens: Sequence[Token], run: Sequence[int], at: int) -> int:
    """Return the place in a run after the term that begins there, the same if none does."""
    texts = [tokens[position].text for position in run[at : at + 4]]
    if not texts or not (tokens[run[at]].kind in _TERMS or texts[0] in _TRUTHS):
        return at
    if tokens[run[at]].kind == "string" and len(texts) > 1:
        if tokens[run[at + 1]].kind == "lang":
            return at + 2
        if texts[1:3] == ["^", "^"]:
            return at + len(texts)
    return at + 1


def _goes_on(tokens: Sequence[Token], run: Sequence[int], path: Sequence[int], at: int) -> bool:
    """Return True if a path has its next token here: an operator, or a step after one."""
    text = tokens[run[at]].text
    if text in _OPERATORS:
        return bool(path) or text in "^!("
    kind = tokens[run[at]].kind
    if not path:
        return kind in ("var", "iri", "pname") or text == "a"
    return tokens[path[-1]].text in "/|^!(" and kind in ("iri", "pname", "word")


def term_text(tokens: Sequence[Token], at: int) -> str:
    """Return the term that begins at a token."""
    if tokens[at].kind != "string":
        return tokens[at].text
    following = [token for token in tokens[at + 1 : at + 10] if token.is_solid]
    if following and following[0].kind == "lang":
        return tokens[at].text + following[0].text
    if [token.text for token in following[:2]] == ["^", "^"] and len(following) > 2:
        return f"{tokens[at].text}^^{following[2].text}"
    return tokens[at].text
