"""MIREOT: the hierarchy between terms with all their annotations, and no other logic.

Source: Courtot et al., MIREOT: the minimum information to reference an external ontology term
(Applied Ontology 6, 2011), as ROBOT has it.
"""

from collections import defaultdict
from collections.abc import Iterable, Set
from enum import StrEnum

from doidkit.editing.collapsing import without_few
from doidkit.editing.extracting.hierarchy import TOP, Hierarchy, below_axiom
from doidkit.editing.extracting.sources import sources
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, owl
from doidkit.syntax.owl.operands import ENTITY_OF
from doidkit.syntax.owl.signature import Entity, signatures

_ENDS = (("C", TOP["C"]), ("C", owl("Nothing")))


class Intermediates(StrEnum):
    """What becomes of terms between those asked for: all stay, those that branch, or none."""

    ALL = "all"
    MINIMAL = "minimal"
    NONE = "none"


class Mireot:
    """Extracts from the axioms of one ontology."""

    def __init__(
        self,
        axioms: Iterable[Call],
        intermediates: Intermediates = Intermediates.ALL,
        known: dict[str, str] | None = None,
    ) -> None:
        """``known`` has the ontologies of terms, for rdfs:isDefinedBy, None for no such."""
        given = [*axioms]
        self._intermediates = intermediates
        self._known = known
        self._hierarchy = Hierarchy(given)
        self._annotations: defaultdict[str, list[Call]] = defaultdict(list)
        self._entities: defaultdict[str, set[Entity]] = defaultdict(set)
        for entity in signatures(given):
            self._entities[entity[1]].add(entity)
        for axiom in given:
            if axiom[0] == "AnnotationAssertion":
                self._annotations[axiom[-2]].append(axiom)

    def up(self, lower: Set[str], upper: Set[str]) -> set[Call]:
        """Return what is above the lower terms, no further than the upper ones.

        Terms are ``<iri>``s; what is not in the ontology gives nothing.
        """
        ends = self._found(upper)
        extract = _Extract(self._annotations)
        for entity in ends:
            extract.copy(entity)
        for entity in self._found(lower):
            extract.copy(entity)
            if self._intermediates is Intermediates.NONE:
                self._up_to(entity, ends, extract)
            else:
                self._all_up(entity, ends, extract)
        return self._finished(extract, lower | upper)

    def _all_up(self, start: Entity, ends: Set[Entity], extract: "_Extract") -> None:
        waiting, seen = [start], set[Entity]()
        while waiting:
            entity = waiting.pop()
            if entity in seen or entity in ends:
                continue
            seen.add(entity)
            for above in self._hierarchy.above(entity):
                extract.copy(above)
                extract.axioms.add(below_axiom(entity, above))
                waiting.append(above)

    def _up_to(self, start: Entity, ends: Set[Entity], extract: "_Extract") -> None:
        """Put a term below the ends above it.

        What is just below an end is not extracted, but its annotations are: so ROBOT has it.
        """
        waiting, seen = [start], set[Entity]()
        while waiting:
            entity = waiting.pop()
            if entity in seen or entity in ends:
                continue
            seen.add(entity)
            for above in self._hierarchy.above(entity):
                if above in ends:
                    extract.annotate(entity)
                    extract.axioms.add(below_axiom(start, above))
                else:
                    waiting.append(above)

    def down(self, branches: Set[str]) -> set[Call]:
        """Return all that is below some terms."""
        extract = _Extract(self._annotations)
        for top in self._found(branches):
            extract.copy(top)
            waiting, seen = [top], set[Entity]()
            while waiting:
                entity = waiting.pop()
                if entity in seen:
                    continue
                seen.add(entity)
                for below in self._hierarchy.below(entity):
                    self._put_below(below, entity, top, extract)
                    waiting.append(below)
        return self._finished(extract, branches)

    def _put_below(self, below: Entity, entity: Entity, top: Entity, extract: "_Extract") -> None:
        if self._intermediates is not Intermediates.NONE:
            extract.copy(below)
            extract.axioms.add(below_axiom(below, entity))
        elif not self._hierarchy.below(below):
            extract.copy(below)
            extract.axioms.add(below_axiom(below, top))

    def _found(self, names: Iterable[str]) -> set[Entity]:
        """Return the entities of some names; of a class and an individual the class."""
        found: set[Entity] = set()
        for name in names:
            some = {entity for entity in self._entities.get(name, ()) if entity[0] != "R"}
            found |= some - ({("I", name)} if ("C", name) in some else set())
        return found

    def _finished(self, extract: "_Extract", precious: Set[str]) -> set[Call]:
        axioms = extract.axioms
        if self._known is not None:
            axioms |= sources(axioms, {name for _, name in extract.terms}, self._known)
        if self._intermediates is Intermediates.MINIMAL:
            return without_few(axioms, 2, precious, repeatedly=False)
        return axioms


class _Extract:
    """What has been taken: axioms, and the terms that they are about."""

    def __init__(self, annotations: dict[str, list[Call]]) -> None:
        self.axioms: set[Call] = set()
        self.terms: set[Entity] = set()
        self._annotations = annotations
        self._declared: set[Entity] = set()

    def copy(self, entity: Entity) -> None:
        """Take a term: its declaration and annotations."""
        if entity not in _ENDS:
            self.terms.add(entity)
            self._declare(entity)

    def _declare(self, entity: Entity) -> None:
        waiting = [entity]
        while waiting:
            each = waiting.pop()
            if each not in self._declared:
                self._declared.add(each)
                self.axioms.add(("Declaration", (ENTITY_OF[each[0]], each[1])))
                waiting += self._take_annotations(each)

    def annotate(self, entity: Entity) -> None:
        """Take a term's annotations, and the properties that they have."""
        for each in self._take_annotations(entity):
            self._declare(each)

    def _take_annotations(self, entity: Entity) -> set[Entity]:
        """Take annotations, and return their properties."""
        some = self._annotations.get(entity[1], ())
        self.axioms.update(some)
        return {("A", operands(axiom)[0]) for axiom in some}
