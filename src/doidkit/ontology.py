"""An ontology: RDF in a store, and its terms as values."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from doidkit import bundled, prefixes
from doidkit.engines.sssom import mapping_quads
from doidkit.engines.store import StoreSource
from doidkit.errors import UnknownTermError
from doidkit.model import RdfTerm

if TYPE_CHECKING:
    from rdflib import Graph


@dataclass(frozen=True, slots=True, order=True)
class TermRef:
    """A term named: its label ("" if it has none), CURIE (or IRI) and IRI."""

    label: str
    curie: str
    iri: str

    def __str__(self) -> str:
        return f"{self.curie} {self.label}".rstrip()


@dataclass(frozen=True, slots=True, order=True)
class Synonym:
    """Another name; ``scope`` is exact, broad, narrow, related or alternative."""

    text: str
    scope: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term's own record; parents and children are the direct named ones."""

    iri: str
    curie: str
    label: str
    definition: str | None
    synonyms: tuple[Synonym, ...]
    xrefs: tuple[str, ...]
    parents: tuple[TermRef, ...]
    children: tuple[TermRef, ...]
    obsolete: bool


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of a hierarchy and the branches that hang from it.

    ``repeated`` marks a term already expanded elsewhere in the tree, or above itself in a
    cycle; its own branches are left out here.
    """

    term: TermRef
    branches: tuple["Branch", ...] = ()
    repeated: bool = False


_NAMES = """
SELECT DISTINCT ?term ?name ?kind WHERE {
  VALUES (?predicate ?kind) {
    (rdfs:label "label") (skos:prefLabel "label")
    (oboInOwl:hasExactSynonym "exact") (oboInOwl:hasBroadSynonym "broad")
    (oboInOwl:hasNarrowSynonym "narrow") (oboInOwl:hasRelatedSynonym "related")
    (skos:altLabel "alternative")
  }
  ?term ?predicate ?name .
  FILTER(ISIRI(?term))
}
"""
_TERM_TYPES = """
SELECT DISTINCT ?term WHERE {
  VALUES ?type { owl:Class rdfs:Class skos:Concept owl:ObjectProperty owl:DatatypeProperty
                 owl:AnnotationProperty rdf:Property }
  ?term a ?type . FILTER(ISIRI(?term))
}
"""
_EDGES = """
SELECT DISTINCT ?child ?parent WHERE {
  ?child rdfs:subClassOf ?parent . FILTER(ISIRI(?child) && ISIRI(?parent))
}
"""
_RECORD = """
SELECT ?definition ?xref ?obsolete WHERE {
  { $term IAO:0000115|skos:definition ?definition }
  UNION { $term oboInOwl:hasDbXref ?xref }
  UNION { $term owl:deprecated ?obsolete }
}
"""
_KNOWN = "ASK { { $term ?p ?o } UNION { ?s ?q $term } }"


class Ontology:
    """RDF loaded from files, with its terms, hierarchy and search.

    ``source`` answers SPARQL; ``graph`` is an rdflib Graph over the same store.
    """

    def __init__(self, source: StoreSource) -> None:
        self.source = source

    @cached_property
    def graph(self) -> "Graph":
        """The same store as an rdflib Graph, for scripts; changes show in both."""
        from doidkit.engines.graphs import graph_over

        return graph_over(self.source.store)

    def __len__(self) -> int:
        return len(self.source.store)

    def term(self, text: str) -> Term:
        """Return a term by CURIE, IRI, exact label or exact synonym (case is ignored).

        Raises UnknownTermError with the nearest labels.
        """
        iri = self.find(text)
        names = self._names.get(iri, ())
        record = self.source.select(_RECORD, bindings={"term": NamedNode(iri)})
        definitions = sorted(_texts(record.column("definition")))
        return Term(
            iri=iri,
            curie=prefixes.contract(iri) or iri,
            label=self._labels.get(iri, ""),
            definition=definitions[0] if definitions else None,
            synonyms=tuple(sorted(Synonym(text, kind) for text, kind in names if kind != "label")),
            xrefs=tuple(sorted(_texts(record.column("xref")))),
            parents=self.refs(self._parents.get(iri, ())),
            children=self.refs(self._children.get(iri, ())),
            obsolete="true" in _texts(record.column("obsolete")),
        )

    def find(self, text: str) -> str:
        """Return the IRI that a CURIE, IRI, label or exact synonym means; see ``term``."""
        text = text.strip()
        bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
        iri = prefixes.expand(bare) if prefixes.is_curie(bare) else bare
        if (prefixes.is_curie(bare) or prefixes.is_iri(bare)) and self._knows(iri):
            return iri
        named = self._by_name.get(text.casefold(), ())
        if named:
            return named[0]
        raise UnknownTermError(text, self._suggestions(text))

    def ref(self, iri: str) -> TermRef:
        """Return a term's label and CURIE."""
        return TermRef(self._labels.get(iri, ""), prefixes.contract(iri) or iri, iri)

    def refs(self, iris: Iterable[str]) -> tuple[TermRef, ...]:
        """Return the terms' labels and CURIEs, sorted by label."""
        return tuple(sorted(self.ref(iri) for iri in iris))

    @cached_property
    def _names(self) -> dict[str, tuple[tuple[str, str], ...]]:
        found: dict[str, set[tuple[str, str]]] = {}
        for term, name, kind in self.source.select(_NAMES):
            if isinstance(name, Literal):
                found.setdefault(_iri(term), set()).add((name.value, _text(kind)))
        return {iri: tuple(sorted(names)) for iri, names in found.items()}

    @cached_property
    def _labels(self) -> dict[str, str]:
        labels = {}
        for iri, names in self._names.items():
            own = [name for name, kind in names if kind == "label"]
            if own:
                labels[iri] = own[0]
        return labels

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        terms = {_iri(term) for (term,) in self.source.select(_TERM_TYPES)}
        found: dict[str, list[str]] = {}
        for wanted in ("label", "exact"):  # a label wins over another term's synonym
            for iri, names in sorted(self._names.items()):
                for name, kind in names:
                    if kind == wanted and iri in terms:
                        found.setdefault(name.casefold(), []).append(iri)
        return found

    @cached_property
    def _parents(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for child, parent in self.source.select(_EDGES):
            found.setdefault(_iri(child), set()).add(_iri(parent))
        return found

    @cached_property
    def _children(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for child, parents in self._parents.items():
            for parent in parents:
                found.setdefault(parent, set()).add(child)
        return found

    def _knows(self, iri: str) -> bool:
        return self.source.ask(_KNOWN, bindings={"term": NamedNode(iri)})

    def _suggestions(self, text: str) -> list[str]:
        near = difflib.get_close_matches(text.casefold(), self._by_name, n=3, cutoff=0.6)
        return [str(self.ref(self._by_name[name][0])) for name in near]


def load(*paths: str | Path) -> Ontology:
    """Return an ontology from RDF files, or the bundled one if none is named.

    The bundled one is every .ttl under ontology/, its import slices included, and the SSSOM
    mappings as RDF. SSSOM tables (.sssom.tsv) may be named too. Raises SyntaxFault with line
    and column, InputError for a missing file or unknown format.
    """
    files: Sequence[Path] = [Path(path) for path in paths]
    if not files:
        files = bundled.ontology_files() + bundled.mapping_files()
    source = StoreSource()
    for path in files:
        if path.name.endswith(".tsv"):
            source.extend(mapping_quads(path))
        else:
            source.load(path)
    return Ontology(source)


def _iri(term: RdfTerm | None) -> str:
    assert isinstance(term, NamedNode)  # the query filters on ISIRI
    return term.value


def _text(term: RdfTerm | None) -> str:
    assert isinstance(term, Literal)  # the query's own constant
    return term.value


def _texts(column: Iterable[RdfTerm | None]) -> set[str]:
    return {term.value for term in column if isinstance(term, NamedNode | Literal)}
