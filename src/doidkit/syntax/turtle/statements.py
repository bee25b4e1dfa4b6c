"""The statements of each graph by subject, as text."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from doidkit.syntax.turtle.names import TOKEN, Naming

Links = list[tuple[str, str]]
"""A predicate's text and the blank node, or triple term with one, that it leads to."""


@dataclass(frozen=True)
class Statements:
    """One graph. Subjects are N-Triples text, "predicate object" is Turtle.

    ``links`` holds what cannot be written yet: objects that are or hold blank nodes.
    """

    lines: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    links: defaultdict[str, Links] = field(default_factory=lambda: defaultdict(list))

    def subjects(self) -> set[str]:
        """Return every subject of the graph."""
        return self.lines.keys() | self.links.keys()

    def nodes(self) -> set[str]:
        """Return every blank node of the graph."""
        found = {subject for subject in self.subjects() if subject[0] == "_"}
        for links in self.links.values():
            for _, term in links:
                found.update(nodes_in(term))
        return found


Graphs = dict[str, Statements]
"""Statements by the graph's name, "" for the default graph."""


def nodes_in(term: str) -> list[str]:
    """Return the blank nodes that an object is or holds."""
    if term[0] == "_":
        return [term]
    return [token for token in TOKEN.findall(term) if token[0] == "_"]


def read(lines: Iterable[str], names: Naming, *, named_graphs: bool) -> Graphs:
    """Return the statements of N-Triples lines, or of N-Quads lines, without their dots."""
    graphs: Graphs = {}
    if not named_graphs:
        graphs[""] = _statements(lines, names)
        return graphs
    apart: defaultdict[str, list[str]] = defaultdict(list)
    for line in lines:
        statement, _, last = line.rpartition(" ")
        # A graph's name is the only last word without a quote that follows an object.
        named = last[0] in "<_" and '"' not in last and statement.count(" ") > 1
        apart[last if named else ""].append(statement if named else line)
    return {name: _statements(apart[name], names) for name in sorted(apart)}


def _statements(lines: Iterable[str], names: Naming) -> Statements:
    found = Statements()
    statements, links = found.lines, found.links
    predicates, literals, objects = names.predicates, names.literals, names.objects
    for line in lines:  # a full release has 218,000 of them: what is not needed stays out
        subject, predicate, term = line.split(" ", 2)
        first = term[0]
        if first == '"':
            text = literals[term] if term[-1] == ">" else term
        else:
            text = objects[term] if first == "<" else ""
        if text:
            statements[subject].append(predicates[predicate] + text)
        else:
            links[subject].append((predicates[predicate], term))
    return found
