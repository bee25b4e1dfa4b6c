"""Terms as values."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doidkit import views
from doidkit.errors import EngineError

if TYPE_CHECKING:
    from doidkit.ontology.hierarchy import Hierarchy


@dataclass(frozen=True, slots=True, order=True)
class TermRef:
    """A term named: its label ("" if it has none), CURIE (or IRI) and IRI."""

    label: str
    curie: str
    iri: str

    def __str__(self) -> str:
        return f"{self.curie} {self.label}".rstrip()


@dataclass(frozen=True, slots=True, order=True)
class Synonym:
    """Another name; ``scope`` is exact, broad, narrow, related or alternative."""

    text: str
    scope: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term's own record; parents and children are the direct named ones.

    ``ancestors`` and ``descendants`` ask the ontology that the term is from.
    """

    iri: str
    curie: str
    label: str
    definition: str | None
    synonyms: tuple[Synonym, ...]
    xrefs: tuple[str, ...]
    parents: tuple[TermRef, ...]
    children: tuple[TermRef, ...]
    obsolete: bool
    hierarchy: "Hierarchy | None" = field(default=None, compare=False, repr=False)

    def ancestors(self) -> tuple[TermRef, ...]:
        """Return all named classes above the term, sorted by label."""
        return self._asked().above(self.iri)

    def descendants(self) -> tuple[TermRef, ...]:
        """Return all named classes below the term, sorted by label."""
        return self._asked().below(self.iri)

    def _asked(self) -> "Hierarchy":
        if self.hierarchy is None:
            raise EngineError("The term was made without an ontology; take it from one.")
        return self.hierarchy

    def _repr_html_(self) -> str:
        def names(found: tuple[TermRef, ...]) -> list[views.Cell]:
            return [views.Cell(str(ref), ref.iri) for ref in found]

        rows: list[tuple[views.Shown, ...]] = [
            ("definition", self.definition or ""),
            ("synonyms", ", ".join(f"{each.text} ({each.scope})" for each in self.synonyms)),
            ("xrefs", ", ".join(self.xrefs)),
            ("parents", names(self.parents)),
            ("children", names(self.children)),
            ("address", views.Cell(self.iri, self.iri)),
        ]
        state = ", obsolete" if self.obsolete else ""
        caption = f"{self.curie} {self.label}".rstrip() + state
        said = [row for row in rows if row[1]]
        return views.table(caption, (), said, len(said))


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of a hierarchy and the branches that hang from it.

    ``repeated`` marks a term expanded elsewhere in the tree, or above itself in a cycle,
    ``cut`` one that is as deep as trees go; their own branches are left out here.
    """

    term: TermRef
    branches: tuple["Branch", ...] = ()
    repeated: bool = False
    cut: bool = False

    def walk(self) -> Iterator[tuple[int, "Branch"]]:
        """Yield this branch and all that hang from it, each with its depth, in order."""
        waiting: list[tuple[int, Branch]] = [(0, self)]
        while waiting:
            depth, branch = waiting.pop()
            yield depth, branch
            waiting += [(depth + 1, each) for each in reversed(branch.branches)]

    def __repr__(self) -> str:
        return f"<Branch: {self.term}, {views.counted(sum(1 for _ in self.walk()), 'line')}>"

    def _repr_html_(self) -> str:
        return views.lines(
            (
                depth,
                views.Cell(str(branch.term), branch.term.iri),
                "shown above" if branch.repeated else "more below" if branch.cut else "",
            )
            for depth, branch in self.walk()
        )


@dataclass(frozen=True, slots=True)
class Match:
    """A search hit: the term, the name that matched, its scope and how it matched.

    ``rank`` is exact, prefix, word, substring or fuzzy; ``scope`` is label, a synonym's,
    or identifier.
    """

    term: TermRef
    name: str
    scope: str
    rank: str
