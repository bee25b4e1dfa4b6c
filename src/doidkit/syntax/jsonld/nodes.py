"""The node objects of one graph, in an order that content alone decides."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from doidkit.syntax.jsonld.names import NIL, Names
from doidkit.syntax.turtle.blanks import Blanks
from doidkit.syntax.turtle.names import ANNOTATED_SOURCE, RDF_FIRST
from doidkit.syntax.turtle.statements import Graphs, Statements
from doidkit.terms import RDF_TYPE

_INDENT = "\n  "
_TYPE = f"<{RDF_TYPE}>"
# Subjects are N-Triples text, so IRIs begin with "<"; these stand after all of them.
_ANONYMOUS = "="
_LABELLED = ">"


def references(graphs: Graphs, blanks: Blanks) -> set[str]:
    """Return the properties that have no literal, neither as a value nor in a list."""
    every: set[str] = set()
    literal: set[str] = set()
    for graph in graphs.values():
        for subject in graph.subjects() - blanks.texts.lists.keys():
            for predicate, term in statements(graph, subject):
                every.add(predicate)
                if term[0] == '"' or _holds_literal(graph, blanks, term):
                    literal.add(predicate)
    return every - literal


def statements(graph: Statements, subject: str) -> Iterator[tuple[str, str]]:
    """Yield a subject's predicates and objects as N-Triples text."""
    for line in graph.lines.get(subject, ()):
        predicate, _, term = line.partition(" ")
        yield predicate, term
    for predicate, term in graph.links.get(subject, ()):
        yield predicate[:-1], term


def items(graph: Statements, cell: str) -> Iterator[str]:
    """Yield the items of a well-formed list as N-Triples text."""
    while cell != NIL:
        one, other = statements(graph, cell)
        first, rest = (one, other) if one[0] == RDF_FIRST else (other, one)
        yield first[1]
        cell = rest[1]


class Graph:
    """One graph's nodes as JSON text; ``kinds`` are the properties that have references only."""

    def __init__(
        self, graph: Statements, blanks: Blanks, names: Names, kinds: Collection[str]
    ) -> None:
        self._graph = graph
        self._blanks = blanks
        self._names = names
        self._kinds = kinds

    def nodes(self) -> list[str]:
        """Return all that is not nested: IRIs, anonymous, labelled; annotations after theirs."""
        found = [
            (*self._place(subject), self._node(subject))
            for subject in self._graph.subjects()
            if not self._blanks.is_nested(subject)
        ]
        return [text for _, _, text in sorted(found)]

    def _place(self, subject: str) -> tuple[str, bool]:
        """Return what a node stands at, and whether it annotates that."""
        if subject[0] != "_":
            return subject, False
        if subject in self._blanks.labelled:
            return _LABELLED + self._blanks.texts[subject], False
        source = min(
            (o for p, o in statements(self._graph, subject) if p == ANNOTATED_SOURCE), default=""
        )
        if source in self._blanks.labelled:
            return _LABELLED + self._blanks.texts[source], True
        return source if source[:1] == "<" else _ANONYMOUS, True

    def _node(self, subject: str) -> str:
        members: defaultdict[str, list[str]] = defaultdict(list)
        for predicate, term in statements(self._graph, subject):
            if predicate == _TYPE and self._is_named(term):
                members['"@type"'].append(self._names[self._name(term)])
            else:
                members[self._names[predicate]].append(self._value(predicate, term))
        if subject[0] != "_" or subject in self._blanks.labelled:
            members['"@id"'] = [self._names[self._name(subject)]]
        return block("{", (f"{key}: {_one(members[key])}" for key in sorted(members)), "}")

    def _value(self, predicate: str, term: str) -> str:
        if term == NIL:
            return '{"@list": []}'
        if term[0] == '"':
            return self._names.literal(term)
        if self._is_named(term):
            return self._reference(predicate, self._names[self._name(term)])
        if term in self._blanks.texts.lists:
            values = [self._value(predicate, item) for item in items(self._graph, term)]
            return f'{{"@list": {block("[", values, "]")}}}'
        return self._node(term)

    def _reference(self, predicate: str, name: str) -> str:
        if predicate not in self._kinds:
            return f'{{"@id": {name}}}'
        self._names.references.add(predicate)
        return name

    def _is_named(self, term: str) -> bool:
        return term[0] == "<" or term in self._blanks.labelled

    def _name(self, term: str) -> str:
        return self._blanks.texts[term] if term[0] == "_" else term


def block(opening: str, texts: Iterable[str], closing: str) -> str:
    """Return a JSON array or object, a value or member a line."""
    inner = ",\n".join(texts)
    return (
        f"{opening}\n{inner}".replace("\n", _INDENT) + f"\n{closing}"
        if inner
        else opening + closing
    )


def _one(values: list[str]) -> str:
    return values[0] if len(values) == 1 else block("[", sorted(values), "]")


def _holds_literal(graph: Statements, blanks: Blanks, term: str) -> bool:
    if term not in blanks.texts.lists:
        return False
    return any(i[0] == '"' or _holds_literal(graph, blanks, i) for i in items(graph, term))
