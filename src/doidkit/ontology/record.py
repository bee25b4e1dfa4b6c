"""Terms as values."""

from dataclasses import dataclass


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
    """A term's own record; parents and children are the direct named ones."""

    iri: str
    curie: str
    label: str
    definition: str | None
    synonyms: tuple[Synonym, ...]
    xrefs: tuple[str, ...]
    parents: tuple[TermRef, ...]
    children: tuple[TermRef, ...]
    obsolete: bool


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
