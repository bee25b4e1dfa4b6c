"""The named subclass hierarchy: parents, children and trees of them."""

from functools import cached_property

from pyoxigraph import NamedNode

from doidkit.ontology.names import Names
from doidkit.ontology.record import Branch, TermRef
from doidkit.sparql.source import Source

DEEPEST = 500
"""How many levels a tree has at most; every line of it is indented by its level."""
_EDGES = """
SELECT DISTINCT ?child ?parent WHERE {
  ?child rdfs:subClassOf ?parent .
  FILTER(ISIRI(?child) && ISIRI(?parent) && ?child != ?parent)
}
"""


class Hierarchy:
    """Who is directly above and below whom, read once on first use."""

    def __init__(self, source: Source, names: Names) -> None:
        self._source = source
        self._names = names

    def parents(self, iri: str) -> tuple[TermRef, ...]:
        """Return the direct superclasses that have names, sorted by label."""
        return self._refs(self._up.get(iri, set()))

    def children(self, iri: str) -> tuple[TermRef, ...]:
        """Return the direct subclasses that have names, sorted by label."""
        return self._refs(self._down.get(iri, set()))

    def up(self, iri: str) -> Branch:
        """Return the tree of ancestors, the term at its root, at most ``DEEPEST`` levels of it."""
        return self._grow(self._names.ref(iri), self._up)

    def down(self, iri: str) -> Branch:
        """Return the tree of descendants, the term at its root, at most ``DEEPEST`` levels."""
        return self._grow(self._names.ref(iri), self._down)

    def _grow(self, root: TermRef, edges: dict[str, set[str]]) -> Branch:
        # A term is expanded once: two parents would otherwise repeat whole subtrees, and a
        # cycle would never end. Without recursion, which a deep tree would exhaust.
        seen = {root.iri}
        grown: list[tuple[TermRef, list[Branch]]] = [(root, [])]
        waiting = [iter(self._refs(edges.get(root.iri, set())))]
        while True:
            below = next(waiting[-1], None)
            if below is None:
                waiting.pop()
                branch = Branch(grown[-1][0], tuple(grown.pop()[1]))
                if not grown:
                    return branch
                grown[-1][1].append(branch)
            elif below.iri in seen:
                grown[-1][1].append(Branch(below, repeated=bool(edges.get(below.iri))))
            elif len(grown) == DEEPEST:
                grown[-1][1].append(Branch(below, cut=bool(edges.get(below.iri))))
            else:
                seen.add(below.iri)
                grown.append((below, []))
                waiting.append(iter(self._refs(edges.get(below.iri, set()))))

    def _refs(self, iris: set[str]) -> tuple[TermRef, ...]:
        return tuple(sorted(self._names.ref(iri) for iri in iris))

    @cached_property
    def _up(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for child, parent in self._source.select(_EDGES):
            assert isinstance(child, NamedNode) and isinstance(parent, NamedNode)
            found.setdefault(child.value, set()).add(parent.value)
        return found

    @cached_property
    def _down(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for child, parents in self._up.items():
            for parent in parents:
                found.setdefault(parent, set()).add(child)
        return found
