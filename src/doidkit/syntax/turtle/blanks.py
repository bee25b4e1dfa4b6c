"""How each blank node is written: nested where it is used, or with a label made of its content.

A node that one statement refers to is nested. One that several refer to, that is part of a
cycle, or that lies too deep has a label: a hash of its own description, so that an edit
elsewhere leaves it alone.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from doidkit.syntax.turtle.body import Texts, body, bracket, object_text
from doidkit.syntax.turtle.names import RDF_FIRST, RDF_REST, Naming
from doidkit.syntax.turtle.order import bottom_up, components
from doidkit.syntax.turtle.statements import Graphs, nodes_in

_DEEPEST = 12
"""Brackets within brackets; deeper ones get a label, which is easier to read."""
_DIGITS = 12
_UNDECIDED: Mapping[str, str] = {}


class Blanks:
    """The blank nodes of some graphs; after ``resolve`` each has its text.

    ``texts`` has a label (``_:b1f...``) for each of ``labelled`` and nested Turtle for each other
    node that is referred to. ``children`` and ``parents`` say which blank nodes refer to which.
    """

    def __init__(self, graphs: Graphs, names: Naming) -> None:
        self.graphs = graphs
        self.names = names
        self.texts = Texts()
        self.children: defaultdict[str, list[str]] = defaultdict(list)
        self.parents: defaultdict[str, list[str]] = defaultdict(list)
        self._mentions: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self._homes: defaultdict[str, list[str]] = defaultdict(list)
        self._heights: dict[str, int] = {}
        self._first = names.predicates.get(RDF_FIRST, "")
        self._rest = names.predicates.get(RDF_REST, "")
        self.labelled = self._survey()

    def resolve(self) -> list[str]:
        """Work out every text; return the nodes that no content can tell from another."""
        nodes = self.children.keys() | self.parents.keys() | self._mentions.keys() | self.labelled
        below, cyclic, above = bottom_up(nodes, self.children, self.parents)
        self.labelled |= cyclic
        self._settle(below, _UNDECIDED)
        self._refine(cyclic)
        self._settle(above, _UNDECIDED)
        labels, tied = self._distinct()
        if labels:
            self.texts.update((node, labels[node]) for node in cyclic)
            self._settle([*below, *above], labels)
        return tied

    def is_nested(self, subject: str) -> bool:
        """Return True for a node that is written where it is used and nowhere else."""
        return subject in self._mentions and subject not in self.labelled

    def _survey(self) -> set[str]:
        """Note who refers to whom; return the nodes that need a label whatever they hold."""
        pinned = {graph for graph in self.graphs if graph.startswith("_")}
        for graph, statements in self.graphs.items():
            for subject, links in statements.links.items():
                for predicate, term in links:
                    found = nodes_in(term)
                    if term[0] != "_":
                        pinned.update(found)
                    for node in found:
                        self._mention(subject, predicate, node)
            if len(self.graphs) > 1:
                for node in statements.nodes():
                    self._homes[node].append(graph)
        pinned.update(node for node, graphs in self._homes.items() if len(graphs) > 1)
        pinned.update(node for node, found in self._mentions.items() if len(found) > 1)
        return pinned

    def _mention(self, subject: str, predicate: str, node: str) -> None:
        self._mentions[node].append((predicate, subject))
        if subject[0] == "_":
            self.children[subject].append(node)
            self.parents[node].append(subject)

    def _settle(self, nodes: Iterable[str], labels: Mapping[str, str]) -> None:
        """Give nodes their texts, each after those that it refers to; ``labels`` are final."""
        for node in nodes:
            if node in self.labelled:
                self.texts[node] = labels.get(node) or self._label(self._description(node))
            elif node in self._mentions:
                self._nest(node)

    def _nest(self, node: str) -> None:
        items = self._list(node)
        if items is not None:
            self.texts.lists[node] = items
            return
        below = [self._heights.get(child, 0) for child in self.children.get(node, ())]
        height = 1 + max(below, default=0)
        if height > _DEEPEST:
            self.labelled.add(node)
            self.texts[node] = self._label(self._description(node))
            return
        self._heights[node] = height
        self.texts[node] = bracket(self._lines(node))

    def _list(self, node: str) -> list[str] | None:
        """Return the items of the list that starts at a node, last first; None if it is none."""
        graph = self.graphs[self._home(node)]
        lines, links = graph.lines.get(node, []), graph.links.get(node, [])
        if len(lines) + len(links) != 2 or not (self._first and self._rest):
            return None
        item: str | None = None
        items: list[str] | None = None
        for line in lines:
            if line.startswith(self._first):
                item = line.removeprefix(self._first)
            elif line == self._rest + "()":
                items = []
        for predicate, term in links:
            if predicate == self._first:
                item = object_text(term, self.texts, self.names)
            elif predicate == self._rest and term not in self.labelled:
                items = self.texts.lists.get(term)
        if item is None or items is None:
            return None
        rest = next((term for predicate, term in links if predicate == self._rest), "")
        # A list in a list is a bracket in a bracket, too.
        height = max(
            (
                self._heights.get(child, 0) + (child != rest and child in self.texts.lists)
                for child in self.children.get(node, ())
            ),
            default=0,
        )
        if height > _DEEPEST:
            return None
        self._heights[node] = height
        items.append(item)
        return items

    def _refine(self, cyclic: Collection[str]) -> None:
        """Label nodes of cycles by colour refinement, each group of them on its own."""
        for group in components(cyclic, self.children, self.parents):
            self.texts.update(dict.fromkeys(group, "_:"))
            kinds = 0
            while True:
                colours = {n: _digest([self.texts[n], *self._description(n)]) for n in group}
                self.texts.update(colours)
                if len(set(colours.values())) <= kinds:
                    break
                kinds = len(set(colours.values()))
            self.texts.update((node, f"_:b{colours[node][:_DIGITS]}") for node in group)

    def _distinct(self) -> tuple[dict[str, str], list[str]]:
        """Return all labels if some had to change to be unique, and the nodes still tied.

        Nodes with the same description are told apart by who refers to them; where that is the
        same too they are numbered in the order of their labels in the input.
        """
        labels = {node: self.texts[node] for node in self.labelled}
        twins = _twins(labels)
        if not twins:
            return {}, []
        for node in [node for group in twins for node in group]:
            labels[node] = self._label([self.texts[node], *sorted(self._context(node))])
        tied = _twins(labels)
        for group in tied:
            for number, node in enumerate(sorted(group, key=lambda n: (len(n), n)), start=1):
                labels[node] += f"-{number}"
        return labels, [node for group in tied for node in group]

    def _context(self, node: str) -> Iterable[str]:
        for predicate, subject in self._mentions.get(node, ()):
            who = _digest(self._description(subject)) if subject[0] == "_" else subject
            yield predicate + who

    def _label(self, description: Iterable[str]) -> str:
        return f"_:b{_digest(description)[:_DIGITS]}"

    def _description(self, node: str) -> list[str]:
        """Return all that a node's label depends on: its statements, in whatever graph."""
        return sorted(
            f"{graph if graph[:1] != '_' else '_:'}\n{line}"
            for graph in (self._homes.get(node) or self.graphs)
            for line in body(self.graphs[graph], node, self.texts, self.names)
        )

    def _lines(self, node: str) -> list[str]:
        return body(self.graphs[self._home(node)], node, self.texts, self.names)

    def _home(self, node: str) -> str:
        homes = self._homes.get(node)
        return homes[0] if homes else next(iter(self.graphs))


def _twins(labels: Mapping[str, str]) -> list[list[str]]:
    """Return the groups of nodes that share a label."""
    counts = Counter(labels.values())
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for node, label in labels.items():
        if counts[label] > 1:
            groups[label].append(node)
    return list(groups.values())


def _digest(lines: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()
