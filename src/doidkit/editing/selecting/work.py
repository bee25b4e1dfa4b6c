"""A selection, and the terms and axioms of an ontology that it chooses."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import chain

from doidkit.editing.selecting.bases import is_internal
from doidkit.editing.selecting.dropping import Dropped
from doidkit.editing.selecting.gaps import spanning
from doidkit.editing.selecting.kinds import is_structural_tautology, kinds, of_kinds
from doidkit.editing.selecting.matching import Matching
from doidkit.editing.selecting.objects import Thing, all_mentioned, is_entity
from doidkit.editing.selecting.selectors import Chooser, Extra, Group, Word
from doidkit.errors import InputError
from doidkit.reasoners.classifying import COMPLETE, classifier
from doidkit.reasoners.tautologies import tautologies
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.signature import signatures

Parts = Callable[[], Iterable[Collection[Call]]]
"""What returns the axioms of an ontology, in one part or in several."""

_BASES = frozenset(("internal", "external"))
_TAUTOLOGIES = frozenset(("tautologies", "structural-tautologies"))


class Impossible(InputError):
    """A selection that cannot be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which terms are chosen, and which axioms about them.

    ``terms`` are ``<iri>``s to start from, None for all that the axioms are about; ``groups``
    choose from there (``selectors.group``), then ``include`` is added and ``exclude`` taken out.
    ``axioms`` are words for kinds of axioms (``kinds``); ``internal`` and ``external`` are those
    said of something in ``bases``, or not, whatever is chosen. With ``by_name`` only names count,
    not expressions. ``drops`` are annotations that axioms lose. With ``punning`` a name of
    several entities stands for all of them, else for none.
    """

    terms: frozenset[str] | None = None
    groups: tuple[Group, ...] = ()
    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    axioms: tuple[str, ...] = ("all",)
    bases: tuple[str, ...] = ()
    trim: bool = True
    by_name: bool = False
    preserve_structure: bool = True
    drops: tuple[Dropped, ...] = ()
    punning: bool = False

    @property
    def words(self) -> frozenset[str]:
        """The words for kinds of axioms, in lower case."""
        return frozenset(word.lower() for word in self.axioms)

    @property
    def spans_expressions(self) -> bool:
        """Whether what is put above a term, where others went, may be an expression."""
        return not any(Word.ANONYMOUS in group for group in self.groups)

    def asks_for(self, extra: Extra) -> bool:
        """Return True if a group has a word for what belongs to the whole ontology."""
        return any(extra in group for group in self.groups)

    def without(self, *extras: Extra) -> tuple[Group, ...]:
        """Return the groups without some words, and without groups of nothing else."""
        left = (tuple(each for each in group if each not in extras) for group in self.groups)
        return tuple(group for group in left if group)


def check(selection: Selection) -> None:
    """Raise InputError for a kind of axioms that there is not, and for what cannot be chosen."""
    for word in selection.axioms:
        if word.lower() not in _BASES | _TAUTOLOGIES:
            kinds(word)
    if selection.words >= _BASES:
        raise Impossible("Internal and external axioms together are all there are; ask for one.")


def annotations_of(axioms: Iterable[Call], subjects: Set[str]) -> set[Call]:
    """Return the annotations of some subjects."""
    return {each for each in axioms if each[0] == "AnnotationAssertion" and each[-2] in subjects}


class Work:
    """A selection of an ontology: the chosen ``things``, and the axioms that are about them."""

    def __init__(
        self,
        parts: Parts,
        annotations: Iterable[Call],
        selection: Selection,
        groups: tuple[Group, ...],
    ) -> None:
        """Choose; ``parts`` are the ontology's axioms, ``annotations`` those of its header."""
        self._parts = parts
        self._annotations = annotations
        self._selection = selection
        self._chooser = Chooser(_Axioms(parts), self.universe)
        self._all: set[Thing] | None = None
        self.things = self._chosen(groups)
        self._matching = Matching(self.things, by_name=selection.by_name)

    def universe(self) -> set[Thing]:
        """Return what the ontology's axioms are about."""
        if self._all is None:
            self._all = set[Thing]().union(*map(all_mentioned, self._parts()))
        return self._all

    def _chosen(self, groups: tuple[Group, ...]) -> set[Thing]:
        selection = self._selection
        start = self._named(selection.terms or ())
        whatever = bool(selection.words & (_BASES | _TAUTOLOGIES))
        if not start and not whatever:
            only_extras = bool(selection.groups) and not groups
            if only_extras or selection.terms is not None:
                return set()
        chosen = {*self._chooser.chosen(start or self.universe(), groups)}
        chosen -= self._named(selection.exclude)
        return chosen | self._named(selection.include)

    def _named(self, terms: Iterable[str]) -> set[Thing]:
        """Return the entities that names stand for."""
        wanted = {*terms}
        if not wanted:
            return set()
        found: defaultdict[str, set[Thing]] = defaultdict(set)
        for thing in self.universe() | signatures(self._annotations):
            if is_entity(thing) and thing[1] in wanted:
                found[str(thing[1])].add(thing)
        chosen = [some for some in found.values() if len(some) == 1 or self._selection.punning]
        return set().union(*chosen)

    def selected(self, given: Collection[Call], *, touching: bool) -> set[Call]:
        """Return the axioms of the wanted kinds that touch the things, or lie within them."""
        selection, matching = self._selection, self._matching
        found: set[Call] = set()
        for word in selection.words & _BASES:
            inside = word == "internal"
            found.update(each for each in given if is_internal(each, selection.bases) is inside)
        if "structural-tautologies" in selection.words:
            found.update(filter(is_structural_tautology, given))
        if "tautologies" in selection.words:
            found |= tautologies(given, classifier(COMPLETE))
        special = _BASES | _TAUTOLOGIES
        ordinary = [kinds(word) for word in selection.axioms if word.lower() not in special]
        if ordinary:
            some = of_kinds(given, frozenset().union(*ordinary))
            found.update(matching.touching(some) if touching else matching.within(some))
        return found

    def spanning(self, kept: Set[Thing], *, expressions: bool = True) -> set[Call]:
        """Return what keeps kept things below one another."""
        words, bases = self._selection.words, tuple(f"<{each}" for each in self._selection.bases)
        inside = "internal" in words

        def own(name: str) -> bool:
            return name.startswith(bases) is inside

        if not words & _BASES:
            return spanning(self._chooser.relations, kept, expressions=expressions)
        return spanning(self._chooser.relations, kept, expressions=expressions, of=own)


@dataclass(frozen=True, slots=True)
class _Axioms:
    """The axioms of all parts, as often as they are asked for."""

    parts: Parts

    def __iter__(self) -> Iterator[Call]:
        return chain.from_iterable(self.parts())
