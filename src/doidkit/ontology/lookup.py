"""What names and hierarchy are made of, asked of a source.

``Lookup`` has two implementations that answer alike: ``Asked`` asks any source with SPARQL,
``kept.Kept`` reads what was asked of an indexed file before.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple, Protocol

from pyoxigraph import Literal, NamedNode

from doidkit import prefixes
from doidkit.labels import PREDICATES, asked, asked_all
from doidkit.model import RdfTerm
from doidkit.ontology.spelling import spelt_alike
from doidkit.sparql.source import Source

SCOPES = dict.fromkeys(PREDICATES, "label") | {
    NamedNode(prefixes.expand(curie)): scope
    for curie, scope in (
        ("oboInOwl:hasExactSynonym", "exact"),
        ("oboInOwl:hasBroadSynonym", "broad"),
        ("oboInOwl:hasNarrowSynonym", "narrow"),
        ("oboInOwl:hasRelatedSynonym", "related"),
        ("skos:altLabel", "alternative"),
    )
}
"""What says a name, and what kind of name."""

# What search and lookup by name offer; a claim or an evidence line has a label too.
_TYPES = (
    "owl:Class, rdfs:Class, skos:Concept, owl:ObjectProperty, owl:DatatypeProperty, "
    "owl:AnnotationProperty, rdf:Property"
)
_TYPED = "SELECT DISTINCT ?term {{ {values} ?term a ?type FILTER(?type IN ({types})) }}"
_MOST = 500  # terms that one query names
_EDGES = """
SELECT DISTINCT ?child ?parent {
  PATH ?child rdfs:subClassOf ?parent .
  FILTER(ISIRI(?child) && ISIRI(?parent) && ?child != ?parent)
}
"""
_ABOVE = _EDGES.replace("PATH", "$term rdfs:subClassOf* ?child .")
_BELOW = _EDGES.replace("PATH", "?parent rdfs:subClassOf* $term .")
_ALL_EDGES = "SELECT ?child ?parent { ?child rdfs:subClassOf ?parent }"

Edge = tuple[str, str]
"""A child and a parent."""


class Name(NamedTuple):
    """A name of a term; ``scope`` is label or a synonym's, ``key`` the text spelt alike."""

    iri: str
    scope: str
    text: str
    key: str = ""


class Lookup(Protocol):
    """Names and superclasses as they stand in the data; IRIs are texts."""

    def labels(self, iris: Collection[str]) -> Mapping[str, str]:
        """Return the best labels of those that have one."""
        ...

    def spelt(self, name: str) -> Iterable[Name]:
        """Return the labels and exact synonyms with this text, in any case."""
        ...

    def keys(self) -> Collection[str]:
        """Return the texts of all names, each once, spelt alike."""
        ...

    def words(self) -> Collection[str]:
        """Return the words of these texts, each once."""
        ...

    def called(self, keys: Collection[str]) -> Iterable[Name]:
        """Return the names whose texts, spelt alike, are among these."""
        ...

    def terms(self, iris: Collection[str]) -> set[str]:
        """Return those that are terms."""
        ...

    def all_terms(self) -> Collection[str]:
        """Return all terms."""
        ...

    def edges(self, iri: str, *, up: bool, depth: int | None = None) -> Iterable[Edge]:
        """Return the named classes above or below a term, child and parent.

        With ``depth`` it is enough to return those that lie so many levels from it.
        """
        ...


class Asked:
    """A Lookup that asks a source; all its names are read once."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def labels(self, iris: Collection[str]) -> Mapping[str, str]:
        """Return the best labels of those that have one."""
        return _by_iri(asked(map(NamedNode, iris), self._source.select))

    def all_labels(self) -> Mapping[str, str]:
        """Return the best label of whatever has an IRI and a label."""
        return _by_iri(asked_all(self._source.select))

    def spelt(self, name: str) -> Iterable[Name]:
        """Return the labels and exact synonyms with this text, in any case."""
        naming = [p for p, scope in SCOPES.items() if scope in ("label", "exact")]
        found = [*self._read(naming, Literal(name.lower()))]
        # Some names are the same but for case though their lower case differs (Maße, MASSE).
        return found or [n for n in self.names if n.scope in ("label", "exact")]

    def keys(self) -> Collection[str]:
        """Return the texts of all names, each once, spelt alike."""
        return self._by_text.keys()

    def words(self) -> Collection[str]:
        """Return the words of these texts, each once."""
        return words_of(self.keys())

    def called(self, keys: Collection[str]) -> Iterable[Name]:
        """Return the names whose texts, spelt alike, are among these."""
        return (name for key in keys for name in self._by_text.get(key, ()))

    def terms(self, iris: Collection[str]) -> set[str]:
        """Return those that are terms."""
        return self.all_terms(iris).intersection(iris) if iris else set()

    def all_terms(self, among: Collection[str] = ()) -> set[str]:
        """Return all terms, or at least those among a few."""
        few = among and len(among) <= _MOST
        values = f"VALUES ?term {{ {' '.join(f'<{iri}>' for iri in among)} }}" if few else ""
        found = self._source.select(_TYPED.format(values=values, types=_TYPES))
        return {term.value for (term,) in found if isinstance(term, NamedNode)}

    def edges(self, iri: str, *, up: bool, depth: int | None = None) -> Iterable[Edge]:
        """Return the named classes above or below a term, child and parent, however far."""
        query = _ABOVE if up else _BELOW
        for child, parent in self._source.select(query, bindings={"term": NamedNode(iri)}):
            assert isinstance(child, NamedNode) and isinstance(parent, NamedNode)
            yield child.value, parent.value

    def all_edges(self) -> Iterable[tuple[RdfTerm | None, ...]]:
        """Return all classes with their superclasses, without names too."""
        return self._source.select(_ALL_EDGES).rows

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """All names."""
        return tuple(self._read(SCOPES))

    @cached_property
    def _by_text(self) -> Mapping[str, list[Name]]:
        found: dict[str, list[Name]] = {}
        for name in self.names:
            key = spelt_alike(name.text)
            found.setdefault(key, []).append(name._replace(key=key))
        return found

    def _read(
        self, predicates: Iterable[NamedNode], lower: Literal | None = None
    ) -> Iterator[Name]:
        """Yield the names that some predicates say, those of one text in lower case if given."""
        # A variable for each predicate says which it was, as nothing else does at no cost.
        naming = tuple(predicates)
        patterns = (
            f"{{ ?term {predicate} ?n{n} "
            + (f"FILTER(LCASE(STR(?n{n})) = {lower}) }}" if lower else "}")
            for n, predicate in enumerate(naming)
        )
        found = self._source.select(f"SELECT * {{ {' UNION '.join(patterns)} }}")
        place = {variable: n for n, variable in enumerate(found.variables)}
        columns = [(place[f"n{n}"], SCOPES[predicate]) for n, predicate in enumerate(naming)]
        for row in found:
            if isinstance(term := row[place["term"]], NamedNode):
                for column, scope in columns:
                    if isinstance(name := row[column], Literal):
                        yield Name(term.value, scope, name.value)


def words_of(texts: Iterable[str]) -> set[str]:
    """Return the words of some texts."""
    return set(re.findall(r"\w+", "\n".join(texts)))


def _by_iri(labels: Mapping[RdfTerm, str]) -> dict[str, str]:
    return {term.value: text for term, text in labels.items() if isinstance(term, NamedNode)}
