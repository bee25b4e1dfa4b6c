"""Names of the terms of any ontologies, by scope, in one form, to be found in texts."""

import enum
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Triple

from doidkit import prefixes
from doidkit.lexicon.inflections import base
from doidkit.lexicon.spans import Span
from doidkit.lexicon.words import tokens
from doidkit.prefixes import expand
from doidkit.sparql.source import Source
from doidkit.terms import IAO_DEFINITION, RDFS_LABEL, RDFS_SUBCLASS_OF

if TYPE_CHECKING:
    from doidkit.lexicon.matching import Matcher


class Scope(enum.Enum):
    """What a name is to its term, from the surest on."""

    LABEL = "label"
    EXACT = "exact"
    NARROW = "narrow"
    BROAD = "broad"
    RELATED = "related"

    @property
    def predicate(self) -> str:
        """The CURIE of what says such a name in OBO's vocabulary."""
        if self is Scope.LABEL:
            return "rdfs:label"
        return f"oboInOwl:has{self.value.capitalize()}Synonym"

    @property
    def rank(self) -> int:
        """How sure it is, 0 the surest."""
        return [*Scope].index(self)


_SCOPES = {
    RDFS_LABEL: Scope.LABEL,
    expand("skos:prefLabel"): Scope.LABEL,
    expand("oboInOwl:hasExactSynonym"): Scope.EXACT,
    expand("IAO:0000118"): Scope.EXACT,
    expand("skos:altLabel"): Scope.EXACT,
    expand("oboInOwl:hasNarrowSynonym"): Scope.NARROW,
    expand("oboInOwl:hasBroadSynonym"): Scope.BROAD,
    expand("oboInOwl:hasRelatedSynonym"): Scope.RELATED,
}
_DEPRECATED = expand("owl:deprecated")
_TYPE = expand("rdf:type")
_CLASS = expand("owl:Class")
_ACRONYM = re.compile(r"[A-Z0-9-]{2,5}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A term: its label, definition and direct superclasses."""

    curie: str
    iri: str
    label: str
    definition: str = ""
    parents: tuple[str, ...] = ()

    @property
    def prefix(self) -> str:
        """The ontology's prefix."""
        return self.curie.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a term; ``predicate`` is the CURIE of what says it."""

    text: str
    scope: Scope
    entry: Entry
    predicate: str = field(default="", compare=False)


def key(text: str) -> str:
    """Return a name in the form that names are compared in.

    >>> key("Tumours of the Oesophagus") == key("tumor of the esophagus")
    True
    """
    return " ".join(base(word) for word in tokens(text))


@dataclass
class _Read:
    """What is known of a term while its ontology is read."""

    names: list[tuple[Scope, str, str]] = field(default_factory=list)
    definition: str = ""
    parents: list[str] = field(default_factory=list)
    label: str = ""
    is_class: bool = False
    obsolete: bool = False

    def take(self, predicate: str, value: object) -> None:
        if predicate in _SCOPES and isinstance(value, Literal):
            self.names.append((_SCOPES[predicate], value.value, predicate))
            if _SCOPES[predicate] is Scope.LABEL and not self.label:
                self.label = value.value
        elif predicate == IAO_DEFINITION and isinstance(value, Literal):
            self.definition = value.value
        elif predicate == RDFS_SUBCLASS_OF and isinstance(value, NamedNode):
            self.parents.append(value.value)
        elif predicate == _DEPRECATED and isinstance(value, Literal):
            self.obsolete = value.value in ("true", "1")
        elif predicate == _TYPE and isinstance(value, NamedNode):
            self.is_class = self.is_class or value.value == _CLASS


_WANTED = frozenset({*_SCOPES, IAO_DEFINITION, RDFS_SUBCLASS_OF, _DEPRECATED, _TYPE})


class Lexicon:
    """The names of current classes, by the form that they are compared in."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names: dict[str, list[Name]] = defaultdict(list)
        self.entries: dict[str, Entry] = {}
        for name in names:
            self.entries.setdefault(name.entry.iri, name.entry)
            form = key(name.text)
            if form and name not in self._names[form]:
                self._names[form].append(name)

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> "Lexicon":
        """Return the lexicon of ontologies that are read as quads."""
        return cls(_names(quads))

    @classmethod
    def asked(cls, source: Source) -> "Lexicon":
        """Return the lexicon of what answers SPARQL, the same as that of its quads.

        An indexed file is asked in a fraction of the time that reading it takes.
        """
        return cls(_names(_asked(source)))

    def __len__(self) -> int:
        return len(self._names)

    def named(self, text: str) -> tuple[Name, ...]:
        """Return the names that a text is, as a whole."""
        return fitting(text, self._names.get(key(text), ()))

    @property
    def prefixes(self) -> frozenset[str]:
        """The prefixes of the ontologies that names are of."""
        return frozenset(entry.prefix for entry in self.entries.values())

    def all(self) -> Iterator[Name]:
        """Yield each name."""
        for names in self._names.values():
            yield from names

    def found(self, text: str) -> Iterator[tuple[Span, tuple[Name, ...]]]:
        """Yield each place of a text where names stand; places may lie in one another."""
        for span, form in self._matcher.places(text):
            names = fitting(text[span.start : span.end], self._names[form])
            if names:
                yield span, names

    @cached_property
    def _matcher(self) -> "Matcher":
        from doidkit.lexicon.matching import Matcher

        return Matcher(self._names)


def fitting(text: str, names: Sequence[Name]) -> tuple[Name, ...]:
    """Return the names that fit; an acronym fits only in its own capitals."""
    return tuple(
        name
        for name in names
        if not _ACRONYM.fullmatch(name.text) or name.text.rstrip("s") == text.rstrip("s")
    )


def longest(
    found: Iterable[tuple[Span, tuple[Name, ...]]],
) -> Iterator[tuple[Span, tuple[Name, ...]]]:
    """Yield the places that lie in no longer one, from the left."""
    end = -1
    for span, names in sorted(found, key=lambda each: (each[0].start, -each[0].end)):
        if span.start >= end:
            yield span, names
            end = span.end


def _asked(source: Source) -> Iterator[Triple]:
    """Yield the triples of a source that names and entries are made of."""
    for iri in sorted(_WANTED):
        predicate = NamedNode(iri)
        pattern = f"?term {predicate} ?value"
        if iri == _TYPE:
            pattern += f" FILTER(?value = <{_CLASS}>)"
        for term, value in source.select(f"SELECT ?term ?value {{ {pattern} }}"):
            if isinstance(term, NamedNode) and value is not None:
                yield Triple(term, predicate, value)


def _names(quads: Iterable[Quad | Triple]) -> Iterator[Name]:
    read: dict[str, _Read] = defaultdict(_Read)
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and quad.predicate.value in _WANTED:
            read[quad.subject.value].take(quad.predicate.value, quad.object)
    for iri, term in read.items():
        curie = prefixes.contract(iri)
        if not term.is_class or term.obsolete or not term.label or curie is None:
            continue
        if term.label.casefold().startswith("obsolete "):
            continue
        entry = Entry(curie, iri, term.label, term.definition, tuple(sorted(set(term.parents))))
        for scope, text, predicate in dict.fromkeys(term.names):
            yield Name(text, scope, entry, prefixes.compact(predicate))
