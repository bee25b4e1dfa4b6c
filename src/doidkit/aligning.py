"""Two ontologies aligned by their names: lexical matching, as mappings with what matched.

A mapping is a proposal: that names are alike says what a curator should look at. Two terms are
mapped once, by the surest of their names that are alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from doidkit.lexicon import Lexicon, Name, Scope, fitting, key

_CLOSE = "skos:closeMatch"
_SURE = (Scope.LABEL, Scope.EXACT)


@dataclass(frozen=True, slots=True)
class Mapping:
    """A name of a term of one ontology, and the name of another's that is like it.

    ``predicate`` is SKOS's, as a CURIE, ``preprocessing`` what was done to both names before they
    were one, terms of the Semantic Mapping Vocabulary.
    """

    subject: Name
    object: Name
    predicate: str
    preprocessing: tuple[str, ...]
    match: str


def lexmatch(subjects: Lexicon, objects: Lexicon) -> Iterator[Mapping]:
    """Yield the mappings of the terms of two lexicons, sorted by subject and object.

    Labels and exact synonyms that are the same but for case are an exact match; a narrow synonym
    that is the other's name is a narrow match of the other, as a broad one is a broad match.
    Related synonyms, what is narrow or broad on both sides, and names that are one only in
    spelling and number ("hydroxides" and "hydroxide") are a close match. A term is not mapped to
    itself, and of an ontology with itself each two are mapped once.
    """
    same = subjects is objects
    found: dict[tuple[str, str], tuple[_Rank, Name, Name]] = {}
    for subject in subjects.all():
        for object in fitting(subject.text, objects.named(subject.text)):
            if subject.entry.iri == object.entry.iri or not fitting(object.text, [subject]):
                continue
            ends = (subject.entry.curie, object.entry.curie)
            if same and ends[0] > ends[1]:
                continue
            alike = len(_likeness(subject.text, object.text)[1])
            sure = subject.scope.rank + object.scope.rank
            rank = (alike > 1, sure, alike, subject.text, object.text)
            if ends not in found or rank < found[ends][0]:
                found[ends] = (rank, subject, object)
    for _, (_, subject, object) in sorted(found.items()):
        match, done = _likeness(subject.text, object.text)
        inflected = len(done) > 1
        predicate = _CLOSE if inflected else _predicate(subject.scope, object.scope)
        yield Mapping(subject, object, predicate, done, match)


_Rank = tuple[bool, int, int, str, str]


def _predicate(subject: Scope, object: Scope) -> str:
    """Return what the object is to the subject, by what the names are to them."""
    if subject in _SURE and object in _SURE:
        return "skos:exactMatch"
    if Scope.RELATED in (subject, object):
        return _CLOSE
    # The subject's narrow synonym is the object's name: so the object is the narrower one.
    narrower = (subject is Scope.NARROW, object is Scope.BROAD)
    broader = (subject is Scope.BROAD, object is Scope.NARROW)
    if any(narrower) and not any(broader):
        return "skos:narrowMatch"
    if any(broader) and not any(narrower):
        return "skos:broadMatch"
    return _CLOSE


def _likeness(one: str, other: str) -> tuple[str, tuple[str, ...]]:
    """Return the form in which two names are one, and the least that had to be done to them."""
    if one == other:
        return one, ()
    if one.casefold() == other.casefold():
        return one.casefold(), ("semapv:CaseNormalization",)
    # Words, without accents, in one spelling and number: what ``key`` does.
    return key(one), ("semapv:CaseNormalization", "semapv:Tokenization", "semapv:Lemmatization")
