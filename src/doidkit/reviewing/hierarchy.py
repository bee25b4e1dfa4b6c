"""The part of the hierarchy in which terms moved, stated and classified."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from doidkit.comparing import Comparison, Kind
from doidkit.data import Data
from doidkit.entailing import Implied
from doidkit.labels import PREDICATES, Labels
from doidkit.ontology.record import TermRef
from doidkit.prefixes import compact, expand
from doidkit.reviewing.review import Place, When
from doidkit.terms import OWL_THING, RDFS_SUBCLASS_OF

_MOVES = (Kind.PARENT_ADDED, Kind.PARENT_REMOVED, Kind.PARENT_MOVED)
_GONE = (Kind.TERM_OBSOLETED, Kind.TERM_MERGED, Kind.TERM_SPLIT)
_LINKS = frozenset((RDFS_SUBCLASS_OF, expand("rdfs:subPropertyOf")))
_NAMES = frozenset(PREDICATES)
_DEEPEST = 200  # links; a hierarchy that goes on is a mistake

Parents = Mapping[str, Set[str]]
Places = tuple[Place, ...]


def places(
    comparison: Comparison, old: Data | None, new: Data | None, implied: Implied
) -> tuple[Places, Places]:
    """Return where the terms whose parents changed stood and stand, from the top.

    Those first whose stated parents changed, in the stated hierarchy; new and removed terms do
    not move there. Then those that moved by inference, in the classified one. Each parent that
    came or went is reached by one way, that of the parents whose IRIs sort first. Raises as
    reading does.
    """
    stated = sorted({change.term for change in comparison if change.kind in _MOVES})
    gone = {change.term for change in comparison if change.kind in _GONE}
    inferred = sorted({each.sub.iri for each in implied.entailments} - {OWL_THING})
    if not stated and not inferred:
        return (), ()
    was, became = Labels(), Labels()
    before, after = _parents(old, was), _parents(new, became)

    def ref(iri: str) -> TermRef:
        name = NamedNode(iri)
        return TermRef(became.get(name) or was.get(name) or "", compact(iri), iri)

    return (
        _Drawing(before, after).of(stated, gone).places(ref),
        _Drawing(implied.before, implied.after).of(inferred).places(ref),
    )


def _parents(data: Data | None, labels: Labels) -> dict[str, set[str]]:
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
        self._drawn: set[str] = set()

    def of(self, terms: Iterable[str], gone: Set[str] = frozenset()) -> "_Drawing":
        """Draw the ways to terms by the parents that they had, and by those that they got.

        So it is done for terms on these ways that moved, too. Those that are ``gone`` stand
        nowhere where they have no parent.
        """
        waiting = [*terms]
        while waiting:
            term = waiting.pop()
            if term in self._drawn:
                continue
            self._drawn.add(term)
            old, new = (side.get(term) for side in (self._before, self._after))
            for parent in (old or frozenset()) - (new or frozenset()):
                waiting += self._lay([*_way(parent, self._before), term])
            for parent in (new or frozenset()) - (old or frozenset()):
                waiting += self._lay([*_way(parent, self._after), term])
            if old is None or new is None or (old and new):
                continue
            if not (term in gone and old):  # else it stood, or stands, at the top
                self._tops.setdefault(term, _Branch(self._when(term, "")))
        return self

    def places(self, ref: Callable[[str], TermRef]) -> Places:
        """Return what is drawn, sorted by name."""

        def made(branches: dict[str, _Branch]) -> Places:
            found = (
                Place(ref(iri), branch.when, made(branch.below)) for iri, branch in branches.items()
            )
            return tuple(sorted(found, key=lambda place: (place.term.label, place.term.iri)))

        return made(self._tops)

    def _lay(self, way: list[str]) -> list[str]:
        """Lay a way over the others; return what moved on it."""
        branches, above, moved = self._tops, "", []
        for iri in way:
            branch = branches.setdefault(iri, _Branch(self._when(iri, above)))
            if branch.when is not When.BOTH:
                moved.append(iri)
            branches, above = branch.below, iri
        return moved

    def _when(self, child: str, parent: str) -> When:
        """Return when a term stood below another one, or at the top where that is ""."""
        was, became = (
            parent in side.get(child, ()) if parent else side.get(child) == frozenset()
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
