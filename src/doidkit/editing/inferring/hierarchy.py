"""A classified hierarchy as OWLAPI's reasoners tell it: every class of a node, owl:Thing on top."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from doidkit.reasoners.taxonomy import Taxonomy, taxonomy
from doidkit.syntax.owl.expressions import owl

THING, NOTHING = owl("Thing"), owl("Nothing")
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Hierarchy:
    """The nodes of a taxonomy, by IRI; equivalent classes share one."""

    taxonomy: Taxonomy
    top: str = THING[1:-1]

    @cached_property
    def _groups(self) -> Mapping[str, frozenset[str]]:
        return {iri: frozenset(group) for group in self.taxonomy.equivalent for iri in group}

    @cached_property
    def _direct(self) -> Mapping[str, frozenset[str]]:
        direct: defaultdict[str, set[str]] = defaultdict(set)
        for child, parent in self.taxonomy.subclasses:
            direct[min(self.same(child))] |= self.same(parent)
        return {iri: frozenset(parents) for iri, parents in direct.items()}

    @cached_property
    def _above(self) -> Mapping[str, frozenset[str]]:
        return self.taxonomy.above()

    @cached_property
    def empty(self) -> frozenset[str]:
        """The classes to which nothing can belong."""
        return frozenset(self.taxonomy.unsatisfiable)

    def same(self, iri: str) -> frozenset[str]:
        """Return a class and those that are equivalent to it."""
        return self._groups.get(iri, frozenset((iri,)))

    def parents(self, iri: str) -> frozenset[str]:
        """Return the classes right above one; of what has none, the top."""
        if iri in self.same(self.top):
            return _NONE
        return self._direct.get(min(self.same(iri)), self.same(self.top))

    def ancestors(self, iri: str) -> frozenset[str]:
        """Return all classes above one, the top included."""
        if iri in self.same(self.top):
            return _NONE
        return (self._above.get(iri, _NONE) | self.same(self.top)) - self.same(iri)


def among(found: Taxonomy, is_real: Callable[[str], bool]) -> Taxonomy:
    """Return a taxonomy in which only real names stand above others."""
    return taxonomy(
        {iri: frozenset(filter(is_real, ups)) for iri, ups in found.above().items()},
        found.unsatisfiable,
    )


def terms(iris: Iterable[str]) -> list[str]:
    """Return IRIs as axioms have them, sorted."""
    return sorted(f"<{iri}>" for iri in iris)
