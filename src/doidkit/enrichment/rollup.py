"""Associations counted by the classes of a slim: a thing is with what is above its terms, too."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from doidkit.enrichment.associations import Associations
from doidkit.errors import InputError
from doidkit.ontology import Ontology, TermRef

_MEMBERS = "SELECT DISTINCT ?term { ?term oboInOwl:inSubset ?slim FILTER(ISIRI(?term)) }"
_SLIMS = "SELECT DISTINCT ?slim { ?term oboInOwl:inSubset ?slim FILTER(ISIRI(?slim)) }"


@dataclass(frozen=True, slots=True)
class Group:
    """A class, the things that are associated with it or with what is below it, sorted.

    ``direct`` is how many of them are associated with the class itself.
    """

    term: TermRef
    things: tuple[str, ...]
    direct: int


@dataclass(frozen=True, slots=True)
class Rolled:
    """The things of each class by its IRI, and the terms that are no current class."""

    things: Mapping[str, frozenset[str]]
    unknown: tuple[str, ...]


def slim(ontology: Ontology, name: str) -> tuple[str, ...]:
    """Return the classes of a subset, by IRI; its name may be the last part of its IRI.

    Raises InputError, with the names that there are, where no term is in it.
    """
    named = [
        iri
        for (iri,) in _iris(ontology, _SLIMS)
        if name in (iri, iri.rpartition("#")[2], iri.rpartition("/")[2])
    ]
    found = {
        row.value
        for each in named
        for (row,) in ontology.source.select(_MEMBERS, bindings={"slim": NamedNode(each)})
        if isinstance(row, NamedNode)
    }
    if not found:
        names = sorted({iri.rpartition("#")[2] for (iri,) in _iris(ontology, _SLIMS)})
        there = f"there are {', '.join(names)}" if names else "there is none"
        raise InputError(f'"{name}" is no subset of the ontology; {there}.')
    return tuple(sorted(found))


def rollup(
    ontology: Ontology, associations: Associations, slim: Iterable[str]
) -> tuple[tuple[Group, ...], tuple[str, ...]]:
    """Return a group for each class of a slim, by IRI, that has a thing, the largest first.

    With them come the terms of associations that are no current class, which are counted nowhere.
    """
    rolled = roll(ontology, associations)
    wanted = [iri for iri in dict.fromkeys(slim) if rolled.things.get(iri)]
    groups = [
        Group(
            term,
            tuple(sorted(rolled.things[term.iri])),
            sum(term.iri in terms for terms in associations.terms.values()),
        )
        for term in ontology.names.refs(wanted)
    ]
    return tuple(sorted(groups, key=lambda g: (-len(g.things), g.term.curie))), rolled.unknown


def roll(ontology: Ontology, associations: Associations) -> Rolled:
    """Return the things of each class, those of the classes below it included."""
    ancestry = ontology.ancestry
    things: dict[str, set[str]] = {}
    unknown: set[str] = set()
    for thing, terms in associations.terms.items():
        above: set[int] = set()
        for term in terms:
            place = ancestry.places.get(term)
            if place is None:
                unknown.add(term)
            else:
                above |= ancestry.above[place]
        for each in above:
            things.setdefault(ancestry.iris[each], set()).add(thing)
    whole = {iri: frozenset(found) for iri, found in things.items()}
    return Rolled(whole, tuple(sorted(unknown)))


def _iris(ontology: Ontology, query: str) -> Iterator[tuple[str, ...]]:
    for row in ontology.source.select(query):
        yield tuple(term.value for term in row if isinstance(term, NamedNode))
