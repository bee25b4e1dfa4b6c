"""The named subclass hierarchy: parents, children and trees of them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import chain

from pyoxigraph import NamedNode

from doidkit.model import RdfTerm
from doidkit.ontology.lookup import Lookup
from doidkit.ontology.names import Names
from doidkit.ontology.nearby import Nearby
from doidkit.ontology.record import Branch, TermRef
from doidkit.terms import RDFS_SUBCLASS_OF

DEEPEST = 500
"""How many levels a tree has at most; every line of it is indented by its level."""
_SUBCLASS = NamedNode(RDFS_SUBCLASS_OF)
_Edges = Mapping[str, Collection[str]]


class Hierarchy:
    """Who is directly above and below whom; one query for a term's neighbours or its tree."""

    def __init__(self, near: Callable[[str], Nearby], names: Names, lookup: Lookup) -> None:
        self._near = near
        self._lookup = lookup
        self._names = names

    def parents(self, iri: str) -> tuple[TermRef, ...]:
        """Return the direct superclasses that have names, sorted by label."""
        found = self._near(iri).matching(NamedNode(iri), _SUBCLASS)
        return self._neighbours(iri, (triple.object for triple in found))

    def children(self, iri: str) -> tuple[TermRef, ...]:
        """Return the direct subclasses that have names, sorted by label."""
        found = self._near(iri).matching(None, _SUBCLASS, NamedNode(iri))
        return self._neighbours(iri, (triple.subject for triple in found))

    def above(self, iri: str) -> tuple[TermRef, ...]:
        """Return all named superclasses, sorted by label."""
        found = {parent for _, parent in self._lookup.edges(iri, up=True)}
        return tuple(sorted(self._names.refs(found - {iri})))

    def below(self, iri: str) -> tuple[TermRef, ...]:
        """Return all named subclasses, sorted by label."""
        found = {child for child, _ in self._lookup.edges(iri, up=False)}
        return tuple(sorted(self._names.refs(found - {iri})))

    def up(self, iri: str, depth: int | None = None) -> Branch:
        """Return the tree of ancestors, the term at its root, ``depth`` levels above it.

        It has ``DEEPEST`` levels at most.
        """
        return self._grow(iri, self._edges(iri, depth, up=True), depth)

    def down(self, iri: str, depth: int | None = None) -> Branch:
        """Return the tree of descendants, as ``up`` those above."""
        return self._grow(iri, self._edges(iri, depth, up=False), depth)

    def _neighbours(self, iri: str, found: Iterable[RdfTerm]) -> tuple[TermRef, ...]:
        others = {other.value for other in found if isinstance(other, NamedNode)} - {iri}
        return tuple(sorted(self._names.refs(others)))

    def _edges(self, iri: str, depth: int | None, *, up: bool) -> _Edges:
        found: dict[str, set[str]] = {}
        # What the last level leads to tells that it is cut.
        for child, parent in self._lookup.edges(iri, up=up, depth=depth and max(depth, 1)):
            near, far = (child, parent) if up else (parent, child)
            found.setdefault(near, set()).add(far)
        return found

    def _grow(self, iri: str, edges: _Edges, depth: int | None) -> Branch:
        most = DEEPEST if depth is None else min(DEEPEST, max(depth, 1))
        # A term is expanded once: two parents would otherwise repeat whole subtrees, and a
        # cycle would never end. Without recursion, which a deep tree would exhaust.
        root, *_ = self._names.refs((iri, *chain.from_iterable(edges.values())))
        seen = {root.iri}
        grown: list[tuple[TermRef, list[Branch]]] = [(root, [])]
        waiting = [iter(self._below(edges, root))]
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
            elif len(grown) >= most:
                grown[-1][1].append(Branch(below, cut=bool(edges.get(below.iri))))
            else:
                seen.add(below.iri)
                grown.append((below, []))
                waiting.append(iter(self._below(edges, below)))

    def _below(self, edges: _Edges, term: TermRef) -> tuple[TermRef, ...]:
        return tuple(sorted(self._names.refs(edges.get(term.iri, ()))))
