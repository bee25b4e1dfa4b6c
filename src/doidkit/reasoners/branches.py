"""In which branches of the classified hierarchy classes stand, and which they have left.

A branch is what stands below a top class, one that nothing is above. A class strays if it
follows to be in a branch to which none of its stated parents leads. Between two versions a class
moves if it no longer follows to be below a top class, or below one right under that, though no
stated parent led there: what people move themselves they see. Told is only where a move begins:
what stands below goes along with it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode, Triple

from doidkit.prefixes import PREFIXES
from doidkit.reasoners.taxonomy import Taxonomy
from doidkit.terms import OWL_CLASS, RDF_TYPE, RDFS_SUBCLASS_OF

_OWL, _RDF = PREFIXES["owl"], PREFIXES["rdf"]
_EQUIVALENT, _BOTH = _OWL + "equivalentClass", _OWL + "intersectionOf"
_FIRST, _REST, _DEPRECATED = _RDF + "first", _RDF + "rest", _OWL + "deprecated"
_THING = _OWL + "Thing"
_NONE: frozenset[str] = frozenset()
NEEDED = (RDFS_SUBCLASS_OF, _EQUIVALENT, _BOTH, _FIRST, _REST, _DEPRECATED, RDF_TYPE)
"""The predicates of the triples that ``Stated`` is read from."""


@dataclass(frozen=True, slots=True)
class Stated:
    """The parents that axioms state of each class, as IRIs, the genus of a definition included.

    ``classes`` are those that are declared or placed, without those that are deprecated.
    """

    parents: Mapping[str, frozenset[str]]
    classes: frozenset[str]

    def ancestors(self, iri: str) -> set[str]:
        """Return all classes to which parents lead from one."""
        found: set[str] = set()
        waiting = [iri]
        while waiting:
            new = self.parents.get(waiting.pop(), _NONE) - found
            found |= new
            waiting += new
        return found


@dataclass(frozen=True)
class Hierarchy:
    """A classified hierarchy beside the stated one."""

    taxonomy: Taxonomy
    stated: Stated

    @cached_property
    def above(self) -> Mapping[str, frozenset[str]]:
        """All superclasses of each class that has any."""
        return self.taxonomy.above()

    @cached_property
    def _one(self) -> Mapping[str, str]:
        return {iri: group[0] for group in self.taxonomy.equivalent for iri in group}

    @cached_property
    def _lower(self) -> frozenset[str]:
        """The classes that are no top class."""
        return frozenset(iri for iri in self.above if self.higher(iri))

    @cached_property
    def _second(self) -> frozenset[str]:
        """The classes right under the top classes."""
        return frozenset(iri for iri in self._lower if not self.higher(iri) & self._lower)

    def higher(self, iri: str) -> frozenset[str]:
        """Return the classes above one, without those that are equivalent to it."""
        ups = self.above.get(iri, _NONE)
        one = self._one.get(iri)
        return ups if one is None else frozenset(up for up in ups if self._one.get(up) != one)

    def tops(self, iri: str) -> frozenset[str]:
        """Return the top classes that one is below, or is."""
        reached = self.above.get(iri, _NONE) | {iri}
        return frozenset(self._one.get(top, top) for top in reached - self._lower)

    def branches(self, iri: str) -> frozenset[str]:
        """Return the top classes above one, and of the classes right under these."""
        ups = self.higher(iri)
        return (ups - self._lower) | (ups & self._second)


@dataclass(frozen=True, slots=True)
class Move:
    """A class that has left a branch, and the branch in which it stands now, if in another."""

    iri: str
    left: str
    now: str | None


def stated(triples: Iterable[Triple]) -> Stated:
    """Return what triples state of classes."""
    links: defaultdict[str, set[object]] = defaultdict(set)
    lists: dict[object, object] = {}
    cells: dict[object, dict[str, object]] = defaultdict(dict)
    classes, gone = set(), set()
    for triple in triples:
        subject, predicate, value = triple.subject, triple.predicate.value, triple.object
        if predicate in (RDFS_SUBCLASS_OF, _EQUIVALENT) and isinstance(subject, NamedNode):
            links[subject.value].add(value)
            classes |= {each.value for each in (subject, value) if isinstance(each, NamedNode)}
        elif predicate == _BOTH:
            lists[subject] = value
        elif predicate in (_FIRST, _REST):
            cells[subject][predicate] = value
        elif predicate == _DEPRECATED and getattr(value, "value", "") in ("true", "1"):
            gone.add(getattr(subject, "value", ""))
        elif predicate == RDF_TYPE and getattr(value, "value", "") == OWL_CLASS:
            classes.update({subject.value} if isinstance(subject, NamedNode) else ())
    parents = {
        iri: frozenset(
            name for value in values for name in _genera(value, lists, cells) if name != _THING
        )
        - {iri}
        for iri, values in links.items()
    }
    return Stated(parents, frozenset(classes - gone - {_THING}))


def _genera(
    value: object, lists: Mapping[object, object], cells: Mapping[object, Mapping[str, object]]
) -> Iterable[str]:
    """Yield the names among a class and what its intersections are of."""
    waiting, seen = [value], set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, NamedNode):
            yield node.value
        cell = lists.get(node)
        while cell in cells and cell not in seen:
            seen.add(cell)
            waiting.append(cells[cell].get(_FIRST))
            cell = cells[cell].get(_REST)


def strays(found: Hierarchy) -> list[tuple[str, str]]:
    """Return the classes that are in a branch to which no stated parent leads, and its top."""
    nothing = {*found.taxonomy.unsatisfiable}
    pairs = []
    for iri in found.stated.classes - nothing:
        parents = found.stated.parents.get(iri, _NONE) - nothing
        if parents:
            led = frozenset[str]().union(*map(found.tops, parents))
            pairs += [(iri, top) for top in found.tops(iri) - led]
    return sorted(pairs)


def moves(old: Hierarchy, new: Hierarchy) -> list[Move]:
    """Return the classes of both versions that have left a branch that is still there."""
    nothing = {*old.taxonomy.unsatisfiable, *new.taxonomy.unsatisfiable}
    both = (old.stated.classes & new.stated.classes) - nothing
    left = {iri: gone for iri in both if (gone := _left(iri, old, new))}
    found = []
    for iri, gone in left.items():
        led = new.stated.parents.get(iri, _NONE) & old.higher(iri) & new.higher(iri)
        own = gone - frozenset[str]().union(*(left.get(parent, _NONE) for parent in led))
        come = new.branches(iri) - old.above.get(iri, _NONE)
        now = min(_outermost(come, new), default=None)
        found += [Move(iri, each, now) for each in _outermost(own, old)]
    return sorted(found, key=lambda move: (move.iri, move.left))


def _left(iri: str, old: Hierarchy, new: Hierarchy) -> frozenset[str]:
    still = old.branches(iri) & new.stated.classes
    gone = still - new.above.get(iri, _NONE) - {iri}
    return gone - old.stated.ancestors(iri) if gone else gone


def _outermost(branches: frozenset[str], within: Hierarchy) -> frozenset[str]:
    """Return the branches that are in no other one of them."""
    return frozenset(each for each in branches if not branches & within.higher(each))
