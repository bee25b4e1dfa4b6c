"""The terms of a site, read set at a time: their pages and what stands around each.

A page of a single term asks a dozen questions; for ten thousand pages the answers that all
have in common are asked once.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from operator import attrgetter

from pyoxigraph import NamedNode

from doidkit import pages, prefixes
from doidkit.ontology import Ontology, Synonym, Term, TermRef
from doidkit.ontology.lookup import SCOPES, Asked
from doidkit.pages import Page, Record, Role
from doidkit.pages.facts import definition_sources
from doidkit.pages.recording import record
from doidkit.sparql.embedded import StoreSource
from doidkit.website.repeated import Repeated
from doidkit.website.still import Still
from doidkit.website.surroundings import MOST_SIBLINGS, Surroundings, clinical, path

_OBSOLETE = "SELECT DISTINCT ?term WHERE { ?term owl:deprecated true }"
# Whatever takes part in a statement or a mapping: these few have pages of their own making.
_TALKED_OF = """
SELECT DISTINCT ?term WHERE {
  { ?document schema:about ?term . ?claim prov:wasDerivedFrom ?document }
  UNION
  { ?claim dcterms:identifier ?id ;
      (biolink:subject|biolink:object|biolink:onset_qualifier|biolink:severity_qualifier
      |biolink:anatomical_context_qualifier|biolink:disease_context_qualifier|dk:precedes
      |dk:accompaniedBy|dk:clinicalModifier|dk:extent|dk:observes)/skos:member? ?part .
    ?part (schema:diagnosis|skos:relatedMatch|skos:hasTopConcept)? ?term }
  UNION
  { ?mapping a sssom:Mapping ; (sssom:subject_id|sssom:object_id) ?term }
  FILTER(ISIRI(?term))
}
"""
_PLACES = """
SELECT ?claim ?id ?term WHERE {
  ?document schema:about ?term .
  ?claim prov:wasDerivedFrom ?document ; dcterms:identifier ?id .
}
"""
_Edges = Mapping[str, tuple[TermRef, ...]]
_SCOPE_OF = {predicate.value: scope for predicate, scope in SCOPES.items()}


class Terms:
    """All terms of some data, and their pages."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology = Still(ontology.source)
        self._about = ontology
        self._families: dict[tuple[TermRef, ...], tuple[TermRef, ...]] = {}
        self._paths: dict[str, tuple[TermRef, ...]] = {}
        lookup = Asked(ontology.source)
        iris = sorted(filter(prefixes.is_iri, lookup.all_terms()))
        labels = lookup.all_labels()
        ontology.names.learn(labels, {*labels, *iris})
        self._all = tuple(sorted(ontology.names.refs(iris)))
        self.parents, self.children = _edges(ontology, lookup)
        self.obsolete = frozenset(_column(ontology, _OBSOLETE)).intersection(iris)
        # Statements by IRI: the term on whose page they stand, and their identifier there.
        self.documented = {claim: (term, id_) for claim, id_, term in _texts(ontology, _PLACES)}
        self._talked_of = frozenset(_column(ontology, _TALKED_OF)).intersection(iris)
        if self._talked_of and self.documented and isinstance(ontology.source, StoreSource):
            sample, statement = min(self._talked_of), min(self.documented)
            about = Repeated(ontology.source, NamedNode(sample), NamedNode(statement))
            self._about = Still(about)
            self._about.names = ontology.names

    @property
    def all(self) -> tuple[TermRef, ...]:
        """All terms, sorted by label."""
        return self._all

    @cached_property
    def current(self) -> tuple[TermRef, ...]:
        """The terms that are not obsolete."""
        return tuple(term for term in self._all if term.iri not in self.obsolete)

    @cached_property
    def entries(self) -> tuple[TermRef, ...]:
        """The terms that a document is about."""
        about = {term for term, _ in self.documented.values()}
        return tuple(term for term in self._all if term.iri in about)

    def page(self, iri: str) -> Page:
        """Return a term's page, as ``pages.page`` does."""
        if iri in self._talked_of:
            return pages.page(self._about, iri)
        found = record(self.ontology, iri)
        term = self._term(iri, found)
        return Page(
            term=term,
            definition_sources=definition_sources(found),
            added=(),
            sections=(),
            disclaimer="",
            record=found,
        )

    def around(self, page: Page) -> Surroundings:
        """Return what stands around a term, as ``surroundings`` does."""
        iri = page.term.iri
        siblings, count = self._siblings(iri)
        drugs, others = clinical(self.ontology, page)
        return Surroundings(
            path=self._path(iri),
            siblings=siblings,
            sibling_count=count,
            medications=drugs,
            differentials=others,
        )

    def _siblings(self, iri: str) -> tuple[tuple[TermRef, ...], int]:
        """Return the first terms that share a parent with one, and how many there are."""
        each = self._family(self.parents.get(iri, ()))
        first = [child for child in each[: MOST_SIBLINGS + 1] if child.iri != iri]
        return tuple(first[:MOST_SIBLINGS]), max(len(each) - 1, 0)

    def _family(self, parents: tuple[TermRef, ...]) -> tuple[TermRef, ...]:
        """Return the children of some parents, each once, in order."""
        if len(parents) == 1:
            return self.children[parents[0].iri]
        if parents not in self._families:
            each = {c.iri: c for parent in parents for c in self.children[parent.iri]}
            found = tuple(sorted(each.values(), key=attrgetter("label", "curie", "iri")))
            self._families[parents] = found
        return self._families[parents]

    def _path(self, iri: str) -> tuple[TermRef, ...]:
        """Return ``path``, by the shortest to one of the parents, which children share."""
        best: tuple[TermRef, ...] = ()
        for parent in self.parents.get(iri, ()):
            if parent.iri not in self._paths:
                self._paths[parent.iri] = path(parent.iri, lambda at: self.parents.get(at, ()))
            way = (*self._paths[parent.iri], parent)
            if any(above.iri == iri for above in way):  # round and round
                return path(iri, lambda at: self.parents.get(at, ()))
            best = way if not best or len(way) < len(best) else best
        return best

    def _term(self, iri: str, record: Record) -> Term:
        named = self._ref(iri)
        definitions = sorted(each.value.text for each in record.of(Role.DEFINITION))
        synonyms = {
            Synonym(each.value.text, scope)
            for each in record.of(Role.SYNONYM)
            if (scope := _SCOPE_OF.get(each.predicate.iri)) and each.value.term is None
        }
        return Term(
            iri=iri,
            curie=named.curie,
            label=named.label,
            definition=next(iter(definitions), None),
            synonyms=tuple(sorted(synonyms)),
            xrefs=tuple(sorted({each.value.text for each in record.of(Role.XREF)})),
            parents=self.parents.get(iri, ()),
            children=self.children.get(iri, ()),
            obsolete=iri in self.obsolete,
        )

    def _ref(self, iri: str) -> TermRef:
        return self.ontology.names.ref(iri)


def _edges(ontology: Ontology, lookup: Asked) -> tuple[_Edges, _Edges]:
    """Return the named superclasses of each class, and its named subclasses, by label."""
    up: dict[str, set[str]] = defaultdict(set)
    down: dict[str, set[str]] = defaultdict(set)
    for child, parent in lookup.all_edges():
        if isinstance(child, NamedNode) and isinstance(parent, NamedNode) and child != parent:
            up[child.value].add(parent.value)
            down[parent.value].add(child.value)
    ontology.names.refs(sorted(up.keys() | down.keys()))
    return _referred(ontology, up), _referred(ontology, down)


def _referred(ontology: Ontology, edges: Mapping[str, set[str]]) -> _Edges:
    return {iri: tuple(sorted(ontology.names.refs(ends))) for iri, ends in edges.items()}


def _texts(ontology: Ontology, query: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a query as texts."""
    for row in ontology.source.select(query):
        yield tuple(str(getattr(value, "value", "")) for value in row)


def _column(ontology: Ontology, query: str) -> set[str]:
    return {text for (text,) in _texts(ontology, query)}
