"""Labels and synonyms: from a name to its terms, exactly or nearly."""

import difflib
import re
from collections.abc import Iterator
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from doidkit import prefixes
from doidkit.labels import PREDICATES, Labels
from doidkit.ontology.record import Match, Synonym, TermRef
from doidkit.sparql.source import Source

_NAMES = """
SELECT DISTINCT ?term ?predicate ?name ?scope WHERE {
  VALUES (?predicate ?scope) {
    LABELS
    (oboInOwl:hasExactSynonym "exact") (oboInOwl:hasBroadSynonym "broad")
    (oboInOwl:hasNarrowSynonym "narrow") (oboInOwl:hasRelatedSynonym "related")
    (skos:altLabel "alternative")
  }
  ?term ?predicate ?name .
  FILTER(ISIRI(?term) && ISLITERAL(?name))
}
""".replace("LABELS", " ".join(f'({predicate} "label")' for predicate in PREDICATES))
# What search and lookup by name offer; a claim or an evidence line has a label too.
_TERMS = """
SELECT DISTINCT ?term WHERE {
  VALUES ?type { owl:Class rdfs:Class skos:Concept owl:ObjectProperty owl:DatatypeProperty
                 owl:AnnotationProperty rdf:Property }
  ?term a ?type .
  FILTER(ISIRI(?term))
}
"""
# Where a disease and, say, a phenotype share a name, the name means the disease.
_HOME = (prefixes.PREFIXES["DOID"], prefixes.PREFIXES["dkt"])
_RANKS = ("exact", "prefix", "word", "substring", "fuzzy")


class Names:
    """The names in a source, read once on first use."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def ref(self, iri: str) -> TermRef:
        """Return a term's label, CURIE and IRI."""
        return TermRef(self._labels.get(NamedNode(iri)) or "", prefixes.contract(iri) or iri, iri)

    def synonyms(self, iri: str) -> tuple[Synonym, ...]:
        """Return a term's synonyms, sorted."""
        named = self._names.get(iri, ())
        return tuple(sorted(Synonym(name, scope) for name, scope in named if scope != "label"))

    def exactly(self, name: str) -> tuple[str, ...]:
        """Return the terms with this label, then those with this exact synonym, ignoring case.

        Within each, DO's own and local terms come before imported ones.
        """
        return tuple(self._by_name.get(name.casefold(), ()))

    def near(self, name: str) -> list[str]:
        """Return up to three terms whose names look like this one, as text."""
        close = difflib.get_close_matches(name.casefold(), self._by_name, n=3, cutoff=0.6)
        found = (str(self.ref(self._by_name[key][0])) for key in close)
        return list(dict.fromkeys(found))

    def search(self, text: str) -> tuple[Match, ...]:
        """Return the terms whose names match, best first, each once with its best name.

        Exact names first, then names that start with the text, hold it as words, hold it at
        all, or resemble it; within a rank labels before synonyms, DO's terms before imported
        ones, short names before long.
        """
        wanted = " ".join(text.casefold().split())
        if not wanted:
            return ()
        best: dict[str, tuple[_Key, Match]] = {}
        for iri, name, scope in self._searchable:
            rank = _rank(wanted, name.casefold())
            if rank is None:
                continue
            key = (_RANKS.index(rank), scope != "label", _distance(iri), len(name), name)
            if iri not in best or key < best[iri][0]:
                best[iri] = (key, Match(self.ref(iri), name, scope, rank))
        return tuple(match for _, match in sorted(best.values(), key=_order))

    @cached_property
    def _read(self) -> tuple[dict[str, tuple[tuple[str, str], ...]], Labels]:
        """Every term's names with their scopes, sorted, and the best labels."""
        found: dict[str, set[tuple[str, str]]] = {}
        labels = Labels()
        for term, predicate, name, scope in self._source.select(_NAMES):
            assert isinstance(term, NamedNode)  # the query filters
            assert isinstance(predicate, NamedNode)
            assert isinstance(name, Literal) and isinstance(scope, Literal)
            found.setdefault(term.value, set()).add((name.value, scope.value))
            labels.add(term, predicate, name)
        return {iri: tuple(sorted(names)) for iri, names in sorted(found.items())}, labels

    @property
    def _names(self) -> dict[str, tuple[tuple[str, str], ...]]:
        return self._read[0]

    @property
    def _labels(self) -> Labels:
        return self._read[1]

    @cached_property
    def _searchable(self) -> tuple[tuple[str, str, str], ...]:
        terms = {getattr(term, "value", "") for (term,) in self._source.select(_TERMS)}
        return tuple(
            (iri, name, scope)
            for iri, names in self._names.items()
            if iri in terms
            for name, scope in names
        )

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        nearest = sorted(self._searchable, key=lambda entry: (_distance(entry[0]), entry))
        for wanted in ("label", "exact"):  # a label wins over another term's synonym
            for iri, name, scope in nearest:
                if scope == wanted:
                    found.setdefault(name.casefold(), []).append(iri)
        return found


_Key = tuple[int, bool, int, int, str]


def _distance(iri: str) -> int:
    return next((n for n, home in enumerate(_HOME) if iri.startswith(home)), len(_HOME))


def _rank(wanted: str, name: str) -> str | None:
    if name == wanted:
        return "exact"
    if name.startswith(wanted):
        return "prefix"
    if wanted in name:
        return "word" if re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", name) else "substring"
    if all(word in _words(name) for word in _words(wanted)):
        return "word"
    return "fuzzy" if _resembles(wanted, name) else None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _resembles(wanted: str, name: str) -> bool:
    # Names are compared whole and word by word, so that one misspelt word finds a long label.
    return any(_close(wanted, candidate) for candidate in _candidates(name))


def _candidates(name: str) -> Iterator[str]:
    yield name
    yield from _words(name)


def _close(wanted: str, candidate: str) -> bool:
    if abs(len(wanted) - len(candidate)) > max(2, len(wanted) // 4):
        return False
    matcher = difflib.SequenceMatcher(None, wanted, candidate)
    return matcher.quick_ratio() >= 0.8 and matcher.ratio() >= 0.8


def _order(entry: tuple[_Key, Match]) -> tuple[_Key, str]:
    key, match = entry
    return key, match.term.iri
