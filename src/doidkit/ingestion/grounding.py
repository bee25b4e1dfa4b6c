"""Words of a page as terms: candidates with a score and its reasons, for a curator to take.

A label is surer than a synonym, a synonym than a paraphrase, a paraphrase than a likeness. What
makes a match less than it seems is told, and costs it score: the name is another term's label,
the term is defined as something narrower, two terms share the name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property

from doidkit.ingestion.page import Page, Role, Statement
from doidkit.ingestion.phrasing import core, meaning
from doidkit.ingestion.sentences import bare_length
from doidkit.lexicon import Entry, Lexicon, Name, Scope, fitting, key, longest
from doidkit.lexicon.spans import Span
from doidkit.lexicon.words import content

PROPOSED = 0.5
"""The score from which on a candidate is a proposal."""
_SCORES = {
    Scope.LABEL: 1.0,
    Scope.EXACT: 0.95,
    Scope.NARROW: 0.7,
    Scope.BROAD: 0.7,
    Scope.RELATED: 0.65,
}
_PREDICATES = {
    Scope.LABEL: "skos:exactMatch",
    Scope.EXACT: "skos:exactMatch",
    Scope.NARROW: "skos:broadMatch",  # the words are narrower than the term
    Scope.BROAD: "skos:narrowMatch",
    Scope.RELATED: "skos:closeMatch",
}
_PARAPHRASE, _IN_PLACE, _LIKENESS = 0.75, 0.6, 0.5
_FORMS = frozenset({"crystal", "antibiotic", "drug", "agent"})
_CLOSE = "skos:closeMatch"
_RESTRICTION = re.compile(
    r"\b(?:mutations?|autosomal|inherit\w+|hereditary|genetic|congenital|X-linked)\b", re.I
)
_SUBSTANCE = re.compile(
    r"\b(?:protein|albumin|calcium|phosph\w+|glucose|sodium|potassium|creatinine|cortisol|urate"
    r"|uric acid|oxalate|copper)s?\b",
    re.IGNORECASE,
)
_TEST = re.compile(
    r"\b(?:collection|test\w*|measurement|assessment|assay|excretion|level)s?\b", re.IGNORECASE
)
_FEW = 6  # words of an item that may be a name
_FOREIGN = re.compile(r"\bnon-human animal\b|\bveterinary\b|\bobsolete\b", re.IGNORECASE)
_ABBREVIATION = re.compile(r"((?:\b[\w-]{1,60}[ ]){1,6})\(([A-Z][A-Za-z]{1,5})\)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that words may mean; ``reasons`` say what speaks for and against it."""

    entry: Entry
    name: str
    scope: Scope
    score: float
    predicate: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a page and what they may mean, the best candidate of each ontology first.

    ``section`` and ``statement`` are indexes; None of words that were given alone.
    """

    text: str
    candidates: tuple[Candidate, ...]
    span: Span | None = None
    section: int | None = None
    statement: int | None = None

    @property
    def best(self) -> Candidate | None:
        """The best candidate that is a proposal."""
        first = self.candidates[0] if self.candidates else None
        return first if first and first.score >= PROPOSED else None

    @property
    def ambiguous(self) -> bool:
        """Whether two terms of one ontology are equally good."""
        scores: dict[str, list[float]] = defaultdict(list)
        for each in self.candidates:
            scores[each.entry.prefix].append(each.score)
        return any(len(found) > 1 and found[0] == found[1] for found in scores.values())


class Grounder:
    """Finds terms of a lexicon in words and pages."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def prepare(self) -> None:
        """Make the tables that every page needs, so that copies of this process share them."""
        for _ in (self._meanings, self._cores, self._gapped, self._sites):
            pass
        next(iter(self.lexicon.found("")), None)

    def phrase(
        self, text: str, *, context: str = "", abbreviations: Mapping[str, str] | None = None
    ) -> Mention:
        """Return what words mean as a whole; ``context`` is the sentence that they stand in."""
        long = _written_out(text, abbreviations or {})
        found = [self._literal(name, text) for name in self.lexicon.named(long)]
        have = {each.entry.prefix for each in found if each.score >= _PARAPHRASE}
        if len(meaning(long)) > 0:
            found += [each for each in self._paraphrases(long) if each.entry.prefix not in have]
            have = {each.entry.prefix for each in found}
            found += [e for e in self._of_kind(long, context) if e.entry.prefix not in have]
        if not found:
            found = list(self._alike(long))
        return Mention(text, self._ranked(found, text, context or text))

    def page(self, page: Page) -> Iterator[Mention]:
        """Yield the mentions of a page's statements: the longest names, then list items whole."""
        abbreviations = dict(_abbreviations(page.text))
        for number, section in enumerate(page.sections):
            for at, statement in enumerate(section.statements):
                if statement.role in (Role.NOTE, Role.HEADING):
                    continue
                found = [*self._statement(page, statement.span, abbreviations)]
                if (whole := _whole(statement)) is not None:
                    found += self._item(page, whole, statement, found, abbreviations)
                for mention in found:
                    yield replace(mention, section=number, statement=at)

    def _item(
        self,
        page: Page,
        whole: Span,
        statement: Statement,
        found: Sequence[Mention],
        abbreviations: Mapping[str, str],
    ) -> Iterator[Mention]:
        """Yield what a list item means as a whole, unless it is found literally."""
        if any(mention.span == whole for mention in found):
            return
        mention = self.phrase(
            page.words(whole), context=statement.text, abbreviations=abbreviations
        )
        if mention.best:
            yield replace(mention, span=whole)

    def _statement(
        self, page: Page, span: Span, abbreviations: Mapping[str, str]
    ) -> Iterator[Mention]:
        sentence = page.words(span)
        for place, names in longest(self.lexicon.found(sentence)):
            words = sentence[place.start : place.end]
            if _is_filler(words):
                continue
            found = [self._literal(name, words) for name in names]
            ranked = self._ranked(found, words, sentence)
            if ranked and ranked[0].score >= PROPOSED:
                whole = Span(span.start + place.start, span.start + place.end)
                yield Mention(words, ranked, whole)

    def _literal(self, name: Name, text: str) -> Candidate:
        score, reasons = _SCORES[name.scope], [f"{name.scope.value} {name.text!r}"]
        if name.text.casefold() != " ".join(text.casefold().split()):
            score -= 0.02
            reasons.append("after inflection or spelling")
        return Candidate(
            name.entry, name.text, name.scope, score, _PREDICATES[name.scope], tuple(reasons)
        )

    def _paraphrases(self, text: str) -> Iterator[Candidate]:
        """Yield terms that say the same in other words."""
        said = meaning(text)
        for name in fitting(text, self._meanings.get(said) or self._cores.get(said) or []):
            score = _PARAPHRASE * _SCORES[name.scope]
            why = f"says the same as {name.scope.value} {name.text!r}"
            predicate = _PREDICATES[name.scope]
            yield Candidate(name.entry, name.text, name.scope, score, predicate, (why,))

    def _of_kind(self, text: str, context: str) -> Iterator[Candidate]:
        """Yield terms that words mean where they stand: a form of a substance, a sign at a site.

        "Plaques" in a sentence on the skin are skin plaques, "oxalate crystals" are of oxalate.
        """
        said = meaning(text)
        for name in self._meanings.get(said - _FORMS, ()) if said & _FORMS else ():
            if name.entry.prefix == "CHEBI":
                why = f"a form of {name.scope.value} {name.text!r}"
                yield Candidate(name.entry, name.text, name.scope, _IN_PLACE, _CLOSE, (why,))
        for site in sorted((meaning(context) & self._sites) - said):
            for name in self._meanings.get(said | {site}, ()):
                why = f"{name.scope.value} {name.text!r}, as the sentence is about {site}"
                yield Candidate(name.entry, name.text, name.scope, _IN_PLACE, _CLOSE, (why,))

    @cached_property
    def _sites(self) -> frozenset[str]:
        """The parts of the body that one word names."""
        labels = (e.label for e in self.lexicon.entries.values() if e.prefix == "UBERON")
        return frozenset(
            word for label in labels if len(found := core(label)) == 1 for word in found
        )

    def _alike(self, text: str) -> Iterator[Candidate]:
        """Yield terms whose name of three words or more differs in one, by a slip of the pen."""
        words = key(text).split(" ")
        if len(words) < 3:
            return
        for at, word in enumerate(words):
            for name in self._gapped.get((*words[:at], "", *words[at + 1 :]), ()):
                other = key(name.text).split(" ")[at]
                near = abs(len(other) - len(word)) <= 2
                if other != word and near and SequenceMatcher(None, word, other).ratio() >= 0.7:
                    said = f"like {name.scope.value} {name.text!r}, but for {word!r}"
                    yield Candidate(name.entry, name.text, name.scope, _LIKENESS, _CLOSE, (said,))

    def _ranked(self, found: Iterable[Candidate], text: str, context: str) -> tuple[Candidate, ...]:
        """Return candidates best first, one a term, with what speaks against each."""
        best: dict[str, Candidate] = {}
        for each in found:
            if _FOREIGN.search(each.entry.label):
                continue
            judged = self._judged(each, text, context)
            known = best.get(each.entry.iri)
            if known is None or judged.score > known.score:
                best[each.entry.iri] = judged
        return tuple(sorted(best.values(), key=lambda c: (-c.score, c.entry.curie)))

    def _judged(self, candidate: Candidate, text: str, context: str) -> Candidate:
        entry, reasons, loss = candidate.entry, list(candidate.reasons), 0.0
        predicate = candidate.predicate
        labelled = [n for n in self.lexicon.named(candidate.name) if n.scope is Scope.LABEL]
        if candidate.scope is not Scope.LABEL and any(n.entry != entry for n in labelled):
            other = next(n.entry for n in labelled if n.entry != entry)
            reasons.append(f"but that is the label of {other.curie}")
            predicate, loss = _CLOSE, loss + 0.3
        own = f"{entry.label} {text} {context}"
        if (found := _RESTRICTION.search(entry.definition)) and not _RESTRICTION.search(own):
            reasons.append(f"but it is defined by {found[0].lower()!r}")
            predicate, loss = _CLOSE, loss + 0.3
        if (of := _of_something_else(entry, text, context)) is not None:
            reasons.append(f"but it is defined as of {of}")
            predicate, loss = _CLOSE, loss + 0.6
        return replace(
            candidate,
            score=round(max(candidate.score - loss, 0.0), 3),
            predicate=predicate,
            reasons=tuple(reasons),
        )

    @cached_property
    def _meanings(self) -> dict[frozenset[str], list[Name]]:
        found: dict[frozenset[str], list[Name]] = defaultdict(list)
        for name in self.lexicon.all():
            found[meaning(name.text)].append(name)
        return found

    @cached_property
    def _cores(self) -> dict[frozenset[str], list[Name]]:
        found: dict[frozenset[str], list[Name]] = defaultdict(list)
        for name in self.lexicon.all():
            found[core(name.text)].append(name)
        return found

    @cached_property
    def _gapped(self) -> dict[tuple[str, ...], list[Name]]:
        found: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        for name in self.lexicon.all():
            words = key(name.text).split(" ")
            if 3 <= len(words) <= 6:
                for at in range(len(words)):
                    found[(*words[:at], "", *words[at + 1 :])].append(name)
        return found


def _of_something_else(entry: Entry, text: str, context: str) -> str | None:
    """Return the substance that a test's definition names, and neither label nor words do."""
    if not _TEST.search(entry.label):
        return None
    defined = {each.lower() for each in _SUBSTANCE.findall(entry.definition)}
    said = {each.lower() for each in _SUBSTANCE.findall(f"{text} {context}")}
    if not defined or not said or defined & said or _SUBSTANCE.search(entry.label):
        return None
    return str(min(defined))


def _whole(statement: Statement) -> Span | None:
    """Return the words of a list item that may name a thing: its label, or all if they are few."""
    if statement.label is not None:
        return statement.label
    bare = bare_length(statement.text)
    few = statement.depth > 0 and len(statement.text[:bare].split()) <= _FEW
    start = statement.span.start
    return Span(start, start + bare) if few and bare else None


def _is_filler(words: str) -> bool:
    """Return whether words mean nothing by themselves in running text."""
    return len(words) < 3 or not content(words) or words.casefold() in _FILLERS


_FILLERS = frozenset(
    "all disease diseases disorder disorders condition conditions symptom symptoms sign signs "
    "finding findings test tests patient patients treatment treatments therapy onset role process "
    "entity quality chemical drug drugs medication medications type types form forms level levels "
    "age sex male female area region part parts body system structure cell cells tissue tissues "
    "rare common normal abnormal variable range small large well thorough note study cause causes "
    "evidence assertion group frequency".split()
)


def _abbreviations(text: str) -> Iterator[tuple[str, str]]:
    """Yield the abbreviations that a page explains: "Magnetic Resonance Imaging (MRI)"."""
    for words, short in _ABBREVIATION.findall(text):
        parts = re.split(r"[\s-]+", words.strip())
        letters = [c for c in short if c.isupper()]
        if len(parts) >= len(letters) > 1:
            chosen = parts[-len(letters) :]
            if [part[0].upper() for part in chosen] == letters:
                yield short, " ".join(chosen)


def abbreviations(page: Page) -> dict[str, str]:
    """Return the abbreviations that a page explains, and what they stand for."""
    return dict(_abbreviations(page.text))


def _written_out(text: str, abbreviations: Mapping[str, str]) -> str:
    return re.sub(
        r"\b[A-Z][A-Za-z]{1,5}\b", lambda found: abbreviations.get(found[0], found[0]), text
    )
