"""The named subclass hierarchy: parents, children and trees of them."""

from functools import cached_property

from pyoxigraph import NamedNode

from doidkit.ontology.names import Names
from doidkit.ontology.record import Branch, TermRef
from doidkit.sparql.source import Source

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
        """Return the tree of ancestors, the term at its root."""
        return self._grow(self._names.ref(iri), self._up, set())

    def down(self, iri: str) -> Branch:
        """Return the tree of descendants, the term at its root."""
        return self._grow(self._names.ref(iri), self._down, set())

    def _grow(self, term: TermRef, edges: dict[str, set[str]], seen: set[str]) -> Branch:
        # A term is expanded once: two parents would otherwise repeat whole subtrees, and a
        # cycle would never end.
        if term.iri in seen:
            return Branch(term, repeated=bool(edges.get(term.iri)))
        seen.add(term.iri)
        below = self._refs(edges.get(term.iri, set()))
        return Branch(term, tuple(self._grow(child, edges, seen) for child in below))

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
