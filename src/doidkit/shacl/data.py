"""The data graph in memory: edges by predicate, closed and joined where a path asks for it.

An embedded source is read once, straight from the parser: only the predicates that the shapes
walk over are kept, and lexical forms stay as the file has them (a store would rewrite numbers).
What needs SPARQL runs on ``store``, which is filled on first use.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import pyoxigraph as ox

from doidkit.model import RdfTerm
from doidkit.shacl import paths
from doidkit.shacl.names import SUBCLASS_OF, TYPE

Edges: TypeAlias = Mapping[RdfTerm, Collection[RdfTerm]]
"""Distinct ends by start; a start without ends is absent."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which predicates to keep: some, and all others unless they are in ``unless``.

    ``unless`` is None where no others are to be kept.
    """

    some: Set[ox.NamedNode]
    unless: Set[ox.NamedNode] | None

    def keeps(self, predicate: ox.NamedNode) -> bool:
        """Return True for a predicate to be kept."""
        return predicate in self.some or (self.unless is not None and predicate not in self.unless)


class Data:
    """A data graph; ``wanted`` limits what is kept of it to some predicates."""

    def __init__(self, quads: Iterable[ox.Quad], wanted: "Wanted | None" = None) -> None:
        wanted = Wanted(frozenset(), frozenset()) if wanted is None else wanted
        self._pairs: dict[ox.NamedNode, list[tuple[RdfTerm, RdfTerm]]] = {}
        self._wanted = wanted
        self._objects: dict[ox.NamedNode, Edges] = {}
        self._subjects: dict[ox.NamedNode, Edges] = {}
        self._instances: dict[RdfTerm, frozenset[RdfTerm]] = {}
        for quad in quads:
            predicate = quad.predicate
            pairs = self._pairs.get(predicate)
            if pairs is None:
                if not wanted.keeps(predicate):
                    continue
                pairs = self._pairs[predicate] = []
            pairs.append((quad.subject, quad.object))

    def edges(self) -> Iterator[tuple[ox.NamedNode, RdfTerm, RdfTerm]]:
        """Yield what was kept: predicate, subject, object."""
        for predicate, pairs in self._pairs.items():
            for subject, value in pairs:
                yield predicate, subject, value

    def objects(self, predicate: ox.NamedNode) -> Edges:
        """Return the objects of each subject of a predicate."""
        found = self._objects.get(predicate)
        if found is None:
            found = self._objects[predicate] = grouped(self._pairs.get(predicate, ()))
        return found

    def subjects(self, predicate: ox.NamedNode) -> Edges:
        """Return the subjects of each object of a predicate."""
        found = self._subjects.get(predicate)
        if found is None:
            turned = ((value, subject) for subject, value in self._pairs.get(predicate, ()))
            found = self._subjects[predicate] = grouped(turned)
        return found

    def predicates(self) -> Iterator[ox.NamedNode]:
        """Yield the predicates that were kept, sorted."""
        yield from sorted(self._pairs, key=lambda predicate: predicate.value)

    def instances(self, of: RdfTerm) -> frozenset[RdfTerm]:
        """Return the SHACL instances of a class: rdf:type/rdfs:subClassOf*."""
        found = self._instances.get(of)
        if found is None:
            classes = self.values(paths.Repeated(paths.Inverse(SUBCLASS_OF), "*"), [of])[of]
            members = self.subjects(TYPE)
            found = frozenset(node for each in classes for node in members.get(each, ()))
            self._instances[of] = found
        return found

    def values(self, path: paths.Path, focus: Collection[RdfTerm]) -> Edges:
        """Return the distinct value nodes of a path for each focus node that has any."""
        match path:
            case paths.Inverse(ox.NamedNode() as predicate):
                return _only(self.subjects(predicate), focus)
            case paths.Inverse(inner):
                return self.values(inverted(inner), focus)
            case paths.Sequence(steps):
                return self._sequence(steps, focus)
            case paths.Alternative(choices):
                return self._union([self.values(choice, focus) for choice in choices])
            case paths.Repeated(inner, "?"):
                return self._union([{node: (node,) for node in focus}, self.values(inner, focus)])
            case paths.Repeated(inner, mark):
                return self._closure(inner, focus, reflexive=mark == "*")
            case _:
                return _only(self.objects(path), focus)

    @cached_property
    def store(self) -> ox.Store:
        """The whole data in an Oxigraph store, for SPARQL; it rewrites numeric literals."""
        assert not self._wanted.unless, "SPARQL constraints need the whole data"
        store = ox.Store()
        store.bulk_extend(
            ox.Quad(subject, predicate, value)  # type: ignore[arg-type]
            for predicate, pairs in self._pairs.items()
            for subject, value in pairs
        )
        return store

    def _sequence(self, steps: tuple[paths.Path, ...], focus: Collection[RdfTerm]) -> Edges:
        found = self.values(steps[0], focus)
        for step in steps[1:]:
            ends = {end for several in found.values() for end in several}
            onward = self.values(step, ends)
            joined = {
                start: dict.fromkeys(far for end in several for far in onward.get(end, ()))
                for start, several in found.items()
            }
            found = {start: ends for start, ends in joined.items() if ends}
        return found

    def _union(self, parts: list[Edges]) -> Edges:
        found: dict[RdfTerm, dict[RdfTerm, None]] = {}
        for part in parts:
            for start, ends in part.items():
                found.setdefault(start, {}).update(dict.fromkeys(ends))
        return found

    def _closure(self, inner: paths.Path, focus: Collection[RdfTerm], *, reflexive: bool) -> Edges:
        edges: dict[RdfTerm, Collection[RdfTerm]] = {}
        level: Collection[RdfTerm] = set(focus)
        known = set(level)
        while level:
            step = self.values(inner, level)
            edges.update(step)
            level = {end for ends in step.values() for end in ends} - known
            known |= level
        sets: dict[RdfTerm, set[RdfTerm]] = {}
        found: dict[RdfTerm, Collection[RdfTerm]] = {}
        for node in focus:
            ends = sets[node] if node in sets else _reach(edges, node, sets)
            if reflexive and node not in ends:
                found[node] = {node, *ends}
            elif ends:
                found[node] = ends
        return found


def grouped(pairs: Iterable[tuple[RdfTerm, RdfTerm]]) -> Edges:
    """Return pairs by their first term, second terms distinct."""
    found: defaultdict[RdfTerm, list[RdfTerm]] = defaultdict(list)
    for start, end in pairs:
        found[start].append(end)
    found.default_factory = None
    for ends in found.values():
        if len(ends) > 1:
            distinct = dict.fromkeys(ends)
            if len(distinct) < len(ends):
                ends[:] = distinct
    return found


def inverted(path: paths.Path) -> paths.Path:
    """Return the path that walks the other way, inverses pushed down to predicates."""
    match path:
        case paths.Inverse(inner):
            return inner
        case paths.Sequence(steps):
            return paths.Sequence(tuple(inverted(step) for step in reversed(steps)))
        case paths.Alternative(choices):
            return paths.Alternative(tuple(inverted(choice) for choice in choices))
        case paths.Repeated(inner, mark):
            return paths.Repeated(inverted(inner), mark)
        case _:
            return paths.Inverse(path)


def _only(edges: Edges, starts: Collection[RdfTerm]) -> Edges:
    get = edges.get
    return {start: ends for start in starts if (ends := get(start)) is not None}


def _reach(edges: Edges, start: RdfTerm, known: dict[RdfTerm, set[RdfTerm]]) -> Collection[RdfTerm]:
    """Return what can be reached from a node in one step or more.

    Sets once worked out serve the nodes below them; they join without hashing a term again.
    A node on a circle is walked from on its own.
    """
    path: list[tuple[RdfTerm, Iterator[RdfTerm]]] = [(start, iter(edges.get(start, ())))]
    entered = {start}
    while path:
        node, ends = path[-1]
        for end in ends:
            if end in known:
                continue
            if end in entered:
                return _walk(edges, start)
            entered.add(end)
            path.append((end, iter(edges.get(end, ()))))
            break
        else:
            path.pop()
            known[node] = set(edges.get(node, ())).union(
                *(known[end] for end in edges.get(node, ()))
            )
    return known[start]


def _walk(edges: Edges, start: RdfTerm) -> Collection[RdfTerm]:
    found: dict[RdfTerm, None] = {}
    waiting = [start]
    while waiting:
        for end in edges.get(waiting.pop(), ()):
            if end not in found:
                found[end] = None
                waiting.append(end)
    return found
