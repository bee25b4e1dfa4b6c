"""Alternatives in paths as what they are, a union (SPARQL 1.1, 18.4).

``?x ex:p|ex:q ?y`` has a pair twice if both properties have it. pyoxigraph 0.5.13 gives it once.
Where that can be seen the pattern is written as ``UNION``, which takes no longer; inside of what
is repeated, ``(ex:p|ex:q)*``, each pair counts once anyway.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, product

from doidkit.sparql.patterns import TriplePattern, statements, term_text, triple_patterns
from doidkit.sparql.structure import Clause, Structure, structure
from doidkit.sparql.tokens import Token

_MOST = 64  # ways to write one pattern out, and brackets in it; of more it stays
_UNSEEN = ("EXISTS", "MINUS")  # the groups in which it does not matter how often something is found
_COUNTING = frozenset("COUNT SUM AVG SAMPLE MIN MAX GROUP_CONCAT".split())
Steps = tuple[str, ...]


def with_unions(query: str) -> str:
    """Return an equal query with its alternatives written as unions where pairs are counted."""
    if "|" not in query:
        return query
    seen = structure(query)
    out = [token.text for token in seen.tokens]
    for run in statements(seen):
        triples = triple_patterns(seen.tokens, run)
        ways = [_ways(seen.tokens, triple) for triple in triples]
        if all(len(each) == 1 for each in ways) or not _counts(seen, run[0]):
            continue
        for at in run:
            out[at] = ""
        out[run[0]] = " . ".join(map(_union, ways))
    return "".join(out)


def _ways(tokens: Sequence[Token], triple: TriplePattern) -> list[str]:
    """Return the patterns whose union a pattern is, itself alone if its path has no choice."""
    path = [tokens[at].text for at in triple.path]
    found = _some(_paths(path)) if "|" in path and path.count("(") <= _MOST else []
    if not 1 < len(found) <= _MOST:
        return [triple.text(tokens)]
    ends = term_text(tokens, triple.subject), term_text(tokens, triple.object)
    return [f"{ends[0]} {' '.join(path)} {ends[1]}" for path in found]


def _union(ways: Sequence[str]) -> str:
    return ways[0] if len(ways) == 1 else " UNION ".join(f"{{ {way} }}" for way in ways)


def _some(found: Iterator[Steps]) -> list[Steps]:
    """Return as many as are written out, and one more to tell that there are too many."""
    return list(islice(found, _MOST + 1))


def _paths(path: Sequence[str]) -> Iterator[Steps]:
    """Yield the paths without a choice outside of what is repeated."""
    for choice in _split(path, "|"):
        steps = [_some(_step(step)) for step in _split(choice, "/")]
        for chosen in product(*steps):
            joined = chosen[0]
            for step in chosen[1:]:
                joined = (*joined, "/", *step)
            yield joined


def _step(step: Sequence[str]) -> Iterator[Steps]:
    if len(step) > 2 and step[0] == "(" and step[-1] == ")":
        for path in _paths(step[1:-1]):
            yield path if "/" not in path else ("(", *path, ")")
    elif len(step) > 3 and step[0] == "^" and step[1] == "(" and step[-1] == ")":
        for path in _paths(step[2:-1]):
            yield ("^", "(", *path, ")")
    else:
        yield tuple(step)


def _split(path: Sequence[str], sign: str) -> list[list[str]]:
    """Return the parts of a path between signs that stand in no parentheses."""
    depth = 0
    parts: list[list[str]] = [[]]
    for text in path:
        depth += (text == "(") - (text == ")")
        if text == sign and not depth:
            parts.append([])
        else:
            parts[-1].append(text)
    return parts


def _counts(seen: Structure, at: int) -> bool:
    """Return True if it can be seen how often a pattern at some place has a solution."""
    place = seen.places[at]
    group = place.group
    while group >= 0:
        if seen.groups[group].word in _UNSEEN:
            return False
        group = seen.groups[group].parent
    head = [seen.tokens[at].keyword for at in seen.clause(Clause.PROJECTION, place.select)]
    if "DISTINCT" in head[:2]:
        grouped = seen.clause(Clause.GROUP, place.select)
        return bool(grouped or _COUNTING.intersection(head))
    return "ASK" not in head[:1]
