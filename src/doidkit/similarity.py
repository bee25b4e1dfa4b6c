"""How alike classes are by where they stand in the hierarchy: of two, of two lists, of all.

The information content of a class is -log2 of the share of current classes that are it or below
it. Of two classes Resnik's measure is the greatest information content of a common ancestor
(1995), in bits; Lin's that of it in relation to their own (1998), Jaccard's how many of their
ancestors they share, both from 0 to 1. A class is its own ancestor; owl:Thing is none.
"""

import enum
import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from statistics import fmean

from doidkit.errors import InputError
from doidkit.ontology import Ontology, TermRef
from doidkit.ontology.ancestry import Ancestry


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

        Those that share no ancestor with enough information are left out unseen, as a set.
        """
        if least > 0:
            # By Lin's measure 2 r / (i + j) >= l, and j >= r: so r >= l i / (2 - l).
            own = self.information[one]
            enough = {Measure.RESNIK: least, Measure.LIN: least * own / max(2 - least, 1)}
            floor = enough.get(measure, 0.0) * (1 - 1e-9)
            near = 0
            for each in self.ancestry.above[one]:
                if self.information[each] >= floor:
                    near |= self.ancestry.below(each)
            others &= near
        for other in self.ancestry.placed(others):
            row = self.row(one, other)
            if getattr(row, measure.value) >= least:
                yield row


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
    score = attrgetter(measure.value)
    for one in dict.fromkeys(subjects):
        rows = found.rows(one, others, measure, least)
        if objects is None:
            rows = (row for row in rows if row.object != one)

        def place(row: _Row) -> tuple[float, int]:
            return (-score(row), row.object)

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
    sides = {measure: (dict.fromkeys(of, 0.0), dict.fromkeys(to, 0.0)) for measure in Measure}
    for one in of:
        for other in to:
            row = found.row(one, other)
            for measure, (mine, its) in sides.items():
                score = getattr(row, measure.value)
                mine[one] = max(mine[one], score)
                its[other] = max(its[other], score)
    return {
        measure: (fmean(mine.values()) + fmean(its.values())) / 2
        for measure, (mine, its) in sides.items()
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
