"""Labels and synonyms: from a name to its terms, exactly or nearly.

Only what is asked for is read: the names of one term, or what matches a name.
"""

import difflib
import re
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from doidkit import prefixes
from doidkit.labels import PREDICATES, asked
from doidkit.ontology.record import Match, Synonym, TermRef
from doidkit.sparql.source import Source

_SCOPES = dict.fromkeys(PREDICATES, "label") | {
    NamedNode(prefixes.expand(curie)): scope
    for curie, scope in (
        ("oboInOwl:hasExactSynonym", "exact"),
        ("oboInOwl:hasBroadSynonym", "broad"),
        ("oboInOwl:hasNarrowSynonym", "narrow"),
        ("oboInOwl:hasRelatedSynonym", "related"),
        ("skos:altLabel", "alternative"),
    )
}
_OF_TERM = (
    "SELECT DISTINCT ?predicate ?name { $term ?predicate ?name "
    f"FILTER(?predicate IN ({', '.join(map(str, _SCOPES))}) && ISLITERAL(?name)) }}"
)
# What search and lookup by name offer; a claim or an evidence line has a label too.
_TYPES = (
    "owl:Class, rdfs:Class, skos:Concept, owl:ObjectProperty, owl:DatatypeProperty, "
    "owl:AnnotationProperty, rdf:Property"
)
_TYPED = "SELECT DISTINCT ?term {{ {values} ?term a ?type FILTER(?type IN ({types})) }}"
_MOST = 500  # terms that one query names
# Where a disease and, say, a phenotype share a name, the name means the disease.
_HOME = (prefixes.PREFIXES["DOID"], prefixes.PREFIXES["dkt"])
_RANKS = ("exact", "prefix", "word", "substring", "fuzzy")


class _Name(NamedTuple):
    iri: str
    predicate: NamedNode
    text: str

    @property
    def scope(self) -> str:
        return _SCOPES[self.predicate]


class Names:
    """The names in a source; what was read of them is kept."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._refs: dict[str, TermRef] = {}

    def ref(self, iri: str) -> TermRef:
        """Return a term's label, CURIE and IRI."""
        return self.refs((iri,))[0]

    def refs(self, iris: Iterable[str]) -> tuple[TermRef, ...]:
        """Return terms' labels, CURIEs and IRIs, in the order given."""
        wanted = tuple(iris)
        new = [NamedNode(iri) for iri in dict.fromkeys(wanted) if iri not in self._refs]
        labels = asked(new, self._source.select) if new else {}
        for term in new:
            curie = prefixes.contract(term.value) or term.value
            self._refs[term.value] = TermRef(labels.get(term, ""), curie, term.value)
        return tuple(self._refs[iri] for iri in wanted)

    def synonyms(self, iri: str) -> tuple[Synonym, ...]:
        """Return a term's synonyms, sorted."""
        found = set()
        for predicate, name in self._source.select(_OF_TERM, bindings={"term": NamedNode(iri)}):
            assert isinstance(predicate, NamedNode) and isinstance(name, Literal)
            found.add(Synonym(name.value, _SCOPES[predicate]))
        return tuple(sorted(synonym for synonym in found if synonym.scope != "label"))

    def exactly(self, name: str) -> tuple[str, ...]:
        """Return the terms with this label, then those with this exact synonym, ignoring case.

        Within each, DO's own and local terms come before imported ones.
        """
        wanted = name.casefold()
        naming = [p for p, scope in _SCOPES.items() if scope in ("label", "exact")]
        found = self._read(naming, Literal(name.lower()))
        # Some names are the same but for case though their lower case differs (Maße, MASSE).
        same = found or [entry for entry in self._all if entry.predicate in naming]
        same = [entry for entry in same if entry.text.casefold() == wanted]
        terms = self._terms({entry.iri for entry in same})
        nearest = sorted(
            (entry.scope != "label", _distance(entry.iri), entry.iri)
            for entry in same
            if entry.iri in terms
        )
        return tuple(dict.fromkeys(iri for _, _, iri in nearest))

    def near(self, name: str) -> list[str]:
        """Return up to three terms whose names look like this one, as text."""
        terms = self._terms({entry.iri for entry in self._all})
        by_name: dict[str, str] = {}
        for wanted in ("label", "exact"):  # a label wins over another term's synonym
            named = [e for e in self._all if e.scope == wanted and e.iri in terms]
            for entry in sorted(named, key=lambda e: (_distance(e.iri), e.iri)):
                by_name.setdefault(entry.text.casefold(), entry.iri)
        close = difflib.get_close_matches(name.casefold(), by_name, n=3, cutoff=0.6)
        return list(dict.fromkeys(map(str, self.refs(by_name[key] for key in close))))

    def search(self, text: str) -> tuple[Match, ...]:
        """Return the terms whose names match, best first, each once with its best name.

        Exact names first, then names that start with the text, hold it as words, hold it at
        all, or resemble it; within a rank labels before synonyms, DO's terms before imported
        ones, short names before long.
        """
        wanted = " ".join(text.casefold().split())
        if not wanted:
            return ()
        ranks = _ranked(wanted, {entry.text.casefold() for entry in self._all})
        found = [entry for entry in self._all if entry.text.casefold() in ranks]
        terms = self._terms({entry.iri for entry in found})
        best: dict[str, tuple[_Key, _Name]] = {}
        for entry in found:
            iri, name = entry.iri, entry.text
            rank = _RANKS.index(ranks[name.casefold()])
            key = (rank, entry.scope != "label", _distance(iri), len(name), name)
            if iri in terms and (iri not in best or key < best[iri][0]):
                best[iri] = (key, entry)
        ordered = sorted(best.items(), key=lambda item: (item[1][0], item[0]))
        refs = self.refs(iri for iri, _ in ordered)
        return tuple(
            Match(ref, entry.text, entry.scope, _RANKS[key[0]])
            for ref, (_, (key, entry)) in zip(refs, ordered, strict=True)
        )

    @cached_property
    def _all(self) -> tuple[_Name, ...]:
        return self._read(_SCOPES)

    def _read(
        self, predicates: Iterable[NamedNode], lower: Literal | None = None
    ) -> tuple[_Name, ...]:
        """Return the names that some predicates say, those of one text in lower case if given."""
        # A variable for each predicate says which it was, as nothing else does at no cost.
        naming = tuple(predicates)
        patterns = (
            f"{{ ?term {predicate} ?n{n} "
            + (f"FILTER(LCASE(STR(?n{n})) = {lower}) }}" if lower else "}")
            for n, predicate in enumerate(naming)
        )
        found = self._source.select(f"SELECT * {{ {' UNION '.join(patterns)} }}")
        place = {variable: n for n, variable in enumerate(found.variables)}
        columns = [(place[f"n{n}"], predicate) for n, predicate in enumerate(naming)]
        return tuple(
            _Name(term.value, predicate, name.value)
            for row in found
            if isinstance(term := row[place["term"]], NamedNode)
            for column, predicate in columns
            if isinstance(name := row[column], Literal)
        )

    def _terms(self, iris: Collection[str]) -> set[str]:
        """Return those that are terms."""
        if not iris:
            return set()
        few = len(iris) <= _MOST
        values = f"VALUES ?term {{ {' '.join(f'<{iri}>' for iri in iris)} }}" if few else ""
        found = self._source.select(_TYPED.format(values=values, types=_TYPES))
        return {term.value for (term,) in found if isinstance(term, NamedNode)}


_Key = tuple[int, bool, int, int, str]


def _distance(iri: str) -> int:
    return next((n for n, home in enumerate(_HOME) if iri.startswith(home)), len(_HOME))


def _ranked(wanted: str, names: Collection[str]) -> dict[str, str]:
    """Return how names match what is wanted, those that do; all in the case of casefold."""
    words = _words(wanted)
    whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    found: dict[str, str] = {}
    for name in names:
        if name == wanted:
            found[name] = "exact"
        elif name.startswith(wanted):
            found[name] = "prefix"
        elif wanted in name:
            found[name] = "word" if whole.search(name) else "substring"
        elif all(word in name for word in words) and set(words) <= set(_words(name)):
            found[name] = "word"
    others = [name for name in names if name not in found]
    return found | dict.fromkeys(_resembling(wanted, others), "fuzzy")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _resembling(wanted: str, names: Collection[str]) -> list[str]:
    # Names are compared whole and word by word, so that one misspelt word finds a long label;
    # each word once, as most stand in many names.
    close = set(_close(wanted, names))
    words = _close(wanted, set(_words("\n".join(names))))
    if words:
        one = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in words))
        close |= {name for name in names if one.search(name)}
    return list(close)


def _close(wanted: str, candidates: Iterable[str]) -> list[str]:
    more = max(2, len(wanted) // 4)
    lengths = range(len(wanted) - more, len(wanted) + more + 1)
    letters = [(letter, wanted.count(letter)) for letter in set(wanted)]
    return [
        candidate
        for candidate in candidates
        if len(candidate) in lengths
        # The most that could match, as quick_ratio has it, at a tenth of its time.
        and sum(min(most, candidate.count(letter)) for letter, most in letters)
        >= 0.4 * (len(wanted) + len(candidate))
        and difflib.SequenceMatcher(None, wanted, candidate).ratio() >= 0.8
    ]
