"""The data graph in memory: edges by predicate, closed and joined where a path asks for it.

An embedded source is read once, straight from the parser: only the predicates that the shapes
walk over are kept, and lexical forms stay as the file has them (a store would rewrite numbers).
Each distinct term is held once and goes by its number: a set of numbers is built and searched
ten times faster than one of terms, which is where validation spends its time. What needs SPARQL
runs on ``store``, which is filled on first use.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count
from typing import TypeAlias

import pyoxigraph as ox

from doidkit.model import RdfTerm
from doidkit.shacl import closures, paths
from doidkit.shacl.names import SUBCLASS_OF, TYPE

Number: TypeAlias = int
"""A term, by its place in ``DataGraph.terms``."""
Edges: TypeAlias = Mapping[Number, Collection[Number]]
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


class DataGraph:
    """A data graph; ``wanted`` limits what is kept of it to some predicates.

    ``terms`` are its distinct terms.
    """

    def __init__(self, quads: Iterable[ox.Quad], wanted: "Wanted | None" = None) -> None:
        self._wanted = Wanted(frozenset(), frozenset()) if wanted is None else wanted
        self._ends, self._numbers = _read(quads, self._wanted)
        self.terms: list[RdfTerm] = list(self._numbers)
        self._objects: dict[ox.NamedNode, Edges] = {}
        self._subjects: dict[ox.NamedNode, Edges] = {}
        self._instances: dict[RdfTerm, frozenset[Number]] = {}
        self._reached: dict[paths.Path, dict[Number, set[Number]]] = {}

    def number(self, term: RdfTerm) -> Number:
        """Return the number of a term, a new one if the data does not have it."""
        found = self._numbers.get(term)
        if found is None:
            found = self._numbers[term] = len(self.terms)
            self.terms.append(term)
        return found

    def pairs(self, predicate: ox.NamedNode) -> Iterable[tuple[Number, Number]]:
        """Return the subject and object of each triple of a predicate, in the data's order."""
        ends = self._ends.get(predicate, ())
        return zip(ends[::2], ends[1::2], strict=True)

    def objects(self, predicate: ox.NamedNode) -> Edges:
        """Return the objects of each subject of a predicate."""
        found = self._objects.get(predicate)
        if found is None:
            ends = self._ends.get(predicate, ())
            found = self._objects[predicate] = _grouped(ends[::2], ends[1::2])
        return found

    def subjects(self, predicate: ox.NamedNode) -> Edges:
        """Return the subjects of each object of a predicate."""
        found = self._subjects.get(predicate)
        if found is None:
            ends = self._ends.get(predicate, ())
            found = self._subjects[predicate] = _grouped(ends[1::2], ends[::2])
        return found

    def predicates(self) -> Iterator[ox.NamedNode]:
        """Yield the predicates that were kept, sorted."""
        yield from sorted(self._ends, key=lambda predicate: predicate.value)

    def around(self, nodes: Set[Number]) -> Iterator[tuple[ox.NamedNode, Number, Number]]:
        """Yield the triples whose subject or object is one of some nodes."""
        for predicate, ends in self._ends.items():
            if nodes.isdisjoint(ends):
                continue
            for subject, value in self.pairs(predicate):
                if subject in nodes or value in nodes:
                    yield predicate, subject, value

    def instances(self, of: RdfTerm) -> frozenset[Number]:
        """Return the SHACL instances of a class: rdf:type/rdfs:subClassOf*."""
        found = self._instances.get(of)
        if found is None:
            own = self.number(of)
            classes = self.values(paths.Repeated(paths.Inverse(SUBCLASS_OF), "*"), [own])[own]
            members = self.subjects(TYPE)
            found = frozenset(node for each in classes for node in members.get(each, ()))
            self._instances[of] = found
        return found

    def values(self, path: paths.Path, focus: Collection[Number]) -> Edges:
        """Return the distinct value nodes of a path for each focus node that has any."""
        match path:
            case paths.Inverse(ox.NamedNode() as predicate):
                return _only(self.subjects(predicate), focus)
            case paths.Inverse(inner):
                return self.values(inverted(inner), focus)
            case paths.Sequence(steps):
                return self._sequence(steps, focus)
            case paths.Alternative(choices):
                return _union([self.values(choice, focus) for choice in choices])
            case paths.Repeated(inner, "?"):
                return _union([{node: (node,) for node in focus}, self.values(inner, focus)])
            case paths.Repeated(inner, mark):
                return self._closure(inner, focus, reflexive=mark == "*")
            case _:
                return _only(self.objects(path), focus)

    @cached_property
    def store(self) -> ox.Store:
        """The whole data in an Oxigraph store, for SPARQL; it rewrites numeric literals."""
        assert not self._wanted.unless, "SPARQL constraints need the whole data"
        store = ox.Store()
        terms = self.terms
        store.bulk_extend(
            ox.Quad(terms[subject], predicate, terms[value])  # type: ignore[arg-type]
            for predicate in self._ends
            for subject, value in self.pairs(predicate)
        )
        return store

    def _sequence(self, steps: tuple[paths.Path, ...], focus: Collection[Number]) -> Edges:
        found = self.values(steps[0], focus)
        for step in steps[1:]:
            onward = self.values(step, set(chain.from_iterable(found.values())))
            joined = ((start, _joined(ends, onward)) for start, ends in found.items())
            found = {start: ends for start, ends in joined if ends}
        return found

    def _closure(self, inner: paths.Path, focus: Collection[Number], *, reflexive: bool) -> Edges:
        def step(nodes: Collection[Number]) -> Edges:
            return self.values(inner, nodes)

        found = closures.reached(step, focus, self._reached.setdefault(inner, {}))
        if not reflexive:
            return found
        return {node: found[node] | {node} if node in found else {node} for node in focus}


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


def _read(
    quads: Iterable[ox.Quad], wanted: Wanted
) -> tuple[dict[ox.NamedNode, list[Number]], dict[RdfTerm, Number]]:
    """Return the ends of the wanted triples by predicate, and the number of each term.

    The ends are one flat list, a subject and its object in turns: a third of what pairs take.
    """
    ends: dict[ox.NamedNode, list[Number]] = {}
    numbers: defaultdict[RdfTerm, Number] = defaultdict(count().__next__)
    last, at = None, -1
    for quad in quads:
        predicate = quad.predicate
        own = ends.get(predicate)
        if own is None:
            if not wanted.keeps(predicate):
                continue
            own = ends[predicate] = []
        subject = quad.subject
        if subject != last:  # most often it is the same as before, and comparing is cheap
            last, at = subject, numbers[subject]
        own.append(at)
        own.append(numbers[quad.object])
    numbers.default_factory = None
    return ends, numbers


def _grouped(starts: Sequence[Number], ends: Sequence[Number]) -> Edges:
    """Return the distinct ends of each start."""
    single = dict(zip(starts, zip(ends, strict=True), strict=True))
    if len(single) == len(starts):  # most predicates have one object each, and this is fast
        return single
    found: defaultdict[Number, list[Number]] = defaultdict(list)
    for start, end in zip(starts, ends, strict=True):
        found[start].append(end)
    found.default_factory = None
    for several in found.values():
        if len(several) > 1 and len(set(several)) < len(several):
            several[:] = dict.fromkeys(several)
    return found


def _only(edges: Edges, starts: Collection[Number]) -> Edges:
    get = edges.get
    return {start: ends for start in starts if (ends := get(start)) is not None}


def _joined(ends: Collection[Number], onward: Edges) -> Collection[Number]:
    if len(ends) == 1:
        return onward.get(next(iter(ends)), ())
    return dict.fromkeys(far for end in ends for far in onward.get(end, ()))


def _union(parts: list[Edges]) -> Edges:
    found = dict(parts[0])
    for part in parts[1:]:
        for start, ends in part.items():
            own = found.get(start)
            found[start] = ends if own is None else dict.fromkeys((*own, *ends))
    return found
