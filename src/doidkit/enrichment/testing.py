"""Which classes a sample has more often than chance: the hypergeometric test, and its correction.

The p-value is one-sided: the chance that as many things of a sample or more, drawn from all without
replacement, are of a class. Of the many classes tested Benjamini and Hochberg's procedure (1995)
controls the rate of false discoveries.
"""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from doidkit.enrichment.associations import Associations
from doidkit.enrichment.rollup import roll
from doidkit.errors import InputError
from doidkit.ontology import Ontology, TermRef


@dataclass(frozen=True, slots=True)
class Enriched:
    """A class, how many things of the sample and of all are of it, and how likely by chance.

    ``p`` is that of the hypergeometric test, ``adjusted`` that by Benjamini and Hochberg, ``fold``
    the share in the sample by the share among all.
    """

    term: TermRef
    sample: int
    sample_size: int
    background: int
    background_size: int
    fold: float
    p: float
    adjusted: float


def enriched(
    ontology: Ontology,
    associations: Associations,
    sample: Collection[str],
    *,
    slim: Iterable[str] | None = None,
    background: Collection[str] | None = None,
    most: float = 0.05,
) -> tuple[Enriched, ...]:
    """Return the classes that a sample of things has more often than chance, likeliest last.

    All classes that a thing of the sample has are tested, or those of ``slim``, IRIs;
    ``background`` are the things that the sample is drawn from, all that are associated with
    anything unless given, the sample's own included. ``most`` is the greatest adjusted p-value to
    return. Things that are associated with nothing count in neither unless ``background`` names
    them. Raises InputError for a sample of which nothing is associated.
    """
    every = frozenset(associations.terms if background is None else {*background, *sample})
    drawn = every.intersection(sample)
    rolled = roll(ontology, associations)
    if not any(thing in associations.terms for thing in drawn):
        raise InputError("Nothing of the sample has an association; name things as the table does.")
    wanted = rolled.things if slim is None else {*slim}
    counts = []
    for iri in sorted(wanted):
        things = rolled.things.get(iri, frozenset()) & every
        if here := len(things & drawn):
            counts.append((iri, here, len(things)))
    n, whole = len(drawn), len(every)
    chances = [hypergeometric(here, n, there, whole) for _, here, there in counts]
    rows = zip(
        ontology.names.refs(iri for iri, _, _ in counts),
        counts,
        chances,
        benjamini_hochberg(chances),
        strict=True,
    )
    found = [
        Enriched(term, here, n, there, whole, (here / n) / (there / whole), p, adjusted)
        for term, (_, here, there), p, adjusted in rows
        if adjusted <= most
    ]
    return tuple(sorted(found, key=lambda each: (each.p, each.term.curie)))


def hypergeometric(here: int, drawn: int, there: int, whole: int) -> float:
    """Return the chance of ``here`` or more of a kind in ``drawn`` of ``whole``, ``there`` of it.

    >>> round(hypergeometric(2, 2, 3, 6), 12)  # (3/6) (2/5)
    0.2
    """
    most = min(drawn, there)
    if here <= max(0, drawn + there - whole):
        return 1.0
    logs = [
        _choose(there, k) + _choose(whole - there, drawn - k) - _choose(whole, drawn)
        for k in range(here, most + 1)
    ]
    top = max(logs, default=-math.inf)
    if top == -math.inf:
        return 0.0
    return min(1.0, math.exp(top) * math.fsum(math.exp(each - top) for each in logs))


def benjamini_hochberg(chances: Sequence[float]) -> list[float]:
    """Return p-values adjusted by Benjamini and Hochberg, in their order.

    >>> [round(p, 4) for p in benjamini_hochberg([0.01, 0.04, 0.03, 0.005])]
    [0.02, 0.04, 0.04, 0.02]
    """
    adjusted = [1.0] * len(chances)
    least, of = 1.0, len(chances)
    ranked = sorted(range(of), key=chances.__getitem__)
    for rank in range(of, 0, -1):
        at = ranked[rank - 1]
        least = min(least, chances[at] * of / rank)
        adjusted[at] = least
    return adjusted


def _choose(n: int, k: int) -> float:
    """Return the logarithm of a binomial coefficient; -inf where there is no way."""
    if not 0 <= k <= n:
        return -math.inf
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
