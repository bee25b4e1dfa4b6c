"""How alike classes are by where they stand in the hierarchy: of two, of two lists, of all.

The information content of a class is -log2 of the share of current classes that are it or below
it. Of two classes Resnik's measure is the greatest information content of a common ancestor
(1995), in bits; Lin's that of it in relation to their own (1998), Jaccard's how many of their
ancestors they share, both from 0 to 1. A class is its own ancestor; owl:Thing is none.
"""

import enum
import heapq
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from statistics import fmean

from doidkit.errors import InputError
from doidkit.ontology import Ontology, TermRef
from doidkit.ontology.ancestry import Ancestry

_ROUNDING = 1e-9  # what a bound gives way, so that none is missed for its last digits


class Measure(enum.Enum):
    """How likeness is measured."""

    RESNIK = "resnik"
    LIN = "lin"
    JACCARD = "jaccard"


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A common ancestor and its information content, in bits."""

    term: TermRef
    information: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two classes, their most informative common ancestors, and how alike they are."""

    subject: TermRef
    object: TermRef
    ancestors: tuple[TermRef, ...]
    resnik: float
    lin: float
    jaccard: float


@dataclass(frozen=True, slots=True)
class Similarity:
    """The pairs of two lists, those alike first, and their best-match averages by measure.

    ``common`` has of a single pair all common ancestors, the most informative first.
    """

    pairs: tuple[Pair, ...]
    averages: Mapping[Measure, float]
    common: tuple[Ancestor, ...] = ()


def similarity(
    ontology: Ontology,
    subjects: Sequence[str],
    objects: Sequence[str] | None = None,
    *,
    measure: Measure = Measure.LIN,
    least: float = 0.0,
    limit: int | None = None,
) -> Similarity:
    """Return how alike each subject is to each object, all current classes unless given.

    Terms are as ``Ontology.find`` takes them. A pair is left out if it is less alike than
    ``least`` by ``measure``; ``limit`` is how many a subject has at most. The best-match average
    is the mean of two means: of each subject's best object, and of each object's best subject,
    whatever is left out of the pairs (Pesquita et al. 2009); there is none without objects.
    Raises InputError for a term that is no current class, and as ``find``.
    """
    found = _Alike(ontology.ancestry)
    of = [_place(ontology, text) for text in subjects]
    to = None if objects is None else [_place(ontology, text) for text in objects]
    rows = [*_best(found, of, to, measure, least, limit)]
    averages = {} if to is None else _averages(found, of, to)
    common = found.common(of[0], to[0]) if to and len(of) == len(to) == 1 else ()
    named = _Refs(ontology, rows, common)
    return Similarity(
        tuple(map(named.pair, rows)),
        averages,
        tuple(Ancestor(named.ref(each), found.information[each]) for each in common),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A pair by places."""

    subject: int
    object: int
    ancestors: tuple[int, ...]
    resnik: float
    lin: float
    jaccard: float

    def score(self, measure: Measure) -> float:
        """Return the value of a measure."""
        if measure is Measure.RESNIK:
            return self.resnik
        return self.lin if measure is Measure.LIN else self.jaccard


class _Alike:
    """The measures, by places."""

    def __init__(self, ancestry: Ancestry) -> None:
        self.ancestry = ancestry
        self.information = ancestry.information

    def common(self, one: int, other: int) -> tuple[int, ...]:
        """Return the common ancestors, the most informative first."""
        shared = self.ancestry.above[one] & self.ancestry.above[other]
        return tuple(sorted(shared, key=lambda each: (-self.information[each], each)))

    def row(self, one: int, other: int) -> _Row:
        """Return how alike two classes are."""
        mine, its = self.ancestry.above[one], self.ancestry.above[other]
        shared = mine & its
        information = self.information
        resnik = max([information[each] for each in shared], default=0.0)
        best = tuple(sorted(each for each in shared if information[each] == resnik))
        own = information[one] + information[other]
        # Of what has no information, as a root that all is below, only itself is like it.
        lin = 2 * resnik / own if own else float(one == other)
        jaccard = len(shared) / (len(mine) + len(its) - len(shared))
        return _Row(one, other, best, resnik, lin, jaccard)

    def rows(self, one: int, others: int, measure: Measure, least: float) -> Iterator[_Row]:
        """Yield the rows of a class and others, given as bits, that are alike enough.

        Those that share no ancestor of the few that they would need are left out unseen, as a set.
        """
        if least > 0:
            others &= self._near(one, measure, least)
        for other in self.ancestry.placed(others):
            row = self.row(one, other)
            if row.score(measure) >= least:
                yield row

    def best(self, one: int, others: int) -> dict[Measure, float]:
        """Return by measure how alike to a class the one of others, as bits, is that is most so.

        Others are taken by the most informative ancestor that they share, until no further one
        can be more alike: of what is left none shares an ancestor seen before.
        """
        found = dict.fromkeys(Measure, 0.0)
        own, order = self.information[one], self._order(one)
        for seen, ancestor in enumerate(order):
            most = self.information[ancestor]
            bounds = {
                Measure.RESNIK: most,
                Measure.LIN: 2 * most / (own + most) if own + most else 1.0,
                Measure.JACCARD: (len(order) - seen) / len(order),
            }
            if all(found[measure] >= bound for measure, bound in bounds.items()):
                break
            shared = self.ancestry.below(ancestor) & others
            others ^= shared
            for other in self.ancestry.placed(shared):
                row = self.row(one, other)
                for measure in Measure:
                    found[measure] = max(found[measure], row.score(measure))
        return found

    def _near(self, one: int, measure: Measure, least: float) -> int:
        """Return as bits the classes that share an ancestor which those alike enough must share."""
        order = self._order(one)
        if measure is Measure.JACCARD:
            # One that is below none of the first n shares at most the others with it.
            needed = math.ceil(least * len(order) * (1 - _ROUNDING))
            enough = order[: max(0, len(order) - needed + 1)]
        else:
            # By Lin's measure 2 r / (i + j) >= l, and j >= r: so r >= l i / (2 - l).
            own = self.information[one]
            floor = least if measure is Measure.RESNIK else least * own / max(2 - least, 1)
            enough = [e for e in order if self.information[e] >= floor * (1 - _ROUNDING)]
        near = 0
        for each in enough:
            near |= self.ancestry.below(each)
        return near

    def _order(self, one: int) -> list[int]:
        """Return the ancestors of a class, the most informative first, so each before its own."""
        return sorted(self.ancestry.above[one], key=lambda each: -self.information[each])


def _best(
    found: _Alike,
    subjects: Iterable[int],
    objects: Sequence[int] | None,
    measure: Measure,
    least: float,
    limit: int | None,
) -> Iterator[_Row]:
    """Yield the rows to show, of each subject the most alike first."""
    every = range(len(found.ancestry.iris)) if objects is None else objects
    others = found.ancestry.bits(every)
    for one in dict.fromkeys(subjects):
        rows = found.rows(one, others, measure, least)
        if objects is None:
            rows = (row for row in rows if row.object != one)

        def place(row: _Row) -> tuple[float, int]:
            return (-row.score(measure), row.object)

        yield from (
            sorted(rows, key=place) if limit is None else heapq.nsmallest(limit, rows, key=place)
        )


def _averages(
    found: _Alike, subjects: Sequence[int], objects: Sequence[int]
) -> dict[Measure, float]:
    """Return the best-match average of each measure."""
    if not subjects or not objects:
        return {}
    of, to = dict.fromkeys(subjects), dict.fromkeys(objects)
    mine, its = found.ancestry.bits(of), found.ancestry.bits(to)
    forth = [found.best(one, its) for one in of]
    back = [found.best(one, mine) for one in to]
    return {
        measure: (fmean(b[measure] for b in forth) + fmean(b[measure] for b in back)) / 2
        for measure in Measure
    }


class _Refs:
    """The terms of places that are shown."""

    def __init__(self, ontology: Ontology, rows: Sequence[_Row], more: Iterable[int]) -> None:
        places = {*more}
        for row in rows:
            places.update((row.subject, row.object, *row.ancestors))
        ordered = sorted(places)
        iris = [ontology.ancestry.iris[each] for each in ordered]
        self._refs = dict(zip(ordered, ontology.names.refs(iris), strict=True))

    def ref(self, place: int) -> TermRef:
        """Return a term."""
        return self._refs[place]

    def pair(self, row: _Row) -> Pair:
        """Return a row with its terms."""
        ancestors = tuple(sorted(map(self.ref, row.ancestors), key=attrgetter("curie")))
        ends = self.ref(row.subject), self.ref(row.object)
        return Pair(*ends, ancestors, row.resnik, row.lin, row.jaccard)


def _place(ontology: Ontology, text: str) -> int:
    iri = ontology.find(text)
    place = ontology.ancestry.places.get(iri)
    if place is None:
        raise InputError(f"{ontology.names.ref(iri)} is no current class; name one that is.")
    return place
