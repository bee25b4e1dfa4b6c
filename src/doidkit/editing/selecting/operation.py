"""Filter and remove: the axioms about chosen terms are what is kept, or what goes.

The two are as ROBOT has them: what is removed touches a chosen term, what is kept is about
nothing else, and ``trim`` turns that round. Only the document's own axioms are chosen from, not
those that it imports.
"""

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

from doidkit.documents import Document
from doidkit.editing.selecting.bases import is_internal
from doidkit.editing.selecting.dropping import Dropped, without_dropped
from doidkit.editing.selecting.gaps import spanning
from doidkit.editing.selecting.kinds import is_structural_tautology, kinds, of_kinds
from doidkit.editing.selecting.matching import Matching
from doidkit.editing.selecting.objects import (
    Thing,
    all_mentioned,
    is_entity,
    names,
    still_mentioned,
)
from doidkit.editing.selecting.selectors import Chooser, Extra, Group, Word
from doidkit.errors import InputError
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.signature import Entity, signatures

_BASES = frozenset(("internal", "external"))
_TAUTOLOGIES = frozenset(("tautologies", "structural-tautologies"))


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

    def asks_for(self, extra: Extra) -> bool:
        """Return True if a group has a word for what belongs to the whole ontology."""
        return any(extra in group for group in self.groups)

    def without(self, *extras: Extra) -> tuple[Group, ...]:
        """Return the groups without some words, and without groups of nothing else."""
        left = (tuple(each for each in group if each not in extras) for group in self.groups)
        return tuple(group for group in left if group)


def removed(document: Document, selection: Selection) -> Document:
    """Return an ontology without the axioms that touch chosen terms.

    With ``trim`` False only axioms about nothing else go. Where a term that is gone stood between
    others, these are put below one another if ``preserve_structure``. Raises InputError for a
    kind of axioms that there is not, and for internal and external together.
    """
    _check(selection)
    if selection.asks_for(Extra.IMPORTS):
        document = replace(document, imports=(), imported=())
    if selection.asks_for(Extra.ONTOLOGY):
        document = replace(document, annotations=())
    work = _Work(document, selection, selection.without(Extra.IMPORTS, Extra.ONTOLOGY))
    axioms = set(document.axioms)
    if work.things:
        gone = work.selected(touching=selection.trim)
        axioms -= gone
        if selection.preserve_structure:
            left = still_mentioned(work.universe() - work.things, gone, axioms)
            expressions = not any(Word.ANONYMOUS in group for group in selection.groups)
            axioms |= work.spanning(left, expressions=expressions)
    return document.with_axioms(without_dropped(axioms, selection.drops))


def filtered(document: Document, selection: Selection) -> Document:
    """Return an ontology of the axioms that are about nothing but chosen terms.

    With ``trim`` False axioms that touch a chosen term are kept. The ontology has no version;
    imports, its own annotations, and all annotations of the chosen terms are kept if a selector
    asks for them. Raises InputError as ``removed`` does.
    """
    _check(selection)
    extras = (Extra.IMPORTS, Extra.ONTOLOGY, Extra.ANNOTATIONS)
    work = _Work(document, selection, selection.without(*extras))
    axioms: set[Call] = set()
    if work.things:
        axioms = work.selected(touching=not selection.trim)
        if selection.preserve_structure:
            axioms |= work.spanning(work.things)
        if selection.asks_for(Extra.ANNOTATIONS):
            axioms |= _annotations(document.axioms, names(work.things))
    if not selection.asks_for(Extra.IMPORTS):
        document = replace(document, imports=(), imported=())
    if not selection.asks_for(Extra.ONTOLOGY):
        document = replace(document, annotations=())
    document = replace(document, version="", broken=())
    return document.with_axioms(without_dropped(axioms, selection.drops))


def missing(document: Document, terms: Iterable[str]) -> list[str]:
    """Return the ``<iri>``s that no entity of an ontology has, sorted."""
    known = {name for _, name in entities(document)}
    return sorted({*terms} - known)


def entities(document: Document) -> set[Entity]:
    """Return the entities that an ontology's own axioms and header mention."""
    return signatures((*document.axioms, *document.annotations))


def _check(selection: Selection) -> None:
    for word in selection.axioms:
        if word.lower() not in _BASES | _TAUTOLOGIES:
            kinds(word)
    if selection.words >= _BASES:
        raise InputError("Internal and external axioms together are all there are; ask for one.")
    if "tautologies" in selection.words:
        raise InputError(
            "Axioms that hold everywhere are not looked for by reasoning; ask for those that do "
            "by their form: structural-tautologies."
        )


def _annotations(axioms: Iterable[Call], subjects: Set[str]) -> set[Call]:
    return {each for each in axioms if each[0] == "AnnotationAssertion" and each[-2] in subjects}


class _Work:
    """A selection of an ontology: the chosen ``things``, and the axioms that are about them."""

    def __init__(self, document: Document, selection: Selection, groups: tuple[Group, ...]) -> None:
        self._document = document
        self._selection = selection
        self._chooser = Chooser(document.axioms, self.universe)
        self._all: set[Thing] | None = None
        self.things = self._chosen(groups)

    def universe(self) -> set[Thing]:
        """Return what the ontology's axioms are about."""
        if self._all is None:
            self._all = all_mentioned(self._document.axioms)
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
        for thing in self.universe() | signatures(self._document.annotations):
            if is_entity(thing) and thing[1] in wanted:
                found[str(thing[1])].add(thing)
        chosen = [some for some in found.values() if len(some) == 1 or self._selection.punning]
        return set().union(*chosen)

    def selected(self, *, touching: bool) -> set[Call]:
        """Return the axioms of the wanted kinds that touch the things, or lie within them."""
        given, selection = self._document.axioms, self._selection
        matching = Matching(self.things, by_name=selection.by_name)
        found: set[Call] = set()
        for word in selection.words & _BASES:
            inside = word == "internal"
            found.update(each for each in given if is_internal(each, selection.bases) is inside)
        if "structural-tautologies" in selection.words:
            found.update(filter(is_structural_tautology, given))
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
