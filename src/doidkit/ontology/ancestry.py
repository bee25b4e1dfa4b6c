"""Which current classes are above which others, of all at once."""

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pyoxigraph import NamedNode

from doidkit.model import Solutions
from doidkit.sparql.source import Source

_CLASSES = """
SELECT DISTINCT ?class {
  ?class a owl:Class FILTER(ISIRI(?class) && ?class NOT IN (owl:Thing, owl:Nothing))
  FILTER NOT EXISTS { ?class owl:deprecated ?obsolete FILTER(STR(?obsolete) IN ("true", "1")) }
}
"""
_EDGES = """
SELECT ?child ?parent {
  ?child rdfs:subClassOf ?parent FILTER(ISIRI(?child) && ISIRI(?parent) && ?child != ?parent)
}
"""


class Ancestry:
    """The current named classes, each by its place in ``iris``, and what is above each.

    Above is what ``rdfs:subClassOf`` leads to, the class itself included; without owl:Thing. A
    set of places that is long is the bits of an int, of which Python takes thousands at once.
    """

    def __init__(self, classes: Iterable[str], edges: Iterable[tuple[str, str]]) -> None:
        self.iris = tuple(sorted(set(classes)))
        self.places: Mapping[str, int] = {iri: place for place, iri in enumerate(self.iris)}
        parents: dict[str, list[str]] = {}
        for child, parent in edges:
            parents.setdefault(child, []).append(parent)
        self.above = tuple(self._above(iri, parents) for iri in self.iris)
        """The places of the classes above each, by place."""
        below: list[list[int]] = [[] for _ in self.iris]
        for place, above in enumerate(self.above):
            for each in above:
                below[each].append(place)
        self._below = below
        self.information = tuple(
            math.log2(len(self.iris) / len(each)) if each else 0.0 for each in below
        )
        """The information content of each in bits: -log2 of the share of classes that are it or
        below it (Resnik 1995, each class counted once)."""
        self.below = lru_cache(1 << 14)(self._bits)
        """The places of the classes below one, itself included, as bits."""

    @classmethod
    def of(cls, source: Source) -> "Ancestry":
        """Return the ancestry of the classes that a source has; EngineError as it raises."""
        classes = (iri for (iri,) in _named(source.select(_CLASSES)))
        return cls(classes, ((child, parent) for child, parent in _named(source.select(_EDGES))))

    def bits(self, places: Iterable[int]) -> int:
        """Return places as bits."""
        found = bytearray(len(self.iris) // 8 + 1)
        for place in places:
            found[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(found, "little")

    def placed(self, bits: int) -> list[int]:
        """Return bits as places, in order."""
        found, octets = [], bits.to_bytes(len(self.iris) // 8 + 1, "little")
        for start, octet in enumerate(octets):
            if octet:
                found += [start * 8 + each for each in _ONES[octet]]
        return found

    def _bits(self, place: int) -> int:
        return self.bits(self._below[place])

    def _above(self, iri: str, parents: Mapping[str, Iterable[str]]) -> frozenset[int]:
        seen, waiting = {iri}, [iri]
        while waiting:
            for parent in parents.get(waiting.pop(), ()):
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
        return frozenset(self.places[each] for each in seen if each in self.places)


_ONES = tuple(tuple(n for n in range(8) if octet >> n & 1) for octet in range(256))


def _named(rows: Solutions) -> Iterable[tuple[str, ...]]:
    for row in rows:
        yield tuple(term.value for term in row if isinstance(term, NamedNode))
