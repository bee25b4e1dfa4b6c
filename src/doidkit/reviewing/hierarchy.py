"""The part of the stated hierarchy in which terms moved: where they stood, where they stand."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from doidkit.comparing import Comparison, Kind
from doidkit.data import Data
from doidkit.labels import PREDICATES, Labels
from doidkit.ontology.record import TermRef
from doidkit.prefixes import compact, expand
from doidkit.reviewing.review import Place, When
from doidkit.terms import RDFS_SUBCLASS_OF

_MOVES = (Kind.PARENT_ADDED, Kind.PARENT_REMOVED, Kind.PARENT_MOVED)
_LINKS = frozenset((RDFS_SUBCLASS_OF, expand("rdfs:subPropertyOf")))
_NAMES = frozenset(PREDICATES)
_DEEPEST = 200  # links; a hierarchy that goes on is a mistake

Parents = dict[str, set[str]]


def places(comparison: Comparison, old: Data | None, new: Data | None) -> tuple[Place, ...]:
    """Return where the terms whose parents changed stood and stand, from the top.

    New and removed terms do not move. Each parent that came or went is reached by one way, that
    of the parents whose IRIs sort first. Raises as reading does.
    """
    moved = sorted({change.term for change in comparison if change.kind in _MOVES})
    if not moved:
        return ()
    was, became = Labels(), Labels()
    drawing = _Drawing(_parents(old, was), _parents(new, became))
    for term in moved:
        drawing.add(term)

    def ref(iri: str) -> TermRef:
        name = NamedNode(iri)
        return TermRef(became.get(name) or was.get(name) or "", compact(iri), iri)

    return drawing.places(ref)


def _parents(data: Data | None, labels: Labels) -> Parents:
    """Return the named parents of each term that something is said of; take note of labels."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for quad in () if data is None else data.quads():
        child, parent = quad.subject, quad.object
        if not isinstance(child, NamedNode):
            continue
        parents = found[child.value]
        if quad.predicate.value in _LINKS:
            if isinstance(parent, NamedNode):
                parents.add(parent.value)
        elif quad.predicate in _NAMES:
            labels.add(child, quad.predicate, parent)
    return dict(found)


@dataclass(slots=True)
class _Branch:
    when: When
    below: dict[str, "_Branch"] = field(default_factory=dict)


class _Drawing:
    """Ways from the top to terms, laid over one another."""

    def __init__(self, before: Parents, after: Parents) -> None:
        self._before, self._after = before, after
        self._tops: dict[str, _Branch] = {}

    def add(self, term: str) -> None:
        """Add the ways to a term by the parents that it had, and by those that it got."""
        old, new = (side.get(term, set()) for side in (self._before, self._after))
        for parent in old - new:
            self._lay([*_way(parent, self._before), term])
        for parent in new - old:
            self._lay([*_way(parent, self._after), term])
        if not old or not new:  # then it stood, or stands, at the top
            self._tops.setdefault(term, _Branch(self._when(term, "")))

    def places(self, ref: Callable[[str], TermRef]) -> tuple[Place, ...]:
        """Return what is drawn, sorted by name."""

        def made(branches: dict[str, _Branch]) -> tuple[Place, ...]:
            found = (
                Place(ref(iri), branch.when, made(branch.below)) for iri, branch in branches.items()
            )
            return tuple(sorted(found, key=lambda place: (place.term.label, place.term.iri)))

        return made(self._tops)

    def _lay(self, way: list[str]) -> None:
        branches, above = self._tops, ""
        for iri in way:
            branch = branches.setdefault(iri, _Branch(self._when(iri, above)))
            branches, above = branch.below, iri

    def _when(self, child: str, parent: str) -> When:
        """Return when a term stood below another one, or at the top where that is ""."""
        was, became = (
            parent in side.get(child, ()) if parent else side.get(child) == set()
            for side in (self._before, self._after)
        )
        return When.BOTH if was == became else When.BEFORE if was else When.AFTER


def _way(term: str, parents: Parents) -> Iterable[str]:
    """Return the way from the top down to a term."""
    way = [term]
    while (above := parents.get(way[-1])) and len(way) < _DEEPEST:
        parent = min(above)
        if parent in way:
            break
        way.append(parent)
    return reversed(way)
