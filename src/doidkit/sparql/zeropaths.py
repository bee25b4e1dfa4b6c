"""Paths of length zero from a term that the data do not have (SPARQL 1.1, 18.4).

``<nowhere> p* ?x`` has the answer ``<nowhere>``: a path of length zero needs no triple.
pyoxigraph 0.5.13 gives none. From a term without any triple no other path leads anywhere, so
such a pattern is ``VALUES ?x { <nowhere> }``, with the term as often as the path may have length
zero. Where a graph is not known before, in ``GRAPH ?g`` or beside FROM, the query itself asks
whether the term is in it. Between two variables a path of length zero joins the terms of the
graph only, as 18.4 has it, whatever BIND or VALUES give one of them.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise

from doidkit.sparql.patterns import TriplePattern, statements, term_text, triple_patterns
from doidkit.sparql.structure import Clause, Structure, structure
from doidkit.sparql.tokens import Token

Absent = Callable[[str, str], bool]
"""Whether a graph, the default one if "", lacks a term, which is written as in Turtle."""


def with_absent_terms(query: str, absent: Absent | None) -> str:
    """Return the query with its zero-length paths from or to absent terms written out.

    Without ``absent``, as for an update of several steps, the query itself asks.
    """
    if "*" not in query and "?" not in query:
        return query
    named = _with_named_nodes(structure(query))
    seen = structure(named)
    written = _Written(seen, absent)
    if written.nodes:  # each is an absent term, and may begin a path itself
        text = "".join(_replaced(seen, written.nodes))
        return with_absent_terms(text, absent)
    return "".join(written.out) if written.changed else query


class _Written:
    """A query's paths written out; ``nodes`` are blank nodes that can only be an absent term."""

    def __init__(self, seen: Structure, absent: Absent | None) -> None:
        self.out = [token.text for token in seen.tokens]
        self.changed = False
        self.nodes: dict[str, str] = {}
        self._seen = seen
        self._absent = absent
        self._prefixes = seen.prefixes()
        self._from = any(place.clause is Clause.DATASET for place in seen.places)
        for statement in statements(seen):
            self._write(statement)

    def _write(self, statement: Sequence[int]) -> None:
        tokens = self._seen.tokens
        graph = _graph(self._seen, self._seen.places[statement[0]].group)
        if graph is not None and graph.kind != "var" and not self._iri(graph):
            return
        triples = triple_patterns(tokens, statement)
        values = [self._values(triple, graph) for triple in triples]
        if all(value is None for value in values):
            return
        self.changed = True
        for at in statement:
            self.out[at] = ""
        texts = (
            triple.text(tokens) if value is None else value
            for triple, value in zip(triples, values, strict=True)
        )
        self.out[statement[0]] = " . ".join(texts)

    def _values(self, triple: TriplePattern, graph: Token | None) -> str | None:
        """Return what a pattern means if it has an absent term at one end, else None."""
        tokens = self._seen.tokens
        ways = _ways([tokens[at].text for at in triple.path])
        if not ways:
            return None
        for one, other in ((triple.subject, triple.object), (triple.object, triple.subject)):
            term = self._term(one)
            if not term:
                continue
            unknown = self._from or (graph is not None and graph.kind == "var")
            if self._absent is None or unknown:
                return self._asked(triple, term, tokens[other], ways, graph)
            if not self._absent(term, "" if graph is None else self._iri(graph)):
                continue
            if tokens[other].kind == "var":
                return f"VALUES {tokens[other].text} {{ {' '.join([term] * ways)} }}"
            if tokens[other].kind == "bnode":
                self.nodes[tokens[other].text] = term
                return None
            return _true(ways) if self._term(other) == term else "FILTER(false)"
        return None

    def _asked(
        self, triple: TriplePattern, term: str, other: Token, ways: int, graph: Token | None
    ) -> str | None:
        """Return a pattern with the question whether a graph lacks the term."""
        if other.kind != "var":
            return None
        starts = f"{{ {term} ?zero1 ?zero2 }} UNION " if term[0] == "<" else ""
        lacks = f"FILTER NOT EXISTS {{ {starts}{{ ?zero1 ?zero2 {term} }} }}"
        values = f"VALUES {other.text} {{ {' '.join([term] * ways)} }}"
        if graph is not None:  # VALUES alone would leave the graph's variable unbound
            some = "SELECT DISTINCT" + f" {graph.text} {{ ?zero3 ?zero4 ?zero5 }}"
            values = f"{{ {some} }} {values}"
        return f"{{ {triple.text(self._seen.tokens)} }} UNION {{ {values} {lacks} }}"

    def _term(self, at: int) -> str:
        """Return a constant as Turtle has it, "" for what is none."""
        tokens = self._seen.tokens
        if tokens[at].kind in ("iri", "pname"):
            iri = self._iri(tokens[at])
            return f"<{iri}>" if iri else ""
        if tokens[at].kind in ("var", "bnode"):
            return ""
        text = term_text(tokens, at)
        datatype = text.rpartition("^^")[2] if tokens[at].kind == "string" else ""
        if datatype and datatype[0] not in "<\"'":
            prefix, _, local = datatype.partition(":")
            return text.removesuffix(datatype) + f"<{self._prefixes.get(prefix, '')}{local}>"
        return text

    def _iri(self, token: Token) -> str:
        if token.kind == "iri" and ":" in token.text:
            return token.text[1:-1]
        prefix, colon, local = token.text.partition(":")
        if token.kind != "pname" or not colon or prefix not in self._prefixes:
            return ""
        return self._prefixes[prefix] + local.replace("\\", "")


def _with_named_nodes(seen: Structure) -> str:
    """Return a query with each ``[]`` of its patterns written as a blank node with a label."""
    out = [token.text for token in seen.tokens]
    solid = list(seen.solid())
    for (at, token, place), (after, following, _) in pairwise(solid):
        if token.text == "[" and following.text == "]" and place.clause is Clause.WHERE:
            out[at], out[after] = f"_:zero{at}", ""
    return "".join(out)


def _replaced(seen: Structure, nodes: dict[str, str]) -> Iterator[str]:
    for token, place in zip(seen.tokens, seen.places, strict=True):
        here = place.clause is Clause.WHERE and token.kind == "bnode"
        yield nodes.get(token.text, token.text) if here else token.text


def _graph(seen: Structure, group: int) -> Token | None:
    """Return what names the graph that a group is about, None for the default graph."""
    while group >= 0:
        # Of what stands before the brace only the last two are asked for: queries may be long.
        back = (seen.tokens[at] for at in range(seen.groups[group].start - 1, -1, -1))
        last = [*islice((token for token in back if token.is_solid), 2)]
        if len(last) > 1 and last[1].keyword == "GRAPH":
            return last[0]
        group = seen.groups[group].parent
    return None


def _true(ways: int) -> str:
    return f"VALUES () {{ {'() ' * ways}}}"  # what follows may be a full stop


def _ways(path: Sequence[str]) -> int:
    """Return in how many ways a path has length zero."""
    # Of each open bracket: the sum of its choices so far, the product of steps, the last step.
    outer: list[tuple[int, int]] = []
    ways, choice, step = 0, 1, 0
    for text in path:
        match text:
            case "(":
                outer.append((ways, choice))
                ways, choice, step = 0, 1, 0
            case ")":
                step = ways + choice * step
                ways, choice = outer.pop()
            case "|":
                ways, choice, step = ways + choice * step, 1, 0
            case "/":
                choice, step = choice * step, 0
            case "*" | "?":
                step = 1
            case "+":
                step = min(step, 1)
    return ways + choice * step
