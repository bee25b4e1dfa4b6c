"""Labels and synonyms: from a name to its terms, exactly or nearly.

Only what is asked for is read: the names of one term, or what matches a name.
"""

import re
from collections.abc import Collection, Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from doidkit import prefixes
from doidkit.ontology.lookup import SCOPES, Lookup, Name, words_of
from doidkit.ontology.nearby import Nearby
from doidkit.ontology.nearest import nearest
from doidkit.ontology.record import Match, Synonym, TermRef
from doidkit.ontology.spelling import spelt_alike

# Where a disease and, say, a phenotype share a name, the name means the disease.
_HOME = (prefixes.PREFIXES["DOID"], prefixes.PREFIXES["dkt"])
_SCOPES = ("label", "exact")
ENOUGH = 20
"""How many terms a search finds before it looks for names that are only like the text."""
_RANKS = ("exact", "prefix", "word", "substring", "fuzzy")


class Names:
    """The names in a source; what was read of them is kept."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._refs: dict[str, TermRef] = {}

    def learn(self, labels: Mapping[str, str], iris: Iterable[str]) -> None:
        """Keep the labels of some terms, as ``Lookup.labels`` gives them, that are read already."""
        for iri in iris:
            curie = prefixes.contract(iri) or iri
            self._refs[iri] = TermRef(labels.get(iri, ""), curie, iri)

    def ref(self, iri: str) -> TermRef:
        """Return a term's label, CURIE and IRI."""
        return self.refs((iri,))[0]

    def refs(self, iris: Iterable[str]) -> tuple[TermRef, ...]:
        """Return terms' labels, CURIEs and IRIs, in the order given."""
        wanted = tuple(iris)
        new = [iri for iri in dict.fromkeys(wanted) if iri not in self._refs]
        if new:
            self.learn(self._lookup.labels(new), new)
        return tuple(self._refs[iri] for iri in wanted)

    def exactly(self, name: str) -> tuple[str, ...]:
        """Return the terms that a name means best, several if it means them alike.

        A label comes before an exact synonym, one of DO's own or local terms before imported
        ones, a name in the same case before others.
        """
        wanted = name.casefold()
        same = [entry for entry in self._lookup.spelt(name) if entry.text.casefold() == wanted]
        terms = self._lookup.terms({entry.iri for entry in same})
        keys: dict[tuple[bool, int, bool], set[str]] = {}
        for entry in same:
            if entry.iri in terms:
                key = (entry.scope != "label", _distance(entry.iri), entry.text != name)
                keys.setdefault(key, set()).add(entry.iri)
        return tuple(sorted(keys[min(keys)])) if keys else ()

    def near(self, name: str) -> list[str]:
        """Return up to three terms whose names, or identifiers, are like this one, as text."""
        if prefixes.is_curie(name) or prefixes.is_iri(name) or prefixes.purl(name):
            return list(map(str, self.refs(nearest(name, self._lookup.all_terms()))))
        entries = [*self._lookup.called(self._lookup.keys())]
        terms = self._lookup.terms({entry.iri for entry in entries})
        by_name: dict[str, str] = {}
        for wanted in ("label", "exact"):  # a label wins over another term's synonym
            named = [e for e in entries if e.scope == wanted and e.iri in terms]
            for entry in sorted(named, key=lambda e: (_distance(e.iri), e.iri)):
                by_name.setdefault(entry.text.casefold(), entry.iri)
        import difflib  # for names that are misspelt

        close = difflib.get_close_matches(name.casefold(), by_name, n=3, cutoff=0.6)
        return list(dict.fromkeys(map(str, self.refs(by_name[key] for key in close))))

    def search(
        self, text: str, *, limit: int | None = None, among: Collection[str] | None = None
    ) -> tuple[Match, ...]:
        """Return the terms whose names match, best first, each once with its best name.

        Exact names first, then names that start with the text, hold it as words, hold it at all,
        or resemble it, which are looked for where fewer than ``ENOUGH`` others are found. Within
        a rank labels come before exact and other synonyms, the very spelling before the other
        one, DO's terms before imported ones, short names before long. ``limit`` is the most that
        is returned; ``among`` are the terms to look at, all unless given.
        """
        wanted = spelt_alike(" ".join(text.split()))
        if not wanted:
            return ()
        keys = self._lookup.keys()
        ranks = _ranked(wanted, keys)
        best = self._best(ranks, " ".join(text.casefold().split()), among)
        if len(best) < min(ENOUGH, limit or ENOUGH):
            others = [key for key in keys if key not in ranks]
            close = dict.fromkeys(_resembling(wanted, others, self._lookup.words()), "fuzzy")
            best = self._best(ranks | close, " ".join(text.casefold().split()), among)
        ordered = sorted(best.items(), key=lambda item: (item[1][0], item[0]))[:limit]
        refs = self.refs(iri for iri, _ in ordered)
        return tuple(
            Match(ref, entry.text, entry.scope, _RANKS[key[0]])
            for ref, (_, (key, entry)) in zip(refs, ordered, strict=True)
        )

    def _best(
        self, ranks: Mapping[str, str], written: str, among: Collection[str] | None
    ) -> "dict[str, tuple[_Key, Name]]":
        """Return the best name of each term that has a ranked one, and where it stands."""
        found = [*self._lookup.called(ranks)]
        named = {entry.iri for entry in found}
        terms = self._lookup.terms(named if among is None else named.intersection(among))
        best: dict[str, tuple[_Key, Name]] = {}
        for entry in found:
            iri, name = entry.iri, entry.text
            if iri not in terms:
                continue
            rank = _RANKS.index(ranks[entry.key])
            scope = _SCOPES.index(entry.scope) if entry.scope in _SCOPES else len(_SCOPES)
            other = written not in name.casefold()
            key = (rank, scope, other, _distance(iri), len(name), name)
            if iri not in best or key < best[iri][0]:
                best[iri] = (key, entry)
        return best


def synonyms(near: Nearby, iri: str) -> tuple[Synonym, ...]:
    """Return a term's synonyms, sorted."""
    found = {
        Synonym(triple.object.value, SCOPES[triple.predicate])
        for triple in near.matching(NamedNode(iri))
        if triple.predicate in SCOPES and isinstance(triple.object, Literal)
    }
    return tuple(sorted(synonym for synonym in found if synonym.scope != "label"))


_Key = tuple[int, int, bool, int, int, str]


def _distance(iri: str) -> int:
    return next((n for n, home in enumerate(_HOME) if iri.startswith(home)), len(_HOME))


def _ranked(wanted: str, names: Collection[str]) -> dict[str, str]:
    """Return how names match what is wanted, those that do; all spelt alike."""
    words = words_of([wanted])
    longest = max(words, key=len, default=wanted)  # what every name has that matches
    whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    found: dict[str, str] = {}
    for name in [name for name in names if longest in name]:
        if name == wanted:
            found[name] = "exact"
        elif name.startswith(wanted):
            found[name] = "prefix"
        elif wanted in name:
            found[name] = "word" if whole.search(name) else "substring"
        elif words and words <= words_of([name]):
            found[name] = "word"
    return found


def _resembling(wanted: str, names: Collection[str], vocabulary: Collection[str]) -> set[str]:
    # Names are compared whole and word by word, so that one misspelt word finds a long label;
    # each word once, as most stand in many names.
    close = set(_close(wanted, names))
    for word in _close(wanted, vocabulary):
        close |= {name for name in names if word in name and word in words_of([name])}
    return close


def _close(wanted: str, candidates: Iterable[str]) -> list[str]:
    import difflib

    more = max(2, len(wanted) // 4)
    shortest, longest = len(wanted) - more, len(wanted) + more
    counts = {letter: wanted.count(letter) for letter in wanted}
    letters = set(counts)
    found = []
    for candidate in [each for each in candidates if shortest <= len(each) <= longest]:
        # The most that could match, as quick_ratio has it, at a tenth of its time: first without
        # the letters that the candidate lacks, which tells most apart.
        least = 0.4 * (len(wanted) + len(candidate))
        if len(wanted) - sum(map(counts.__getitem__, letters.difference(candidate))) < least:
            continue
        if sum(min(most, candidate.count(letter)) for letter, most in counts.items()) < least:
            continue
        if difflib.SequenceMatcher(None, wanted, candidate).ratio() >= 0.8:
            found.append(candidate)
    return found
